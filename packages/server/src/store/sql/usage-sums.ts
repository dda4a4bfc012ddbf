/** The counters as charts and tables want them. Sums stand ready in rows of their own, so a month of an app is 30 rows. */
import type { Id, UsageSum } from '../rows.ts';
import type { UsageFilter } from '../store.ts';
import { query, type SqlRow, type SqlValue, type Verb } from '../verb.ts';
import { readSlots } from './slots.ts';
import { ALL_APPS, ALL_ROUTES } from './usage-routes.ts';

type Span = Pick<UsageFilter, 'from' | 'to'>;
const COUNTERS_OF_AN_HOUR = 15;
const DAYS_IN_SPAN = 'day >= $2 AND day <= $3';

export function* sumUsageByTime(filter: UsageFilter & { stepSeconds: number }): Verb<UsageSum<number>[]> {
  const sql = `SELECT day, hours FROM usage_route_days
    WHERE provider = $1 AND app_id = $4 AND route = '${ALL_ROUTES}' AND ${DAYS_IN_SPAN}`;
  const rows = yield* query(sql, [filter.provider, ...daysOf(filter), filter.appId ?? ALL_APPS]);
  const sums = sumUp(rows, filter, (_, hour) => hour - (hour % filter.stepSeconds));
  return sums.toSorted((a, b) => a.of - b.of);
}

export function* sumUsageByRoute(filter: UsageFilter & { appId: Id }): Verb<UsageSum<string>[]> {
  const sql = `SELECT day, hours, route FROM usage_route_days
    WHERE provider = $1 AND app_id = $4 AND route > '${ALL_ROUTES}' AND ${DAYS_IN_SPAN}`;
  const rows = yield* query(sql, [filter.provider, ...daysOf(filter), filter.appId]);
  return sumUp(rows, filter, ([, , route]) => route as string).toSorted(mostCalled);
}

export function* sumUsageByApp(
  filter: Omit<UsageFilter, 'appId'> & { limit: number },
): Verb<UsageSum<string>[]> {
  const sql = `SELECT day, hours, app_id FROM usage_route_days
    WHERE route = '${ALL_ROUTES}' AND ${DAYS_IN_SPAN} AND provider = $1 AND app_id <> '${ALL_APPS}'`;
  const rows = yield* query(sql, [filter.provider, ...daysOf(filter)]);
  const sums = sumUp(rows, filter, ([, , appId]) => appId as string).toSorted(mostCalled);
  return sums.slice(0, filter.limit);
}

function daysOf({ from, to }: Span): SqlValue[] {
  return [from, to - 1].map(at => Math.floor(at / 86_400));
}

/** The first and the last day may be in the span with some of their hours only. */
function sumUp<Of extends string | number>(
  rows: readonly SqlRow[],
  { from, to }: Span,
  ofWhat: (row: SqlRow, hour: number) => Of,
): UsageSum<Of>[] {
  const sums = new Map<Of, number[]>();
  for (const row of rows)
    for (const [slot, numbers] of readSlots(row[1] as string)) {
      const hour = (row[0] as number) * 86_400 + slot * 3600;
      if (hour < from || hour >= to) continue;
      const of = ofWhat(row, hour);
      let sum = sums.get(of);
      if (sum === undefined) sums.set(of, (sum = Array<number>(COUNTERS_OF_AN_HOUR).fill(0)));
      for (let i = 0; i < numbers.length; i++) sum[i]! += numbers[i]!;
    }
  return [...sums].map(([of, [calls, errors, denied, limited, bytes, ...latency]]) => {
    const numbers = { calls, errors, denied, limited, bytes } as Omit<UsageSum<Of>, 'of' | 'latency'>;
    return { of, ...numbers, latency };
  });
}

function mostCalled(a: UsageSum<string>, b: UsageSum<string>): number {
  return b.calls - a.calls || (a.of < b.of ? -1 : 1);
}
