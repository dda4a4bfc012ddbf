/** A vault in an SQLite file (`node:sqlite`): one machine, any number of processes. */
import { randomInt } from 'node:crypto';
import { closeSync, existsSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { systemClock, type Clock } from '../clock.ts';
import { Vault } from './vault.ts';
import type { VaultKeys } from './key-ring.ts';
import { CONNECTION_COLUMNS, SCHEMA, toConnectionRow } from './sql-schema.ts';
import type { ConnectionRow, VaultStore } from './vault-store.ts';

/** Another process may hold the write lock for a moment; this is far more than any write here takes. */
const OTHERS_WRITE_FOR_MS = 5000;
/** So much of it without giving the event loop back: an ordinary write is over sooner. */
const BLOCK_FOR_MS = 20;
const SQLITE_BUSY = 5;

/**
 * @param path The file; it is made with mode 0600 when there is none.
 * @example
 * const vault = sqliteVault('connections.db', { key: process.env.VAULT_KEY });
 */
export function sqliteVault(path: string, options: VaultKeys & { clock?: Clock }): Vault {
  return new Vault(openSqliteVaultStore(path, options.clock ?? systemClock), options);
}

export function openSqliteVaultStore(path: string, clock: Clock = systemClock): VaultStore {
  // S-T10: SQLite gives the write-ahead log the mode of the file it belongs to.
  if (path !== ':memory:' && !existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: OTHERS_WRITE_FOR_MS });
  // A refresh token that was rotated and not saved is lost: acknowledged must mean on the disk.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec(SCHEMA);
  database.exec(`PRAGMA busy_timeout = ${BLOCK_FOR_MS}`);
  return storeOn(database, clock);
}

function storeOn(database: DatabaseSync, clock: Clock): VaultStore {
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const run = async (sql: string, ...values: SQLInputValue[]) =>
    patiently(() => statement(sql).run(...values));
  const changes = async (sql: string, ...values: SQLInputValue[]): Promise<boolean> =>
    (await run(sql, ...values)).changes === 1;
  const one = async (
    sql: string,
    ...values: SQLInputValue[]
  ): Promise<Record<string, SQLOutputValue> | undefined> => patiently(() => statement(sql).get(...values));
  const rows = async (where: string, ...values: SQLInputValue[]): Promise<ConnectionRow[]> => {
    const select = `SELECT ${CONNECTION_COLUMNS} FROM valetkey_connections WHERE ${where}`;
    return (await patiently(() => statement(select).all(...values))).map(toConnectionRow);
  };
  const valuesOf = (row: ConnectionRow): SQLInputValue[] => [
    row.id,
    row.provider,
    row.owner,
    row.subject,
    row.state,
    row.reason,
    row.version,
    row.sealed,
    row.connectedAt,
    row.updatedAt,
  ];

  return {
    async insertConnection(row) {
      const sql = `INSERT INTO valetkey_connections (${CONNECTION_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING`;
      return changes(sql, ...valuesOf(row));
    },
    findConnection: async id => (await rows('id = ?', id))[0] ?? null,
    async findByOwner(owner, provider) {
      return provider === undefined
        ? rows('owner = ? ORDER BY connected_at, id', owner)
        : rows('owner = ? AND provider = ? ORDER BY connected_at, id', owner, provider);
    },
    findBySubject: async (provider, subject) => rows('provider = ? AND subject = ?', provider, subject),
    async replaceConnection(row, expectedVersion) {
      const sql = `UPDATE valetkey_connections SET (${CONNECTION_COLUMNS}) = (?,?,?,?,?,?,?,?,?,?) WHERE id = ? AND version = ?`;
      return changes(sql, ...valuesOf(row), row.id, expectedVersion);
    },
    deleteConnection: async id => changes('DELETE FROM valetkey_connections WHERE id = ?', id),
    listConnections: async (afterId, limit) => rows('id > ? ORDER BY id LIMIT ?', afterId, limit),
    async putAttempt(key, sealed, ttlSeconds) {
      const now = clock.nowMs();
      await run('DELETE FROM valetkey_attempts WHERE ends_ms <= ?', now);
      const sql = 'INSERT INTO valetkey_attempts (key, sealed, ends_ms) VALUES (?,?,?)';
      await run(sql, key, sealed, now + ttlSeconds * 1000);
    },
    async consumeAttempt(key) {
      const found = await one('DELETE FROM valetkey_attempts WHERE key = ? RETURNING sealed, ends_ms', key);
      return found !== undefined && Number(found['ends_ms']) > clock.nowMs() ? String(found['sealed']) : null;
    },
    async takeLease(name, holder, ttlMs) {
      // One that seems to last longer than leases do was taken before the machine started anew.
      const sql = `INSERT INTO valetkey_leases (name, holder, ends_ms) VALUES (?,?,?)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, ends_ms = excluded.ends_ms
        WHERE valetkey_leases.ends_ms <= ? OR valetkey_leases.ends_ms > ? OR valetkey_leases.holder = excluded.holder`;
      return patiently(() => {
        const now = machineMs();
        return statement(sql).run(name, holder, now + ttlMs, now, now + ttlMs).changes === 1;
      });
    },
    async releaseLease(name, holder) {
      await run('DELETE FROM valetkey_leases WHERE name = ? AND holder = ?', name, holder);
    },
    async readNote(name) {
      const found = await one('SELECT text FROM valetkey_notes WHERE name = ?', name);
      return found === undefined ? null : String(found['text']);
    },
    async writeNote(name, text, expected) {
      return expected === null
        ? changes('INSERT INTO valetkey_notes (name, text) VALUES (?,?) ON CONFLICT DO NOTHING', name, text)
        : changes('UPDATE valetkey_notes SET text = ? WHERE name = ? AND text = ?', text, name, expected);
    },
    async close() {
      database.close();
    },
  };
}

/** Since the machine started, the same for all its processes: a wall clock that is put right neither ends a lease nor prolongs one. */
function machineMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}

/** Another process may hold the write lock: it is waited for without stopping the event loop. */
async function patiently<T>(work: () => T): Promise<T> {
  const endsAt = performance.now() + OTHERS_WRITE_FOR_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > endsAt) throw error;
      await sleep(randomInt(5, 25));
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
}
