/** better-auth with its OAuth provider plugin, as its documentation sets it up: in memory, with one user who is signed in and one app. */
import { createServer, type Server } from 'node:http';
import { randomBytes } from 'node:crypto';
import { oauthProvider } from '@better-auth/oauth-provider';
import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';
import { jwt } from 'better-auth/plugins';
import { listenAnywhere } from '../world.ts';

interface BetterAuth {
  server: Server;
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The signed-in user's browser: from the authorization request to the address it is sent back to. */
  browse(url: string): Promise<string>;
}

interface AdminApi {
  adminCreateOAuthClient(call: {
    headers: Headers;
    body: object;
  }): Promise<{ client_id: string; client_secret: string }>;
}

/** @param ownScopes of an API: the app may have them, for itself as well. */
export async function openBetterAuth(
  callback: string,
  ownScopes: readonly string[] = [],
): Promise<BetterAuth> {
  const server = createServer();
  const baseURL = await listenAnywhere(server);
  const provider = oauthProvider({
    loginPage: '/sign-in',
    consentPage: '/consent',
    scopes: ['openid', 'offline_access', ...ownScopes],
    clientPrivileges: async () => true,
    silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true },
  });
  const tables = ['user', 'session', 'account', 'verification', 'jwks', ...Object.keys(provider.schema)];
  const auth = betterAuth({
    baseURL,
    secret: randomBytes(32).toString('base64'),
    database: memoryAdapter(Object.fromEntries(tables.map(table => [table, []]))),
    emailAndPassword: { enabled: true },
    // On by default where NODE_ENV is `production`.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Their types and our `exactOptionalPropertyTypes` do not agree.
    plugins: [jwt(), provider as unknown as BetterAuthPlugin],
  });
  server.on('request', toNodeHandler(auth));
  const { headers } = await auth.api.signUpEmail({
    body: { email: 'ada@example.com', password: randomBytes(12).toString('hex'), name: 'Ada' },
    returnHeaders: true,
  });
  const cookie = headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ');
  const client = await (auth.api as unknown as AdminApi).adminCreateOAuthClient({
    headers: new Headers({ cookie }),
    body: {
      redirect_uris: [callback],
      scope: ['openid', 'offline_access', ...ownScopes].join(' '),
      grant_types: [
        'authorization_code',
        'refresh_token',
        ...(ownScopes.length ? ['client_credentials'] : []),
      ],
      ...(ownScopes.length
        ? { client_credentials_scopes: ownScopes, token_endpoint_auth_method: 'client_secret_post' }
        : {}),
      skip_consent: true,
    },
  });
  return {
    server,
    issuer: `${baseURL}/api/auth`,
    clientId: client.client_id,
    clientSecret: client.client_secret,
    async browse(url) {
      // To a script's `fetch` it answers with the address instead of a redirect.
      const response = await fetch(url, { headers: { cookie } });
      return ((await response.json()) as { url: string }).url;
    },
  };
}
