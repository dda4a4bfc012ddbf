/** The way back: the answer is believed only in the browser that asked, once, within ten minutes, at the address it was meant for (S-R1, S-R2, S-R12). */
import { AuthorizationResponseError, validateAuthResponse } from 'oauth4webapi';
import { ClientError } from '../errors.ts';
import type { Endpoints, Provider } from '../provider/provider.ts';
import { SecretText } from '../secret-text.ts';
import type { ConnectionRecord } from '../vault/connection-record.ts';
import { toClient, toServer, type TokenCalls } from '../exchange/token-calls.ts';
import { consumeAttempt, isSameBrowser, type Attempt } from './attempt.ts';
import { readAttemptCookie, renderAttemptCookie } from './attempt-cookie.ts';
import type { BeginParts } from './begin.ts';
import { saveConnection, type SaveParts } from './save-connection.ts';

export interface CallbackRequest {
  method: string;
  /** Whole, or path and query. */
  url: string;
  /** The form of a POST callback (S1). */
  body?: string | URLSearchParams | Readonly<Record<string, unknown>> | undefined;
  /** The `Cookie` header. */
  cookie: string | null | undefined;
  /** When known: who is signed in now. Somebody else than who began is refused. */
  owner?: string | undefined;
  signal?: AbortSignal | undefined;
}

export interface Finished {
  record: ConnectionRecord;
  isNew: boolean;
  returnTo: string | null;
  /** A whole `Set-Cookie` value that takes the attempt's cookie away. */
  cookie: string;
}

export type FinishParts = BeginParts & SaveParts & { tokenCalls: TokenCalls };

export async function finishConnect(parts: FinishParts, request: CallbackRequest): Promise<Finished> {
  const parameters = readParameters(request);
  const state = onlyOne(parameters, 'state');
  // Taken away before anything is looked at: whatever is wrong with this answer, there is no second one.
  const attempt = state === undefined ? null : await consumeAttempt(parts.vault, state);
  if (state === undefined || attempt === null)
    throw bad('Its state is unknown, already used, or older than ten minutes.');
  const place = { provider: attempt.provider, state, redirectUri: attempt.redirectUri };
  if (!isSameBrowser(attempt, readAttemptCookie(request.cookie, place)))
    throw bad('It came to another browser than the one that began.');
  if (request.owner !== undefined && request.owner !== attempt.owner)
    throw bad('Somebody else is signed in now than when it began.');
  const { provider, owner, returnTo } = attempt;
  try {
    const saved = await redeem(parts, request, attempt, { parameters, state });
    return { ...saved, returnTo, cookie: renderAttemptCookie(place, null, false) };
  } catch (error) {
    if (!(error instanceof ClientError) || error.code === 'bad_callback') throw error;
    throw error.about({ provider, owner, returnTo });
  }
}

/** The browser is proven: what the answer holds becomes a connection. */
async function redeem(
  parts: FinishParts,
  request: CallbackRequest,
  attempt: Attempt,
  { parameters, state }: { parameters: URLSearchParams; state: string },
): Promise<Pick<Finished, 'record' | 'isNew'>> {
  checkAddress(request, attempt);
  const provider = parts.getProvider(attempt.provider);
  const endpoints = await parts.findEndpoints(provider, request.signal);
  const code = readAnswer(provider, endpoints, parameters, state);
  const { redirectUri, scopes } = attempt;
  const verifier = new SecretText(attempt.verifier);
  const tokens = await parts.tokenCalls.exchangeCode(
    provider,
    endpoints,
    { parameters: code, verifier, redirectUri, scopes },
    request.signal,
  );
  // Who it is for helps events to find it; a connection without it works as well.
  const status = await parts.tokenCalls
    .introspect(provider, endpoints, tokens, request.signal)
    .catch(() => null);
  return saveConnection(parts, attempt, { tokens, subject: status?.subject ?? null });
}

function readParameters({ method, url, body }: CallbackRequest): URLSearchParams {
  if (method === 'GET') return new URL(url, 'http://callback.invalid').searchParams;
  if (method !== 'POST') throw bad(`It is a ${method.replace(/[^A-Z]/g, '').slice(0, 10)}.`);
  if (body instanceof URLSearchParams || typeof body === 'string') return new URLSearchParams(body);
  // Bodies that a framework has parsed: what is not a single text was sent twice, or is no form.
  return new URLSearchParams(
    Object.entries(body ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** RFC 6749 §3.1: no parameter twice. */
function onlyOne(parameters: URLSearchParams, name: string): string | undefined {
  const values = parameters.getAll(name);
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
}

/** S-R12: with an address for each provider, an answer at another one's is not for this attempt. Hosts are left out: proxies change them. */
function checkAddress({ url }: CallbackRequest, { redirectUri }: Attempt): void {
  const here = new URL(url, 'http://callback.invalid').pathname;
  if (here !== new URL(redirectUri).pathname)
    throw bad('It arrived at another address than the one that was asked for.');
}

/** RFC 9207 §2.4: a wrong `iss`, also beside an error, is refused before anything of the answer is used or shown. */
function readAnswer(
  provider: Provider,
  endpoints: Endpoints,
  parameters: URLSearchParams,
  state: string,
): URLSearchParams {
  try {
    const answer = validateAuthResponse(toServer(endpoints), toClient(provider), parameters, state);
    if (onlyOne(answer, 'code') === undefined) throw bad('It holds no code.');
    return answer;
  } catch (error) {
    if (error instanceof AuthorizationResponseError) throw refused(provider, error);
    if (error instanceof ClientError) throw error;
    // The library's errors carry the code in their cause: only its words go on (S-R9).
    throw bad(error instanceof Error ? `${error.message}.` : 'It is malformed.');
  }
}

function refused(
  provider: Provider,
  { error, error_description: description }: AuthorizationResponseError,
): ClientError {
  const code = error === 'access_denied' ? 'access_denied' : 'authorization_refused';
  return new ClientError(code, `${provider.name}: the provider did not connect.`, {
    provider: provider.name,
    error,
    description,
  });
}

function bad(why: string): ClientError {
  return new ClientError('bad_callback', `The callback is refused. ${why}`);
}
