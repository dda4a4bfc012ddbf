/** Several processes on one PostgreSQL database: races, starts, deaths. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { act, connect, consent, createParty, id } from '../conformance/fixtures.ts';
import { writeUntilKilled } from '../conformance/write-until-killed.ts';
import { openPostgresStore } from '../postgres.ts';
import { StoreUnavailableError } from '../store.ts';
import { startCluster, type Cluster } from './fixtures.ts';

const run = promisify(execFile);
const REDEEMER = fileURLToPath(import.meta.resolve('../conformance/redeemer.child.ts'));
let cluster: Cluster;
before(async () => void (cluster = await startCluster()));
after(() => cluster.remove());

/** What four processes heard together, 250 attempts each. */
async function race(url: string, what: object): Promise<(outcome: string) => number> {
  const child = () => run(process.execPath, [REDEEMER, url, '250', JSON.stringify(what)]);
  const reports = await Promise.all([child(), child(), child(), child()]);
  const tallies = reports.map(report => JSON.parse(report.stdout) as Record<string, number>);
  return outcome => tallies.reduce((total, tally) => total + (tally[outcome] ?? 0), 0);
}

test('S-E1 S-E2 four processes redeem one code, and refresh one token, 1,000 times: one wins', async () => {
  const url = await cluster.createDatabase();
  const store = await openPostgresStore({ url });
  const connection = await consent(store, await createParty(store));
  const familyId = id();
  const redeemed = await race(url, { connection, familyId });
  assert.deepEqual([redeemed('redeemed'), redeemed('replayed')], [1, 999]);
  assert.equal((await store.findFamily(familyId))?.family.revokeReason, 'code_replayed');
  const { family } = await connect(store);
  const rotated = await race(url, { family });
  assert.deepEqual([rotated('rotated'), rotated('replayed')], [1, 999]);
  assert.equal((await store.findFamily(family.id))?.family.generation, 1);
  await store.close();
});

test('four starts at once on a new database all succeed, and the schema is made once', async () => {
  const url = await cluster.createDatabase();
  const stores = await Promise.all([1, 2, 3, 4].map(() => openPostgresStore({ url })));
  await Promise.all(stores.map(store => connect(store)));
  assert.equal((await stores[0]!.countRows())['connections'], 4);
  await Promise.all(stores.map(store => store.close()));
});

test('S-W4 kill -9 of a node at a random moment, five times: every acknowledged write is there, nothing is half-done', async () => {
  const url = await cluster.createDatabase();
  const store = await openPostgresStore({ url });
  const acknowledged: string[] = [];
  for (let round = 0; round < 5; round++) {
    acknowledged.push(...(await writeUntilKilled(url)));
    for (const familyId of acknowledged) assert.notEqual(await store.findFamily(familyId), null);
    // A redemption is the family and its event: both or none.
    const types = ['code.redeemed'] as const;
    const redeemed = (await store.listEvents({ after: 0, types, limit: 10_000_000 })).length;
    const counts = await store.countRows();
    assert.equal(redeemed, counts['families']! - counts['apps']!);
  }
  assert.ok(acknowledged.length > 10);
  await store.close();
});

async function acknowledgedMoreThan(acknowledged: readonly string[], count: number): Promise<void> {
  const givenUpAt = performance.now() + 30_000;
  while (acknowledged.length <= count) {
    assert.ok(performance.now() < givenUpAt, `only ${acknowledged.length} writes in 30 seconds`);
    await new Promise(resume => setTimeout(resume, 20));
  }
}

test('S-E7 PostgreSQL dies and comes back under load: nothing acknowledged is lost, and writing goes on by itself', async () => {
  const url = await cluster.createDatabase();
  const store = await openPostgresStore({ url });
  const acknowledged: string[] = [];
  const refused: unknown[] = [];
  const load = { isRunning: true };
  const writer = async (): Promise<void> => {
    while (load.isRunning) {
      const label = id();
      await store.appendEvent({ provider: 'p', type: 'login.failed', detail: { label } }, act()).then(
        () => acknowledged.push(label),
        (error: unknown) => refused.push(error),
      );
    }
  };
  const writers = Promise.all(Array.from({ length: 20 }, writer));
  await acknowledgedMoreThan(acknowledged, 20);
  await cluster.stopAtOnce();
  const before = acknowledged.length;
  await cluster.start();
  await acknowledgedMoreThan(acknowledged, before + 20);
  load.isRunning = false;
  await writers;
  for (const error of refused) assert.ok(error instanceof StoreUnavailableError, String(error));
  const stored = (await store.listEvents({ after: 0, limit: 1_000_000 })).map(event => event.detail['label']);
  assert.equal(new Set(stored).size, stored.length, 'nothing was written twice');
  const present = new Set(stored);
  assert.deepEqual(
    acknowledged.filter(label => !present.has(label)),
    [],
  );
  await store.close();
});
