/** Registers the app by itself (RFC 7591), with servers that let anybody do so. Once: keep what comes back. */
import { systemClock } from '../clock.ts';
import { ClientError } from '../errors.ts';
import { toRefusal } from '../exchange/refusal.ts';
import { parseConfiguredUrl } from '../net/address-policy.ts';
import { createHttpCall, type HttpCall } from '../net/token-http.ts';
import { SecretText } from '../secret-text.ts';
import { addressIn, fetchMetadata, offeredMethods } from './discover.ts';

export interface RegisterRequest {
  issuer: string;
  /** What users read on the consent page. */
  name: string;
  redirectUris: readonly string[];
  scopes?: readonly string[];
  /** Where registration is not open to everybody (RFC 7591 §3). */
  initialAccessToken?: string;
}

/** For `providers`, as it is. */
export interface RegisteredApp {
  issuer: string;
  clientId: string;
  /** Absent: a public app. */
  clientSecret?: string;
}

/**
 * @throws ClientError `metadata` when the server has no registration, `token_refused` or `secret_refused` when it does not register this app.
 * @example
 * const app = await registerApp({ issuer, name: 'Analyzer', redirectUris: ['https://app.example/callback'] });
 * @see https://www.rfc-editor.org/rfc/rfc7591
 */
export async function registerApp(request: RegisterRequest): Promise<RegisteredApp> {
  const { issuer, name } = request;
  const owner = { name, issuer, configuredOrigins: [parseConfiguredUrl(issuer, 'issuer').origin] };
  const call = createHttpCall({ timeoutMs: 10_000, resolve: undefined });
  const metadata = await fetchMetadata(owner, call);
  const method = (['basic', 'post'] as const).find(one => offeredMethods(metadata).includes(one)) ?? 'none';
  const asked = method === 'none' ? 'none' : `client_secret_${method}`;
  const response = await send(
    call,
    owner,
    addressIn(owner, metadata, 'registration_endpoint'),
    request,
    asked,
  );
  const { client_id: clientId, client_secret: secret, token_endpoint_auth_method: given = asked } = response;
  if (typeof clientId !== 'string' || clientId === '') throw refuse(name);
  if (given === 'none' || secret === undefined) return { issuer, clientId };
  if (typeof secret !== 'string') throw refuse(name);
  return { issuer, clientId, clientSecret: secret };
}

async function send(
  call: HttpCall,
  owner: { name: string; configuredOrigins: readonly string[] },
  address: string,
  { name, redirectUris, scopes = [], initialAccessToken }: RegisterRequest,
  authentication: string,
): Promise<Record<string, unknown>> {
  const response = await call(owner, address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(initialAccessToken === undefined ? {} : { authorization: `Bearer ${initialAccessToken}` }),
    },
    body: JSON.stringify({
      client_name: name,
      redirect_uris: redirectUris,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: authentication,
      ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
    }),
  });
  if (response.status !== 201 && response.status !== 200) {
    const secrets = initialAccessToken === undefined ? [] : [new SecretText(initialAccessToken)];
    throw await toRefusal(owner, response, { what: 'the registration', secrets, nowMs: systemClock.nowMs() });
  }
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== 'object' || body === null) throw refuse(name);
  return body as Record<string, unknown>;
}

/** Nothing of the answer goes on: the secret is in it (S-R9). */
function refuse(name: string): ClientError {
  return new ClientError('hostile_answer', `${name}: the answer to the registration is not accepted.`);
}
