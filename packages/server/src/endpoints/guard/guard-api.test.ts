/** What guards call: check, quota, usage, configuration. The feed has a file of its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GUARD_SECRET, checkBearer, openTestServer, testConfig } from '../../fixtures.ts';
import { guardPost, openConnected, type Connected } from '../../token-fixtures.ts';

const SECOND_SECRET = 'second-secret-0123456789-0123456789-ab';

test('every address asks for the guard’s secret; two of them work while one is changed for the other', async t => {
  const server = await openTestServer(t, {
    config: testConfig({ standard: { guardSecrets: [GUARD_SECRET, SECOND_SECRET] } }),
  });
  const addresses = [
    ['POST', 'check'],
    ['POST', 'quota'],
    ['POST', 'usage'],
    ['GET', 'feed'],
    ['GET', 'configuration'],
  ] as const;
  for (const [i, [method, path]] of addresses.entries()) {
    // Each from a network of its own: guesses are limited (guessing.test.ts).
    const remoteAddress = `198.51.100.${i}`;
    for (const authorization of [
      undefined,
      'Bearer x',
      `Bearer ${GUARD_SECRET}x`,
      `Basic ${GUARD_SECRET}`,
      GUARD_SECRET,
    ]) {
      const headers = { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) };
      const answer = await server.inject({
        method,
        url: `/standard/guard/${path}`,
        remoteAddress,
        headers,
        ...(method === 'POST' ? { payload: '{}' } : {}),
      });
      assert.deepEqual(
        [answer.status, answer.json['error']],
        [401, 'invalid_client'],
        `${path} ${authorization}`,
      );
    }
  }
  for (const secret of [GUARD_SECRET, SECOND_SECRET]) {
    const headers = { authorization: `Bearer ${secret}` };
    const answer = await server.inject({ method: 'GET', url: '/standard/guard/configuration', headers });
    assert.equal(answer.status, 200);
    assert.deepEqual(Object.keys(answer.json), ['issuer', 'profile', 'api', 'scopes']);
  }
});

test('check: what a guard learns, and that a body of another form is invalid_request', async t => {
  const of = await openConnected(t, 'standard');
  const now = Math.floor(of.server.clock.nowMs() / 1000);
  const { user, accounts } = of.person;
  const {
    family_id: family,
    connection_id: connection,
    ...told
  } = await checkBearer(of.server, 'standard', of.access);
  assert.match(String(family) + String(connection), /^[0-9a-v]{52}$/);
  assert.deepEqual(told, {
    active: true,
    kind: 'token',
    api_key_id: null,
    app: { client_id: of.app.app.id, name: 'Database Analyzer' },
    user: { id: user.id, external_id: null, email: 'ada@example.com', name: 'Ada Lovelace' },
    account: { id: accounts[0]!.id, external_id: null, name: 'Acme', plan: 'enterprise' },
    scope: ['people:read'],
    permissions: ['people:read'],
    expires_at: now + 3600,
    limit_key: `app:${of.app.app.id}`,
    rate_limit: null,
    quotas: {},
    refusal: null,
  });
  for (const body of [
    {},
    { credential: null },
    { credential: { type: 'bearer' } },
    { credential: { type: 'bearer', value: 'x', more: 1 } },
    { credential: { type: 'api_key', value: 'x' } },
    [],
    'x',
    1,
  ]) {
    const answer = await guardPost(of.server, 'standard', 'check', body);
    assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_request'], JSON.stringify(body));
  }
  const long = await guardPost(of.server, 'standard', 'check', {
    credential: { type: 'bearer', value: 'a'.repeat(8192) },
  });
  assert.deepEqual(long.json, { active: false }, 'whatever a guard takes from a request is judged');
});

test('S-F13 a token of one provider is nothing at another’s guard', async t => {
  const of = await openConnected(t, 'standard');
  for (const slug of ['copyai', 'copper', 'clipron', 'fliki', 'copernica'])
    assert.deepEqual(await checkBearer(of.server, slug, of.access), { active: false });
  const copper = await openConnected(t, 'copper');
  assert.deepEqual(await checkBearer(copper.server, 'copernica', copper.access), { active: false });
});

test('R56 S-E5 quota: 100 at once take exactly the five there are; the next UTC day has five again', async t => {
  const server = await openTestServer(t);
  const take = async (body: object) =>
    await guardPost(server, 'fliki', 'quota', { limit_key: 'app:x', scope: 'generate', count: 1, ...body });
  const answers = await Promise.all(Array.from({ length: 100 }, async () => (await take({})).json));
  assert.equal(answers.filter(a => a['allowed'] === true).length, 5);
  const resetAt = Date.UTC(2026, 10, 21) / 1000;
  assert.deepEqual((await take({})).json, { allowed: false, limit: 5, remaining: 0, reset_at: resetAt });
  assert.equal((await take({ limit_key: 'app:y', count: 5 })).json['remaining'], 0);
  assert.equal((await take({ limit_key: 'app:z', count: 6 })).json['allowed'], false);
  server.clock.advanceSeconds(12 * 3600);
  assert.deepEqual((await take({})).json, {
    allowed: true,
    limit: 5,
    remaining: 4,
    reset_at: resetAt + 86_400,
  });
  for (const body of [
    { scope: 'read' },
    { scope: '__proto__' },
    { scope: 'constructor' },
    { count: 0 },
    { count: 1001 },
    { count: 1.5 },
  ])
    assert.equal((await take(body)).status, 400, JSON.stringify(body));
});

async function connectionOf(of: Connected) {
  return (await of.server.core.store.findConnection(
    of.app.app.id,
    of.person.user.id,
    of.person.accounts[0]!.id,
  ))!.connection;
}

test('R51 R52 usage: a report counts once however often it comes, and moves lastUsedAt', async t => {
  const of = await openConnected(t, 'standard');
  const connection = await connectionOf(of);
  assert.equal(connection.lastUsedAt, null);
  const hour = Math.floor(of.server.clock.nowMs() / 3_600_000) * 3600;
  const entry = {
    app_id: of.app.app.id,
    connection_id: connection.id,
    api_key_id: null,
    route: 'GET /people',
    hour,
    calls: 7,
    errors: 1,
    denied: 2,
    limited: 3,
  };
  const report = { report_id: 'report-0001', entries: [entry] };
  const answers = await Promise.all(
    Array.from({ length: 10 }, async () => await guardPost(of.server, 'standard', 'usage', report)),
  );
  assert.deepEqual([...new Set(answers.map(a => `${a.status}${a.body}`))], ['204']);
  await guardPost(of.server, 'standard', 'usage', { ...report, report_id: 'report-0002' });
  const [row] = await of.server.core.store.listUsageDays(connection.id, 0);
  assert.deepEqual([row?.calls, row?.errors, row?.denied, row?.limited], [14, 2, 4, 6]);
  assert.equal((await connectionOf(of)).lastUsedAt, hour);
});

test('usage: another provider’s guard moves nothing here, and reports of another form are refused', async t => {
  const of = await openConnected(t, 'standard');
  const { id } = await connectionOf(of);
  const entry = {
    app_id: of.app.app.id,
    connection_id: id,
    api_key_id: null,
    route: 'GET /',
    hour: 3600,
    calls: 1,
    errors: 0,
    denied: 0,
    limited: 0,
  };
  const foreign = await guardPost(of.server, 'fliki', 'usage', {
    report_id: 'report-0001',
    entries: [entry],
  });
  assert.equal(foreign.status, 204);
  assert.equal((await connectionOf(of)).lastUsedAt, null);
  const same = await guardPost(of.server, 'standard', 'usage', {
    report_id: 'report-0001',
    entries: [entry],
  });
  assert.equal(same.status, 204);
  assert.notEqual((await connectionOf(of)).lastUsedAt, null, 'report ids are each provider’s own');
  for (const change of [
    { calls: -1 },
    { calls: 1.5 },
    { calls: Number.MAX_SAFE_INTEGER + 2 },
    { hour: 'now' },
    { route: 'x'.repeat(257) },
    { more: 1 },
    { app_id: undefined },
  ]) {
    const answer = await guardPost(of.server, 'standard', 'usage', {
      report_id: 'report-0002',
      entries: [{ ...entry, ...change }],
    });
    assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_request'], JSON.stringify(change));
  }
});
