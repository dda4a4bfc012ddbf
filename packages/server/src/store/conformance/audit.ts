/** S-U5: whatever somebody does to the audit log who has the database but not the key, it is found. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sealAll, trimEvents } from '../../domain/audit/seal.ts';
import { verifyAudit } from '../../domain/audit/verify.ts';
import type { AuditSeal } from '../rows.ts';
import type { Store } from '../store.ts';
import { act, NOW, PROVIDER, testPepper } from './fixtures.ts';
import { openAt, runSql } from './open.ts';

const pepper = testPepper();

interface Log {
  store: Store;
  seals: readonly AuditSeal[];
  sql(text: string): Promise<void>;
}

export function auditTests(place: () => Promise<string>): void {
  /** Three seals with ten events each, a minute apart. */
  const withLog = (title: string, body: (log: Log) => Promise<void>): void => {
    test(title, async () => {
      const location = await place();
      const store = await openAt(location);
      const seals: AuditSeal[] = [];
      for (let minute = 0; minute < 3; minute++) {
        for (let n = 0; n < 10; n++) await append(store, NOW + minute * 60);
        seals.push(...(await sealAll({ store, pepper }, NOW + minute * 60)));
      }
      try {
        await body({ store, seals, sql: text => runSql(location, text) });
      } finally {
        await store.close();
      }
    });
  };
  const append = (store: Store, now: number): Promise<void> =>
    store.appendEvent({ provider: PROVIDER, type: 'login.failed', detail: { now } }, act(now));
  const problemOf = async (store: Store, known?: { number: number; mac: string }): Promise<string | null> =>
    (await verifyAudit({ store, pepper }, known)).problem;

  withLog(
    'S-U5 a log nobody touched fits, also with events that are not sealed yet',
    async ({ store, seals }) => {
      await append(store, NOW + 200);
      const { last, ...state } = await verifyAudit({ store, pepper }, seals[1]);
      assert.deepEqual(state, { seals: 3, events: 30, unsealed: 1, problem: null });
      assert.equal(last!.mac, seals[2]!.mac);
    },
  );

  withLog('S-U5 an event that was changed is found, whichever column', async ({ store, seals, sql }) => {
    const { throughSeq } = seals[1]!;
    for (const change of ["actor = 'user:x'", 'at = at + 1', "detail = '{}'", "app_id = 'a'", "type = 'x'"]) {
      await sql(`CREATE TABLE kept AS SELECT * FROM events WHERE seq = ${throughSeq}`);
      await sql(`UPDATE events SET ${change} WHERE seq = ${throughSeq}`);
      assert.match((await problemOf(store))!, /^An event was changed under seal 2 \(events 11 to 20,/);
      await sql(`DELETE FROM events WHERE seq = ${throughSeq}`);
      await sql('INSERT INTO events SELECT * FROM kept');
      await sql('DROP TABLE kept');
    }
    assert.equal(await problemOf(store), null);
  });

  withLog('S-U5 an event taken out, and one put in, is found', async ({ store, seals, sql }) => {
    await sql(`DELETE FROM events WHERE seq = ${seals[0]!.throughSeq - 3}`);
    assert.match((await problemOf(store))!, /^There were 10 events under seal 1 .* and there are 9\.$/);
    await sql(`INSERT INTO events (seq, provider, type, at, actor, detail)
      VALUES (${seals[0]!.throughSeq - 3}, 'acme', 'login.failed', ${NOW * 1000}, 'system', '{}')`);
    assert.match((await problemOf(store))!, /^An event was changed under seal 1 /);
  });

  withLog('S-U5 a seal that was removed or made by somebody else is found', async ({ store, sql }) => {
    await sql("UPDATE audit_seals SET digest = 'x' WHERE number = 2");
    assert.equal(await problemOf(store), 'Seal 2 was changed, or does not follow seal 1.');
    await sql('DELETE FROM audit_seals WHERE number = 2');
    assert.equal(await problemOf(store), 'After seal 1 there is none until seal 3: 1 were removed.');
    await sql("UPDATE audit_seals SET trimmed = 'x' WHERE number = 3");
    assert.equal(await problemOf(store), 'The proof that old events went by their retention is forged.');
  });

  withLog(
    'S-U5 the end cut off is found, and the next seal does not heal it',
    async ({ store, seals, sql }) => {
      await sql(`DELETE FROM events WHERE seq > ${seals[1]!.throughSeq}`);
      await sql('DELETE FROM audit_seals WHERE number = 3');
      assert.match((await problemOf(store))!, /ends with seal 2; there was a seal 3/);
      await append(store, NOW + 300);
      await sealAll({ store, pepper }, NOW + 300);
      assert.equal(await problemOf(store), 'After seal 2 there is none until seal 4: 1 were removed.');
    },
  );

  withLog('S-U5 without its head a log is not believed, and the next seal does not heal it', async log => {
    const { store, seals, sql } = log;
    await sql("DELETE FROM markers WHERE name = 'audit head'");
    assert.match((await problemOf(store))!, /the head is missing or forged/);
    await append(store, NOW + 300);
    await sealAll({ store, pepper }, NOW + 300);
    assert.equal(await problemOf(store), 'Seal 4 was changed, or does not follow seal 3.');
    await sql(`UPDATE markers SET position = '3,${seals[2]!.throughSeq},x,x' WHERE name = 'audit head'`);
    await sql('DELETE FROM audit_seals WHERE number = 4');
    assert.match((await problemOf(store))!, /the head is missing or forged/);
  });

  withLog(
    'S-U5 a log made anew is not the one whose seal was written down',
    async ({ store, seals, sql }) => {
      await sql('DELETE FROM audit_seals');
      await sql("DELETE FROM markers WHERE name = 'audit head'");
      await sql("UPDATE events SET actor = 'user:x' WHERE seq = 3");
      await sealAll({ store, pepper }, NOW + 300);
      assert.equal(await problemOf(store), null);
      assert.match((await problemOf(store, seals[2]))!, /seal 3 was written down: the end was cut off/);
      assert.match(
        (await problemOf(store, { number: 1, mac: seals[0]!.mac }))!,
        /another one than was written/,
      );
    },
  );

  withLog(
    'S-U5 the log stays whole when its retention takes the oldest events',
    async ({ store, seals, sql }) => {
      const rules = { now: NOW, limit: 3, familyRetentionSeconds: 3600 };
      await trimEvents({ store, pepper }, seals[1]!.newestAt);
      for (let gone = 1; gone > 0;) {
        assert.equal(await problemOf(store, seals[2]), null);
        gone = await store.cleanUp(rules);
      }
      assert.deepEqual(
        (await store.listEvents({ after: 0, limit: 100 })).map(({ seq }) => seq),
        Array.from({ length: 10 }, (_, n) => seals[1]!.throughSeq + 1 + n),
      );
      assert.equal((await store.listSeals({ after: 0, limit: 9 })).length, 2);
      await sql(`DELETE FROM events WHERE seq = ${seals[1]!.throughSeq + 1}`);
      assert.match((await problemOf(store))!, /^There were 10 events under seal 3 .* and there are 9\.$/);
    },
  );

  withLog('S-U5 of several nodes that seal at once each event is under one seal', async ({ store }) => {
    for (let n = 0; n < 700; n++) void append(store, NOW + 400);
    await append(store, NOW + 400);
    await Promise.all([1, 2, 3, 4].map(() => sealAll({ store, pepper }, NOW + 400)));
    await sealAll({ store, pepper }, NOW + 400);
    const state = await verifyAudit({ store, pepper });
    assert.deepEqual([state.problem, state.events, state.unsealed], [null, 731, 0]);
  });
}
