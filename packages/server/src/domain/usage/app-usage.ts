/** What an app's calls came to, as charts and commands want it: a point for each stretch of time, also where nothing happened. */
import { latencyQuantile } from '@valetkey/protocol';
import type { Id, UsageSum } from '../../store/rows.ts';
import type { Core } from '../core.ts';
import { nowSeconds } from '../clock.ts';

interface UsagePoint {
  at: number;
  calls: number;
  errors: number;
  denied: number;
  limited: number;
  connected: number;
  ended: number;
}

const MOST_ROUTES = 100;

/** @param seconds how far back, up to the end of the present stretch */
export async function readAppUsage(
  core: Pick<Core, 'store' | 'clock'>,
  app: { id: Id; provider: string },
  [seconds, stepSeconds]: readonly [number, number],
) {
  const to = (Math.floor(nowSeconds(core.clock) / stepSeconds) + 1) * stepSeconds;
  const filter = { provider: app.provider, appId: app.id, from: to - seconds, to };
  const [calls, connections, routes] = await Promise.all([
    core.store.sumUsageByTime({ ...filter, stepSeconds }),
    core.store.sumConnectionsByTime({ ...filter, stepSeconds }),
    core.store.sumUsageByRoute(filter),
  ]);
  const callsAt = new Map(calls.map(sum => [sum.of, sum]));
  const connectionsAt = new Map(connections.map(sum => [sum.at, sum]));
  const points: UsagePoint[] = [];
  for (let at = to - seconds; at < to; at += stepSeconds) {
    const { connected = 0, ended = 0 } = connectionsAt.get(at) ?? {};
    points.push({ at, ...countersOf(callsAt.get(at)), connected, ended });
  }
  return { stepSeconds, points, routes: routes.slice(0, MOST_ROUTES).map(ofRoute) };
}

function ofRoute(sum: UsageSum<string>) {
  const p95 = latencyQuantile(sum.latency, 0.95);
  return { route: sum.of, ...countersOf(sum), p95Ms: p95 === null || !Number.isFinite(p95) ? null : p95 };
}

function countersOf(sum: UsageSum<string | number> | undefined) {
  const { calls = 0, errors = 0, denied = 0, limited = 0 } = sum ?? {};
  return { calls, errors, denied, limited };
}
