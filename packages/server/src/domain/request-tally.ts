/** Requests by route, status and duration. Counted on the way by plain numbers; told to the registry when somebody asks. */
import type { Registry } from 'prom-client';

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** Of one route. */
export interface RouteTally {
  readonly provider: string;
  readonly endpoint: string;
  readonly statuses: Map<number, number>;
  /** How many took no longer than the bucket and longer than the one before; the last: longer than all. */
  readonly durations: Uint32Array;
  durationSum: number;
}

interface Value {
  labels: Record<string, string | number>;
  value: number;
  metricName?: string;
}

export class RequestTally {
  readonly #routes = new Map<string, RouteTally>();

  constructor(registry: Registry) {
    register(registry, 'valetkey_requests_total', 'Requests answered.', 'counter', () => this.#counts());
    register(registry, DURATION, 'Time to answer.', 'histogram', () => this.#durations());
  }

  /** To be asked once for each route. */
  of(provider: string, endpoint: string): RouteTally {
    const key = `${provider} ${endpoint}`;
    const known = this.#routes.get(key);
    if (known) return known;
    const durations = new Uint32Array(BUCKETS.length + 1);
    const fresh = { provider, endpoint, statuses: new Map<number, number>(), durations, durationSum: 0 };
    this.#routes.set(key, fresh);
    return fresh;
  }

  #counts(): Value[] {
    return [...this.#routes.values()].flatMap(({ provider, endpoint, statuses }) =>
      [...statuses].map(([status, value]) => ({ labels: { provider, endpoint, status }, value })),
    );
  }

  #durations(): Value[] {
    return [...Map.groupBy(this.#routes.values(), route => route.endpoint)].flatMap(([endpoint, routes]) => {
      const within = [...BUCKETS, '+Inf'].map((le, i) => ({
        labels: { le, endpoint },
        value: sum(routes, route => sum(route.durations.subarray(0, i + 1), count => count)),
        metricName: `${DURATION}_bucket`,
      }));
      const count = within.at(-1)!.value;
      if (count === 0) return [];
      return [
        ...within,
        {
          labels: { endpoint },
          value: sum(routes, route => route.durationSum),
          metricName: `${DURATION}_sum`,
        },
        { labels: { endpoint }, value: count, metricName: `${DURATION}_count` },
      ];
    });
  }
}

const DURATION = 'valetkey_request_duration_seconds';

/** @param seconds null: the time says nothing. */
export function count(route: RouteTally, status: number, seconds: number | null): void {
  route.statuses.set(status, (route.statuses.get(status) ?? 0) + 1);
  if (seconds === null) return;
  let bucket = 0;
  while (bucket < BUCKETS.length && seconds > BUCKETS[bucket]!) bucket++;
  route.durations[bucket]!++;
  route.durationSum += seconds;
}

function sum<T>(items: Iterable<T>, valueOf: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += valueOf(item);
  return total;
}

/** What the registry asks of a metric, and nothing that would cost each request something. */
function register(registry: Registry, name: string, help: string, type: string, values: () => Value[]): void {
  const metric = {
    name,
    get: async () => ({ name, help, type, values: values(), aggregator: 'sum' }),
    reset: () => {},
  };
  registry.registerMetric(metric as unknown as Parameters<Registry['registerMetric']>[0]);
}
