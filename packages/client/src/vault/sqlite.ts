/** A vault in an SQLite file (`node:sqlite`): one machine, any number of processes. */
import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { systemClock, type Clock } from '../clock.ts';
import { Vault } from './vault.ts';
import type { VaultKeys } from './key-ring.ts';
import { CONNECTION_COLUMNS, SCHEMA, toConnectionRow } from './sql-schema.ts';
import type { ConnectionRow, VaultStore } from './vault-store.ts';

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
  // Another process may hold the write lock for a moment; five seconds is far more than any write here takes.
  const database = new DatabaseSync(path, { timeout: 5000 });
  // A refresh token that was rotated and not saved is lost: acknowledged must mean on the disk.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec(SCHEMA);
  return storeOn(database, clock);
}

function storeOn(database: DatabaseSync, clock: Clock): VaultStore {
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const changes = (sql: string, ...values: SQLInputValue[]): boolean =>
    statement(sql).run(...values).changes === 1;
  const one = (sql: string, ...values: SQLInputValue[]): Record<string, SQLOutputValue> | undefined =>
    statement(sql).get(...values);
  const rows = (where: string, ...values: SQLInputValue[]): ConnectionRow[] =>
    statement(`SELECT ${CONNECTION_COLUMNS} FROM valetkey_connections WHERE ${where}`)
      .all(...values)
      .map(toConnectionRow);
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
    findConnection: async id => rows('id = ?', id)[0] ?? null,
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
      statement('DELETE FROM valetkey_attempts WHERE ends_ms <= ?').run(now);
      statement('INSERT INTO valetkey_attempts (key, sealed, ends_ms) VALUES (?,?,?)').run(
        key,
        sealed,
        now + ttlSeconds * 1000,
      );
    },
    async consumeAttempt(key) {
      const found = one('DELETE FROM valetkey_attempts WHERE key = ? RETURNING sealed, ends_ms', key);
      return found !== undefined && Number(found['ends_ms']) > clock.nowMs() ? String(found['sealed']) : null;
    },
    async takeLease(name, holder, ttlMs) {
      const now = clock.nowMs();
      const sql = `INSERT INTO valetkey_leases (name, holder, ends_ms) VALUES (?,?,?)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, ends_ms = excluded.ends_ms
        WHERE valetkey_leases.ends_ms <= ? OR valetkey_leases.holder = excluded.holder`;
      return changes(sql, name, holder, now + ttlMs, now);
    },
    async releaseLease(name, holder) {
      statement('DELETE FROM valetkey_leases WHERE name = ? AND holder = ?').run(name, holder);
    },
    async readNote(name) {
      const found = one('SELECT text FROM valetkey_notes WHERE name = ?', name);
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
