/** Counters of API calls, daily quotas, and the request log of an app's developer. */
import type { EpochSeconds, Id, RequestLogEntry, UsageRow } from '../rows.ts';
import { execute, query, queryOne, type SqlRow, type SqlValue, type Verb } from '../verb.ts';
import { requestLog } from './tables.ts';

/** A busy app's thousand good answers must not push out the one refusal its developer looks for. */
const KEPT = [
  { outcome: "= 'ok'", count: 100 },
  { outcome: "<> 'ok'", count: 400 },
] as const;
const COLUMNS = 'provider, app_id, connection_id, api_key_id, route, hour, calls, errors, denied, limited';
const ADD = `INSERT INTO usage_hours (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (hour, provider, app_id, connection_id, api_key_id, route) DO UPDATE SET
    calls = usage_hours.calls + excluded.calls, errors = usage_hours.errors + excluded.errors,
    denied = usage_hours.denied + excluded.denied, limited = usage_hours.limited + excluded.limited`;
/** Absent ids: a primary key takes no null. */
const NONE = '';

export function* addUsage(reportId: string, rows: readonly UsageRow[], now: EpochSeconds): Verb<boolean> {
  const sql = 'INSERT INTO usage_reports (id, at) VALUES ($1, $2) ON CONFLICT DO NOTHING';
  if ((yield* execute(sql, [reportId, now])) === 0) return false;
  for (const row of rows) {
    yield* execute(ADD, [
      row.provider,
      row.appId ?? NONE,
      row.connectionId ?? NONE,
      row.apiKeyId ?? NONE,
      row.route,
      row.hour,
      row.calls,
      row.errors,
      row.denied,
      row.limited,
    ]);
    const usedAt = Math.min(now, row.hour + 3599);
    if (row.connectionId !== null) yield* moveLastUsed('connections', row.connectionId, row.provider, usedAt);
    if (row.apiKeyId !== null) yield* moveLastUsed('api_keys', row.apiKeyId, row.provider, usedAt);
  }
  return true;
}

/** Forward only: reports arrive late and out of order. */
function* moveLastUsed(
  table: 'connections' | 'api_keys',
  id: Id,
  provider: string,
  at: EpochSeconds,
): Verb<void> {
  const sql = `UPDATE ${table} SET last_used_at = $3
    WHERE id = $1 AND provider = $2 AND (last_used_at IS NULL OR last_used_at < $3)`;
  yield* execute(sql, [id, provider, at]);
}

export function* listUsage(filter: {
  provider?: string;
  appId?: Id;
  connectionId?: Id;
  apiKeyId?: Id;
  from: EpochSeconds;
  limit: number;
}): Verb<UsageRow[]> {
  const params: SqlValue[] = [filter.from, filter.limit];
  const conditions = ['hour >= $1'];
  if (filter.provider !== undefined) conditions.push(`provider = $${params.push(filter.provider)}`);
  // `<> ''` repeats the condition of the partial indexes.
  if (filter.appId !== undefined) conditions.push(`app_id = $${params.push(filter.appId)} AND app_id <> ''`);
  if (filter.apiKeyId !== undefined)
    conditions.push(`api_key_id = $${params.push(filter.apiKeyId)} AND api_key_id <> ''`);
  if (filter.connectionId !== undefined) {
    const at = `$${params.push(filter.connectionId)}`;
    // By way of its app, whose index there is anyway.
    conditions.push(
      `connection_id = ${at} AND app_id <> '' AND app_id = (SELECT c.app_id FROM connections c WHERE c.id = ${at})`,
    );
  }
  const sql = `SELECT ${COLUMNS} FROM usage_hours WHERE ${conditions.join(' AND ')}
    ORDER BY hour DESC, app_id, connection_id, api_key_id, route LIMIT $2`;
  return (yield* query(sql, params)).map(readUsage);
}

function readUsage(row: SqlRow): UsageRow {
  const [provider, appId, connectionId, apiKeyId, route, hour, calls, errors, denied, limited] = row;
  return {
    provider: provider as string,
    appId: (appId as string) || null,
    connectionId: (connectionId as string) || null,
    apiKeyId: (apiKeyId as string) || null,
    route: route as string,
    hour: hour as number,
    calls: calls as number,
    errors: errors as number,
    denied: denied as number,
    limited: limited as number,
  };
}

export interface QuotaDay {
  limitKey: string;
  scope: string;
  day: number;
  count: number;
  limit: number;
}

/** One conditional statement: no interleaving of nodes exceeds the limit (S-E5). */
export function* takeQuota({
  limitKey,
  scope,
  day,
  count,
  limit,
}: QuotaDay): Verb<{ allowed: boolean; used: number }> {
  if (count <= limit) {
    const row = yield* queryOne(
      `INSERT INTO quota_days (day, limit_key, scope, used) VALUES ($1, $2, $3, $4)
       ON CONFLICT (day, limit_key, scope) DO UPDATE SET used = quota_days.used + excluded.used
       WHERE quota_days.used + excluded.used <= $5 RETURNING used`,
      [day, limitKey, scope, count, limit],
    );
    if (row) return { allowed: true, used: row[0] as number };
  }
  const sql = 'SELECT used FROM quota_days WHERE day = $1 AND limit_key = $2 AND scope = $3';
  const present = yield* queryOne(sql, [day, limitKey, scope]);
  return { allowed: false, used: (present?.[0] ?? 0) as number };
}

export function* appendRequestLog(entries: readonly RequestLogEntry[]): Verb<void> {
  for (const entry of entries) yield* execute(requestLog.insert, requestLog.values(entry));
  for (const appId of new Set(entries.map(entry => entry.appId))) {
    for (const { outcome, count } of KEPT) {
      yield* execute(
        `DELETE FROM request_log WHERE app_id = $1 AND outcome ${outcome}
           AND id < (SELECT l.id FROM request_log l WHERE l.app_id = $1 AND l.outcome ${outcome}
                     ORDER BY l.id DESC LIMIT 1 OFFSET ${count - 1})`,
        [appId],
      );
    }
  }
}

export function* listRequestLog(filter: {
  appId: Id;
  requestId?: string;
  limit: number;
}): Verb<RequestLogEntry[]> {
  const params: SqlValue[] = [filter.appId, filter.limit];
  const alike = filter.requestId === undefined ? '' : `AND l.request_id = $${params.push(filter.requestId)}`;
  const sql = `SELECT ${requestLog.columns('l')} FROM request_log l WHERE l.app_id = $1 ${alike} ORDER BY l.id DESC LIMIT $2`;
  return (yield* query(sql, params)).map(row => requestLog.read(row)!);
}
