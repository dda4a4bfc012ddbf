/**
 * The token request, made by the server for the app's developer: the same grants as at the token endpoint, where the app would prove itself
 * with its secret. Here the signed-in developer does: the secret is on the app's server and nowhere else (R22).
 */
import { timingSafeEqual } from 'node:crypto';
import {
  OAuthError,
  Params,
  renderTokenResponse,
  type Profile,
  say,
  type Sentence,
} from '@valetkey/protocol';
import type { App, User } from '../../store/rows.ts';
import { hashRedirectUri } from '../authorization/issue-code.ts';
import { tryItRedirectUri } from '../authorization/try-it-redirect.ts';
import type { Core } from '../core.ts';
import { runGrant } from '../grants/run-grant.ts';
import type { Provider } from '../providers.ts';
import { decodeCode } from '../token-format.ts';
import type { IssuedTokens } from '../tokens.ts';
import {
  CLIENT_SECRET,
  fieldsOf,
  maskToken,
  showJson,
  type ShownAnswer,
  type ShownRequest,
} from './shown.ts';

export interface Caller {
  core: Core;
  provider: Provider;
  app: App;
  /** The developer. */
  user: User;
  requestId: string;
}

/** What the app would send, without its credentials. */
export type TokenParameters = Readonly<Record<string, string>>;

export function showTokenRequest({ provider, app }: Caller, parameters: TokenParameters): ShownRequest {
  const { token } = provider.profile;
  const secret = app.type === 'public' ? {} : { client_secret: CLIENT_SECRET };
  return {
    method: token.method,
    url: provider.issuer + token.path,
    headers: token.method === 'GET' ? [] : FORM,
    fields: fieldsOf({ ...parameters, client_id: app.id, ...secret }),
  };
}

export const FORM = fieldsOf({ 'Content-Type': 'application/x-www-form-urlencoded' });

/** @throws {OAuthError} as the token endpoint answers. */
export async function requestTokens(
  caller: Caller,
  parameters: TokenParameters,
): Promise<{ tokens: IssuedTokens; answer: ShownAnswer }> {
  const { core, provider, app } = caller;
  if (parameters['code'] !== undefined) await checkCode(caller, parameters['code']);
  const { tokens, grant } = await runGrant(core, provider, app, Params.from({ ...parameters }));
  log(caller, 'ok', null, say('tokens_issued_try_it', { grant }));
  return { tokens, answer: { status: 200, body: showTokens(provider.profile, tokens) } };
}

export function logRefusal(caller: Caller, { code, reason }: OAuthError): void {
  log(caller, 'refused', code, say('in_try_it', { why: reason }));
}

/** A code that was made for the app's own address, or for somebody who does not try the app, is no business of this page. */
async function checkCode({ core, provider, app, user }: Caller, text: string): Promise<void> {
  const code = await decodeCode(core.keys, text);
  // What is no code at all the grant refuses with its own words.
  if (code === null) return;
  const found = await core.store.findConnectionById(code.connectionId);
  const own = hashRedirectUri(tryItRedirectUri(provider));
  if (
    found === null ||
    !timingSafeEqual(code.redirectUriHash, own) ||
    !(await isOfTheirs({ core, app, user }, found.connection.userId))
  )
    throw new OAuthError('invalid_grant', say('try_foreign_code'));
}

/** The developer's own access, or a test user's. */
export async function isOfTheirs(
  { core, app, user }: Pick<Caller, 'core' | 'app' | 'user'>,
  userId: string,
): Promise<boolean> {
  return userId === user.id || (await core.store.findAppRole(app.id, userId)) === 'tester';
}

function showTokens(profile: Profile, tokens: IssuedTokens): string {
  const { accessToken, refreshToken } = tokens;
  return showJson(
    renderTokenResponse(profile, {
      ...tokens,
      accessToken: maskToken(accessToken),
      refreshToken: refreshToken === null ? null : maskToken(refreshToken),
    }),
  );
}

function log(
  { core, provider, app, requestId }: Caller,
  outcome: 'ok' | 'refused',
  code: string | null,
  reason: Sentence,
): void {
  const entry = { provider: provider.slug, appId: app.id, requestId, at: core.clock.nowMs() };
  core.requestLog.add({ ...entry, endpoint: 'token', outcome, code, reason });
}
