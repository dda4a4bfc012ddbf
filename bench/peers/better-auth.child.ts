/** better-auth with its OAuth provider plugin, as its documentation sets it up, in memory. Its limits on requests are off: they would end the load. */
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { oauthProvider } from '@better-auth/oauth-provider';
import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';
import { jwt } from 'better-auth/plugins';
import type { Facts } from '../harness/contender.ts';
import { CONNECTIONS } from '../load/run-load.ts';

const CALLBACK = 'https://app.example/callback';
const SCOPE = 'people:read';
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

interface AdminApi {
  adminCreateOAuthClient(call: {
    headers: Headers;
    body: object;
  }): Promise<{ client_id: string; client_secret: string }>;
}

const server = createServer();
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const provider = oauthProvider({
  loginPage: '/sign-in',
  consentPage: '/consent',
  scopes: ['openid', 'offline_access', SCOPE],
  clientPrivileges: async () => true,
  silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true },
});
const tables = ['user', 'session', 'account', 'verification', 'jwks', ...Object.keys(provider.schema)];
const auth = betterAuth({
  baseURL: url,
  secret: randomBytes(32).toString('base64'),
  database: memoryAdapter(Object.fromEntries(tables.map(table => [table, []]))),
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  // Their types and our `exactOptionalPropertyTypes` do not agree.
  plugins: [jwt(), provider as unknown as BetterAuthPlugin],
});
const handle = toNodeHandler(auth);
server.on('request', (request, response) => void handle(request, response));
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
    redirect_uris: [CALLBACK],
    scope: `openid offline_access ${SCOPE}`,
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
    client_credentials_scopes: [SCOPE],
    skip_consent: true,
  },
});
const credentials = { client_id: client.client_id, client_secret: client.client_secret };
const query = new URLSearchParams({
  response_type: 'code',
  client_id: client.client_id,
  redirect_uri: CALLBACK,
  scope: `openid offline_access ${SCOPE}`,
  state: 'state-0123456789',
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256',
});
const tokens: { access_token: string; refresh_token: string }[] = [];
for (let i = 0; i <= CONNECTIONS; i++) {
  const asked = await fetch(`${url}/api/auth/oauth2/authorize?${query.toString()}`, { headers: { cookie } });
  const { url: back } = (await asked.json()) as { url: string };
  const answer = await fetch(`${url}/api/auth/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: new URL(back).searchParams.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
      ...credentials,
    }),
  });
  tokens.push((await answer.json()) as (typeof tokens)[number]);
}
const facts: Facts = {
  url,
  paths: { token: '/api/auth/oauth2/token', authorize: '', introspect: '/api/auth/oauth2/introspect' },
  client: { id: client.client_id, secret: client.client_secret },
  scope: SCOPE,
  redirectUri: CALLBACK,
  refreshTokens: tokens.map(token => token.refresh_token),
  accessTokens: tokens.map(token => token.access_token),
  cookies: [],
  authorizeStatus: 302,
};
console.log(JSON.stringify(facts));
