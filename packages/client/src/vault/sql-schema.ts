/** The tables of a vault, in the dialect that SQLite and PostgreSQL share, and how a row is read from either. */
import type { ConnectionRow, ConnectionState } from './vault-store.ts';

export const CONNECTION_COLUMNS =
  'id, provider, owner, subject, state, reason, version, sealed, connected_at, updated_at';

export const SCHEMA = `
CREATE TABLE IF NOT EXISTS valetkey_connections (
  id TEXT PRIMARY KEY, provider TEXT NOT NULL, owner TEXT NOT NULL, subject TEXT, state TEXT NOT NULL, reason TEXT,
  version BIGINT NOT NULL, sealed TEXT NOT NULL, connected_at BIGINT NOT NULL, updated_at BIGINT NOT NULL);
CREATE INDEX IF NOT EXISTS valetkey_connections_owner ON valetkey_connections (owner, provider);
CREATE INDEX IF NOT EXISTS valetkey_connections_subject ON valetkey_connections (subject) WHERE subject IS NOT NULL;
CREATE TABLE IF NOT EXISTS valetkey_attempts (key TEXT PRIMARY KEY, sealed TEXT NOT NULL, ends_ms BIGINT NOT NULL);
CREATE INDEX IF NOT EXISTS valetkey_attempts_end ON valetkey_attempts (ends_ms);
CREATE TABLE IF NOT EXISTS valetkey_leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, ends_ms BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS valetkey_notes (name TEXT PRIMARY KEY, text TEXT NOT NULL);
`;

/** PostgreSQL's driver gives BIGINT as text. */
export function toConnectionRow(row: Record<string, unknown>): ConnectionRow {
  return {
    id: String(row['id']),
    provider: String(row['provider']),
    owner: String(row['owner']),
    subject: toTextOrNull(row['subject']),
    state: String(row['state']) as ConnectionState,
    reason: toTextOrNull(row['reason']),
    version: Number(row['version']),
    sealed: String(row['sealed']),
    connectedAt: Number(row['connected_at']),
    updatedAt: Number(row['updated_at']),
  };
}

function toTextOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
