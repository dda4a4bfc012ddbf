/** The vault in Redis, on a real server of its own (`redis-server` of the system, or of `VALETKEY_TEST_REDIS_SERVER`). */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createClient } from 'redis';
import { vaultConformance } from './conformance/suite.ts';
import { findRedisServer, startDatabase, type VaultDatabase } from './database-fixtures.ts';
import { createRedisVaultStore } from './redis.ts';

if (findRedisServer() === null) {
  test('the vault in Redis was not tested: there is no redis-server here (Debian: apt-get install redis-server)', () => {});
} else {
  testOnRealServer();
}

function testOnRealServer(): void {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-redis-'));
  let database: VaultDatabase;
  let client: ReturnType<typeof createClient>;
  let count = 0;

  before(async () => {
    database = await startDatabase('Redis', directory);
    client = createClient({ socket: { path: database.address.at, tls: false } });
    client.on('error', () => {});
    await client.connect();
  });
  after(async () => {
    client.destroy();
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  });

  vaultConformance('Redis', async () => createRedisVaultStore(client, `{test${++count}}:`));

  test('an owner’s name cannot reach the keys of another prefix', async () => {
    const store = createRedisVaultStore(client, '{a}:');
    assert.deepEqual(await store.findByOwner('*'), []);
  });
}
