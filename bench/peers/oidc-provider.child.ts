/** oidc-provider as its documentation sets it up: opaque tokens, rotation, PKCE. In memory, or with `DATABASE` on SQLite. */
import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { Facts } from '../harness/contender.ts';
import { CONNECTIONS } from '../load/run-load.ts';
import { memoryAdapter } from './oidc-memory-adapter.ts';
import { sqliteAdapter } from './oidc-sqlite-adapter.ts';
import { walk } from './walk.ts';

const CALLBACK = 'https://app.example/callback';
const CLIENT = { id: 'analyzer', secret: 'vks0123456789012345678901234567890123456789abcdef' };
const SCOPE = 'people:read';
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

let listener: RequestListener = (_request, response) => void response.end();
const server = createServer((request, response) => listener(request, response));
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const database = process.env['DATABASE'];

const provider = new Provider(url, {
  adapter: database ? sqliteAdapter(database) : memoryAdapter(),
  clients: [
    {
      client_id: CLIENT.id,
      client_secret: CLIENT.secret,
      redirect_uris: [CALLBACK],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  scopes: [SCOPE, 'openid', 'offline_access'],
  cookies: { keys: ['0123456789abcdef0123456789abcdef'] },
  features: { clientCredentials: { enabled: true }, introspection: { enabled: true } },
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
  expiresWithSession: async () => false,
  pkce: { required: () => true },
  findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
});
const callback = provider.callback();
listener = (request, response) => void callback(request, response);

const query = new URLSearchParams({
  response_type: 'code',
  client_id: CLIENT.id,
  redirect_uri: CALLBACK,
  scope: SCOPE,
  code_challenge: CHALLENGE,
  code_challenge_method: 'S256',
});
const cookies: string[] = [];
const tokens: { access_token: string; refresh_token: string }[] = [];
for (let i = 0; i <= CONNECTIONS; i++) {
  const { cookie, code } = await walk(`${url}/auth?${query.toString()}`, CALLBACK);
  cookies.push(cookie);
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
    client_id: CLIENT.id,
    client_secret: CLIENT.secret,
  });
  const answer = await fetch(`${url}/token`, { method: 'POST', body });
  tokens.push((await answer.json()) as (typeof tokens)[number]);
}
const facts: Facts = {
  url,
  paths: { token: '/token', authorize: '/auth', introspect: '/token/introspection' },
  client: CLIENT,
  scope: SCOPE,
  redirectUri: CALLBACK,
  refreshTokens: tokens.map(token => token.refresh_token),
  accessTokens: tokens.map(token => token.access_token),
  cookies,
  authorizeStatus: 303,
};
console.log(JSON.stringify(facts));
