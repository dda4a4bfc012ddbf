/** What went wrong below the peers: databases that lose or show what they should not. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { checkBearer, openTestServer } from '../../../packages/server/src/fixtures.ts';
import { openConnected, revokeToken } from '../../../packages/server/src/token-fixtures.ts';
import { isSqliteNewEnough, openDatabase } from '../../../packages/server/src/store/sqlite/database.ts';

test('sqlite 3.51.2: a version that can damage its log is not used', () => {
  for (const version of ['3.7.0', '3.50.4', '3.51.2'])
    assert.equal(isSqliteNewEnough(version), false, version);
  const database = new DatabaseSync(':memory:');
  const [version] = Object.values(database.prepare('SELECT sqlite_version()').get()!);
  database.close();
  assert.equal(isSqliteNewEnough(String(version)), true, String(version));
});

test('better-sqlite3 12.11.1 S-W3: every connection syncs at each commit, the one that opens an existing log too, and maps no file into memory', t => {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-peers-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  for (let i = 0; i < 3; i++) {
    const database = openDatabase(join(directory, 'valetkey.db'), 1000);
    assert.deepEqual([database.pragma('journal_mode'), database.pragma('synchronous')], ['wal', 2]);
    assert.equal(Number(database.pragma('mmap_size') ?? 0), 0);
    database.close();
  }
});

test('rds-postgresql 17.4: nothing is read from a copy: a revocation at one node holds at the other at once', async t => {
  const one = await openConnected(t, 'standard');
  const two = await openTestServer(t, { directory: one.server.directory, clock: one.server.clock });
  assert.equal((await checkBearer(two, 'standard', one.access))['active'], true);
  await revokeToken(one, one.access);
  assert.deepEqual(await checkBearer(two, 'standard', one.access), { active: false });
});
