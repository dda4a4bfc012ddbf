/** Moving an installation from SQLite to PostgreSQL: everything, in as many runs as it takes, and never two that are alive. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { act, connect, eventTypesSince, id, rotationOf } from './conformance/fixtures.ts';
import { moveToPostgres } from './move-store.ts';
import { openPostgresStore } from './postgres.ts';
import { startCluster, type Cluster } from './postgres/fixtures.ts';
import { ALL_TABLES } from './sql/all-tables.ts';
import { openSqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';

const MOVER = fileURLToPath(import.meta.resolve('./conformance/mover.child.ts'));
const directory = mkdtempSync(join(tmpdir(), 'valetkey-move-'));
let cluster: Cluster;
before(async () => void (cluster = await startCluster()));
after(async () => {
  await cluster.remove();
  rmSync(directory, { recursive: true });
});

/** A database as a server makes it: its keys first. */
async function openSource(): Promise<{ path: string; store: Store }> {
  const path = join(directory, `${id()}.db`);
  const store = await openSqliteStore({ path });
  const key = { id: 'pepper-1', use: 'pepper', material: id(), createdAt: 1, activeAt: 1 } as const;
  await store.addKey(key, act());
  return { path, store };
}

test('a running installation is copied; once it is stopped, the rest, and nothing of it is served twice', async () => {
  const { path, store } = await openSource();
  const parties = [];
  for (let i = 0; i < 260; i++) parties.push(await connect(store));
  const url = await cluster.createDatabase();
  const first = await moveToPostgres(path, url);
  assert.equal(first.isComplete, false);
  assert.equal(first.tables.find(({ table }) => table === 'connections')?.written, 260);
  await assert.rejects(openPostgresStore({ url }), /being filled by migrate-store, and not all is there yet/);

  // Meanwhile it goes on: one is rotated, one revoked, one new.
  const [rotated, revoked] = parties;
  await store.rotateFamily(rotationOf(rotated!.family), act());
  await store.revokeFamily(revoked!.family.id, { reason: 'r', endConnection: true }, act());
  const late = await connect(store);
  const last = await store.lastEventSeq();
  await store.close();
  const second = await moveToPostgres(path, url);
  assert.equal(second.isComplete, true);
  assert.equal(second.tables.find(({ table }) => table === 'families')?.written, 4);
  await assert.rejects(openSqliteStore({ path }), /was moved by migrate-store/);
  await assert.rejects(moveToPostgres(path, url), /moved already/);

  const moved = await openPostgresStore({ url });
  assert.equal((await moved.findFamily(rotated!.family.id))?.family.generation, 1);
  assert.equal((await moved.findFamily(revoked!.family.id))?.family.revokeReason, 'r');
  const again = await moved.rotateFamily(rotationOf(late.family), act());
  assert.equal(again.outcome, 'rotated');
  // A guard's place in the feed is still its place.
  await moved.appendEvent({ provider: 'p', type: 'login.failed' }, act());
  assert.deepEqual(await eventTypesSince(moved, last), ['login.failed']);
  await moved.close();
});

test('killed in the middle, three times, it is run again and completes', async () => {
  const { path, store } = await openSource();
  for (let i = 0; i < 900; i++) await connect(store);
  const counts = await store.countRows();
  await store.close();
  const url = await cluster.createDatabase();
  for (const table of ['users', 'connections', 'families']) {
    const child = spawn(process.execPath, [MOVER, path, url], { stdio: ['ignore', 'ignore', 'inherit'] });
    const watcher = await cluster.connect(url);
    const isBegun = async (): Promise<boolean> =>
      await watcher.query(`SELECT 1 FROM ${table} LIMIT 1`).then(
        ({ rowCount }) => rowCount === 1,
        () => false,
      );
    while (child.exitCode === null && !(await isBegun())) await new Promise(resume => setTimeout(resume, 2));
    child.kill('SIGKILL');
    await once(child, 'close');
    await watcher.end();
  }
  assert.equal((await moveToPostgres(path, url)).isComplete, true);
  const moved = await openPostgresStore({ url });
  assert.deepEqual(await moved.countRows(), counts);
  await moved.close();
});

test('every table of the schema is among those that are copied, with its primary key', async () => {
  const { path, store } = await openSource();
  await store.close();
  const database = new DatabaseSync(path, { readOnly: true });
  const columns = database
    .prepare(
      `SELECT m.name AS name, c.name AS key FROM sqlite_schema m, pragma_table_info(m.name) c
       WHERE m.type = 'table' AND c.pk > 0 AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'schema_migrations' ORDER BY m.name, c.pk`,
    )
    .all() as { name: string; key: string }[];
  database.close();
  const expected = [...Map.groupBy(columns, column => column.name)].map(([name, keys]) => ({
    name,
    key: keys.map(({ key }) => key),
  }));
  assert.deepEqual(
    ALL_TABLES.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    expected,
  );
});

test('a target that holds something else is refused, and left alone', async () => {
  const { path, store } = await openSource();
  await store.close();
  const used = await cluster.createDatabase();
  const other = await openPostgresStore({ url: used });
  await connect(other);
  await assert.rejects(moveToPostgres(path, used), /The target is not empty \(.*connections 1/);
  assert.equal((await other.countRows())['connections'], 1);
  await other.close();

  const begun = await cluster.createDatabase();
  const another = await openSource();
  await moveToPostgres(another.path, begun);
  await another.store.close();
  await assert.rejects(moveToPostgres(path, begun), /is being filled from another database/);
});
