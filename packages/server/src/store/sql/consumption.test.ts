/** S-E6: what decides who consumes is one conditional statement, not what was read before it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { act, connect, consent, createParty, familyOf, rotationOf } from '../conformance/fixtures.ts';
import { openDatabase } from '../sqlite/database.ts';
import { openSqliteStore } from '../sqlite.ts';
import type { Store } from '../store.ts';
import type { Statement, StatementResult, Verb } from '../verb.ts';
import { redeemCode } from './redeem-code.ts';
import { rotateFamily } from './rotate-family.ts';

interface Race {
  store: Store;
  /** Runs a verb statement by statement and lets somebody else be faster just before the statement that consumes. */
  runOvertaken<T>(verb: Verb<T>, consumes: RegExp, overtake: () => Promise<unknown>): Promise<T>;
}

function* alone(statement: Statement): Verb<StatementResult> {
  return yield statement;
}

async function openRace(t: TestContext): Promise<Race> {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-race-'));
  const path = join(directory, 'valetkey.db');
  const store = await openSqliteStore({ path });
  const database = openDatabase(path, 100);
  t.after(async () => {
    database.close();
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return {
    store,
    async runOvertaken(verb, consumes, overtake) {
      let step = verb.next();
      while (!step.done) {
        const statement = step.value;
        if (consumes.test(statement.sql)) await overtake();
        // One statement, run as a verb of its own, without a transaction around the whole.
        const result = database.run(alone(statement));
        step = verb.next(result);
      }
      return step.value;
    },
  };
}

test('S-E6 a refresh that read before another one rotated changes nothing', async t => {
  const { store, runOvertaken } = await openRace(t);
  const { family } = await connect(store);
  const rotation = rotationOf(family);
  const outcome = await runOvertaken(rotateFamily(rotation, act()), /^UPDATE families SET generation/, () =>
    store.rotateFamily(rotation, act()),
  );
  assert.deepEqual(outcome, { outcome: 'refused', reason: 'lost_race' });
  assert.equal((await store.findFamily(family.id))?.family.generation, 1);
});

test('S-E6 a redemption that read before another one redeemed is a replay', async t => {
  const { store, runOvertaken } = await openRace(t);
  const proposed = familyOf(await consent(store, await createParty(store)));
  const outcome = await runOvertaken(redeemCode(proposed, act()), /^INSERT INTO families/, () =>
    store.redeemCode(proposed, act()),
  );
  assert.deepEqual(outcome, { outcome: 'replayed' });
  assert.notEqual((await store.findFamily(proposed.id))?.family.revokedAt, null);
});
