/** What the provider's staff sets on an app, beside its status. */
import type { AppControls, AppStatus, Id } from '../rows.ts';
import type { Act } from '../store.ts';
import { execute, queryOne, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';

const NONE: AppControls = { suspendedFrom: null, dailyConnections: null, callsPerMinute: null };

export function* findAppControls(appId: Id): Verb<AppControls> {
  const sql =
    'SELECT suspended_from, daily_connections, calls_per_minute FROM app_controls WHERE app_id = $1';
  const row = yield* queryOne(sql, [appId]);
  if (row === null) return NONE;
  const [suspendedFrom, dailyConnections, callsPerMinute] = row;
  return {
    suspendedFrom: suspendedFrom as AppStatus | null,
    dailyConnections: dailyConnections as number | null,
    callsPerMinute: callsPerMinute as number | null,
  };
}

export function* setAppLimits(
  appId: Id,
  limits: Pick<AppControls, 'dailyConnections' | 'callsPerMinute'>,
  reason: string,
  act: Act,
): Verb<void> {
  const sql = `INSERT INTO app_controls (app_id, daily_connections, calls_per_minute, updated_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (app_id) DO UPDATE SET daily_connections = excluded.daily_connections,
      calls_per_minute = excluded.calls_per_minute, updated_at = excluded.updated_at`;
  yield* execute(sql, [appId, limits.dailyConnections, limits.callsPerMinute, act.now]);
  const provider = (yield* queryOne('SELECT provider FROM apps WHERE id = $1', [appId]))![0] as string;
  yield* appendEvent({ provider, type: 'app.limited', appId, detail: { ...limits, reason } }, act);
}

/** In the transaction that suspends it. */
export function* noteSuspension(appId: Id, from: AppStatus, act: Act): Verb<void> {
  const sql = `INSERT INTO app_controls (app_id, suspended_from, updated_at) VALUES ($1, $2, $3)
    ON CONFLICT (app_id) DO UPDATE SET suspended_from = excluded.suspended_from, updated_at = excluded.updated_at`;
  yield* execute(sql, [appId, from, act.now]);
}
