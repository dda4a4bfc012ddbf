/** @jmondi/oauth2-server on bare `node:http` with everything in memory: client credentials, as its documentation begins. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { AuthorizationServer, OAuthRequest, type OAuthToken } from '@jmondi/oauth2-server';
import type { Facts } from '../harness/contender.ts';

const CLIENT = { id: 'analyzer', secret: 'vks0123456789012345678901234567890123456789abcdef' };
const SCOPE = 'people:read';
const client = {
  ...CLIENT,
  name: 'Analyzer',
  redirectUris: [],
  allowedGrants: ['client_credentials' as const],
  scopes: [{ name: SCOPE }],
};
const tokens = new Map<string, OAuthToken>();

const oauth = new AuthorizationServer(
  {
    getByIdentifier: async () => client,
    isClientValid: async (_grant, _client, secret) => secret === CLIENT.secret,
  },
  {
    issueToken: async (app, scopes, user) => ({
      accessToken: randomBytes(32).toString('base64url'),
      accessTokenExpiresAt: new Date(Date.now() + 3_600_000),
      client: app,
      scopes,
      user: user ?? null,
    }),
    issueRefreshToken: async token => token,
    persist: async token => void tokens.set(token.accessToken, token),
    revoke: async token => void tokens.delete(token.accessToken),
    isRefreshTokenRevoked: async () => true,
    getByRefreshToken: async token => tokens.get(token)!,
  },
  { getAllByIdentifiers: async names => names.map(name => ({ name })), finalize: async scopes => scopes },
  'secret-0123456789-0123456789-0123456789',
);
oauth.enableGrantType('client_credentials');

const server = createServer((incoming, response) => {
  text(incoming)
    .then(async body => {
      const request = new OAuthRequest({
        headers: incoming.headers as Record<string, string>,
        query: {},
        body: Object.fromEntries(new URLSearchParams(body)),
      });
      const answer = await oauth.respondToAccessTokenRequest(request);
      const json = JSON.stringify(answer.body);
      response.writeHead(answer.status, {
        ...(answer.headers as Record<string, string>),
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(json),
      });
      response.end(json);
    })
    .catch((error: unknown) => response.writeHead(500).end(String(error)));
});
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
const facts: Facts = {
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  paths: { token: '/token', authorize: '', introspect: '' },
  client: CLIENT,
  scope: SCOPE,
  redirectUri: '',
  refreshTokens: [],
  accessTokens: [],
  cookies: [],
  authorizeStatus: 302,
};
console.log(JSON.stringify(facts));
