/** The steps after the answer: tokens for the code, a call, introspection, refresh, revocation. Each shows what was said and why it failed. */
import { OAuthError, say } from '@valetkey/protocol';
import { nowSeconds } from '../clock.ts';
import { describeToken } from '../describe-token.ts';
import { readAccessToken } from '../tokens.ts';
import { openAttempt, sealAttempt, type Attempt } from './attempt.ts';
import { callApi } from './call-api.ts';
import {
  ACCESS_TOKEN,
  CLIENT_SECRET,
  REFRESH_TOKEN,
  fieldsOf,
  showError,
  showJson,
  showProblem,
  type ShownAnswer,
  type ShownProblem,
  type ShownRequest,
} from './shown.ts';
import {
  FORM,
  isOfTheirs,
  logRefusal,
  requestTokens,
  showTokenRequest,
  type Caller,
  type TokenParameters,
} from './token-request.ts';

export type StepName = 'exchange' | 'refresh' | 'call' | 'introspect' | 'revoke';

export interface Taken {
  request: ShownRequest;
  answer: ShownAnswer;
  problem: ShownProblem | null;
  /** In place of the one before. */
  attempt: string;
  hasToken: boolean;
  hasRefreshToken: boolean;
}

type Shown = Pick<Taken, 'request' | 'answer'> & { attempt?: Attempt; problem?: ShownProblem };

export async function takeStep(
  caller: Caller,
  step: StepName,
  sealed: string,
  given: TokenParameters,
): Promise<Taken> {
  const { core, app, user } = caller;
  const before = openAttempt(core, app, user, sealed);
  const { request, answer, problem = null, attempt = before } = await STEPS[step](caller, before, given);
  return {
    request,
    answer,
    problem,
    attempt: sealAttempt(core, app, user, attempt),
    hasToken: attempt.accessToken !== null,
    hasRefreshToken: attempt.refreshToken !== null,
  };
}

type Step = (caller: Caller, attempt: Attempt, given: TokenParameters) => Promise<Shown>;

const STEPS: Readonly<Record<StepName, Step>> = { exchange, refresh, call, introspect, revoke };

const EXCHANGED = ['code', 'redirect_uri', 'code_verifier'];

async function exchange(caller: Caller, attempt: Attempt, given: TokenParameters): Promise<Shown> {
  const { state } = given;
  // What every app has to do before it uses a code: is it the answer to its own request?
  if (state !== attempt.state) throw new OAuthError('invalid_request', say('try_state'));
  const named = caller.provider.profile.token.grantTypeNamed ? { grant_type: 'authorization_code' } : {};
  // No other grant: whoever is signed in here has not shown the app's secret.
  const ours = EXCHANGED.flatMap(name => (given[name] === undefined ? [] : [[name, given[name]]]));
  return await askForTokens(caller, attempt, { ...named, ...(Object.fromEntries(ours) as TokenParameters) });
}

async function refresh(caller: Caller, attempt: Attempt): Promise<Shown> {
  const refreshToken = existing(attempt.refreshToken);
  return await askForTokens(
    caller,
    attempt,
    { grant_type: 'refresh_token', refresh_token: refreshToken },
    { grant_type: 'refresh_token', refresh_token: REFRESH_TOKEN },
  );
}

async function askForTokens(
  caller: Caller,
  attempt: Attempt,
  parameters: TokenParameters,
  shown: TokenParameters = parameters,
): Promise<Shown> {
  const request = showTokenRequest(caller, shown);
  try {
    const { tokens, answer } = await requestTokens(caller, parameters);
    const { accessToken, refreshToken } = tokens;
    return { request, answer, attempt: { ...attempt, accessToken, refreshToken } };
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    logRefusal(caller, error);
    return { request, answer: showError(error), problem: showProblem(error) };
  }
}

async function call({ provider }: Caller, attempt: Attempt): Promise<Shown> {
  const url = provider.config.firstCallUrl;
  if (url === undefined) throw new OAuthError('invalid_request', say('try_no_api'));
  const headers = fieldsOf({ Authorization: `Bearer ${ACCESS_TOKEN}` });
  const answer = await callApi(url, existing(attempt.accessToken));
  return { request: { method: 'GET', url, headers, fields: [] }, answer };
}

async function introspect(caller: Caller, attempt: Attempt): Promise<Shown> {
  const { core, provider, app } = caller;
  const reading = await readAccessToken(core, provider, existing(attempt.accessToken));
  const isOwn = reading.live && reading.context.app.id === app.id;
  return {
    request: showOwnRequest(caller, provider.profile.introspectPath),
    answer: { status: 200, body: showJson(isOwn ? describeToken(provider, reading) : { active: false }) },
    ...(reading.live
      ? {}
      : { problem: { code: 'invalid_token', reason: reading.reason, remedy: 'Refresh, or connect again.' } }),
  };
}

/** RFC 7009: any token of a family ends it, and here the connection with it. */
async function revoke(caller: Caller, attempt: Attempt): Promise<Shown> {
  const { core, provider, app, user } = caller;
  const { context } = await readAccessToken(core, provider, existing(attempt.accessToken));
  const request = showOwnRequest(caller, provider.profile.revokePath);
  if (context?.app.id === app.id && context.user && (await isOfTheirs(caller, context.user.id)))
    await core.store.revokeFamily(
      context.family.id,
      { reason: 'revoked in Try it', endConnection: true },
      { now: nowSeconds(core.clock), actor: `user:${user.id}` },
    );
  return { request, answer: { status: 200, body: '' } };
}

function showOwnRequest({ provider, app }: Caller, path: string): ShownRequest {
  const secret = app.type === 'public' ? {} : { client_secret: CLIENT_SECRET };
  return {
    method: 'POST',
    url: provider.issuer + path,
    headers: FORM,
    fields: fieldsOf({ token: ACCESS_TOKEN, client_id: app.id, ...secret }),
  };
}

function existing(token: string | null): string {
  if (token === null) throw new OAuthError('invalid_request', say('try_no_token'));
  return token;
}
