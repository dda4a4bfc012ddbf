/** @node-oauth/oauth2-server on bare `node:http` with everything in memory: the library without a framework's or a database's cost. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import OAuth2Server, {
  Request,
  Response,
  type AuthorizationCode,
  type Token,
} from '@node-oauth/oauth2-server';
import type { Facts } from '../harness/contender.ts';
import { CONNECTIONS } from '../load/run-load.ts';

const CALLBACK = 'https://app.example/callback';
const CLIENT = { id: 'analyzer', secret: 'vks0123456789012345678901234567890123456789abcdef' };
const SCOPE = 'people:read';
const client = {
  id: CLIENT.id,
  grants: ['authorization_code', 'refresh_token', 'client_credentials'],
  redirectUris: [CALLBACK],
};
const codes = new Map<string, AuthorizationCode>();
const byRefresh = new Map<string, Token>();
const sessions = new Map(
  Array.from({ length: CONNECTIONS + 1 }, (_, i) => [`session=${i}`, { id: `user${i}` }]),
);

const oauth = new OAuth2Server({
  model: {
    getClient: async (id, secret) =>
      id === client.id && (secret === null || secret === CLIENT.secret) ? client : false,
    getUserFromClient: async () => ({ id: client.id }),
    saveAuthorizationCode: async (code, app, user) => {
      const saved: AuthorizationCode = { ...code, client: app, user };
      codes.set(saved.authorizationCode, saved);
      return saved;
    },
    getAuthorizationCode: async code => codes.get(code),
    revokeAuthorizationCode: async code => codes.delete(code.authorizationCode),
    saveToken: async (token, app, user) => {
      const saved: Token = { ...token, client: app, user };
      if (saved.refreshToken !== undefined) byRefresh.set(saved.refreshToken, saved);
      return saved;
    },
    getAccessToken: async () => false,
    getRefreshToken: async token => {
      const found = byRefresh.get(token);
      return found === undefined ? false : { ...found, refreshToken: token };
    },
    revokeToken: async token => byRefresh.delete(token.refreshToken),
    validateScope: async (_user, _client, scope) => scope ?? [],
  },
});

function send(response: ServerResponse, answer: Response): void {
  const body = Object.keys(answer.body as object).length === 0 ? '' : JSON.stringify(answer.body);
  response.writeHead(answer.status ?? 500, {
    ...answer.headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

const server = createServer((incoming, response) => {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://localhost');
  text(incoming)
    .then(async body => {
      const request = new Request({
        method: incoming.method ?? '',
        headers: incoming.headers as Record<string, string>,
        query: Object.fromEntries(searchParams),
        body: Object.fromEntries(new URLSearchParams(body)),
      });
      const answer = new Response({ headers: {} });
      const authenticateHandler = { handle: () => sessions.get(incoming.headers.cookie ?? '') };
      await (pathname === '/authorize'
        ? oauth.authorize(request, answer, { authenticateHandler })
        : oauth.token(request, answer));
      send(response, answer);
    })
    .catch((error: unknown) => response.writeHead(500).end(String(error)));
});
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));

const refreshTokens = Array.from(
  { length: CONNECTIONS + 1 },
  (_, i) => `refresh${String(i).padStart(57, '0')}`,
);
for (const [i, refreshToken] of refreshTokens.entries())
  byRefresh.set(refreshToken, {
    accessToken: `access${i}`,
    refreshToken,
    refreshTokenExpiresAt: new Date(Date.now() + 86_400_000),
    scope: [SCOPE],
    client,
    user: { id: `user${i}` },
  });
const facts: Facts = {
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  paths: { token: '/token', authorize: '/authorize', introspect: '' },
  client: CLIENT,
  scope: SCOPE,
  redirectUri: CALLBACK,
  refreshTokens,
  accessTokens: [],
  cookies: [...sessions.keys()],
  authorizeStatus: 302,
};
console.log(JSON.stringify(facts));
