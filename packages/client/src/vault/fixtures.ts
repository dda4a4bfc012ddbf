/** For tests: a vault in any database, opened by whoever is told its address. */
import { createPostgresVaultStore } from './postgres.ts';
import { createRedisVaultStore } from './redis.ts';
import { openSqliteVaultStore } from './sqlite.ts';
import type { VaultStore } from './vault-store.ts';
import { Vault } from './vault.ts';

export const ENGINES = ['SQLite', 'PostgreSQL', 'Redis'] as const;
export type Engine = (typeof ENGINES)[number];

/** All that a process must be told. */
export interface VaultAddress {
  engine: Engine;
  /** A file, a connection string, a socket. */
  at: string;
  key: string;
}

export interface OpenVault {
  vault: Vault;
  close(): Promise<void>;
}

/** @param spoil For a process in which the database shall not be what it is. */
export async function openVault(
  { engine, at, key }: VaultAddress,
  spoil: (store: VaultStore) => VaultStore = store => store,
): Promise<OpenVault> {
  const { store, close } = await openStore(engine, at);
  return { vault: new Vault(spoil(store), { key }), close };
}

async function openStore(engine: Engine, at: string): Promise<{ store: VaultStore; close(): Promise<void> }> {
  if (engine === 'SQLite') {
    const store = openSqliteVaultStore(at);
    return { store, close: async () => store.close() };
  }
  if (engine === 'PostgreSQL') {
    const { default: pg } = await import('pg');
    const pool = new pg.Pool({
      connectionString: at,
      query_timeout: 10_000,
      connectionTimeoutMillis: 10_000,
    });
    // Connections that idle while the database goes away: the next query gets another one.
    pool.on('error', () => {});
    return { store: createPostgresVaultStore(pool), close: async () => pool.end() };
  }
  const { createClient } = await import('redis');
  const client = createClient({ socket: { path: at, tls: false, reconnectStrategy: () => 100 } });
  client.on('error', () => {});
  await client.connect();
  return { store: createRedisVaultStore(client), close: async () => client.destroy() };
}
