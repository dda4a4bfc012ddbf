/** API calls of the past as the guards' counters, hour by hour: busy on working days, quiet at night, a few errors. */
import { LATENCY_CLASSES } from '@valetkey/protocol';
import type { Core } from '../../../domain/core.ts';
import type { Id, UsageRow } from '../../../store/rows.ts';
import { SUSPENDED_DAYS } from './cast.ts';
import type { CastConnection } from './connections.ts';
import type { Random } from './random.ts';

const HOUR = 3600;
const DAY = 86_400;
const DAYS = 30;
const HOURS_A_DAY = 3;
const ROUTES = ['GET /people', 'GET /people/:id', 'GET /companies', 'POST /people'] as const;
/** Of a hundred calls: under 5, 10, 25, 50, 100, 250, 500, 1000, 2500 ms, and longer. */
const LATENCIES = [34, 28, 18, 9, 5, 3, 2, 1, 0, 0];

export interface Caller {
  provider: string;
  appId: Id | null;
  connectionId: Id | null;
  apiKeyId: Id | null;
  callsADay: number;
  network: string;
  agent: string;
  scopes: readonly string[];
  /** Seconds: it calls from then on, and until then. */
  from: number;
  to: number;
}

export function callerOf({ connection, app, cast, endedAt }: CastConnection, now: number): Caller {
  return {
    provider: app.provider,
    appId: app.id,
    connectionId: connection.id,
    apiKeyId: null,
    callsADay: cast.callsADay,
    // Of the publisher’s servers, in a range for documentation (RFC 5737).
    network: `198.51.${100 + (cast.name.length % 3)}.0/24`,
    agent: cast.agent,
    scopes: connection.scopes.slice(0, 1),
    from: connection.createdAt,
    to: endedAt ?? (cast.standing === 'suspended' ? now - SUSPENDED_DAYS * DAY : now),
  };
}

export async function seedCalls(core: Core, caller: Caller, now: number, random: Random): Promise<void> {
  const rows = Array.from({ length: DAYS + 1 }, (_, back) => now - (DAYS - back) * DAY)
    .filter(at => at >= caller.from && at <= caller.to)
    .flatMap(at => oneDay(caller, Math.floor(at / DAY) * DAY, now, random));
  if (rows.length === 0) return;
  const last = rows.reduce((most, { hour }) => Math.max(most, hour), 0);
  await core.store.addUsage(`demo-${reportOf(caller)}`, rows, Math.min(now, last + HOUR / 2));
  const { provider, appId } = caller;
  // Tokens live for an hour or so: whoever calls has refreshed before.
  if (appId !== null)
    await core.store.addIssued(rows.map(({ hour }) => ({ provider, appId, hour, issued: 1 })));
}

/** In today's present hour. */
export async function seedOddCalls(
  core: Core,
  caller: Caller,
  now: number,
  odd: Partial<UsageRow> & { calls: number },
): Promise<void> {
  const row = { ...newRow(caller, Math.floor(now / HOUR) * HOUR, 'GET /people', odd.calls), ...odd };
  await core.store.addUsage(`demo-odd-${reportOf(caller)}`, [row], now);
  core.watch.reported([row]);
}

function reportOf({ connectionId, apiKeyId, appId }: Caller): string {
  return connectionId ?? apiKeyId ?? appId ?? '';
}

function oneDay(caller: Caller, midnight: number, now: number, random: Random): UsageRow[] {
  const isWeekend = [0, 6].includes(new Date(midnight * 1000).getUTCDay());
  const calls = random.poisson(caller.callsADay * (isWeekend ? 0.2 : 1));
  return Array.from({ length: HOURS_A_DAY }, () => midnight + (7 + random.below(12)) * HOUR)
    .filter(hour => hour <= now - HOUR)
    .map(hour => {
      const row = newRow(caller, hour, random.pick(ROUTES), Math.ceil(calls / HOURS_A_DAY));
      const errors = random.chance(0.1) ? 1 + random.below(3) : 0;
      return { ...row, errors: Math.min(row.calls, errors), limited: random.chance(0.02) ? 1 : 0 };
    });
}

function newRow(caller: Caller, hour: number, route: string, calls: number): UsageRow {
  const { provider, appId, connectionId, apiKeyId, network, agent, scopes } = caller;
  const latency = LATENCIES.map(share => Math.floor((calls * share) / 100));
  latency[1]! += calls - latency.reduce((sum, one) => sum + one, 0);
  return {
    provider,
    appId,
    connectionId,
    apiKeyId,
    route,
    hour,
    calls,
    errors: 0,
    denied: 0,
    limited: 0,
    bytes: calls * 1800,
    latency: latency.slice(0, LATENCY_CLASSES),
    networks: [network],
    agents: [agent],
    scopes,
  };
}
