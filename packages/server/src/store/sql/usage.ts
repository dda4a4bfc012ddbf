/** Reports of guards: each counts once, whatever is counted of it. */
import type { EpochSeconds, Id, UsageRow, UsageTraits } from '../rows.ts';
import { execute, query, queryOne, type Verb } from '../verb.ts';
import { addRoutes } from './usage-routes.ts';
import { addTraits, hasSameTraits, newTraits, readTraits } from './usage-traits.ts';
import { addDays, dayOfRow } from './usage-weeks.ts';

const PUT_TRAITS = `INSERT INTO usage_traits (credential, provider, first_day, last_day, traits) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (credential) DO UPDATE SET first_day = excluded.first_day, last_day = excluded.last_day, traits = excluded.traits`;

/** Whatever a guard's clock says: nothing is counted further ahead than this. */
const MAX_AHEAD_SECONDS = 7200;

export function* addUsage(reportId: string, reported: readonly UsageRow[], now: EpochSeconds): Verb<boolean> {
  const sql = 'INSERT INTO usage_reports (id, at) VALUES ($1, $2) ON CONFLICT DO NOTHING';
  if ((yield* execute(sql, [reportId, now])) === 0) return false;
  const rows = reported.filter(row => row.hour <= now + MAX_AHEAD_SECONDS);
  yield* addRoutes(rows);
  for (const [credential, its] of Map.groupBy(rows.filter(credentialOf), credentialOf)) {
    yield* addDays(credential!, its.map(dayOfRow));
    yield* noteTraits(credential!, its);
    yield* moveLastUsed(its, now);
  }
  return true;
}

/** A connection, an API key, or the app itself; null: nobody is known. */
function credentialOf(row: UsageRow): Id | null {
  return row.connectionId ?? row.apiKeyId ?? row.appId;
}

/** Written only when something is new or the first of its day: not at every report. */
function* noteTraits(credential: Id, rows: readonly UsageRow[]): Verb<void> {
  const before = yield* findUsageTraits(credential);
  const after = addTraits(before ?? newTraits(credential, rows[0]!), rows);
  if (before !== null && hasSameTraits(before, after)) return;
  const { provider, firstDay, lastDay, networks, agents, scopes } = after;
  yield* execute(PUT_TRAITS, [
    credential,
    provider,
    firstDay,
    lastDay,
    JSON.stringify({ networks, agents, scopes }),
  ]);
}

/** Forward only: reports arrive late and out of order. A key or connection of another provider is not touched. */
function* moveLastUsed(rows: readonly UsageRow[], now: EpochSeconds): Verb<void> {
  const { connectionId, apiKeyId, provider } = rows[0]!;
  const id = connectionId ?? apiKeyId;
  if (id === null) return;
  const table = connectionId === null ? 'api_keys' : 'connections';
  const usedAt = Math.min(now, Math.max(...rows.map(row => row.hour)) + 3599);
  const sql = `UPDATE ${table} SET last_used_at = $3
    WHERE id = $1 AND provider = $2 AND (last_used_at IS NULL OR last_used_at < $3)`;
  yield* execute(sql, [id, provider, usedAt]);
}

export function* findOwnIds(provider: string, ids: readonly Id[]): Verb<ReadonlySet<Id>> {
  if (ids.length === 0) return new Set();
  const places = ids.map((_, i) => `$${i + 2}`).join(', ');
  const sql = ['connections', 'api_keys', 'apps']
    .map(table => `SELECT id FROM ${table} WHERE provider = $1 AND id IN (${places})`)
    .join(' UNION ALL ');
  return new Set((yield* query(sql, [provider, ...ids])).map(([id]) => id as Id));
}

export function* findUsageTraits(credential: Id): Verb<UsageTraits | null> {
  const sql =
    'SELECT credential, provider, first_day, last_day, traits FROM usage_traits WHERE credential = $1';
  const row = yield* queryOne(sql, [credential]);
  return row === null ? null : readTraits(row);
}
