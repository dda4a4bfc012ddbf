/** What was odd, and what became of it. */
import type { Anomaly, EpochSeconds, EventType, Id } from '../rows.ts';
import type { Act } from '../store.ts';
import { execute, query, queryOne, type SqlValue, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';
import { anomalies } from './tables.ts';

/** Every node may see it: the first one records it and answers `new`; the others only raise what was seen. */
export function* recordAnomaly(anomaly: Anomaly, act: Act): Verb<'new' | 'known'> {
  const inserted = yield* execute(`${anomalies.insert} ON CONFLICT DO NOTHING`, anomalies.values(anomaly));
  if (inserted === 0) {
    const { provider, rule, subject, day, seen } = anomaly;
    const raise = `UPDATE anomalies SET seen = $5
      WHERE provider = $1 AND rule = $2 AND subject = $3 AND day = $4 AND seen < $5`;
    yield* execute(raise, [provider, rule, subject, day, seen]);
    return 'known';
  }
  yield* appendEvent(
    {
      provider: anomaly.provider,
      type: 'anomaly.found',
      appId: anomaly.appId,
      connectionId: anomaly.connectionId,
      apiKeyId: anomaly.apiKeyId,
      detail: { anomaly: anomaly.id, rule: anomaly.rule, response: anomaly.response },
    },
    act,
  );
  return 'new';
}

export function* closeAnomaly(
  id: Id,
  outcome: { status: 'dismissed' | 'handled'; note: string },
  act: Act,
): Verb<boolean> {
  const sql = `UPDATE anomalies SET status = $2, note = $3, closed_at = $4, closed_by = $5, throttled_until = NULL
    WHERE id = $1 AND status = 'open'`;
  if ((yield* execute(sql, [id, outcome.status, outcome.note, act.now, act.actor])) === 0) return false;
  yield* appendAbout(id, 'anomaly.closed', outcome, act);
  return true;
}

export function* throttleAnomaly(
  id: Id,
  throttle: { until: EpochSeconds; note: string },
  act: Act,
): Verb<boolean> {
  const sql = "UPDATE anomalies SET throttled_until = $2, note = $3 WHERE id = $1 AND status = 'open'";
  if ((yield* execute(sql, [id, throttle.until, throttle.note])) === 0) return false;
  yield* appendAbout(id, 'anomaly.throttled', throttle, act);
  return true;
}

function* appendAbout(id: Id, type: EventType, detail: object, act: Act): Verb<void> {
  const { provider, appId, connectionId, apiKeyId } = (yield* findAnomaly(id))!;
  const ids = { appId, connectionId, apiKeyId };
  yield* appendEvent({ provider, type, ...ids, detail: { anomaly: id, ...detail } }, act);
}

export function* findAnomaly(id: Id): Verb<Anomaly | null> {
  const row = yield* queryOne(`SELECT ${anomalies.columns('n')} FROM anomalies n WHERE n.id = $1`, [id]);
  return row === null ? null : anomalies.read(row);
}

export function* listAnomalies(filter: {
  provider: string;
  status: Anomaly['status'];
  after?: Id;
  limit: number;
}): Verb<Anomaly[]> {
  const params: SqlValue[] = [filter.provider, filter.status, filter.limit];
  const before = filter.after === undefined ? '' : `AND n.id < $${params.push(filter.after)}`;
  const sql = `SELECT ${anomalies.columns('n')} FROM anomalies n
    WHERE n.provider = $1 AND n.status = $2 ${before} ORDER BY n.id DESC LIMIT $3`;
  return (yield* query(sql, params)).map(row => anomalies.read(row)!);
}

export function* listThrottled(now: EpochSeconds): Verb<Anomaly[]> {
  const sql = `SELECT ${anomalies.columns('n')} FROM anomalies n WHERE n.throttled_until > $1`;
  return (yield* query(sql, [now])).map(row => anomalies.read(row)!);
}

export function* countNewConnections(appId: Id, since: EpochSeconds): Verb<number> {
  const sql = 'SELECT COUNT(*) FROM connections WHERE app_id = $1 AND created_at >= $2';
  return Number((yield* queryOne(sql, [appId, since]))![0]);
}
