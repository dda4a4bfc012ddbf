/** The authorization request as a browser brings it: what is refused where, and what comes back unchanged. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CHALLENGE,
  PUBLIC_URL,
  REDIRECT_URI,
  authorizeUrl,
  connect,
  createApp,
  createPerson,
  openTestServer,
  withoutNonces,
  type TestResponse,
  type TestServer,
} from '../../fixtures.ts';
import type { App } from '../../store/rows.ts';

type Parameters = Record<string, string | undefined>;

const ask = (
  server: TestServer,
  app: App,
  parameters: Parameters = {},
  slug = 'standard',
): Promise<TestResponse> =>
  server.inject({ method: 'GET', url: authorizeUrl(server, slug, app, parameters) });

/** The error on the redirect of a verified app: each parameter once. */
function assertRedirected(page: TestResponse, error: string, state: string | null): void {
  assert.equal(page.status, 303, page.body);
  const url = new URL(page.location);
  assert.equal(url.origin + url.pathname, REDIRECT_URI);
  const names = ['error', 'error_description', ...(state === null ? [] : ['state']), 'iss'];
  assert.deepEqual([...url.searchParams.keys()], names);
  assert.equal(url.searchParams.get('error'), error);
  assert.equal(url.searchParams.get('state'), state);
  assert.equal(url.searchParams.get('iss'), `${PUBLIC_URL}/standard`);
  assert.match(url.searchParams.get('error_description') ?? '', /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
}

function assertPage(page: TestResponse): void {
  assert.equal(page.status, 400);
  assert.equal(page.location, '');
  assert.match(String(page.headers['content-type']), /^text\/html/);
}

test('R11, S-A3, S-K4: unknown, foreign and suspended apps get one and the same page, missing and doubled ids a page too', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const foreign = await createApp(server, 'copyai');
  const suspended = await createApp(server, 'standard');
  await server.core.store.setAppStatus(suspended.app.id, 'suspended', { now: 1, actor: 'operator' });
  const unknown = withoutNonces(await ask(server, app, { client_id: '0'.repeat(26) }));
  assert.equal(unknown.status, 400);
  for (const id of [foreign.app.id, suspended.app.id, 'x', "' OR 1=1 --", '../admin', app.id.toUpperCase()])
    assert.deepEqual(withoutNonces(await ask(server, app, { client_id: id })), unknown, id);
  assertPage(await ask(server, app, { client_id: undefined }));
  assertPage(await ask(server, app, { client_id: '' }));
  assertPage(
    await server.inject({
      method: 'GET',
      url: `${authorizeUrl(server, 'standard', app)}&client_id=${app.id}`,
    }),
  );
});

test('S-A13: a doubled client_id or redirect_uri is a page; any other doubled parameter goes to the app', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const url = authorizeUrl(server, 'standard', app, { state: 'st' });
  const twice = (pair: string): Promise<TestResponse> =>
    server.inject({ method: 'GET', url: `${url}&${pair}` });
  assertPage(await twice(`redirect_uri=${encodeURIComponent(REDIRECT_URI)}`));
  assertPage(await twice('redirect_uri='));
  assertRedirected(await twice('state=other'), 'invalid_request', null);
  for (const pair of ['scope=people:read', 'response_type=code', 'code_challenge_method=S256', 'prompt=login&prompt=none', 'foo=1&foo=2', 'response_mode=query&response_mode=form_post'])
    assertRedirected(await twice(pair), 'invalid_request', 'st'); // prettier-ignore
});

test('S-A13: a parameter in query and body of a POST is doubled', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const url = authorizeUrl(server, 'standard', app, { state: 'st' });
  assert.equal((await server.post(url, {})).status, 303);
  assertPage(await server.post(url, { client_id: app.id }));
  assertPage(await server.post(url, { redirect_uri: REDIRECT_URI }));
  assertRedirected(await server.post(url, { state: 'st' }), 'invalid_request', null);
});

test('S-A14: scope[], __proto__ and constructor are names nobody knows', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const names = [
    '__proto__',
    'constructor',
    'toString',
    'scope[]',
    'state[a]',
    'hasOwnProperty',
    '__proto__[x]',
  ];
  const page = await ask(server, app, Object.fromEntries(names.map(name => [name, 'x'])));
  assert.equal(page.status, 303);
  assert.match(page.location, /\/standard\/interactions\//);
  assert.equal(({} as Record<string, unknown>)['x'], undefined);
  assertRedirected(await ask(server, app, { 'response_type': undefined, 'response_type[]': 'code', 'state': 's' }), 'invalid_request', 's'); // prettier-ignore
});

test('S-A15: unknown parameters are ignored, empty ones count as absent', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard');
  const answer = await connect(server, 'standard', app, {
    parameters: { state: '', scope: '', redirect_uri: '', prompt: '', response_mode: '', nonce: 'n', resource: 'https://api.example' },
  }); // prettier-ignore
  assert.deepEqual(Object.keys(answer), ['code', 'iss']);
});

test('S-A16: only response_type=code exists, and nothing token-like ever stands in a front-channel address', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  assertRedirected(await ask(server, app, { response_type: undefined, state: 's' }), 'invalid_request', 's');
  for (const type of ['token', 'id_token', 'code token', 'token code', 'code id_token', 'code id_token token', 'none', 'CODE', 'code ', ' code', 'code code', '[code]']) {
    const page = await ask(server, app, { response_type: type, state: 's' });
    assertRedirected(page, 'unsupported_response_type', 's');
    assert.doesNotMatch(page.location, /access_token|id_token=|#|[?&]code=/);
  } // prettier-ignore
});

test('S-A17: a response_mode the profile does not have is refused, and never becomes a fragment', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  for (const mode of ['fragment', 'query.jwt', 'form_post.jwt', 'web_message', 'QUERY', 'none']) {
    const page = await ask(server, app, { response_mode: mode, state: 's' });
    assertRedirected(page, 'invalid_request', 's');
    assert.doesNotMatch(page.location, /#/);
  }
  const copernica = await createApp(server, 'copernica');
  const page = await ask(server, copernica.app, { response_mode: 'form_post' }, 'copernica');
  assert.match(page.location, /^https:\/\/app\.example\/callback\?error=invalid_request&/);
});

const STATES: Record<string, string> = {
  quotes: `"'\`<script>alert("1")</script>`,
  'percent signs': '%22%zz%%00+ %2B',
  'reserved characters': '&state=evil&code=x#frag?;=,/:@!$()*[]{}|\\^~',
  unicode: 'é ü 漢字 🔑 \u202e e\u0301 ß',
  '2 KiB': 'x'.repeat(2048),
  '2 KiB of unicode': 'é'.repeat(1024),
  'a plus and spaces': ' a+b ',
};
for (const [what, state] of Object.entries(STATES)) {
  test(`S-A18, R32: a state of ${what} comes back byte for byte, with the code and with an error`, async t => {
    const server = await openTestServer(t);
    await createPerson(server, 'standard');
    const { app } = await createApp(server, 'standard');
    assert.equal((await connect(server, 'standard', app, { parameters: { state } }))['state'], state);
    const posted = { state, response_mode: 'form_post', prompt: 'consent' };
    assert.equal((await connect(server, 'standard', app, { parameters: posted }))['state'], state);
    assertRedirected(await ask(server, app, { state, scope: 'nonsense' }), 'invalid_scope', state);
  });
}

test('S-A18, S-V2: a state over the limit is refused with a page', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  assertPage(await ask(server, app, { state: 'x'.repeat(2049) }));
  assertPage(await ask(server, app, { state: 'é'.repeat(1025) }));
});

test('S-A23, S-V14: line breaks, NUL, bad percent-encoding and bad UTF-8 in any parameter are a page, and reach no header', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const url = authorizeUrl(server, 'standard', app, { state: undefined, scope: undefined });
  for (const name of ['state', 'scope', 'login_hint', 'ui_locales', 'prompt', 'foo', 'response_mode']) {
    for (const value of ['a%0d%0aSet-Cookie:%20x=1', 'a%0ab', '%00', '%', '%c3%28', '%ff', '%ed%a0%80']) {
      const page = await server.inject({ method: 'GET', url: `${url}&${name}=${value}` });
      assertPage(page);
      assert.equal(page.headers['set-cookie'], undefined);
    }
  }
});

test('S-A25, S-A24: a scope that is unknown, malformed or not of this app is invalid_scope, in plain characters; nothing is widened or dropped', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard', { scopes: ['people:read'] });
  for (const scope of ['nonsense', 'people:read nonsense', 'people:write', 'people:read people:write', 'people:read  companies:read', ' people:read', 'people:read,people:write', 'PEOPLE:READ', 'people:*', '*', '"people:read"', 'people:read\\'])
    assertRedirected(await ask(server, app, { scope, state: 's' }), 'invalid_scope', 's'); // prettier-ignore
});

test('S-B8, S-B9, S-B10: no challenge, no method, plain, or a malformed challenge is invalid_request', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const bad: Parameters[] = [
    { code_challenge: undefined, code_challenge_method: undefined },
    { code_challenge: undefined },
    { code_challenge_method: undefined },
    ...['plain', 's256', 'S512', 'none', 'S256 '].map(code_challenge_method => ({ code_challenge_method })),
    ...[CHALLENGE.slice(1), `${CHALLENGE}A`, `${CHALLENGE}=`, `${CHALLENGE.slice(1)}+`, `${CHALLENGE.slice(1)}é`, '"'.repeat(43)].map(code_challenge => ({ code_challenge })),
  ]; // prettier-ignore
  for (const parameters of bad)
    assertRedirected(await ask(server, app, { ...parameters, state: 's' }), 'invalid_request', 's');
});

test('S-B9, S-B10: where a profile does not ask for PKCE, a weak challenge is still refused, and a public app needs one', async t => {
  const server = await openTestServer(t);
  for (const slug of ['copyai', 'copper', 'clipron', 'fliki', 'copernica']) {
    const { app } = await createApp(server, slug);
    const refused = async (who: App, parameters: Parameters): Promise<void> => {
      const page = await ask(server, who, { response_mode: 'query', ...parameters }, slug);
      assert.equal(new URL(page.location).searchParams.get('error'), 'invalid_request', slug);
    };
    await refused(app, { code_challenge: CHALLENGE });
    await refused(app, { code_challenge: CHALLENGE, code_challenge_method: 'plain' });
    await refused(app, { code_challenge: 'short', code_challenge_method: 'S256' });
    await refused(app, { code_challenge_method: 'S256' });
    if (slug === 'copper' || slug === 'copernica') continue;
    await refused((await createApp(server, slug, { type: 'public' })).app, {});
  }
});

test('RFC 9101 §5: request objects are refused, never fetched and never ignored', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  for (const parameters of [{ request: 'eyJhbGciOiJub25lIn0.e30.' }, { request_uri: 'http://127.0.0.1:1/x' }, { request_uri: 'urn:ietf:params:oauth:request_uri:x' }])
    assertRedirected(await ask(server, app, { ...parameters, state: 's' }), 'invalid_request', 's'); // prettier-ignore
});
