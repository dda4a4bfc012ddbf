/** Revocation endpoint (RFC 7009). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBearer, createApp, refreshTokens } from '../../fixtures.ts';
import { basic, connectAgain, credentialsOf, openConnected, revokeToken } from '../../token-fixtures.ts';

test('S-I1 RFC 7009 §2.1: a confidential app must authenticate; refused, the token lives', async t => {
  const of = await openConnected(t, 'standard');
  const path = '/standard/oauth/revoke';
  const answers = [
    await of.server.post(path, { token: of.access }),
    await of.server.post(path, { token: of.access, client_id: of.app.app.id }),
    await of.server.post(path, { token: of.access, client_id: of.app.app.id, client_secret: 'wrong' }),
    await of.server.post(path, { token: of.access }, basic(of.app.app.id, 'wrong')),
  ];
  for (const answer of answers)
    assert.deepEqual([answer.status, answer.json['error']], [401, 'invalid_client']);
  assert.equal((await checkBearer(of.server, 'standard', of.access))['active'], true);
  const right = await of.server.post(path, { token: of.access }, basic(of.app.app.id, of.app.secret));
  assert.deepEqual([right.status, right.body], [200, '']);
  assert.deepEqual(await checkBearer(of.server, 'standard', of.access), { active: false });
});

test('S-I1 CVE-2016-6582: a public app revokes its own by its client_id', async t => {
  const of = await openConnected(t, 'standard', { registration: { type: 'public' } });
  assert.equal((await revokeToken(of, of.refresh)).status, 200);
  assert.deepEqual(await checkBearer(of.server, 'standard', of.access), { active: false });
});

test('S-I1 another app’s token is refused and lives on, access or refresh', async t => {
  const of = await openConnected(t, 'standard');
  const other = { ...of, app: await createApp(of.server, 'standard') };
  for (const token of [of.access, of.refresh]) {
    const answer = await revokeToken(other, token);
    assert.deepEqual([answer.status, answer.json['error']], [400, 'unauthorized_client']);
  }
  assert.equal((await checkBearer(of.server, 'standard', of.access))['active'], true);
  assert.equal((await refreshTokens(of.server, 'standard', of.app, of.refresh)).status, 200);
});

test('S-I2 RFC 7009 §2.2: an unknown, foreign, changed or expired token is 200 and changes nothing', async t => {
  const of = await openConnected(t, 'standard');
  const fliki = await openConnected(t, 'fliki');
  const rows = await of.server.core.store.countRows();
  const events = await of.server.core.store.lastEventSeq();
  const unknown = [
    'x',
    'vka_x',
    'vkr_x',
    'eyJhbGciOiJub25lIn0.e30.',
    `${of.access}A`,
    fliki.access,
    'vkc_abc',
    '\u00fc',
  ];
  for (const token of unknown) {
    const answer = await revokeToken(of, token);
    assert.deepEqual([answer.status, answer.body], [200, ''], token);
  }
  of.server.clock.advanceSeconds(3600);
  assert.equal((await revokeToken(of, of.access)).status, 200);
  assert.deepEqual(await of.server.core.store.countRows(), rows);
  assert.equal(await of.server.core.store.lastEventSeq(), events);
  assert.equal((await refreshTokens(of.server, 'standard', of.app, of.refresh)).status, 200);
});

test('S-I2 a wrong, unknown or missing token_type_hint finds the token all the same', async t => {
  const of = await openConnected(t, 'standard');
  const hints = ['access_token', 'refresh_token', 'nonsense', ''];
  for (const [i, hint] of hints.entries()) {
    const { access, refresh } = await connectAgain(of.server, 'standard', of.app);
    await revokeToken(of, i % 2 ? access : refresh, { token_type_hint: hint });
    assert.deepEqual(await checkBearer(of.server, 'standard', access), { active: false }, hint);
  }
});

test('S-I3 where storage fails the answer is 503 with Retry-After, and the token is not said to be dead', async t => {
  const of = await openConnected(t, 'standard');
  await of.server.core.store.close();
  const answer = await revokeToken(of, of.access);
  assert.deepEqual([answer.status, answer.headers['retry-after']], [503, '2']);
});

test('S-I4 S-O5 any token of a family ends the family, the others of the same consent live', async t => {
  for (const which of ['access', 'refresh', 'used refresh', 'older access'] as const) {
    const of = await openConnected(t, 'standard');
    const other = await connectAgain(of.server, 'standard', of.app);
    const second = await refreshTokens(of.server, 'standard', of.app, of.refresh);
    const tokens = {
      access: String(second.json['access_token']),
      refresh: String(second.json['refresh_token']),
      'used refresh': of.refresh,
      'older access': of.access,
    };
    assert.equal((await revokeToken(of, tokens[which])).status, 200);
    for (const access of [tokens.access, tokens['older access']])
      assert.deepEqual(await checkBearer(of.server, 'standard', access), { active: false }, which);
    assert.equal((await refreshTokens(of.server, 'standard', of.app, tokens.refresh)).status, 400);
    assert.equal((await checkBearer(of.server, 'standard', other.access))['active'], true, which);
  }
});

test('R49 the last family of a connection revoked by the app ends the connection: it leaves Active Integrations', async t => {
  const of = await openConnected(t, 'standard');
  const list = async () => await of.server.core.store.listConnections({ appId: of.app.app.id, limit: 10 });
  assert.equal((await list()).length, 1);
  await revokeToken(of, of.access);
  assert.equal((await list()).length, 0);
  const events = await of.server.core.store.listRecentEvents({ provider: 'standard', limit: 2 });
  assert.deepEqual(
    events.map(e => [e.type, e.actor]),
    [
      ['connection.revoked', `app:${of.app.app.id}`],
      ['family.revoked', `app:${of.app.app.id}`],
    ],
  );
});

test('revoking twice is 200 twice, and one event', async t => {
  const of = await openConnected(t, 'standard');
  const answers = await Promise.all(Array.from({ length: 20 }, async () => await revokeToken(of, of.access)));
  assert.deepEqual([...new Set(answers.map(a => a.status))], [200]);
  const events = await of.server.core.store.listEvents({ after: 0, types: ['family.revoked'], limit: 100 });
  assert.equal(events.length, 1);
});

test('RFC 7009 §2.1: without a token, or with two, it is invalid_request', async t => {
  const of = await openConnected(t, 'standard');
  const none = await of.server.post('/standard/oauth/revoke', credentialsOf(of.app));
  assert.deepEqual([none.status, none.json['error']], [400, 'invalid_request']);
  const twice = await of.server.inject({
    method: 'POST',
    url: '/standard/oauth/revoke',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `${new URLSearchParams(credentialsOf(of.app)).toString()}&token=${of.access}&token=${of.refresh}`,
  });
  assert.deepEqual([twice.status, twice.json['error']], [400, 'invalid_request']);
  const hints = await of.server.inject({
    method: 'POST',
    url: '/standard/oauth/revoke',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `${new URLSearchParams(credentialsOf(of.app)).toString()}&token=${of.access}&token_type_hint=a&token_type_hint=b`,
  });
  assert.deepEqual([hints.status, hints.json['error']], [400, 'invalid_request']);
  assert.equal((await checkBearer(of.server, 'standard', of.access))['active'], true);
});

for (const slug of ['copper', 'copernica'])
  test(`D-9 ${slug}: revocation and introspection take the secret in body or header, never in the address`, async t => {
    const of = await openConnected(t, slug);
    const query = new URLSearchParams({ ...credentialsOf(of.app), token: of.access }).toString();
    for (const path of ['revoke', 'introspect']) {
      const inQuery = await of.server.post(`/${slug}/oauth/${path}?${query}`, {});
      assert.deepEqual([inQuery.status, inQuery.json['error']], [401, 'invalid_client']);
    }
    const inHeader = basic(of.app.app.id, of.app.secret);
    assert.equal((await of.server.post(`/${slug}/oauth/revoke`, { token: of.access }, inHeader)).status, 200);
    assert.deepEqual(await checkBearer(of.server, slug, of.access), { active: false });
  });
