/** The OAuth calls to one provider, by simple-oauth2; Copernica's token request, which no library speaks, by fetch. */
import { AuthorizationCode, type AccessToken } from 'simple-oauth2';
import { codeChallenge, type Attempt } from './attempts.ts';
import type { ProviderSettings } from './config.ts';
import { parseRefusal, unreachable, type Refusal } from './refusal.ts';

export const timeoutMilliseconds = 10_000;

export interface ProviderFlow {
  authorizationUrl(attempt: Attempt): string;
  exchangeCode(code: string, attempt: Attempt): Promise<AccessToken>;
  refresh(token: AccessToken): Promise<AccessToken>;
  revoke(token: AccessToken): Promise<void>;
}

function createOAuth(provider: ProviderSettings): AuthorizationCode {
  const { origin, pathname } = new URL(provider.issuer);
  // simple-oauth2 resolves paths against the host, so an issuer's own path goes in front of each.
  const base = pathname.replace(/\/$/, '');
  return new AuthorizationCode({
    client: { id: provider.clientId, secret: provider.clientSecret },
    auth: {
      tokenHost: origin,
      tokenPath: base + provider.tokenPath,
      revokePath: base + provider.revokePath,
      authorizePath: base + provider.authorizePath,
    },
    options: { authorizationMethod: 'body' },
    http: { timeout: timeoutMilliseconds, maxBytes: 1_000_000 },
  });
}

/** simple-oauth2 throws Boom errors: the parsed body stands in `data.payload`. */
function parseBoom(error: unknown, secrets: readonly string[]): Refusal {
  const { data, output } = error as { data?: { payload?: unknown }; output?: { statusCode: number } };
  return data?.payload === undefined || output === undefined
    ? unreachable()
    : parseRefusal(data.payload, output.statusCode, secrets);
}

/** What an error of the provider must not repeat on a page. */
export function secretsOf({ token }: AccessToken): string[] {
  return [token['access_token'], token['refresh_token']].filter(value => typeof value === 'string');
}

/** S4: `GET /v1/token`, everything in the query, no `grant_type`. Server to server; never a link, never logged. */
async function fetchCopernicaToken(
  provider: ProviderSettings,
  redirectUri: string,
  code: string,
): Promise<object> {
  const url = new URL(provider.issuer + provider.tokenPath);
  url.search = new URLSearchParams({
    client_id: provider.clientId,
    client_secret: provider.clientSecret,
    redirect_uri: redirectUri,
    code,
  }).toString();
  // A redirect would carry the secret to another address: it is an error instead.
  const init = { redirect: 'error', signal: AbortSignal.timeout(timeoutMilliseconds) } as const;
  const response = await fetch(url, init).catch(() => Promise.reject(unreachable()));
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw parseRefusal(body, response.status, [provider.clientSecret, code]);
  if (typeof body !== 'object' || body === null) throw unreachable();
  return body;
}

export function createProviderFlow(provider: ProviderSettings, redirectUri: string): ProviderFlow {
  const oauth = createOAuth(provider);
  const copernica = provider.profile === 'copernica';

  async function calling<T>(call: Promise<T>, secrets: readonly (string | null)[]): Promise<T> {
    return call.catch(error => {
      throw parseBoom(error, [provider.clientSecret, ...secrets.filter(secret => secret !== null)]);
    });
  }

  /** RFC 6749 §5.1: without an access token it is no token response, whatever its status. */
  function checkToken(token: AccessToken): AccessToken {
    if (typeof token.token['access_token'] !== 'string') throw unreachable();
    return token;
  }

  return {
    authorizationUrl({ state, codeVerifier }) {
      return oauth.authorizeURL({
        redirect_uri: redirectUri,
        state,
        ...(copernica ? {} : { scope: [...provider.scopes] }),
        ...(codeVerifier === null
          ? {}
          : { code_challenge: codeChallenge(codeVerifier), code_challenge_method: 'S256' }),
      });
    },

    async exchangeCode(code, { codeVerifier }) {
      if (copernica) {
        return checkToken(oauth.createToken({ ...(await fetchCopernicaToken(provider, redirectUri, code)) }));
      }
      const parameters = {
        code,
        redirect_uri: redirectUri,
        ...(codeVerifier === null ? {} : { code_verifier: codeVerifier }),
      };
      return checkToken(await calling(oauth.getToken(parameters), [code, codeVerifier]));
    },

    async refresh(token) {
      const old = token.token['refresh_token'];
      const fresh = checkToken(await calling(token.refresh(), secretsOf(token)));
      // RFC 6749 §6: no new refresh token means that the old one stays. simple-oauth2 5.1 loses it.
      return oauth.createToken({ ...fresh.token, refresh_token: fresh.token['refresh_token'] ?? old });
    },

    /** RFC 7009 §2.1. With Valetkey revoking either token ends the whole family; the refresh token is what RFC 7009 prefers. */
    async revoke(token) {
      const type = token.token['refresh_token'] === undefined ? 'access_token' : 'refresh_token';
      // The answer is 200 with an empty body, which the strict JSON mode of the library would refuse.
      await calling(token.revoke(type, { json: true }), secretsOf(token));
    },
  };
}
