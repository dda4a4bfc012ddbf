/** The counters as charts and tables want them. Sums stand ready in rows of their own, so a month of an app is 720 rows. */
import type { Id, UsageSum } from '../rows.ts';
import type { UsageFilter } from '../store.ts';
import { query, type SqlRow, type Verb } from '../verb.ts';
import { ALL_APPS, ALL_ROUTES, COUNTERS } from './usage.ts';

const SUMS = COUNTERS.map(name => `CAST(SUM(${name}) AS BIGINT)`).join(', ');

export function* sumUsageByTime(filter: UsageFilter & { stepSeconds: number }): Verb<UsageSum<number>[]> {
  const sql = `SELECT hour - hour % $5, ${SUMS} FROM usage_hours
    WHERE provider = $1 AND app_id = $2 AND route = '${ALL_ROUTES}' AND hour >= $3 AND hour < $4
    GROUP BY hour - hour % $5 ORDER BY 1`;
  const { provider, appId, from, to, stepSeconds } = filter;
  return (yield* query(sql, [provider, appId ?? ALL_APPS, from, to, stepSeconds])).map(readSum<number>);
}

export function* sumUsageByRoute(filter: UsageFilter & { appId: Id }): Verb<UsageSum<string>[]> {
  const sql = `SELECT route, ${SUMS} FROM usage_hours
    WHERE provider = $1 AND app_id = $2 AND route > '${ALL_ROUTES}' AND hour >= $3 AND hour < $4
    GROUP BY route ORDER BY SUM(calls) DESC, route`;
  return (yield* query(sql, [filter.provider, filter.appId, filter.from, filter.to])).map(readSum<string>);
}

export function* sumUsageByApp(
  filter: Omit<UsageFilter, 'appId'> & { limit: number },
): Verb<UsageSum<string>[]> {
  const sql = `SELECT app_id, ${SUMS} FROM usage_hours
    WHERE route = '${ALL_ROUTES}' AND hour >= $2 AND hour < $3 AND provider = $1 AND app_id <> '${ALL_APPS}'
    GROUP BY app_id ORDER BY SUM(calls) DESC, app_id LIMIT $4`;
  return (yield* query(sql, [filter.provider, filter.from, filter.to, filter.limit])).map(readSum<string>);
}

function readSum<Of extends string | number>(row: SqlRow): UsageSum<Of> {
  const [of, calls, errors, denied, limited, bytes, ...latency] = row;
  const numbers = { calls, errors, denied, limited, bytes } as Omit<UsageSum<Of>, 'of' | 'latency'>;
  return { of: of as Of, ...numbers, latency: latency as number[] };
}
