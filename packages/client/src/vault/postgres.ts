/** A vault in PostgreSQL: any number of machines. Times of leases are the database's own, so a wrong clock of an app costs nothing. */
import { Vault } from './vault.ts';
import type { VaultKeys } from './key-ring.ts';
import { CONNECTION_COLUMNS, SCHEMA, toConnectionRow } from './sql-schema.ts';
import type { ConnectionRow, VaultStore } from './vault-store.ts';

/** As much of a `pg` Pool as is used here. */
export interface PostgresPool {
  query(
    sql: string,
    values?: unknown[],
  ): Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>;
}

const NOW_MS = '(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::BIGINT';

/**
 * @param pool A `Pool` of `pg`; it stays the caller's, who closes it. Give it `query_timeout` and `connectionTimeoutMillis`.
 * @example
 * const vault = postgresVault(new Pool({ connectionString, query_timeout: 5000 }), { key });
 */
export function postgresVault(pool: PostgresPool, options: VaultKeys): Vault {
  return new Vault(createPostgresVaultStore(pool), options);
}

export function createPostgresVaultStore(pool: PostgresPool): VaultStore {
  let made: Promise<unknown> | undefined;
  /**
   * Two processes that create a table at once collide in the catalogue of PostgreSQL, `IF NOT EXISTS` or not: one at a time.
   * Statements sent together are one transaction.
   */
  const makeTables = async (): Promise<unknown> =>
    pool.query(`SELECT pg_advisory_xact_lock(7352873461); ${SCHEMA}`);
  const query = async (sql: string, ...values: unknown[]) => {
    made ??= makeTables();
    try {
      await made;
    } catch (error) {
      made = undefined;
      throw error;
    }
    return pool.query(sql, values);
  };
  const changes = async (sql: string, ...values: unknown[]): Promise<boolean> =>
    (await query(sql, ...values)).rowCount === 1;
  const rows = async (where: string, ...values: unknown[]): Promise<ConnectionRow[]> =>
    (
      await query(`SELECT ${CONNECTION_COLUMNS} FROM valetkey_connections WHERE ${where}`, ...values)
    ).rows.map(toConnectionRow);
  const valuesOf = (row: ConnectionRow): unknown[] => [
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
      const sql = `INSERT INTO valetkey_connections (${CONNECTION_COLUMNS}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10) ON CONFLICT DO NOTHING`;
      return changes(sql, ...valuesOf(row));
    },
    findConnection: async id => (await rows('id = $1', id))[0] ?? null,
    async findByOwner(owner, provider) {
      return provider === undefined
        ? rows('owner = $1 ORDER BY connected_at, id', owner)
        : rows('owner = $1 AND provider = $2 ORDER BY connected_at, id', owner, provider);
    },
    findBySubject: async (provider, subject) => rows('provider = $1 AND subject = $2', provider, subject),
    async replaceConnection(row, expectedVersion) {
      const sql = `UPDATE valetkey_connections SET (${CONNECTION_COLUMNS}) = ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10) WHERE id = $1 AND version = $11`;
      return changes(sql, ...valuesOf(row), expectedVersion);
    },
    deleteConnection: async id => changes('DELETE FROM valetkey_connections WHERE id = $1', id),
    // Ids are compared byte by byte, as SQLite and Redis do, whatever the database's collation.
    listConnections: async (afterId, limit) =>
      rows('id COLLATE "C" > $1 ORDER BY id COLLATE "C" LIMIT $2', afterId, limit),
    async putAttempt(key, sealed, ttlSeconds) {
      await query(`DELETE FROM valetkey_attempts WHERE ends_ms <= ${NOW_MS}`);
      await query(
        `INSERT INTO valetkey_attempts (key, sealed, ends_ms) VALUES ($1,$2,${NOW_MS} + $3)`,
        key,
        sealed,
        ttlSeconds * 1000,
      );
    },
    async consumeAttempt(key) {
      const sql = `DELETE FROM valetkey_attempts WHERE key = $1 RETURNING sealed, ends_ms > ${NOW_MS} AS live`;
      const [found] = (await query(sql, key)).rows;
      return found?.['live'] === true ? String(found['sealed']) : null;
    },
    async takeLease(name, holder, ttlMs) {
      const sql = `INSERT INTO valetkey_leases (name, holder, ends_ms) VALUES ($1,$2,${NOW_MS} + $3)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, ends_ms = excluded.ends_ms
        WHERE valetkey_leases.ends_ms <= ${NOW_MS} OR valetkey_leases.holder = excluded.holder`;
      return changes(sql, name, holder, ttlMs);
    },
    async releaseLease(name, holder) {
      await query('DELETE FROM valetkey_leases WHERE name = $1 AND holder = $2', name, holder);
    },
    async readNote(name) {
      const [found] = (await query('SELECT text FROM valetkey_notes WHERE name = $1', name)).rows;
      return found === undefined ? null : String(found['text']);
    },
    async writeNote(name, text, expected) {
      return expected === null
        ? changes('INSERT INTO valetkey_notes (name, text) VALUES ($1,$2) ON CONFLICT DO NOTHING', name, text)
        : changes('UPDATE valetkey_notes SET text = $1 WHERE name = $2 AND text = $3', text, name, expected);
    },
    async close() {},
  };
}
