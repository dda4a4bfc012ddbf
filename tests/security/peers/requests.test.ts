/** Requests that peers read in two ways, or that were too much for them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  GUARD_SECRET,
  TestBrowser,
  authorizeUrl,
  createApp,
  createPerson,
  openTestServer,
  type TestResponse,
} from '../../../packages/server/src/fixtures.ts';
import { basic, openConnected } from '../../../packages/server/src/token-fixtures.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const isPage = ({ status, location }: TestResponse, what: string): void =>
  assert.deepEqual([status, location], [400, ''], what);

test('CVE-2026-9689: no parameter counts when it was sent twice, at any endpoint', async t => {
  const of = await openConnected(t, 'standard');
  const url = authorizeUrl(of.server, 'standard', of.app.app);
  const errorOf = async (more: string): Promise<string | null> => {
    const { location } = await of.server.inject({ method: 'GET', url: `${url}&${more}` });
    return location === '' ? 'page' : new URL(location).searchParams.get('error');
  };
  assert.equal(await errorOf(`client_id=${of.app.app.id}`), 'page');
  assert.equal(await errorOf('redirect_uri=https%3A%2F%2Fevil.example%2F'), 'page');
  for (const name of ['scope=people%3Aread', 'state=x', 'response_type=code', 'code_challenge_method=S256'])
    assert.equal(await errorOf(name), 'invalid_request', name);
  for (const path of ['token', 'revoke', 'introspect']) {
    const payload = `client_id=${of.app.app.id}&client_secret=${of.app.secret}&token=a&token=b&grant_type=a&grant_type=b`;
    const answer = await of.server.inject({
      method: 'POST',
      url: `/standard/oauth/${path}`,
      headers: FORM,
      payload,
    });
    assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_request'], path);
  }
});

test('CVE-2026-7571: what was asked is frozen: no later form brings the implicit flow, other scopes or another client', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  const edited = {
    response_type: 'token',
    response_mode: 'fragment',
    client_id: 'x',
    state: 'y',
    code_challenge: '',
  };
  await browser.submit({ email: 'ada@example.com', password: 'correct horse battery staple', ...edited });
  await browser.submit({ decision: 'allow', scope: ['people:read', 'people:write'], ...edited });
  const { searchParams, hash } = new URL(browser.page.location);
  assert.deepEqual(
    [hash, searchParams.has('access_token'), searchParams.get('state') === 'y'],
    ['', false, false],
  );
  assert.match(searchParams.get('code') ?? '', /^vkc_/);
  const [connected] = await server.core.store.listConnections({ appId: app.id, limit: 1 });
  assert.deepEqual(connected?.connection.scopes, ['people:read']);
});

test('CVE-2026-0976: no second spelling of a path reaches a handler', async t => {
  const server = await openTestServer(t);
  const secret = { authorization: `Bearer ${GUARD_SECRET}` };
  for (const path of [
    '/standard/guard/configuration;x=1',
    '/standard/guard;x=1/configuration',
    '/standard;/guard/configuration',
    '/standard//guard/configuration',
    '/standard/oauth/..;/guard/configuration',
    '/standard/guard%2fconfiguration',
    '/STANDARD/guard/configuration',
    '/standard/guard/configuration/',
  ])
    assert.equal((await server.inject({ method: 'GET', url: path, headers: secret })).status, 404, path);
  const right = await server.inject({ method: 'GET', url: '/standard/guard/configuration', headers: secret });
  assert.equal(right.status, 200);
});

test('CVE-2026-4634: a scope without end is refused before it is read, by anybody', async t => {
  const { server, app } = await openConnected(t, 'standard', { registration: { clientCredentials: true } });
  const scope = 'a '.repeat(20_000);
  const asked = await server.post('/standard/oauth/token', { grant_type: 'client_credentials', scope });
  assert.deepEqual([asked.status, asked.json['error']], [400, 'invalid_request']);
  const many = Array.from({ length: 101 }, (_, i) => `s${i}`).join(' ');
  const form = {
    grant_type: 'client_credentials',
    scope: many,
    client_id: app.app.id,
    client_secret: app.secret,
  };
  assert.equal((await server.post('/standard/oauth/token', form)).json['error'], 'invalid_scope');
});

test('CVE-2026-9793: a request object, signed or not, is refused unread, and so is the address of one', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  for (const name of ['request', 'request_uri']) {
    const url = authorizeUrl(server, 'standard', app, { [name]: 'eyJhbGciOiJub25lIn0.eyJzY29wZSI6IngifQ.' });
    const { location } = await server.inject({ method: 'GET', url });
    assert.equal(new URL(location).searchParams.get('error'), 'invalid_request', name);
  }
});

test('CVE-2024-4540: what was asked stands in no cookie and in no address of ours', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  const parameters = { state: 'a-state-of-its-own-0123456789', login_hint: 'ada@example.com' };
  await browser.goto(authorizeUrl(server, 'standard', app, parameters));
  const seen = [browser.url, ...browser.cookies.values()].map(text =>
    [text, Buffer.from(text, 'base64url').toString('latin1')].join(' '),
  );
  for (const value of [...Object.values(parameters), app.id, 'app.example'])
    assert.deepEqual(
      seen.filter(text => text.includes(value)),
      [],
      value,
    );
});

test('CVE-2022-31093 workers-oauth-provider #240: what cannot be parsed is 400, and the server goes on', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  for (const value of ['https://[', 'https://%zz', '%', '\ud800', 'https://a b', '//', ':'])
    isPage(
      await server.inject({
        method: 'GET',
        url: `/standard/oauth/authorize?client_id=${app.id}&redirect_uri=${encodeURIComponent(value.toWellFormed())}`,
      }),
      value,
    );
  isPage(await server.inject({ method: 'GET', url: '/standard/oauth/authorize?client_id=%zz' }), '%zz');
  for (const payload of ['%', 'a=%ff', 'a=%', '&&&=', '\0', '--x\r\n'])
    for (const path of ['token', 'revoke', 'introspect']) {
      const answer = await server.inject({
        method: 'POST',
        url: `/standard/oauth/${path}`,
        headers: FORM,
        payload,
      });
      assert.ok([400, 401].includes(answer.status), `${path} ${JSON.stringify(payload)}: ${answer.status}`);
    }
  assert.equal((await server.inject({ method: 'GET', url: '/livez' })).status, 200);
});

test('GHSA-xmf8-cvqr-rfgj: an Authorization header of any shape is 400 or 401', async t => {
  const server = await openTestServer(t);
  const shapes = [
    '',
    ' ',
    'Bearer',
    'Bearer ',
    'Basic',
    'Basic %',
    'Basic =',
    'Basic Og==',
    'Digest x',
    'x',
    ':',
    'Bearer \u00ff',
    'Bearer a b',
  ];
  for (const authorization of shapes)
    for (const [method, url] of [
      ['POST', '/standard/oauth/token'],
      ['POST', '/standard/oauth/revoke'],
      ['POST', '/standard/oauth/introspect'],
      ['POST', '/standard/guard/check'],
      ['GET', '/standard/guard/feed'],
      ['GET', '/standard/login-requests/x'],
    ] as const) {
      const { status } = await server.inject({
        method,
        url,
        headers: { authorization, ...(method === 'POST' ? FORM : {}) },
        ...(method === 'POST' ? { payload: 'token=x' } : {}),
      });
      assert.ok([400, 401, 404, 415].includes(status), `${url} ${JSON.stringify(authorization)}: ${status}`);
    }
});

test('node-oidc-provider f1bb868: Basic credentials with anything but base64 in them are none', async t => {
  const { server, app } = await openConnected(t, 'standard', { registration: { clientCredentials: true } });
  const good = basic(app.app.id, app.secret).authorization;
  const ask = async (authorization: string): Promise<number> =>
    (await server.post('/standard/oauth/token', { grant_type: 'client_credentials' }, { authorization }))
      .status;
  assert.equal(await ask(good), 200);
  const middle = good.length >> 1;
  for (const junk of ['*', ' ', '\t', '=', '-', '_', '.', '!'])
    assert.equal(await ask(good.slice(0, middle) + junk + good.slice(middle)), 401, JSON.stringify(junk));
});

test('node-oidc-provider 99f0e46: no origin, null least of all, may read an answer of the token endpoint', async t => {
  const { server, app, refresh } = await openConnected(t, 'standard');
  for (const origin of ['null', 'https://evil.example', 'https://app.example']) {
    const form = {
      grant_type: 'refresh_token',
      refresh_token: refresh,
      client_id: app.app.id,
      client_secret: app.secret,
    };
    const { headers } = await server.post('/standard/oauth/token', form, { origin });
    assert.deepEqual(
      Object.keys(headers).filter(name => name.startsWith('access-control')),
      [],
      origin,
    );
  }
});

for (const format of ['signed', 'jwt'] as const)
  test(`GHSA-8fpg-xm3f-6cx3 ${format}: when the database fails nobody is let in, and nothing of it is told`, async t => {
    const of = await openConnected(t, 'standard', { config: { accessToken: { format } } });
    await of.server.core.store.close();
    const asGuard = { authorization: `Bearer ${GUARD_SECRET}`, 'content-type': 'application/json' };
    const payload = JSON.stringify({ credential: { type: 'bearer', value: of.access } });
    const credentials = { client_id: of.app.app.id, client_secret: of.app.secret };
    const answers = [
      await of.server.inject({ method: 'POST', url: '/standard/guard/check', headers: asGuard, payload }),
      await of.server.post('/standard/oauth/introspect', { token: of.access, ...credentials }),
      await of.server.post('/standard/oauth/token', {
        grant_type: 'refresh_token',
        refresh_token: of.refresh,
        ...credentials,
      }),
      await of.server.inject({ method: 'GET', url: authorizeUrl(of.server, 'standard', of.app.app) }),
    ];
    for (const answer of answers) {
      assert.deepEqual([answer.status, answer.headers['retry-after'] !== undefined], [503, true]);
      assert.doesNotMatch(answer.body, /sqlite|\bat .*\.ts:\d|"active":true|access_token/i);
    }
  });
