/** What only the SQLite engine has: settings, file modes, schema, group commit, failures of the disk. */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import {
  act,
  connect,
  consent,
  createParty,
  familyOf,
  id,
  redeem,
  rotationOf,
  userRow,
} from '../conformance/fixtures.ts';
import { MIGRATIONS, SchemaError, migrate } from '../migrations/migrate.ts';
import { openSqliteStore } from '../sqlite.ts';
import { StoreConflictError, StoreUnavailableError } from '../store.ts';
import { execute, queryOne, type Verb } from '../verb.ts';
import { isSqliteNewEnough, openDatabase, type Database } from './database.ts';
import { SQLITE_DIALECT } from './dialect.ts';
import { createGroupCommit } from './group-commit.ts';

const directory = mkdtempSync(join(tmpdir(), 'valetkey-sqlite-'));
after(() => rmSync(directory, { recursive: true }));
const newPath = (): string => join(directory, `${id()}.db`);

function openTable(path = newPath()): Database {
  const database = openDatabase(path, 20);
  database.run(execute('CREATE TABLE IF NOT EXISTS t (n INTEGER NOT NULL UNIQUE)'));
  return database;
}
const insert = (n: number) => () => execute('INSERT INTO t (n) VALUES ($1)', [n]);
const count = (database: Database): unknown => database.run(queryOne('SELECT COUNT(*) FROM t'))?.[0];

test('S-W1 WAL and synchronous=FULL hold on every connection, also after the file is opened again', () => {
  const path = newPath();
  for (const _ of [1, 2]) {
    const database = openDatabase(path, 20);
    const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'mmap_size'].map(name =>
      database.pragma(name),
    );
    assert.deepEqual(settings, ['wal', 2, 1, 0]);
    database.close();
  }
});

test('S-W2 a SQLite older than 3.51.3 is refused', () => {
  for (const version of ['3.51.3', '3.51.10', '3.52.0', '4.0.0'])
    assert.equal(isSqliteNewEnough(version), true, version);
  for (const version of ['3.51.2', '3.50.9', '3.9.0', '2.99.99', ''])
    assert.equal(isSqliteNewEnough(version), false, version);
});

test('S-T10 database, log and shared memory are for their owner alone, whatever the umask and whatever they were', async () => {
  const path = newPath();
  const umask = process.umask(0);
  try {
    writeFileSync(path, '');
    chmodSync(path, 0o666);
    const store = await openSqliteStore({ path });
    await store.ping();
    for (const file of [path, `${path}-wal`, `${path}-shm`])
      assert.equal(statSync(file).mode & 0o777, 0o600, file);
    await store.close();
  } finally {
    process.umask(umask);
  }
});

test('S-W10 a database from the future is refused with a sentence, and left alone', async () => {
  const path = newPath();
  await (await openSqliteStore({ path })).close();
  const future = new DatabaseSync(path);
  future.exec("INSERT INTO schema_migrations (version, name) VALUES (999, 'future')");
  future.close();
  await assert.rejects(openSqliteStore({ path }), (error: unknown) => {
    assert.ok(error instanceof SchemaError);
    assert.match(
      error.message,
      /has schema 999, this version of Valetkey knows schemas up to \d+\. Start the newer version/,
    );
    return true;
  });
});

test('S-W10 a migration that fails leaves nothing of itself, and goes on where it stopped', async () => {
  const database = openDatabase(newPath(), 20);
  const group = createGroupCommit(database);
  const newest = Math.max(...MIGRATIONS.map(({ version }) => version));
  const next = {
    version: newest + 1,
    name: 'next',
    statements: () => ['CREATE TABLE extra (n INTEGER)', 'NO SQL'],
  };
  await assert.rejects(migrate(group, SQLITE_DIALECT, [...MIGRATIONS, next]), (error: Error) => {
    assert.ok(error instanceof SchemaError);
    assert.match(
      error.message,
      /^The database cannot be brought to schema \d+ \(.+\)\. Nothing was changed\. /,
    );
    return true;
  });
  assert.equal(database.run(queryOne("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'extra'"))?.[0], 0);
  assert.equal(database.run(queryOne('SELECT MAX(version) FROM schema_migrations'))?.[0], newest);
  const repaired = { ...next, statements: () => ['CREATE TABLE extra (n INTEGER)'] };
  for (const _ of [1, 2]) await migrate(group, SQLITE_DIALECT, [...MIGRATIONS, repaired]);
  assert.equal(database.run(queryOne('SELECT MAX(version) FROM schema_migrations'))?.[0], newest + 1);
  await group.close();
  database.close();
});

test('S-W5 a place where no file can be made is unavailable, and says where and why', async () => {
  const path = newPath();
  writeFileSync(path, '');
  await assert.rejects(openSqliteStore({ path: join(path, 'valetkey.db') }), (error: Error) => {
    assert.ok(error instanceof StoreUnavailableError);
    assert.match(error.message, /^the database cannot be used now: E[A-Z]+: .+, mkdir '/);
    return true;
  });
});

test('group commit: the writes of one turn share one transaction, and settle after its COMMIT', async () => {
  const database = openTable();
  let commits = 0;
  const counted: Database = {
    ...database,
    commit: () => {
      database.commit();
      commits += 1;
    },
  };
  const group = createGroupCommit(counted);
  const writes = Array.from({ length: 100 }, (_, n) => group.write(insert(n)).then(() => commits));
  assert.equal(count(database), 0);
  assert.deepEqual(new Set(await Promise.all(writes)), new Set([1]));
  assert.equal(count(database), 100);
  await group.close();
  database.close();
});

test('group commit: a verb that fails takes nobody with it, and nothing of it stays', async () => {
  const database = openTable();
  const group = createGroupCommit(database);
  const broken = function* (): Verb<never> {
    yield* execute('INSERT INTO t (n) VALUES (999)');
    throw new RangeError('mine');
  };
  const results = await Promise.allSettled([
    group.write(insert(1)),
    group.write(broken),
    group.write(insert(1)),
    group.write(insert(2)),
  ]);
  assert.deepEqual(
    results.map(result => result.status),
    ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
  );
  assert.ok(results[1].status === 'rejected' && results[1].reason instanceof RangeError);
  assert.ok(results[2].status === 'rejected' && results[2].reason instanceof StoreConflictError);
  assert.equal(count(database), 2);
  await group.close();
  database.close();
});

test('S-W5 a full disk: every write of the group hears it, none is there, and it recovers by itself', async () => {
  const path = newPath();
  const store = await openSqliteStore({ path });
  const party = await createParty(store);
  await store.close();
  const database = openDatabase(path, 20);
  const group = createGroupCommit(database);
  const pages = Number(database.pragma('page_count'));
  database.run(execute('CREATE TABLE blobs (b TEXT)'));
  database.pragma(`max_page_count = ${pages + 3}`);
  const large = () => execute('INSERT INTO blobs (b) VALUES ($1)', ['x'.repeat(100_000)]);
  for (const result of await Promise.allSettled([group.write(large), group.write(large)])) {
    assert.ok(result.status === 'rejected' && result.reason instanceof StoreUnavailableError, result.status);
  }
  database.pragma('max_page_count = 1000000');
  assert.equal(database.run(queryOne('SELECT COUNT(*) FROM blobs'))?.[0], 0);
  await group.write(large);
  assert.equal(database.run(queryOne('SELECT COUNT(*) FROM blobs'))?.[0], 1);
  await group.close();
  database.close();
  const again = await openSqliteStore({ path });
  await consent(again, party);
  await again.close();
});

test('S-W5 a COMMIT that fails acknowledges nothing', async () => {
  const database = openTable();
  const failing: Database = {
    ...database,
    commit: () => {
      throw Object.assign(new Error('disk I/O error'), { errcode: 10 });
    },
  };
  const group = createGroupCommit(failing);
  const results = await Promise.allSettled([group.write(insert(1)), group.write(insert(2))]);
  for (const result of results)
    assert.ok(result.status === 'rejected' && result.reason instanceof StoreUnavailableError);
  assert.equal(count(database), 0);
  await group.close();
  database.close();
});

test('close finishes the writes that wait; afterwards the store is unavailable', async () => {
  const path = newPath();
  const store = await openSqliteStore({ path });
  const written = store.createUser(userRow(), act());
  await Promise.all([store.close(), store.close()]);
  const user = await written;
  await assert.rejects(store.ping(), StoreUnavailableError);
  await assert.rejects(store.findUser(user.id), StoreUnavailableError);
  const again = await openSqliteStore({ path });
  assert.deepEqual(await again.findUser(user.id), user);
  await again.close();
});

test('S-D13 after a restart a revoked and a rotated token are still refused', async () => {
  const path = newPath();
  const store = await openSqliteStore({ path });
  const [{ family: revoked }, { family: rotated }] = [await connect(store), await connect(store)];
  await store.revokeFamily(revoked.id, { reason: 'r', endConnection: false }, act());
  await store.rotateFamily(rotationOf(rotated), act());
  await store.close();
  const again = await openSqliteStore({ path });
  const strict = { replayWindowSeconds: 0 };
  assert.equal((await again.rotateFamily(rotationOf(revoked, strict), act())).outcome, 'refused');
  assert.equal((await again.rotateFamily(rotationOf(rotated, strict), act())).outcome, 'reused');
  await again.close();
});

test('a connection with its family and all indexes takes at most 1 KiB', async () => {
  const path = newPath();
  const store = await openSqliteStore({ path });
  const party = await createParty(store);
  const users = await Promise.all(Array.from({ length: 2000 }, () => store.createUser(userRow(), act())));
  await Promise.all(users.map(user => store.putMember(party.account.id, user.id, 'member', act())));
  const size = (): number => {
    const database = openDatabase(path, 20);
    const names = "'connections', 'families'";
    const row = database.run(
      queryOne(
        `SELECT SUM(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name IN (${names}))`,
      ),
    );
    database.close();
    return Number(row?.[0]);
  };
  const before = size();
  await Promise.all(
    users.map(async user =>
      redeem(store, familyOf(await consent(store, { ...party, user }, { scopes: ['read', 'write'] }))),
    ),
  );
  const each = (size() - before) / users.length;
  assert.ok(each <= 1024, `${each} bytes`);
  await store.close();
});
