/** A database of schema 19 with its counters, and nodes of that version beside this one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Store } from '../store.ts';
import { id, NOW, PROVIDER } from './fixtures.ts';
import { openAt, runSql } from './open.ts';

const DAY = 86_400;
const TODAY = Math.floor(NOW / DAY);
const RULES = { now: NOW, limit: 3, familyRetentionSeconds: 30 * DAY };
const [APP, CREDENTIAL] = [id(), id()];
const BEFORE_SCHEMA_20 =
  'DROP TABLE usage_route_days; DROP TABLE usage_weeks; DELETE FROM schema_migrations WHERE version = 20';

/** As a node of before writes them: two hours on each of two days, by route, app and provider; and the days of a connection. */
const OLD_ROWS = [TODAY - 1, TODAY]
  .flatMap(day => [
    ...[
      [APP, 'GET /a'],
      [APP, ''],
      ['*', ''],
    ].flatMap(([app, route]) =>
      [3, 4].map(
        hour => `INSERT INTO usage_hours VALUES ('${PROVIDER}', '${app}', '${route}', ${day * DAY + hour * 3600},
          5, 1, 0, 2, 5300000000, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1)`,
      ),
    ),
    `INSERT INTO usage_days VALUES ('${CREDENTIAL}', ${day}, '${PROVIDER}', 10, 2, 0, 4, 10600000000, '3:5 4:5')`,
  ])
  .join('; ');

async function check(store: Store, times: number): Promise<void> {
  const span = { provider: PROVIDER, from: NOW - 2 * DAY, to: NOW + DAY };
  const numbers = { calls: 5 * times, errors: times, denied: 0, limited: 2 * times, bytes: 5.3e9 * times };
  const latency = [0, 0, 0, 0, 0, 0, 0, 0, 4, 1].map(count => count * times);
  for (const appId of [APP, null])
    assert.deepEqual(
      await store.sumUsageByTime({ ...span, appId, stepSeconds: 3600 }),
      [TODAY - 1, TODAY].flatMap(day =>
        [3, 4].map(hour => ({ of: day * DAY + hour * 3600, ...numbers, latency })),
      ),
    );
  const [route] = await store.sumUsageByRoute({ ...span, appId: APP });
  assert.partialDeepStrictEqual(route, { of: 'GET /a', calls: 20 * times, bytes: 21.2e9 * times });
  const hours = Array.from({ length: 24 }, (_, hour) => (hour === 3 || hour === 4 ? 5 * times : 0));
  assert.deepEqual(
    await store.listUsageDays(CREDENTIAL, 0),
    [TODAY - 1, TODAY].map(day => ({
      credential: CREDENTIAL,
      day,
      calls: 10 * times,
      errors: 2 * times,
      denied: 0,
      limited: 4 * times,
      bytes: 10.6e9 * times,
      hours,
    })),
  );
}

export function usageBeforeTests(place: () => Promise<string>): void {
  test('R52 counters of the schema before are there after the upgrade; what a node of before still adds is counted once', async () => {
    const location = await place();
    await (await openAt(location)).close();
    await runSql(location, `${BEFORE_SCHEMA_20}; ${OLD_ROWS}`);
    const [store, other] = [await openAt(location), await openAt(location)];
    await check(store, 1);
    await runSql(location, OLD_ROWS);
    for (let batch = 0; batch < 5; batch++) await Promise.all([store.cleanUp(RULES), other.cleanUp(RULES)]);
    await check(store, 2);
    const { usage_hours, usage_days } = await store.countRows();
    assert.deepEqual([usage_hours, usage_days], [0, 0]);
    await Promise.all([store.close(), other.close()]);
  });

  test('R52 S-E1 two nodes that count into the same hour and day at once lose nothing', async () => {
    const location = await place();
    const nodes = [await openAt(location), await openAt(location)];
    const row = {
      provider: PROVIDER,
      appId: APP,
      connectionId: CREDENTIAL,
      apiKeyId: null,
      route: 'GET /a',
      hour: NOW - (NOW % 3600),
      calls: 1,
      errors: 0,
      denied: 0,
      limited: 0,
      bytes: 3,
      latency: Array<number>(10).fill(1),
      networks: [],
      agents: [],
      scopes: [],
    };
    await Promise.all(
      nodes.flatMap(node => Array.from({ length: 20 }, () => node.addUsage(id(), [row], NOW))),
    );
    const span = { provider: PROVIDER, from: NOW - DAY, to: NOW + DAY, stepSeconds: DAY };
    for (const appId of [APP, null])
      assert.partialDeepStrictEqual(await nodes[0]!.sumUsageByTime({ ...span, appId }), [
        { calls: 40, bytes: 120, latency: Array<number>(10).fill(40) },
      ]);
    assert.equal((await nodes[1]!.sumCalls([CREDENTIAL], TODAY)).get(CREDENTIAL), 40);
    for (const node of nodes) await node.close();
  });
}
