/** Counters by app, route and hour, for the charts: a row has the hours of one day. */
import type { EpochSeconds, UsageRow } from '../rows.ts';
import { API_KEYS } from '../store.ts';
import { execute, queryOne, type SqlValue, type Verb } from '../verb.ts';
import { addToSlot, readSlots, writeSlots } from './slots.ts';

/** In place of an app's id and of a route: all of them. */
export const ALL_APPS = '*';
export const ALL_ROUTES = '';

const FIND =
  'SELECT hours FROM usage_route_days WHERE provider = $1 AND app_id = $2 AND route = $3 AND day = $4';
const PUT = `INSERT INTO usage_route_days (provider, app_id, route, day, hours) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (provider, app_id, route, day) DO UPDATE SET hours = excluded.hours`;

/** What stands in one hour: calls, errors, denied, limited, bytes, and the calls by duration class. */
export interface RouteHour {
  readonly provider: string;
  readonly appId: string;
  readonly route: string;
  readonly hour: EpochSeconds;
  readonly numbers: readonly number[];
}

export function* addRouteHours(hours: readonly RouteHour[]): Verb<void> {
  const keyOf = ({ provider, appId, route, hour }: RouteHour): SqlValue[] => [
    provider,
    appId,
    route,
    Math.floor(hour / 86_400),
  ];
  for (const ofDay of Map.groupBy(hours, hour => JSON.stringify(keyOf(hour))).values()) {
    const key = keyOf(ofDay[0]!);
    const present = yield* queryOne(FIND, key);
    const slots = readSlots((present?.[0] ?? '') as string);
    for (const { hour, numbers } of ofDay) addToSlot(slots, Math.floor((hour % 86_400) / 3600), numbers);
    yield* execute(PUT, [...key, writeSlots(slots)]);
  }
}

/** One entry for the route, one for the app, one for the provider. */
export function* addRoutes(rows: readonly UsageRow[]): Verb<void> {
  yield* addRouteHours(
    rows.flatMap(row => {
      const { provider, route, hour, calls, errors, denied, limited, bytes, latency } = row;
      const appId = row.appId ?? API_KEYS;
      const counted = { provider, hour, numbers: [calls, errors, denied, limited, bytes, ...latency] };
      return [
        { ...counted, appId, route },
        { ...counted, appId, route: ALL_ROUTES },
        { ...counted, appId: ALL_APPS, route: ALL_ROUTES },
      ];
    }),
  );
}
