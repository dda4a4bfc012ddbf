/** Usage counters, quotas, request log. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestLogEntry, UsageRow } from '../rows.ts';
import { connect, createApp, id, NOW, PROVIDER, tally } from './fixtures.ts';
import type { Subject } from './suite.ts';

const HOUR = NOW - (NOW % 3600);

export function usageTests(store: Subject): void {
  test('a report counts once, however often it arrives, and moves the last use forward', async () => {
    const { connection, app } = await connect(store());
    const ids = { provider: PROVIDER, appId: app.id, connectionId: connection.id, apiKeyId: null };
    const row: UsageRow = { ...ids, route: 'GET /x', hour: HOUR, calls: 5, errors: 1, denied: 2, limited: 0 };
    const report = id();
    const answers = await Promise.all(Array.from({ length: 20 }, () => store().addUsage(report, [row], NOW)));
    assert.deepEqual(tally(answers.map(String)), { true: 1, false: 19 });
    await store().addUsage(id(), [row, { ...row, hour: HOUR - 3600 }], NOW);
    const list = (filter: object) => store().listUsage({ from: HOUR - 7200, limit: 10, ...filter });
    const sum = { ...row, calls: 10, errors: 2, denied: 4 };
    assert.deepEqual(await list({ connectionId: connection.id }), [sum, { ...row, hour: HOUR - 3600 }]);
    assert.deepEqual(await list({ appId: app.id, provider: PROVIDER, limit: 1 }), [sum]);
    assert.deepEqual(await list({ appId: app.id, from: HOUR }), [sum]);
    assert.deepEqual(await list({ appId: app.id, provider: 'other' }), []);
    assert.equal(
      (await store().findConnectionById(connection.id))?.connection.lastUsedAt,
      Math.min(NOW, HOUR + 3599),
    );
  });

  test('usage of a key moves its last use, never backwards, never for another provider', async () => {
    const { user, account } = await connect(store());
    const keyId = id();
    const key = {
      id: keyId,
      provider: PROVIDER,
      userId: user.id,
      accountId: account.id,
      label: 'l',
      hash: 'h',
    };
    await store().createApiKey(
      { ...key, lastFour: '1', scopes: [], personal: false, createdAt: NOW, expiresAt: null },
      { now: NOW, actor: 'system' },
    );
    const counts = { calls: 1, errors: 0, denied: 0, limited: 0 };
    const row = {
      provider: PROVIDER,
      appId: null,
      connectionId: null,
      apiKeyId: keyId,
      route: 'GET /y',
      ...counts,
    };
    await store().addUsage(id(), [{ ...row, hour: HOUR }], HOUR + 10);
    await store().addUsage(id(), [{ ...row, hour: HOUR - 3600 }], HOUR + 20);
    await store().addUsage(id(), [{ ...row, provider: 'other', hour: HOUR + 3600 }], HOUR + 9000);
    assert.equal((await store().findApiKey(keyId))?.key.lastUsedAt, HOUR + 10);
    const listed = await store().listUsage({ apiKeyId: keyId, provider: PROVIDER, from: 0, limit: 10 });
    assert.deepEqual(
      listed.map(listedRow => listedRow.hour),
      [HOUR, HOUR - 3600],
    );
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
