/** Usage counters, quotas, request log. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestLogEntry, UsageRow } from '../rows.ts';
import { API_KEYS } from '../store.ts';
import { connect, createApp, id, NOW, PROVIDER, tally } from './fixtures.ts';
import type { Subject } from './suite.ts';

const HOUR = NOW - (NOW % 3600);

function rowOf(change: Partial<UsageRow>): UsageRow {
  const nobody = { appId: null, connectionId: null, apiKeyId: null };
  const counters = {
    calls: 1,
    errors: 0,
    denied: 0,
    limited: 0,
    bytes: 0,
    latency: Array.from({ length: 10 }, () => 0),
  };
  const traits = { networks: [], agents: [], scopes: [] };
  return { provider: PROVIDER, ...nobody, route: 'GET /x', hour: HOUR, ...counters, ...traits, ...change };
}

export function usageTests(store: Subject): void {
  test('R52 a report counts once, however often it arrives, and moves the last use forward', async () => {
    const { connection, app } = await connect(store());
    const row = rowOf({ appId: app.id, connectionId: connection.id, calls: 5, errors: 1, denied: 2 });
    const report = id();
    const answers = await Promise.all(Array.from({ length: 20 }, () => store().addUsage(report, [row], NOW)));
    assert.deepEqual(tally(answers.map(String)), { true: 1, false: 19 });
    await store().addUsage(id(), [row, { ...row, hour: HOUR - 3600 }], NOW);
    const filter = { provider: PROVIDER, appId: app.id, from: HOUR - 7200, to: HOUR + 3600 };
    const sums = await store().sumUsageByTime({ ...filter, stepSeconds: 3600 });
    assert.deepEqual(
      sums.map(({ of, calls, errors, denied, limited }) => [of, calls, errors, denied, limited]),
      [
        [HOUR - 3600, 5, 1, 2, 0],
        [HOUR, 10, 2, 4, 0],
      ],
    );
    const elsewhere = { ...filter, provider: 'other', stepSeconds: 3600 };
    assert.deepEqual(await store().sumUsageByTime(elsewhere), []);
    const { connection: used } = (await store().findConnectionById(connection.id))!;
    assert.equal(used.lastUsedAt, Math.min(NOW, HOUR + 3599));
  });

  test('R52 sums by time, by route and by app: with calls, durations and bytes, keys apart', async () => {
    const provider = `sums-${id()}`;
    const [one, two] = [await createApp(store()), await createApp(store())];
    const slow = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    const of = (change: Partial<UsageRow>) =>
      rowOf({ provider, calls: 1, bytes: 10, latency: slow, ...change });
    await store().addUsage(
      id(),
      [
        of({ appId: one.id, route: 'GET /a' }),
        of({ appId: one.id, route: 'GET /b', calls: 7 }),
        of({ appId: one.id, route: 'GET /b', hour: HOUR - 86_400 }),
        of({ appId: two.id, route: 'GET /a', calls: 3 }),
        of({ apiKeyId: id(), route: 'GET /a', calls: 2 }),
      ],
      NOW,
    );
    const span = { provider, from: HOUR - 86_400, to: HOUR + 3600 };
    const short = (sums: readonly { of: string | number; calls: number }[]) =>
      sums.map(sum => [sum.of, sum.calls]);
    const day = HOUR - (HOUR % 86_400);
    const all = await store().sumUsageByTime({ ...span, appId: null, stepSeconds: 86_400 });
    assert.deepEqual(short(all), [
      [day - 86_400, 1],
      [day, 13],
    ]);
    assert.deepEqual([all[1]!.bytes, all[1]!.latency], [40, slow.map(count => count * 4)]);
    assert.deepEqual(short(await store().sumUsageByRoute({ ...span, appId: one.id })), [
      ['GET /b', 8],
      ['GET /a', 1],
    ]);
    assert.deepEqual(short(await store().sumUsageByApp({ ...span, limit: 10 })), [
      [one.id, 9],
      [two.id, 3],
      [API_KEYS, 2],
    ]);
    assert.equal((await store().sumUsageByApp({ ...span, limit: 1 })).length, 1);
    assert.deepEqual(
      await store().sumUsageByTime({ ...span, appId: null, to: span.from, stepSeconds: 3600 }),
      [],
    );
  });

  test('R52 a day of a credential has its hours; what it is seen to do stands once, the 32 last seen', async () => {
    const { connection, app } = await connect(store());
    const row = rowOf({
      appId: app.id,
      connectionId: connection.id,
      networks: ['198.51.100.0/24'],
      agents: ['curl'],
    });
    const day = Math.floor(HOUR / 86_400);
    await store().addUsage(id(), [row, { ...row, calls: 4 }, { ...row, hour: HOUR - 86_400 }], NOW);
    await store().addUsage(id(), [{ ...row, calls: 2, limited: 1, networks: ['203.0.113.0/24'] }], NOW);
    const [before, today] = await store().listUsageDays(connection.id, day - 1);
    assert.deepEqual([before?.day, before?.calls], [day - 1, 1]);
    assert.deepEqual([today?.day, today?.calls, today?.limited], [day, 7, 1]);
    assert.equal(today?.hours[Math.floor((HOUR % 86_400) / 3600)], 7);
    assert.equal((await store().listUsageDays(connection.id, day)).length, 1);
    assert.partialDeepStrictEqual(await store().findUsageTraits(connection.id), {
      firstDay: day - 1,
      lastDay: day,
      networks: { '198.51.100.0/24': [day - 1, day], '203.0.113.0/24': [day, day] },
      agents: { curl: [day - 1, day] },
      scopes: {},
    });
    const many = Array.from({ length: 100 }, (_, n) => ({
      ...row,
      agents: [`agent${n}`],
      hour: HOUR + 3600,
    }));
    await store().addUsage(id(), many, NOW);
    assert.equal(Object.keys((await store().findUsageTraits(connection.id))!.agents).length, 32);
    assert.equal(await store().findUsageTraits(id()), null);
  });

  test('R52 usage of a key moves its last use, never backwards, never for another provider', async () => {
    const { user, account } = await connect(store());
    const keyId = id();
    const owner = { provider: PROVIDER, userId: user.id, accountId: account.id };
    const key = { id: keyId, ...owner, label: 'l', hash: 'h', lastFour: '1', scopes: [], personal: false };
    await store().createApiKey({ ...key, createdAt: NOW, expiresAt: null }, { now: NOW, actor: 'system' });
    const row = rowOf({ apiKeyId: keyId });
    await store().addUsage(id(), [row], HOUR + 10);
    await store().addUsage(id(), [{ ...row, hour: HOUR - 3600 }], HOUR + 20);
    await store().addUsage(id(), [{ ...row, provider: 'other', hour: HOUR + 3600 }], HOUR + 9000);
    assert.equal((await store().findApiKey(keyId))?.key.lastUsedAt, HOUR + 10);
  });

  test('R52 a guard whose clock is ahead does not count into the future', async () => {
    const app = await createApp(store());
    await store().addUsage(id(), [rowOf({ appId: app.id, hour: HOUR + 3 * 3600 })], HOUR);
    assert.deepEqual(await store().listUsageDays(app.id, 0), []);
  });

  test('S-E5 1,000 attempts at a quota of 100 take exactly 100', async () => {
    const quota = { limitKey: id(), scope: 'write', day: 20_000, count: 1, limit: 100 };
    const results = await Promise.all(Array.from({ length: 1000 }, () => store().takeQuota(quota)));
    assert.equal(results.filter(result => result.allowed).length, 100);
    assert.deepEqual(await store().takeQuota(quota), { allowed: false, used: 100 });
    assert.deepEqual(await store().takeQuota({ ...quota, day: 20_001 }), { allowed: true, used: 1 });
    assert.deepEqual(await store().takeQuota({ ...quota, scope: 'other' }), { allowed: true, used: 1 });
    assert.deepEqual(await store().takeQuota({ ...quota, limit: 150, count: 51 }), {
      allowed: false,
      used: 100,
    });
    assert.deepEqual(await store().takeQuota({ ...quota, limit: 150, count: 50 }), {
      allowed: true,
      used: 150,
    });
    assert.deepEqual(await store().takeQuota({ ...quota, limitKey: id(), count: 101 }), {
      allowed: false,
      used: 0,
    });
  });

  test('the request log keeps the newest 400 refusals and 100 good answers of each app', async () => {
    const [app, other] = [await createApp(store()), await createApp(store())];
    const entry = (appId: string, n: number, outcome: 'ok' | 'refused' = 'refused'): RequestLogEntry => ({
      id: id(),
      provider: PROVIDER,
      appId,
      requestId: `r${n}`,
      at: NOW * 1000 + n,
      endpoint: 'token',
      outcome,
      code: 'invalid_grant',
      reason: 'used before',
    });
    const quiet = entry(other.id, 1);
    await store().appendRequestLog([quiet]);
    for (let i = 0; i < 6; i++) {
      await store().appendRequestLog(Array.from({ length: 100 }, (_, n) => entry(app.id, i * 100 + n)));
    }
    const kept = await store().listRequestLog({ appId: app.id, limit: 1000 });
    assert.equal(kept.length, 400);
    assert.deepEqual([kept[0]?.requestId, kept[399]?.requestId], ['r599', 'r200']);
    assert.deepEqual(await store().listRequestLog({ appId: app.id, requestId: 'r300', limit: 5 }), [
      kept[299],
    ]);
    assert.deepEqual(await store().listRequestLog({ appId: other.id, limit: 5 }), [quiet]);
    await store().appendRequestLog(Array.from({ length: 300 }, (_, n) => entry(app.id, 1000 + n, 'ok')));
    const mixed = await store().listRequestLog({ appId: app.id, limit: 1000 });
    assert.equal(mixed.filter(e => e.outcome === 'ok').length, 100);
    assert.equal(mixed.length, 500);
    await store().appendRequestLog([]);
  });
}
