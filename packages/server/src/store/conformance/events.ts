/** The event feed, and signing keys. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { act, id, NOW, PROVIDER } from './fixtures.ts';
import type { Subject } from './suite.ts';

export function eventTests(store: Subject): void {
  test('events are read in the order they were written, from a position on, by provider and type', async () => {
    const after = await store().lastEventSeq();
    await store().appendEvent(
      { provider: PROVIDER, type: 'login.failed', detail: { n: 1 } },
      act(NOW, 'user:a'),
    );
    await store().appendEvent({ provider: 'other', type: 'login.failed' }, act());
    await store().appendEvent({ provider: PROVIDER, type: 'consent.denied', appId: 'a' }, act());
    const all = await store().listEvents({ after, limit: 10 });
    assert.deepEqual(
      all.map(event => event.type),
      ['login.failed', 'login.failed', 'consent.denied'],
    );
    assert.ok(all[0]!.seq > after && all[1]!.seq > all[0]!.seq && all[2]!.seq > all[1]!.seq);
    assert.deepEqual(all[0], {
      seq: all[0]!.seq,
      provider: PROVIDER,
      type: 'login.failed',
      at: NOW * 1000,
      actor: 'user:a',
      appId: null,
      userId: null,
      accountId: null,
      connectionId: null,
      familyId: null,
      apiKeyId: null,
      detail: { n: 1 },
    });
    assert.deepEqual(await store().listEvents({ after, limit: 1 }), [all[0]]);
    assert.deepEqual(await store().listEvents({ after, provider: PROVIDER, limit: 9 }), [all[0], all[2]]);
    assert.deepEqual(
      await store().listEvents({ after, types: ['consent.denied', 'key.created'], limit: 9 }),
      [all[2]],
    );
    assert.deepEqual(await store().listEvents({ after, types: [], limit: 9 }), []);
    assert.deepEqual(await store().listRecentEvents({ provider: PROVIDER, limit: 2 }), [all[2], all[0]]);
    assert.deepEqual(await store().listRecentEvents({ limit: 1 }), [all[2]]);
    const denied = { provider: PROVIDER, types: ['consent.denied'], appId: 'a' } as const;
    assert.equal(await store().countEvents(denied), 1);
    assert.equal(await store().countEvents({ ...denied, fromMs: NOW * 1000 + 1 }), 0);
    assert.equal(await store().countEvents({ ...denied, toMs: NOW * 1000 + 1, actor: 'system' }), 1);
    assert.equal(await store().lastEventSeq(), all[2]!.seq);
  });

  test('a follower that reads while 200 writers write misses no event', async () => {
    let position = await store().lastEventSeq();
    const seen: unknown[] = [];
    let writing = true;
    const follow = async (): Promise<void> => {
      for (let last = false; !last;) {
        last = !writing;
        for (const event of await store().listEvents({ after: position, limit: 50 })) {
          seen.push(event.detail['n']);
          position = event.seq;
          last = false;
        }
        await new Promise(resume => setImmediate(resume));
      }
    };
    const follower = follow();
    const writers = Array.from({ length: 200 }, (_, n) =>
      store().appendEvent({ provider: PROVIDER, type: 'login.failed', detail: { n } }, act()),
    );
    await Promise.all(writers);
    writing = false;
    await follower;
    assert.deepEqual(
      seen.toSorted((a, b) => Number(a) - Number(b)),
      Array.from({ length: 200 }, (_, n) => n),
    );
  });

  test('keys are listed in the order they become active, and revoked once', async () => {
    const key = { use: 'mac' as const, material: 'encrypted', createdAt: NOW };
    await store().addKey({ ...key, id: 'k-later', activeAt: NOW + 60 }, act());
    await store().addKey({ ...key, id: 'k-now', activeAt: NOW }, act());
    assert.equal(await store().revokeKey('k-now', act(NOW + 1)), true);
    assert.equal(await store().revokeKey('k-now', act(NOW + 2)), false);
    assert.equal(await store().revokeKey(id(), act()), false);
    const rows = (await store().listKeys()).map(row => [row.id, row.material, row.revokedAt]);
    assert.deepEqual(rows, [
      ['k-now', 'encrypted', NOW + 1],
      ['k-later', 'encrypted', null],
    ]);
  });

  test('ping reads and writes', async () => {
    await store().ping();
    await store().ping();
  });
}
