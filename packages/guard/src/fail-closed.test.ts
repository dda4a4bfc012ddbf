import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGuard } from './guard.ts';
import { GUARD_SECRET, PEOPLE, refused, startFakeServer, startGuard, testClock, until } from './fixtures.ts';

test('S-Q6: server gone: a remembered answer holds within the bound, then 503 with Retry-After', async t => {
  const { call, server, log } = await startGuard(t, { failClosedAfterSeconds: 3 });
  assert.equal((await call('good')).allowed, true);
  server.outage = { path: null, kind: 'gone' };
  const cutAt = performance.now();
  assert.equal((await call('good')).allowed, true);
  let verdict = await call('good');
  while (verdict.allowed) {
    await sleep(20);
    const askedAfterMs = performance.now() - cutAt;
    verdict = await call('good');
    assert.ok(!verdict.allowed || askedAfterMs < 3000, `allowed after ${askedAfterMs} ms`);
  }
  const { status, headers, body } = refused(verdict);
  assert.equal(status, 503);
  assert.equal(headers['retry-after'], '5');
  assert.equal(body['error'], 'temporarily_unavailable');
  assert.ok(log.some(entry => entry.event === 'feed_lost'));
});

test('S-Q6: a silent network is as good as none: nothing is believed beyond the bound', async t => {
  const clock = testClock();
  const { call, server } = await startGuard(t, { clock, failClosedAfterSeconds: 3 });
  await call('good');
  server.outage = { path: null, kind: 'silent' };
  clock.ms += 2999;
  assert.equal((await call('good')).allowed, true);
  clock.ms += 1;
  assert.equal(refused(await call('good')).status, 503);
});

test('S-Q6: the moment a poll was sent counts, not the moment its answer came', async t => {
  const clock = testClock();
  const { call, server } = await startGuard(t, { clock, failClosedAfterSeconds: 3 });
  await call('good');
  const polled = server.polls.length;
  clock.ms += 2500;
  server.end({ user_id: 'somebody else' });
  await until(() => server.polls.length > polled, 'the guard polls again');
  server.outage = { path: null, kind: 'silent' };
  clock.ms += 500;
  assert.equal(refused(await call('good')).status, 503);
});

test('S-Q6: without the feed alone every call is asked for at the server', async t => {
  const clock = testClock();
  const { call, server } = await startGuard(t, { clock, failClosedAfterSeconds: 3 });
  await call('good');
  server.outage = { path: 'feed', kind: 'silent' };
  clock.ms += 3000;
  for (let i = 0; i < 3; i++) assert.equal((await call('good')).allowed, true);
  assert.equal(server.checks.length, 4);
  server.credentials.delete('good');
  assert.equal(refused(await call('good')).status, 401);
});

test('S-Q6: when the feed is back, memory is believed again, less what ended meanwhile', async t => {
  const { call, server, log } = await startGuard(t, { failClosedAfterSeconds: 3 });
  await call('good');
  server.outage = { path: 'feed', kind: 'gone' };
  server.end({ app_id: 'app1' });
  server.credentials.delete('good');
  await until(() => log.some(entry => entry.event === 'feed_lost'), 'the loss is noticed');
  server.outage = null;
  await until(() => log.some(entry => entry.event === 'feed_confirmed'), 'the feed is back');
  assert.equal(refused(await call('good')).status, 401);
});

test('S-Q6 S-C25: a guard that has never reached its server refuses', async t => {
  const server = await startFakeServer(t);
  server.outage = { path: null, kind: 'gone' };
  const guard = createGuard({ issuer: server.issuer, secret: GUARD_SECRET });
  t.after(() => guard.close());
  const request = { method: 'GET', url: '/people', headers: { authorization: 'Bearer good' } };
  assert.equal(refused(await guard.check(request, PEOPLE)).status, 503);
});

test('S-Q6: after close nothing remembered is believed', async t => {
  const { call, guard, server } = await startGuard(t);
  await call('good');
  await guard.close();
  server.outage = { path: null, kind: 'gone' };
  assert.equal(refused(await call('good')).status, 503);
});

test('a server that does not hold the poll is not asked in a tight loop', async t => {
  const { server } = await startGuard(t, {}, fake => (fake.hasty = true));
  await sleep(500);
  assert.ok(server.polls.length <= 7, `${server.polls.length} polls`);
  assert.ok(server.polls.length >= 3, `${server.polls.length} polls`);
});
