/** Housekeeping: what is past its retention goes in small batches, each found by an index or at the old end of a table (S-W7). */
import type { EpochSeconds, Id } from '../rows.ts';
import { execute, query, queryOne, type SqlRow, type Verb } from '../verb.ts';
import { ALL_TABLES } from './all-tables.ts';
import { TRIMMED } from './audit-seals.ts';
import { moveOldUsage } from './usage-before.ts';
import { weekOf } from './usage-weeks.ts';

const DAY = 24 * 3600;
const REQUEST_LOG_DAYS = 30;
const USAGE_DAYS = 400;
/** Of each route apart, and of each credential: what baselines look back on is much shorter. */
const USAGE_DETAIL_DAYS = 90;
/** Also those that nobody read. */
const NOTICE_DAYS = 400;
/** A report id is remembered longer than any guard repeats a report. */
const REPORT_DAYS = 7;
const LINK_DAYS = 30;
const FAMILY_SCAN_FACTOR = 4;
/**
 * A family's row is what makes its code single-use and its old refresh tokens known (S-W8): it outlives the code (600 s at most,
 * S-B5) and clocks that differ, whatever the caller asks for.
 */
const FAMILY_RETENTION_FLOOR_SECONDS = 3600;

export interface CleanUp {
  now: EpochSeconds;
  limit: number;
  familyRetentionSeconds: number;
}

export function* cleanUp({ now, limit, familyRetentionSeconds }: CleanUp): Verb<number> {
  let gone = 0;
  const remove = function* (sql: string, until: number): Verb<void> {
    gone += yield* execute(sql, [until, limit]);
  };
  yield* remove(oldest('interactions', 'id', 'expires_at'), now);
  yield* remove(oldest('sessions', 'id_hash', 'expires_at'), now);
  yield* remove(oldest('app_invitations', 'id', 'expires_at'), now);
  // Kept for a while, so that who opens an old one is told what happened to it.
  yield* remove(oldest('credential_links', 'hash', 'expires_at'), now - LINK_DAYS * DAY);
  yield* remove(oldest('usage_reports', 'id', 'at'), now - REPORT_DAYS * DAY);
  yield* remove(oldestPairs('state_claims', ['app_id', 'state_hash'], 'claimed_at'), now - DAY);
  yield* remove(oldestPairs('quota_days', ['day', 'limit_key', 'scope'], 'day'), Math.floor(now / DAY) - 2);
  gone += yield* moveOldUsage(limit);
  const today = Math.floor(now / DAY);
  // The last of the whole days that are as old.
  const [sumsUntil, detailUntil] = [today - USAGE_DAYS - 1, today - USAGE_DETAIL_DAYS - 1];
  yield* remove(oldestPairs('usage_route_days', ROUTE_KEY, 'day', "route = ''"), sumsUntil);
  yield* remove(oldestPairs('usage_route_days', ROUTE_KEY, 'day', "route <> ''"), detailUntil);
  yield* remove(oldestPairs('token_hours', ['provider', 'app_id', 'hour'], 'hour'), now - USAGE_DAYS * DAY);
  yield* remove(oldestPairs('usage_weeks', ['credential', 'week'], 'week'), weekOf(detailUntil + 1) - 1);
  yield* remove(oldest('usage_traits', 'credential', 'last_day'), today - USAGE_DAYS);
  yield* remove(oldestPairs('notices', ['user_id', 'act_id'], 'at'), now - NOTICE_DAYS * DAY);
  yield* remove(firstWritten('anomalies', 'id'), now - USAGE_DAYS * DAY);
  yield* remove(firstWritten('request_log', 'id'), (now - REQUEST_LOG_DAYS * DAY) * 1000);
  gone += yield* execute(TRIMMED_EVENTS, [limit]);
  gone += yield* execute(TRIMMED_SEALS, [limit]);
  const retention = Math.max(familyRetentionSeconds, FAMILY_RETENTION_FLOOR_SECONDS);
  return gone + (yield* removeDeadFamilies(now - retention, limit));
}

/** Only what a seal says has had its time: a gap in the audit log is somebody's doing (S-U5). */
const TRIMMED_EVENTS = `DELETE FROM events WHERE seq IN (SELECT e.seq FROM events e
    WHERE e.seq <= (SELECT s.through_seq FROM audit_seals s WHERE s.number = (${TRIMMED})) ORDER BY e.seq LIMIT $1)`;
const TRIMMED_SEALS = `DELETE FROM audit_seals WHERE number IN (SELECT s.number FROM audit_seals s
    WHERE s.number < (${TRIMMED}) ORDER BY s.number LIMIT $1)`;

const ROUTE_KEY = ['provider', 'app_id', 'route', 'day'];

function oldest(table: string, key: string, column: string): string {
  return `DELETE FROM ${table} WHERE ${key} IN
    (SELECT ${key} FROM ${table} WHERE ${column} <= $1 ORDER BY ${column} LIMIT $2)`;
}

function oldestPairs(table: string, key: readonly string[], column: string, which = '1 = 1'): string {
  const columns = key.join(', ');
  return `DELETE FROM ${table} WHERE (${columns}) IN
    (SELECT ${columns} FROM ${table} WHERE ${which} AND ${column} <= $1 ORDER BY ${column} LIMIT $2)`;
}

/** Keys ascend in time: the old rows stand first, and no more than `limit` rows are looked at. */
function firstWritten(table: string, key: string): string {
  return `DELETE FROM ${table} WHERE ${key} IN
    (SELECT first.${key} FROM (SELECT ${key}, at FROM ${table} ORDER BY ${key} LIMIT $2) AS first WHERE first.at <= $1)`;
}

/**
 * Goes through all families by primary key, a stretch at each call, and remembers where it stopped: no index has to be kept for
 * it on the hot path, and it sees every way to end, also by the connection. Rows younger than the cutoff stay.
 */
const STRETCH = `SELECT f.id,
    CASE WHEN f.connection_id IS NULL OR f.created_at > $2 THEN 0
         WHEN f.revoked_at <= $2 OR f.expires_at <= $2 OR c.revoked_at <= $2 THEN 1
         WHEN f.idle_expires_at <= $2 AND f.token_hash IS NULL THEN 1
         WHEN f.revision < c.revision AND c.consented_at <= $2 THEN 1
         WHEN c.epoch <> a.epoch + u.epoch + o.epoch AND f.rotated_at <= $2 THEN 1
         ELSE 0 END
  FROM families f JOIN apps a ON a.id = f.app_id LEFT JOIN connections c ON c.id = f.connection_id
  LEFT JOIN users u ON u.id = c.user_id LEFT JOIN accounts o ON o.id = c.account_id
  WHERE f.id > $1 ORDER BY f.id LIMIT $3`;

function* removeDeadFamilies(cutoff: EpochSeconds, limit: number): Verb<number> {
  const stretch = limit * FAMILY_SCAN_FACTOR;
  const marker = yield* queryOne("SELECT position FROM markers WHERE name = 'families'");
  const rows = yield* query(STRETCH, [marker?.[0] ?? '', cutoff, stretch]);
  const dead = rows.filter(row => row[1] === 1).slice(0, limit);
  for (const row of dead) yield* execute('DELETE FROM families WHERE id = $1', [row[0] as Id]);
  yield* setMarker('families', positionAfter(rows, dead, stretch, limit));
  return dead.length;
}

/** From the start again once the end was reached; where the limit cut off, from the last one deleted. */
function positionAfter(
  rows: readonly SqlRow[],
  dead: readonly SqlRow[],
  stretch: number,
  limit: number,
): string {
  if (dead.length === limit) return dead[limit - 1]![0] as string;
  return rows.length < stretch ? '' : (rows[rows.length - 1]![0] as string);
}

function* setMarker(name: string, position: string): Verb<void> {
  const sql = `INSERT INTO markers (name, position) VALUES ($1, $2)
    ON CONFLICT (name) DO UPDATE SET position = excluded.position WHERE markers.position <> excluded.position`;
  yield* execute(sql, [name, position]);
}

export function* countRows(): Verb<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of ALL_TABLES)
    counts[name] = Number((yield* queryOne(`SELECT COUNT(*) FROM ${name}`))![0]);
  return counts;
}

/** Reads and writes: the value alternates, so that every call commits something. */
export function* ping(): Verb<void> {
  yield* execute(
    `INSERT INTO markers (name, position) VALUES ('ping', 'a')
     ON CONFLICT (name) DO UPDATE SET position = CASE WHEN markers.position = 'a' THEN 'b' ELSE 'a' END`,
  );
}
