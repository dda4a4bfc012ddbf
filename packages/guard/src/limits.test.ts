import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activeToken, PEOPLE, refused, startGuard, testClock } from './fixtures.ts';
import type { FakeServer } from './fixtures.ts';

const limited = (server: FakeServer) => {
  const rate_limit = { limit: 3, window_seconds: 60 };
  server.credentials.set('good', activeToken({ rate_limit }));
  server.credentials.set('sibling', activeToken({ rate_limit, family_id: 'family2' }));
  server.credentials.set('other', activeToken({ rate_limit, limit_key: 'app2' }));
};

test('S1 the call beyond the limit is 429 with Retry-After, and the window rolls', async t => {
  const clock = testClock();
  const { call } = await startGuard(t, { clock, failClosedAfterSeconds: 3600 }, limited);
  for (const remaining of ['2', '1', '0']) {
    const verdict = await call('good');
    assert.ok(verdict.allowed);
    assert.equal(verdict.headers['ratelimit-limit'], '3');
    assert.equal(verdict.headers['ratelimit-remaining'], remaining);
    assert.equal(verdict.headers['ratelimit-reset'], '60');
    clock.ms += remaining === '0' ? 0 : 10_000;
  }
  const { status, headers, body } = refused(await call('good'));
  assert.equal(status, 429);
  assert.equal(body['error'], 'too_many_requests');
  assert.equal(headers['retry-after'], '40');
  assert.equal(headers['ratelimit-remaining'], '0');
  assert.equal(headers['ratelimit-limit'], '3');
  clock.ms += 40_000;
  assert.equal((await call('good')).allowed, true);
});

test('S-E5: the limit is the app’s, however many tokens it has, and nobody else’s', async t => {
  const { call } = await startGuard(t, {}, limited);
  const verdicts = await Promise.all([1, 2, 3, 4].flatMap(() => [call('good'), call('sibling')]));
  assert.equal(verdicts.filter(verdict => verdict.allowed).length, 3);
  assert.equal((await call('other')).allowed, true);
});

test('a call refused for its scope counts against the limit, and says so', async t => {
  const { call } = await startGuard(t, {}, limited);
  const { status, headers } = refused(await call('good', { scope: 'people:write' }));
  assert.equal(status, 403);
  assert.equal(headers['ratelimit-remaining'], '2');
});

const GENERATE = { scope: 'generate', costly: true, route: 'POST /generate' } as const;
const costly = (server: FakeServer) => {
  const permissions = ['people:read', 'generate'];
  server.credentials.set('good', activeToken({ permissions, quotas: { generate: { limit: 2 } } }));
  server.credentials.set('unlimited', activeToken({ permissions, family_id: 'family2' }));
  server.quota.resetAt = 1_800_000_000 + 3600;
};

test('R56 a costly scope is served within the quota, then 429 quota_exceeded until the reset', async t => {
  const { call } = await startGuard(t, { clock: testClock() }, costly);
  assert.equal((await call('good', GENERATE)).allowed, true);
  assert.equal((await call('good', GENERATE)).allowed, true);
  const { status, headers, body } = refused(await call('good', GENERATE));
  assert.equal(status, 429);
  assert.equal(body['error'], 'quota_exceeded');
  assert.equal(headers['retry-after'], '3600');
  assert.equal((await call('good', PEOPLE)).allowed, true);
});

test('R56 a route that forgot to say costly is held to the quota of its scope all the same', async t => {
  const { call, server } = await startGuard(t, {}, costly);
  await call('good', { scope: 'generate' });
  assert.equal(server.quota.used, 1);
});

test('R56 a route can name the costly scope, or say that it is not costly', async t => {
  const { call, server } = await startGuard(t, {}, costly);
  await call('good', { scope: 'people:read', costly: { scope: 'generate' } });
  assert.equal(server.quota.used, 1);
  await call('good', { scope: 'generate', costly: false });
  assert.equal(server.quota.used, 1);
});

test('R56 no quota is taken from who may not call, and none where there is none', async t => {
  const { call, server } = await startGuard(t, {}, costly);
  refused(await call('good', { scope: ['generate', 'people:write'] }));
  assert.equal((await call('unlimited', GENERATE)).allowed, true);
  assert.equal(server.quota.used, 0);
});

test('R56 S-Q6: a quota that cannot be taken is not there: 503', async t => {
  const { call, server } = await startGuard(t, {}, costly);
  server.outage = { path: 'quota', kind: 'gone' };
  assert.equal(refused(await call('good', GENERATE)).status, 503);
});

test('S-P6 a network that guessed at API keys is 429 with Retry-After; the next call is asked about anew', async t => {
  const { server, call } = await startGuard(t, {}, fake =>
    fake.credentials.set('guess', { active: false, retry_after: 7 }),
  );
  for (let i = 0; i < 2; i++) {
    const { status, headers, body } = refused(await call('guess'));
    assert.deepEqual([status, headers['retry-after'], body['error']], [429, '7', 'too_many_requests']);
  }
  assert.equal(server.checks.length, 2, 'another caller with this credential need not wait');
});
