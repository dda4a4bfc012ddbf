import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createServerCalls } from './server-calls.ts';
import { activeToken, GUARD_SECRET, startFakeServer, startGuard, testClock, until } from './fixtures.ts';
import { UsageCounters } from './usage-counters.ts';

const CALL = { outcome: 'served', durationMs: 1, bytes: 0, network: null, agent: null, scopes: [] } as const;
const HOUR = 1_800_000_000 - (1_800_000_000 % 3600);

test('R52 calls are counted by app, connection, route and hour, by how they ended', async t => {
  const { call, guard, server } = await startGuard(t, { clock: testClock() });
  guard.report(await call('good'), 200);
  guard.report(await call('good'), 404);
  guard.report(await call('good'), 500);
  guard.report(await call('good', { scope: 'people:write', route: 'GET /people' }), 403);
  await guard.close();
  const entry = { app_id: 'app1', connection_id: 'connection1', api_key_id: null, route: 'GET /people' };
  assert.equal(server.reports.length, 1);
  const told = { bytes: 0, latency: [4, 0, 0, 0, 0, 0, 0, 0, 0, 0], networks: [], agents: [] };
  assert.deepEqual(server.reports[0]!.entries, [
    {
      ...entry,
      hour: HOUR,
      calls: 4,
      errors: 2,
      denied: 1,
      limited: 0,
      ...told,
      scopes: ['people:read', 'people:write'],
    },
  ]);
});

test('R52 what calls leave behind: bytes, durations, networks, programs; never an address', async t => {
  const clock = testClock();
  const { guard, server } = await startGuard(t, { clock });
  const headers = (agent: string) => ({ authorization: 'Bearer good', 'user-agent': agent });
  for (const [address, agent, tookMs] of [
    ['198.51.100.77', 'curl/8.1', 3],
    ['198.51.100.9', 'curl/8.2', 300],
    ['2001:db8:1:2::3', 'python-requests/2.32', 9000],
  ] as const) {
    const request = { method: 'GET', url: '/people', headers: headers(agent), address };
    const verdict = await guard.check(request, { scope: 'people:read', route: 'GET /people' });
    clock.ms += tookMs;
    guard.report(verdict, 200, 1000);
  }
  await guard.close();
  const [entry] = server.reports[0]!.entries;
  assert.partialDeepStrictEqual(entry, {
    bytes: 3000,
    latency: [1, 0, 0, 0, 0, 0, 1, 0, 0, 1],
    networks: ['198.51.100.0/24', '2001:db8:1::/48'],
    agents: ['curl', 'python-requests'],
  });
  assert.doesNotMatch(JSON.stringify(server.reports), /100\.77|2::3/);
});

test('R52 a caller who changes his name with each call fills no memory', async t => {
  const { call, guard, server } = await startGuard(t, { clock: testClock() });
  for (let n = 0; n < 100; n++)
    guard.report(await call('good', undefined, { 'user-agent': `agent${n}/1` }), 200);
  await guard.close();
  assert.equal(server.reports[0]!.entries[0]!.agents?.length, 16);
});

test('R52 a call over the limit is counted as limited, whatever status the company gives it', async t => {
  const renderRefusal = () => ({ status: 400, headers: {}, body: '' });
  const { call, guard, server } = await startGuard(t, { renderRefusal }, fake =>
    fake.credentials.set('good', activeToken({ rate_limit: { limit: 0, window_seconds: 60 } })),
  );
  guard.report(await call('good'), 400);
  await guard.close();
  assert.equal(server.reports[0]!.entries[0]!.limited, 1);
});

test('R52 S-Q10: each call is logged with who, app, account, route, status, and no credential', async t => {
  const { call, guard, log } = await startGuard(t, { clock: testClock() });
  guard.report(await call('good'), 200);
  guard.report(await call('stolen-token'), 401);
  const calls = log.filter(entry => entry.event === 'api_call');
  assert.partialDeepStrictEqual(calls, [
    {
      level: 'info',
      method: 'GET',
      route: 'GET /people',
      status: 200,
      app: 'app1',
      user: 'user1',
      account: 'account1',
      connection: 'connection1',
      key: null,
      time: '2027-01-15T08:00:00.000Z',
    },
    { level: 'warn', status: 401, error: 'invalid_token', app: null, user: null },
  ]);
  assert.doesNotMatch(JSON.stringify(log), /stolen-token|good|guard-secret/);
});

test('S-Q10: a log that throws costs the line, not the request', async t => {
  const { call, guard } = await startGuard(t, {
    onLog: () => {
      throw new Error('disk full');
    },
  });
  const verdict = await call('good');
  guard.report(verdict, 200);
  assert.equal(verdict.allowed, true);
});

test('S-Q10: a report that failed is sent again under the same id, and counted once', async t => {
  const { call, guard, server, log } = await startGuard(t, { usage: { flushSeconds: 0.02 } });
  const ids: string[] = [];
  const reports = server.reports;
  server.outage = { path: 'usage', kind: 'gone' };
  guard.report(await call('good'), 200);
  await until(() => log.some(entry => entry.event === 'usage_delayed'), 'the first report failed');
  guard.report(await call('good'), 200);
  server.outage = null;
  await until(() => reports.length === 2, 'both reports are in');
  ids.push(...reports.map(report => report.report_id));
  assert.equal(new Set(ids).size, 2);
  assert.deepEqual(
    reports.map(report => report.entries[0]!.calls),
    [1, 1],
  );
});

test('S-Q10: a lost acknowledgement repeats the very report', async t => {
  const sent: string[] = [];
  const calls = {
    ...createServerCalls({ issuer: 'http://localhost', secret: '', fetch, timeoutMs: 1000 }),
    usage: async (report: unknown) => {
      sent.push(JSON.stringify(report));
      if (sent.length === 1) throw new Error('connection reset');
    },
  };
  const counters = new UsageCounters(calls, 60, { onDropped: () => undefined, onDelayed: () => undefined });
  t.after(() => counters.close());
  counters.count({ app: 'app1', connection: null, key: null }, 'GET /people', 0, CALL);
  await counters.flush();
  counters.count({ app: 'app1', connection: null, key: null }, 'GET /people', 0, CALL);
  await counters.flush();
  assert.equal(sent.length, 3);
  assert.equal(sent[0], sent[1]);
  assert.notEqual(sent[1], sent[2]);
});

test('S-Q10: memory is bounded; what is dropped is counted', async t => {
  const server = await startFakeServer(t);
  const dropped: number[] = [];
  const calls = createServerCalls({ issuer: server.issuer, secret: GUARD_SECRET, fetch, timeoutMs: 1000 });
  const events = { onDropped: (count: number) => dropped.push(count), onDelayed: () => undefined };
  const counters = new UsageCounters(calls, 60, events, 2);
  for (const route of ['a', 'b', 'c', 'd', 'a']) {
    counters.count({ app: 'app1', connection: null, key: null }, route, 0, CALL);
  }
  await counters.close();
  assert.deepEqual(
    server.reports[0]!.entries.map(entry => [entry.route, entry.calls]),
    [
      ['a', 2],
      ['b', 1],
    ],
  );
  assert.deepEqual(dropped, [2]);
});

test('S-Q10: a report has at most 1,000 entries and fits into 64 KiB', async t => {
  const server = await startFakeServer(t);
  const calls = createServerCalls({ issuer: server.issuer, secret: GUARD_SECRET, fetch, timeoutMs: 1000 });
  const events = { onDropped: () => undefined, onDelayed: () => undefined };
  const counters = new UsageCounters(calls, 60, events);
  const long = `GET /${'é'.repeat(500)}`;
  for (let i = 0; i < 1500; i++) {
    counters.count({ app: `app${i}`, connection: null, key: null }, i % 2 ? long : 'a', 0, CALL);
  }
  await counters.close();
  for (const report of server.reports) {
    assert.ok(report.entries.length <= 1000);
    assert.ok(Buffer.byteLength(JSON.stringify(report)) < 50_000);
    assert.ok(report.entries.every(entry => entry.route.length <= 200));
  }
  const entries = server.reports.flatMap(report => report.entries);
  assert.equal(new Set(entries.map(entry => entry.app_id)).size, 1500);
});
