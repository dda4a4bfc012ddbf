/** The vault in Redis, on a real server of its own (`redis-server` of the system, or of `VALETKEY_TEST_REDIS_SERVER`). */
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';
import { vaultConformance } from './conformance/suite.ts';
import { createRedisVaultStore } from './redis.ts';

const binary = process.env['VALETKEY_TEST_REDIS_SERVER'] ?? 'redis-server';

if (spawnSync(binary, ['--version']).status !== 0) {
  test('the vault in Redis was not tested: there is no redis-server here (Debian: apt-get install redis-server)', () => {});
} else {
  testOnRealServer();
}

function testOnRealServer(): void {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-redis-'));
  // A socket in a folder of our own: no port to collide on, and nobody else on the machine can reach it.
  const path = join(directory, 'redis.sock');
  let server: ChildProcess;
  const client = createClient({ socket: { path, tls: false } });
  client.on('error', () => {});
  let count = 0;

  before(async () => {
    server = spawn(binary, ['--port', '0', '--unixsocket', path, '--dir', directory, '--save', ''], {
      stdio: 'ignore',
    });
    for (let i = 0; ; i++) {
      try {
        await client.connect();
        return;
      } catch (error) {
        if (i === 50) throw error;
        await sleep(100);
      }
    }
  });
  after(() => {
    client.destroy();
    server.kill();
    rmSync(directory, { recursive: true, force: true });
  });

  vaultConformance('Redis', async () => createRedisVaultStore(client, `{test${++count}}:`));

  test('an owner’s name cannot reach the keys of another prefix', async () => {
    const store = createRedisVaultStore(client, '{a}:');
    assert.deepEqual(await store.findByOwner('*'), []);
  });
}
