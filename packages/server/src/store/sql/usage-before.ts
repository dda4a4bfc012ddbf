/**
 * Counters as they stood before schema 20: a row an hour and route, a row a day and credential. Nodes of the version before still
 * write such rows; each goes into the rows of today, once, in the transaction that takes it away.
 */
import type { Id } from '../rows.ts';
import { query, type SqlRow, type Verb } from '../verb.ts';
import { readSlots } from './slots.ts';
import { addRouteHours } from './usage-routes.ts';
import { addDays } from './usage-weeks.ts';

const COUNTERS = ['calls', 'errors', 'denied', 'limited', 'bytes'];
const LATENCY = Array.from({ length: 10 }, (_, i) => `latency_${i}`);

/** @returns how many rows were moved: 0 when there are no more. */
export function* moveOldUsage(limit: number): Verb<number> {
  const hours = yield* take(
    { table: 'usage_hours', key: ['provider', 'app_id', 'route', 'hour'], rest: [...COUNTERS, ...LATENCY] },
    limit,
  );
  yield* addRouteHours(
    hours.map(([provider, appId, route, hour, ...numbers]) => ({
      provider: provider as string,
      appId: appId as string,
      route: route as string,
      hour: hour as number,
      numbers: numbers as number[],
    })),
  );
  const days = yield* take(
    { table: 'usage_days', key: ['credential', 'day'], rest: [...COUNTERS, 'hours'] },
    limit,
  );
  for (const [credential, its] of Map.groupBy(days, ([id]) => id as Id))
    yield* addDays(credential, its.map(readDay));
  return hours.length + days.length;
}

function take(
  { table, key, rest }: { table: string; key: readonly string[]; rest: readonly string[] },
  limit: number,
): Verb<readonly SqlRow[]> {
  const columns = key.join(', ');
  return query(
    `DELETE FROM ${table} WHERE (${columns}) IN (SELECT ${columns} FROM ${table} ORDER BY ${columns} LIMIT $1)
      RETURNING ${columns}, ${rest.join(', ')}`,
    [limit],
  );
}

function readDay(row: SqlRow): Parameters<typeof addDays>[1][number] {
  const [, day, calls, errors, denied, limited, bytes] = row as number[];
  const byHour = readSlots(row[7] as string);
  const hours = Array.from({ length: 24 }, (_, hour) => byHour.get(hour)?.[0] ?? 0);
  return {
    day: day!,
    calls: calls!,
    errors: errors!,
    denied: denied!,
    limited: limited!,
    bytes: bytes!,
    hours,
  };
}
