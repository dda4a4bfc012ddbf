/** What was odd: told once, slowed down while it is open, answered once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  act,
  anomalyRow,
  connect,
  createApp,
  createParty,
  consent,
  eventTypesSince,
  id,
  NOW,
  tally,
} from './fixtures.ts';
import type { Subject } from './suite.ts';

const STAFF = act(NOW + 5, 'operator');

export function anomalyTests(store: Subject): void {
  test('R52 ten nodes see the same: one tells, and the most that was seen stands', async () => {
    const row = anomalyRow();
    const before = await store().lastEventSeq();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        store().recordAnomaly({ ...row, id: n === 0 ? row.id : id(), seen: 100 + n }, act()),
      ),
    );
    assert.deepEqual(tally(answers), { new: 1, known: 9 });
    const [found, ...more] = await store().listAnomalies({
      provider: row.provider,
      status: 'open',
      limit: 9,
    });
    assert.deepEqual([found?.seen, more], [109, []]);
    assert.equal(await store().recordAnomaly({ ...row, seen: 1 }, act()), 'known');
    assert.equal((await store().findAnomaly(found!.id))?.seen, 109, 'never less');
    assert.equal(await store().recordAnomaly({ ...row, id: id(), day: row.day + 1 }, act()), 'new');
    assert.deepEqual(await eventTypesSince(store(), before), ['anomaly.found', 'anomaly.found']);
    assert.equal(await store().findAnomaly(id()), null);
  });

  test('R52 one of two answers it; a throttle ends with it, and what is closed is not slowed down again', async () => {
    const row = anomalyRow({ connectionId: id() });
    await store().recordAnomaly(row, act());
    const throttle = { until: NOW + 600, note: 'slow' };
    assert.equal(await store().throttleAnomaly(row.id, throttle, STAFF), true);
    const throttled = async (now: number): Promise<boolean> =>
      (await store().listThrottled(now)).some(({ id: one }) => one === row.id);
    assert.deepEqual([await throttled(NOW + 599), await throttled(NOW + 600)], [true, false]);
    const before = await store().lastEventSeq();
    const closed = await Promise.all([
      store().closeAnomaly(row.id, { status: 'dismissed', note: 'ours' }, STAFF),
      store().closeAnomaly(row.id, { status: 'handled', note: 'ended' }, STAFF),
    ]);
    assert.equal(closed.filter(Boolean).length, 1);
    assert.equal(await throttled(NOW), false);
    assert.equal(await store().throttleAnomaly(row.id, throttle, STAFF), false);
    assert.equal(await store().closeAnomaly(id(), { status: 'handled', note: '' }, STAFF), false);
    assert.deepEqual(await eventTypesSince(store(), before), ['anomaly.closed']);
    assert.partialDeepStrictEqual(await store().findAnomaly(row.id), {
      status: closed[0] ? 'dismissed' : 'handled',
      note: closed[0] ? 'ours' : 'ended',
      closedAt: STAFF.now,
      closedBy: 'operator',
      throttledUntil: null,
    });
  });

  test('R52 the list is newest first, by state, in pages, of one provider', async () => {
    const { provider } = anomalyRow();
    const rows = [1, 2, 3].map(() => anomalyRow({ provider }));
    for (const row of [...rows, anomalyRow()]) await store().recordAnomaly(row, act());
    await store().closeAnomaly(rows[1]!.id, { status: 'dismissed', note: '' }, STAFF);
    const list = async (filter: object): Promise<string[]> =>
      (await store().listAnomalies({ provider, status: 'open', limit: 9, ...filter })).map(row => row.id);
    assert.deepEqual(await list({}), [rows[2]!.id, rows[0]!.id]);
    assert.deepEqual(await list({ limit: 1 }), [rows[2]!.id]);
    assert.deepEqual(await list({ after: rows[2]!.id }), [rows[0]!.id]);
    assert.deepEqual(await list({ status: 'dismissed' }), [rows[1]!.id]);
  });

  test('R52 new connections of an app since a moment, and which ids are a provider’s own', async () => {
    const { app, connection } = await connect(store());
    const party = await createParty(store());
    await consent(store(), { ...party, app }, { now: NOW + 100 });
    assert.equal(await store().countNewConnections(app.id, NOW), 2);
    assert.equal(await store().countNewConnections(app.id, NOW + 1), 1);
    const foreign = await createApp(store(), { provider: 'other' });
    const ids = [app.id, connection.id, foreign.id, id()];
    assert.deepEqual(await store().findOwnIds(app.provider, ids), new Set([app.id, connection.id]));
    assert.deepEqual(await store().findOwnIds(app.provider, []), new Set());
  });
}
