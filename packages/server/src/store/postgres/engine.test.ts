/** What only the PostgreSQL engine has: settings, group commit, lost connections, locks, schema. */
import assert from 'node:assert/strict';
import { connect as connectTo, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { after, before, describe, test, type TestContext } from 'node:test';
import {
  act,
  connect,
  createApp,
  familyOf,
  id,
  NOW,
  redeem,
  rotationOf,
  userRow,
} from '../conformance/fixtures.ts';
import { MIGRATIONS, SchemaError } from '../migrations/migrate.ts';
import { openPostgresStore } from '../postgres.ts';
import { StoreConflictError, StoreUnavailableError } from '../store.ts';
import { execute, type Verb } from '../verb.ts';
import { openConnection, type Connection } from './connection.ts';
import { startCluster, type Cluster } from './fixtures.ts';
import { createGroupCommit } from './group-commit.ts';

let cluster: Cluster;
before(async () => void (cluster = await startCluster()));
after(() => cluster.remove());

const event = { provider: 'p', type: 'login.failed' } as const;
const insert = (n: number) => () => execute('INSERT INTO t (n) VALUES ($1)', [n]);

async function openTable(): Promise<{ connection: Connection; count: () => Promise<number> }> {
  const url = await cluster.createDatabase();
  const connection = await openConnection(url, 'writes');
  await connection.command('CREATE TABLE t (n INTEGER NOT NULL UNIQUE)');
  const read = { sql: 'SELECT COUNT(*) FROM t', params: [], wants: 'rows' } as const;
  return { connection, count: async () => Number(((await connection.query(read)) as number[][])[0]![0]) };
}

test('S-W6 a commit is flushed before it is answered, also where the database says otherwise; limits on statements and locks hold', async () => {
  const url = await cluster.createDatabase();
  const admin = await cluster.connect(url);
  await admin.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`);
  const connection = await openConnection(url, 'writes');
  const show = (name: string) => connection.query({ sql: `SHOW ${name}`, params: [], wants: 'rows' });
  assert.deepEqual(await show('synchronous_commit'), [['on']]);
  assert.deepEqual(await show('lock_timeout'), [['500ms']]);
  await Promise.all([connection.close(), admin.end()]);
});

test('text is compared byte by byte in every column, as in SQLite', async () => {
  const url = await cluster.createDatabase();
  const store = await openPostgresStore({ url });
  const admin = await cluster.connect(url);
  const { rows } = await admin.query(
    `SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C' AND table_name <> 'schema_migrations'`,
  );
  assert.deepEqual(rows, []);
  await Promise.all([store.close(), admin.end()]);
});

test('S-W10 a database from the future is refused with a sentence, and left alone', async () => {
  const url = await cluster.createDatabase();
  await (await openPostgresStore({ url })).close();
  const admin = await cluster.connect(url);
  await admin.query("INSERT INTO schema_migrations (version, name) VALUES (999, 'future')");
  await assert.rejects(openPostgresStore({ url }), (error: unknown) => {
    assert.ok(error instanceof SchemaError);
    assert.match(error.message, /has schema 999, this version of Valetkey knows schemas up to \d+\./);
    return true;
  });
  const { rows } = await admin.query('SELECT COUNT(*)::int AS n FROM schema_migrations');
  assert.equal(rows[0].n, MIGRATIONS.length + 1);
  await admin.end();
});

test('group commit: writes that arrive together share one transaction, and settle after its COMMIT', async () => {
  const { connection, count } = await openTable();
  const commands: string[] = [];
  const counted: Connection = {
    ...connection,
    get isOpen() {
      return connection.isOpen;
    },
    command: async sql => {
      const tag = await connection.command(sql);
      commands.push(tag);
      return tag;
    },
  };
  const group = createGroupCommit(async () => counted);
  const writes = Array.from({ length: 100 }, (_, n) =>
    group.write(insert(n), `n ${n}`).then(() => commands.at(-1)),
  );
  assert.deepEqual(new Set(await Promise.all(writes)), new Set(['COMMIT']));
  assert.deepEqual(commands, ['BEGIN', 'COMMIT']);
  assert.equal(await count(), 100);
  await group.close();
  await connection.close();
});

test('group commit: a verb that fails takes nobody with it, and nothing of it stays', async () => {
  const { connection, count } = await openTable();
  const group = createGroupCommit(async () => connection);
  const broken = function* (): Verb<never> {
    yield* execute('INSERT INTO t (n) VALUES (999)');
    throw new RangeError('mine');
  };
  const results = await Promise.allSettled([
    group.write(insert(1), 'a'),
    group.write(broken, 'b'),
    group.write(insert(1), 'c'),
    group.write(insert(2), 'd'),
    group.write(insert(3)),
  ]);
  assert.deepEqual(
    results.map(result => result.status),
    ['fulfilled', 'rejected', 'rejected', 'fulfilled', 'fulfilled'],
  );
  assert.ok(results[1].status === 'rejected' && results[1].reason instanceof RangeError);
  assert.ok(results[2].status === 'rejected' && results[2].reason instanceof StoreConflictError);
  assert.equal(results[2].reason.what, 't.n');
  assert.equal(await count(), 3);
  await group.close();
  await connection.close();
});

test('two nodes: what one verb read and the other wrote is noticed', async () => {
  const url = await cluster.createDatabase();
  const [a, b] = [await openPostgresStore({ url }), await openPostgresStore({ url })];
  const options = { reason: 'r', endConnection: true };
  for (let round = 0; round < 20; round++) {
    const { connection, family } = await connect(a);
    const second = await redeem(a, familyOf(connection));
    // Each sees the other family alive, unless it is told.
    await Promise.all([a.revokeFamily(family.id, options, act()), b.revokeFamily(second.id, options, act())]);
    assert.notEqual(
      (await a.findConnectionById(connection.id))?.connection.revokedAt,
      null,
      `round ${round}`,
    );
    const app = await createApp(a);
    const secret = () => ({
      id: id(),
      appId: app.id,
      hash: 'h',
      lastFour: '0000',
      createdAt: NOW,
      expiresAt: null,
    });
    await a.addAppSecret(secret(), act());
    await Promise.allSettled([a.addAppSecret(secret(), act()), b.addAppSecret(secret(), act())]);
    assert.equal((await a.listAppSecrets(app.id)).length, 2, `round ${round}`);
  }
  await Promise.all([a.close(), b.close()]);
});

/** Stands between store and server; `cut` says at which piece from the store the connection breaks, and whether the piece arrives. */
async function openProxy(t: TestContext, url: string) {
  const sockets = new Set<Socket>();
  const state = { cut: (_text: string): 'before' | 'after' | null => null, cuts: 0 };
  const port = Number(new URL(url).port);
  const proxy = createServer(near => {
    const far = connectTo(port, '127.0.0.1');
    for (const socket of [near, far]) sockets.add(socket.on('error', () => {}));
    const breakOff = (): void => {
      state.cuts += 1;
      near.destroy();
      setTimeout(() => far.destroy(), 500);
    };
    near.on('data', piece => {
      const cut = state.cut(piece.toString('latin1'));
      if (cut !== 'before') far.write(piece);
      if (cut !== null) breakOff();
    });
    far.on('data', piece => void near.write(piece));
    near.on('close', () => far.end());
    far.on('close', () => near.destroy());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const target = new URL(url);
  target.port = String((proxy.address() as AddressInfo).port);
  t.after(() => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
  });
  return { url: String(target), state };
}

test('S-E7 the connection is lost before COMMIT was sent: the write is done again, once', async t => {
  const url = await cluster.createDatabase();
  const proxy = await openProxy(t, url);
  const store = await openPostgresStore({ url: proxy.url });
  const user = await store.createUser(userRow(), act());
  for (const when of ['before', 'after'] as const) {
    const last = await store.lastEventSeq();
    proxy.state.cut = text => (text.includes(`hash-${when}`) && proxy.state.cuts === 0 ? when : null);
    proxy.state.cuts = 0;
    await store.setPasswordHash(user.id, `hash-${when}`, act());
    assert.equal(proxy.state.cuts, 1);
    assert.equal((await store.listEvents({ after: last, limit: 10 })).length, 1);
  }
  await store.close();
});

test('S-E8 the answer to COMMIT is lost: unavailable, and never done a second time', async t => {
  const url = await cluster.createDatabase();
  const proxy = await openProxy(t, url);
  const store = await openPostgresStore({ url: proxy.url });
  const { family } = await connect(store);
  const rotation = rotationOf(family);
  let cuts = 0;
  proxy.state.cut = text => (text.includes('COMMIT') && cuts++ === 0 ? 'after' : null);
  await assert.rejects(store.rotateFamily(rotation, act()), StoreUnavailableError);
  // The app asks again: within the replay window it gets the successor whose answer was lost.
  assert.equal((await store.rotateFamily(rotation, act())).outcome, 'replayed');
  assert.equal((await store.findFamily(family.id))?.family.generation, 1);
  const last = await store.lastEventSeq();
  cuts = 0;
  await assert.rejects(store.appendEvent(event, act()), StoreUnavailableError);
  // The server may still be at it.
  await new Promise(resume => setTimeout(resume, 400));
  assert.equal((await store.listEvents({ after: last, limit: 10 })).length, 1);
  await store.close();
});

test('S-E7 back ends that are terminated, idle or at work, are noticed by nobody', async () => {
  const url = await cluster.createDatabase();
  const store = await openPostgresStore({ url });
  const admin = await cluster.connect(url);
  const terminate = () =>
    admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
  for (let round = 0; round < 20; round++) {
    const work = [store.findUser('x'), store.createUser(userRow(), act()).catch((error: unknown) => error)];
    await terminate();
    const [, written] = await Promise.all(work);
    // During COMMIT itself nobody can say.
    if (written instanceof Error) assert.ok(written instanceof StoreUnavailableError, String(written));
  }
  await store.ping();
  await Promise.all([store.close(), admin.end()]);
});

describe('patience', { concurrency: 2 }, () => {
  test('S-E7 a row that somebody holds for long is unavailable after some seconds; nobody else waits for it', async () => {
    const url = await cluster.createDatabase();
    const store = await openPostgresStore({ url });
    const [held, free] = [await connect(store), await connect(store)];
    const admin = await cluster.connect(url);
    await admin.query('BEGIN');
    await admin.query('SELECT 1 FROM families WHERE id = $1 FOR UPDATE', [held.family.id]);
    const begun = performance.now();
    const refused = assert.rejects(store.rotateFamily(rotationOf(held.family), act()), StoreUnavailableError);
    let slowest = 0;
    for (let generation = 0; performance.now() - begun < 4000; generation++) {
      const started = performance.now();
      assert.equal(
        (await store.rotateFamily(rotationOf(free.family, { generation }), act())).outcome,
        'rotated',
      );
      slowest = Math.max(slowest, performance.now() - started);
      await new Promise(resume => setTimeout(resume, 20));
    }
    await refused;
    assert.ok(performance.now() - begun < 8000);
    assert.ok(slowest < 1500, `another one waited ${slowest} ms`);
    await admin.query('ROLLBACK');
    assert.equal((await store.rotateFamily(rotationOf(held.family), act())).outcome, 'rotated');
    await Promise.all([store.close(), admin.end()]);
  });

  test('S-E7 a database that takes no writes is unavailable for writing, and still read; it recovers by itself', async () => {
    const url = await cluster.createDatabase();
    const store = await openPostgresStore({ url });
    const admin = await cluster.connect(url);
    const name = new URL(url).pathname.slice(1);
    const terminate =
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
    await admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await admin.query(terminate);
    await assert.rejects(store.ping(), StoreUnavailableError);
    assert.equal(await store.lastEventSeq(), 0);
    await admin.query('SET default_transaction_read_only = off');
    await admin.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
    await admin.query(terminate);
    await store.ping();
    await Promise.all([store.close(), admin.end()]);
  });
});

test('S-E9 a replica is refused: what was revoked a moment ago is not there yet', async () => {
  const replica = await startCluster();
  const url = await replica.createDatabase();
  await (await openPostgresStore({ url })).close();
  await replica.stopAtOnce();
  replica.makeReplica();
  await replica.start();
  await assert.rejects(openPostgresStore({ url }), /the database is a replica: connect to the primary/);
  await replica.remove();
});
