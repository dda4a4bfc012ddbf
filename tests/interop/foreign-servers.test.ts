/** `@valetkey/client` against authorization servers that nobody here wrote: oidc-provider and better-auth by their metadata, @node-oauth/oauth2-server by its endpoints. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import OAuth2Server, {
  Request as OAuthRequest,
  Response as OAuthResponse,
  type AuthorizationCode,
  type Token,
} from '@node-oauth/oauth2-server';
import express from 'express';
import {
  createClient,
  memoryVault,
  type BeginRequest,
  type ClientEvent,
  type ProviderOptions,
} from '@valetkey/client';
import { Provider } from 'oidc-provider';
import { MovableClock, closeServer } from '../../packages/client/src/fixtures.ts';
import { readForm } from '../../packages/server/src/fixtures.ts';
import { openBetterAuth } from './better-auth.ts';
import { findFreePort } from './fixture.ts';

const CALLBACK = 'https://app.example/callback';
const CREDENTIALS = { clientId: 'analyzer', clientSecret: randomBytes(24).toString('hex') };

const servers: Server[] = [];
let oidcIssuer: string;
let oauthUrl: string;
before(async () => {
  [oidcIssuer, oauthUrl] = [await openOidcProvider(), await openOAuth2Server()];
});
after(async () => {
  for (const server of servers) await closeServer(server);
});

/** The whole life of a connection; `browse` is the user, and ends with the callback's address. */
async function live(
  provider: Partial<ProviderOptions>,
  browse: (url: string) => Promise<string>,
  asked: Partial<BeginRequest> = {},
) {
  const clock = new MovableClock();
  const events: ClientEvent[] = [];
  const client = createClient({
    providers: { foreign: { ...CREDENTIALS, ...provider } },
    vault: memoryVault({ clock }),
    redirectUri: CALLBACK,
    clock,
    onEvent: event => void events.push(event),
  });
  const began = await client.beginConnect({ provider: 'foreign', owner: 'ada', ...asked });
  const url = await browse(began.url);
  const { connection } = await client.finishConnect({
    method: 'GET',
    url,
    cookie: began.cookie.split(';')[0]!,
  });
  const first = await connection.accessToken();
  clock.advanceSeconds(3599);
  const second = await connection.accessToken();
  assert.notEqual(second, first, 'refreshed');
  clock.advanceSeconds(3599);
  assert.notEqual(await connection.accessToken(), second, 'and again, with what the first refresh brought');
  return { ended: await connection.disconnect(), types: events.map(event => event.type) };
}

test('oidc-provider, from its issuer alone: connect, refresh twice (it rotates), revoke', async () => {
  const { ended, types } = await live(
    { issuer: oidcIssuer, scopes: ['openid', 'offline_access'] },
    browseOidc,
    { prompt: 'consent' },
  );
  assert.deepEqual(ended, { revoked: true, deleted: true, error: null });
  assert.deepEqual(types, ['connected', 'refreshed', 'refreshed', 'disconnected']);
});

test('better-auth, from its issuer alone: connect, refresh twice (it rotates), revoke', async () => {
  const { server, browse, ...provider } = await openBetterAuth(CALLBACK);
  servers.push(server);
  const { ended, types } = await live({ ...provider, scopes: ['openid', 'offline_access'] }, browse);
  assert.deepEqual(ended, { revoked: true, deleted: true, error: null });
  assert.deepEqual(types, ['connected', 'refreshed', 'refreshed', 'disconnected']);
});

test('@node-oauth/oauth2-server, by its endpoints: connect, refresh twice; it has no revocation, and that is said', async () => {
  const endpoints = { authorization: `${oauthUrl}/authorize`, token: `${oauthUrl}/token` };
  const { ended, types } = await live({ endpoints, scopes: ['read'] }, async url => {
    const response = await fetch(url, { redirect: 'manual' });
    return response.headers.get('location')!;
  });
  assert.deepEqual([ended.revoked, ended.deleted, ended.error?.code], [false, true, 'metadata']);
  assert.deepEqual(types, ['connected', 'refreshed', 'refreshed', 'disconnected']);
});

async function listenOn(port: number, listener: RequestListener): Promise<void> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
}

async function openOidcProvider(): Promise<string> {
  const port = await findFreePort();
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CREDENTIALS.clientId,
        client_secret: CREDENTIALS.clientSecret,
        redirect_uris: [CALLBACK],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: { revocation: { enabled: true }, introspection: { enabled: true } },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
  });
  await listenOn(port, provider.callback());
  return issuer;
}

/** Signs in and allows on the pages that oidc-provider brings for development. */
async function browseOidc(start: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = start;
  let init: RequestInit = {};
  for (let hop = 0; hop < 20; hop++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(next, { ...init, headers: { cookie }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line)!;
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location?.startsWith(CALLBACK)) return location;
    if (location !== null) {
      [next, init] = [new URL(location, next).href, {}];
      continue;
    }
    const form = readForm(await response.text());
    const fields = form.hidden['prompt'] === 'login' ? { login: 'ada', password: 'x' } : {};
    [next, init] = [
      new URL(form.action, next).href,
      { method: 'POST', body: new URLSearchParams({ ...form.hidden, ...fields }) },
    ];
  }
  throw new Error(`no callback; the last page was ${next}`);
}

/** The smallest app around the library that its documentation describes: the user is signed in and says yes. */
async function openOAuth2Server(): Promise<string> {
  const codes = new Map<string, AuthorizationCode>();
  const tokens = new Map<string, Token>();
  const client = {
    id: CREDENTIALS.clientId,
    grants: ['authorization_code', 'refresh_token'],
    redirectUris: [CALLBACK],
  };
  const server = new OAuth2Server({
    model: {
      getClient: async (id, secret) =>
        id === client.id && (secret === null || secret === CREDENTIALS.clientSecret) ? client : false,
      saveAuthorizationCode: async (code, app, user) => {
        const saved: AuthorizationCode = { ...code, client: app, user };
        codes.set(saved.authorizationCode, saved);
        return saved;
      },
      getAuthorizationCode: async code => codes.get(code),
      revokeAuthorizationCode: async code => codes.delete(code.authorizationCode),
      saveToken: async (token, app, user) => {
        const saved: Token = { ...token, client: app, user };
        tokens.set(saved.refreshToken!, saved);
        return saved;
      },
      getAccessToken: async () => false,
      getRefreshToken: async token => {
        const found = tokens.get(token);
        return found === undefined ? false : { ...found, refreshToken: token };
      },
      revokeToken: async token => tokens.delete(token.refreshToken),
      validateScope: async (_user, _client, scope) => scope ?? [],
    },
  });
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  app.get('/authorize', (request, response, next) => {
    const answer = new OAuthResponse(response);
    const options = { authenticateHandler: { handle: () => ({ id: 'ada' }) } };
    server
      .authorize(new OAuthRequest(request), answer, options)
      .then(() => response.redirect(answer.headers!['location']!), next);
  });
  app.post('/token', (request, response) => {
    const answer = new OAuthResponse(response);
    const send = () =>
      void response
        .status(answer.status ?? 500)
        .set(answer.headers)
        .json(answer.body);
    server.token(new OAuthRequest(request), answer).then(send, send);
  });
  const port = await findFreePort();
  await listenOn(port, app);
  return `http://127.0.0.1:${port}`;
}
