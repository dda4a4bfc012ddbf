/** The token half of each company's document, member by member (profiles.md; R36 to R42). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  REDIRECT_URI,
  connect,
  createApp,
  createPerson,
  exchange,
  openTestServer,
  refreshTokens,
  type TestResponse,
} from '../../fixtures.ts';
import { clientCredentials, openConnected } from '../../token-fixtures.ts';

const SIGNED = /^vka_[A-Za-z0-9_-]{80,120}$/;
const REFRESH = /^vkr_[A-Za-z0-9_-]{74}$/;

/** Members in their order, with each value checked. */
function checkMembers(
  answer: TestResponse,
  members: readonly (readonly [string, RegExp | string | number])[],
): void {
  assert.equal(answer.status, 200, answer.body);
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.equal(answer.headers['pragma'], 'no-cache');
  assert.deepEqual(
    Object.keys(answer.json),
    members.map(([name]) => name),
  );
  for (const [name, expected] of members) {
    if (expected instanceof RegExp) assert.match(String(answer.json[name]), expected);
    else assert.equal(answer.json[name], expected);
  }
}

async function open(
  t: Parameters<typeof openTestServer>[0],
  slug: string,
  registration = {},
  scope?: string,
) {
  const server = await openTestServer(t);
  await createPerson(server, slug);
  const app = await createApp(server, slug, registration);
  const { code = '' } = await connect(server, slug, app.app, scope ? { parameters: { scope } } : {});
  return { server, slug, app, code, ids: { client_id: app.app.id, client_secret: app.secret } };
}

for (const [slug, scope, lifetime] of [
  ['standard', 'people:read people:write', 3600],
  ['copyai', 'content:read', 3600],
  ['fliki', 'read', 3600],
] as const)
  test(`R36 R40 R42 ${slug}: access and refresh token, in the order of RFC 6749 §5.1; refresh gives the same members`, async t => {
    const of = await open(t, slug, {}, scope);
    const members = [
      ['access_token', SIGNED],
      ['token_type', 'Bearer'],
      ['expires_in', lifetime],
      ['refresh_token', REFRESH],
      ['scope', scope],
    ] as const;
    const first = await exchange(of.server, slug, of.app, of.code);
    checkMembers(first, members);
    checkMembers(await refreshTokens(of.server, slug, of.app, String(first.json['refresh_token'])), members);
  });

test('R36 R41 S0: the very requests of the document, credentials in the body, and no code_verifier', async t => {
  const of = await open(t, 'copyai', {}, 'content:read');
  const first = await of.server.post('/copyai/oauth/token', {
    grant_type: 'authorization_code',
    code: of.code,
    redirect_uri: REDIRECT_URI,
    ...of.ids,
  });
  assert.equal(first.status, 200, first.body);
  const refresh_token = String(first.json['refresh_token']);
  const again = await of.server.post('/copyai/oauth/token', {
    grant_type: 'refresh_token',
    refresh_token,
    ...of.ids,
  });
  assert.equal(again.status, 200, again.body);
});

test('R40 R42 S1 copper: access token, type and scope; no expiry, no refresh; it never expires', async t => {
  const of = await openConnected(t, 'copper');
  const { code = '' } = await connect(of.server, 'copper', of.app.app);
  const answer = await exchange(of.server, 'copper', of.app, code);
  checkMembers(answer, [
    ['access_token', /^[0-9A-Za-z]{32}$/],
    ['token_type', 'Bearer'],
    ['scope', 'developer/v1/all'],
  ]);
  of.server.clock.advanceSeconds(20 * 366 * 86_400);
  const check = await of.server.inject({
    method: 'POST',
    url: '/copper/guard/check',
    headers: {
      authorization: 'Bearer guard-secret-0123456789-0123456789-abcd',
      'content-type': 'application/json',
    },
    payload: JSON.stringify({ credential: { type: 'bearer', value: of.access } }),
  });
  assert.deepEqual([check.json['active'], check.json['expires_at']], [true, null]);
});

test('S1 copper: the same members as JSON, with a charset or without; the standard’s token address takes no JSON', async t => {
  const of = await open(t, 'copper', {}, 'developer/v1/all');
  const members = { grant_type: 'authorization_code', redirect_uri: REDIRECT_URI, ...of.ids };
  const send = async (body: unknown, contentType = 'application/json', slug = 'copper') =>
    await of.server.inject({
      method: 'POST',
      url: `/${slug}/oauth/token`,
      headers: { 'content-type': contentType },
      payload: JSON.stringify(body),
    });
  const wrong = await send({ ...members, code: 'nonsense' });
  assert.deepEqual([wrong.status, wrong.json['error']], [400, 'invalid_grant']);
  const utf16 = await send({ ...members, code: of.code }, 'application/json; charset=utf-16');
  assert.deepEqual([utf16.status, utf16.json['error']], [415, 'unsupported_media_type']);
  const right = await send({ ...members, code: of.code }, 'application/json; charset=utf-8');
  assert.deepEqual(Object.keys(right.json), ['access_token', 'token_type', 'scope']);
  assert.equal((await send(members, 'application/json', 'standard')).status, 415);
});

test('R40 R42 S2 clipron: half an hour; a refresh token only for apps registered for it', async t => {
  const plain = await open(t, 'clipron', {}, 'read:analysis');
  checkMembers(await exchange(plain.server, 'clipron', plain.app, plain.code), [
    ['access_token', SIGNED],
    ['token_type', 'Bearer'],
    ['expires_in', 1800],
    ['scope', 'read:analysis'],
  ]);
  const refused = await refreshTokens(plain.server, 'clipron', plain.app, 'vkr_any');
  assert.deepEqual([refused.status, refused.json['error']], [400, 'unauthorized_client']);
  const other = await open(t, 'clipron', { refresh: true }, 'read:analysis');
  checkMembers(await exchange(other.server, 'clipron', other.app, other.code), [
    ['access_token', SIGNED],
    ['token_type', 'Bearer'],
    ['expires_in', 1800],
    ['refresh_token', REFRESH],
    ['scope', 'read:analysis'],
  ]);
});

test('R37 R40 S4 copernica: GET without grant_type gives {"access_token":"<32 lowercase hex>"} and nothing else', async t => {
  const of = await open(t, 'copernica');
  const answer = await exchange(of.server, 'copernica', of.app, of.code);
  checkMembers(answer, [['access_token', /^[0-9a-f]{32}$/]]);
  assert.match(answer.body, /^\{"access_token":"[0-9a-f]{32}"\}$/);
});

test('R38 the redirect_uri of the token step must be the one of the authorization request; wrong or absent, the code lives on', async t => {
  for (const slug of ['copernica', 'standard', 'copper']) {
    const of = await open(t, slug);
    for (const redirect_uri of [
      undefined,
      `${REDIRECT_URI}/`,
      `${REDIRECT_URI}?a=b`,
      'https://evil.example/',
    ]) {
      const answer = await exchange(of.server, slug, of.app, of.code, { redirect_uri });
      assert.deepEqual(
        [answer.status, answer.json['error']],
        [400, 'invalid_grant'],
        `${slug} ${redirect_uri}`,
      );
    }
    assert.equal((await exchange(of.server, slug, of.app, of.code)).status, 200, slug);
  }
});

test('S4 copernica: every error is 400 with the standard body and no challenge, a wrong secret too', async t => {
  const of = await open(t, 'copernica');
  const cases = [
    [{ client_secret: 'wrong' }, 'invalid_client'],
    [{ client_id: 'nobody' }, 'invalid_client'],
    [{ client_secret: undefined }, 'invalid_client'],
    [{ code: 'wrong' }, 'invalid_grant'],
    [{ code: undefined }, 'invalid_request'],
    [{ grant_type: 'client_credentials' }, 'unsupported_grant_type'],
  ] as const;
  for (const [changes, error] of cases) {
    const answer = await exchange(of.server, 'copernica', of.app, of.code, changes);
    assert.deepEqual([answer.status, answer.json['error']], [400, error], JSON.stringify(changes));
    assert.deepEqual(Object.keys(answer.json), ['error', 'error_description', 'error_uri', 'request_id']);
    assert.equal(answer.headers['www-authenticate'], undefined);
    assert.equal(answer.headers['cache-control'], 'no-store');
  }
  const named = await exchange(of.server, 'copernica', of.app, of.code, { grant_type: 'authorization_code' });
  assert.equal(named.status, 200, 'naming the one grant does no harm');
});

test('R39 S-X7 S4 copernica: a browser’s request is refused and costs the code nothing', async t => {
  const of = await open(t, 'copernica');
  const query = new URLSearchParams({ ...of.ids, redirect_uri: REDIRECT_URI, code: of.code }).toString();
  const get = async (headers: Record<string, string>) =>
    await of.server.inject({ method: 'GET', url: `/copernica/v1/token?${query}`, headers });
  for (const headers of [
    { 'sec-fetch-mode': 'navigate' },
    { origin: 'https://app.example' },
    { origin: 'null' },
  ] as Record<string, string>[]) {
    const answer = await get(headers);
    assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_request']);
    assert.match(String(answer.json['error_description']), /^This address is for servers\./);
  }
  assert.equal((await get({ 'sec-fetch-mode': 'cors', 'user-agent': 'curl/8' })).status, 200);
});

test('S-X2 S4 copernica: HEAD and POST are 405 and redeem nothing; the GET works at no other provider', async t => {
  const of = await open(t, 'copernica');
  const query = new URLSearchParams({ ...of.ids, redirect_uri: REDIRECT_URI, code: of.code }).toString();
  for (const method of ['HEAD', 'POST', 'PUT', 'OPTIONS'] as const) {
    const answer = await of.server.inject({ method, url: `/copernica/v1/token?${query}` });
    assert.deepEqual([answer.status, answer.headers['allow']], [405, 'GET'], method);
  }
  assert.equal((await of.server.post('/copernica/oauth/token', {})).status, 404);
  assert.equal((await of.server.inject({ method: 'GET', url: `/standard/v1/token?${query}` })).status, 404);
  assert.equal(
    (await of.server.inject({ method: 'GET', url: `/standard/oauth/token?${query}` })).status,
    405,
  );
  assert.equal((await exchange(of.server, 'copernica', of.app, of.code)).status, 200);
});

test('S-X6 S4 copernica: the GET is single use: fetched again, it gives nothing and ends what it gave', async t => {
  const of = await open(t, 'copernica');
  assert.equal((await exchange(of.server, 'copernica', of.app, of.code)).status, 200);
  const again = await exchange(of.server, 'copernica', of.app, of.code);
  assert.deepEqual([again.status, again.json['error']], [400, 'invalid_grant']);
});

test('RFC 6749 §5.2: an error has error, description, address of its guide and request id, in characters of §5.2', async t => {
  const server = await openTestServer(t);
  const answer = await server.post('/standard/oauth/token', { client_id: 'x"\\é' });
  assert.deepEqual(Object.keys(answer.json), ['error', 'error_description', 'error_uri', 'request_id']);
  assert.match(String(answer.json['error_description']), /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
  assert.equal(answer.json['request_id'], answer.headers['x-request-id']);
});

test('R10 client credentials where the profile offers them: access token, type, expiry, scope', async t => {
  for (const slug of ['standard', 'copyai', 'clipron', 'fliki']) {
    const server = await openTestServer(t);
    const app = await createApp(server, slug, { clientCredentials: true });
    const answer = await clientCredentials({ server, slug, app });
    checkMembers(answer, [
      ['access_token', SIGNED],
      ['token_type', 'Bearer'],
      ['expires_in', slug === 'clipron' ? 1800 : 3600],
      ['scope', app.app.scopes.join(' ')],
    ]);
  }
});
