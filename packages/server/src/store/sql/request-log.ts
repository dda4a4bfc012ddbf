/** What happened to an app's requests, for its developer. */
import type { Id, RequestLogEntry } from '../rows.ts';
import { execute, query, type SqlValue, type Verb } from '../verb.ts';
import { requestLog } from './tables.ts';

/** A busy app's thousand good answers must not push out the one refusal its developer looks for. */
const KEPT = [
  { outcome: "= 'ok'", count: 100 },
  { outcome: "<> 'ok'", count: 400 },
] as const;

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
  onlyProblems?: boolean;
  before?: Id;
  limit: number;
}): Verb<RequestLogEntry[]> {
  const params: SqlValue[] = [filter.appId, filter.limit];
  const alike = filter.requestId === undefined ? '' : `AND l.request_id = $${params.push(filter.requestId)}`;
  const problems = filter.onlyProblems ? "AND l.outcome <> 'ok'" : '';
  const before = filter.before === undefined ? '' : `AND l.id < $${params.push(filter.before)}`;
  const sql = `SELECT ${requestLog.columns('l')} FROM request_log l WHERE l.app_id = $1 ${alike} ${problems} ${before} ORDER BY l.id DESC LIMIT $2`;
  return (yield* query(sql, params)).map(row => requestLog.read(row)!);
}
