/** Several processes on one file. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { act, connect, consent, createParty, id } from '../conformance/fixtures.ts';
import { openSqliteStore } from '../sqlite.ts';
import { StoreUnavailableError } from '../store.ts';

const run = promisify(execFile);
const directory = mkdtempSync(join(tmpdir(), 'valetkey-processes-'));
const CHILD = fileURLToPath(import.meta.resolve('../conformance/redeemer.child.ts'));
after(() => rmSync(directory, { recursive: true }));

test('S-E1 four processes redeem one code 1,000 times on one file: one wins, the family is revoked', async () => {
  const path = join(directory, 'shared.db');
  const store = await openSqliteStore({ path });
  const connection = await consent(store, await createParty(store));
  const familyId = id();
  const child = () => run(process.execPath, [CHILD, path, '250', JSON.stringify({ connection, familyId })]);
  const reports = await Promise.all([child(), child(), child(), child()]);
  const tallies = reports.map(report => JSON.parse(report.stdout) as Record<string, number>);
  const sum = (key: string): number => tallies.reduce((total, tally) => total + (tally[key] ?? 0), 0);
  assert.deepEqual([sum('redeemed'), sum('replayed')], [1, 999]);
  assert.equal((await store.findFamily(familyId))?.family.revokeReason, 'code_replayed');
  await store.close();
});

test('two starts at once on a new file both succeed, and the schema is made once', async () => {
  const path = join(directory, 'new.db');
  const stores = await Promise.all([1, 2, 3].map(() => openSqliteStore({ path })));
  await Promise.all(stores.map(store => connect(store)));
  assert.equal((await stores[0]!.countRows())['connections'], 3);
  await Promise.all(stores.map(store => store.close()));
});

test('S-E7 a write waits for another process, without blocking the event loop, and then is done', async () => {
  const path = join(directory, 'busy.db');
  const store = await openSqliteStore({ path });
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 5);
  const written = store.appendEvent({ provider: 'p', type: 'login.failed' }, act());
  const read = await store.lastEventSeq();
  await new Promise(resume => setTimeout(resume, 400));
  other.exec('COMMIT');
  other.close();
  await written;
  clearInterval(ticking);
  assert.equal(read, 0);
  assert.equal(await store.lastEventSeq(), 1);
  assert.ok(turns >= 8, `the event loop turned ${turns} times`);
  await store.close();
});

test('S-E7 a file that stays locked is unavailable after about five seconds; nothing was written; it recovers', async () => {
  const path = join(directory, 'locked.db');
  const store = await openSqliteStore({ path });
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  const begun = performance.now();
  const event = { provider: 'p', type: 'login.failed' } as const;
  const attempts = await Promise.allSettled([1, 2, 3].map(() => store.appendEvent(event, act())));
  const waited = performance.now() - begun;
  for (const attempt of attempts) {
    assert.ok(attempt.status === 'rejected' && attempt.reason instanceof StoreUnavailableError);
  }
  assert.ok(waited > 4500 && waited < 8000, `waited ${waited} ms`);
  other.exec('ROLLBACK');
  other.close();
  await store.appendEvent(event, act());
  assert.equal(await store.lastEventSeq(), 1);
  await store.close();
});
