/** The answer of a token endpoint (RFC 6749 §5.1), believed only after every member was checked (S-R11); profiles that leave members out are made whole. */
import { processGenericTokenEndpointResponse, type AuthorizationServer, type Client } from 'oauth4webapi';
import { isScopeToken } from './scope-text.ts';
import { ClientError } from '../errors.ts';
import type { Provider } from '../provider/provider.ts';
import { SecretText } from '../secret-text.ts';
import type { Tokens } from '../vault/connection-record.ts';
import { requestIdOf } from './refusal.ts';

/** Longer than any token lives; what is beyond it is a mistake or an attack on our arithmetic. */
const LONGEST_LIFETIME_SECONDS = 100 * 366 * 86_400;
/** A header of more than this is refused by most servers. */
const LONGEST_TOKEN = 12_000;

export interface AnswerContext {
  server: AuthorizationServer;
  client: Client;
  now: number;
  /** What was asked for: the answer's scope where it names none (RFC 6749 §5.1). */
  scopes: readonly string[];
  /** Kept where the answer brings no new one (RFC 6749 §6, S-R8). */
  refresh: SecretText | null;
}

export async function readTokenAnswer(
  provider: Provider,
  response: Response,
  context: AnswerContext,
): Promise<Tokens> {
  const fail = (why: string): ClientError =>
    new ClientError('hostile_answer', `${provider.name}: the token answer is not accepted: ${why}.`, {
      provider: provider.name,
      status: response.status,
      requestId: requestIdOf(response.headers),
    });
  const whole = makeWhole(provider, await readObject(response, fail));
  // Its errors carry the body, tokens and all: only the words of the message go on (S-R9).
  const answer = await processGenericTokenEndpointResponse(context.server, context.client, whole).catch(
    (error: unknown) => {
      throw fail(error instanceof Error ? error.message : 'it is malformed');
    },
  );
  if (answer.token_type !== 'bearer') throw fail('its token_type is not Bearer');
  if ((answer.expires_in ?? 0) > LONGEST_LIFETIME_SECONDS) throw fail('its expires_in is out of all bounds');
  for (const token of [answer.access_token, answer.refresh_token])
    if (token !== undefined) checkToken(token, fail);
  const lifetime = answer.expires_in ?? provider.profile?.token.access.lifetimeSeconds ?? null;
  return {
    access: new SecretText(answer.access_token),
    refresh: answer.refresh_token === undefined ? context.refresh : new SecretText(answer.refresh_token),
    expiresAt: lifetime === null ? null : Math.floor(context.now + lifetime),
    receivedAt: context.now,
    scopes: answer.scope === undefined ? context.scopes : answer.scope.split(' ').filter(isScopeToken),
  };
}

type Fail = (why: string) => ClientError;

async function readObject(response: Response, fail: Fail): Promise<Record<string, unknown>> {
  let body: unknown;
  try {
    body = JSON.parse(await response.text());
  } catch {
    throw fail('it is not JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw fail('it is not a JSON object');
  return body as Record<string, unknown>;
}

/** S4 answers with `access_token` alone. An id_token is nothing to this client, which connects and signs nobody in. */
function makeWhole(provider: Provider, { id_token: _idToken, ...body }: Record<string, unknown>): Response {
  const hasType = provider.profile === null || provider.profile.token.response.includes('token_type');
  return Response.json(hasType ? body : { token_type: 'Bearer', ...body });
}

/** It will stand in a header: nothing but visible ASCII. */
function checkToken(token: string, fail: Fail): void {
  if (token.length > LONGEST_TOKEN || !/^[\x21-\x7e]+$/.test(token))
    throw fail('a token has characters or a length that no header takes');
}
