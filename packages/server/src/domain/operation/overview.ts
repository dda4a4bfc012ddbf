/** What the provider's API is used for (screen 22): sums that stand ready in the counters, so that a month costs few rows. */
import { latencyQuantile } from '@valetkey/protocol';
import { API_KEYS } from '../../store/store.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';

const DAY = 86_400;
const DAYS = 30;
const WEEK = 7;
const TOP = 10;

export async function readOverview({ store, clock }: Core, { slug }: Provider) {
  const to = (Math.floor(nowSeconds(clock) / DAY) + 1) * DAY;
  const filter = { provider: slug, from: to - DAYS * DAY, to };
  const [calls, changes, top, facts] = await Promise.all([
    store.sumUsageByTime({ ...filter, appId: null, stepSeconds: DAY }),
    store.sumChangesByDay(filter),
    store.sumUsageByApp({ ...filter, limit: TOP }),
    store.countForOverview(slug),
  ]);
  const callsAt = new Map(calls.map(sum => [sum.of, sum]));
  const changesAt = new Map(changes.map(change => [change.at, change]));
  const days = Array.from({ length: DAYS }, (_, i) => {
    const at = filter.from + i * DAY;
    const { calls: made = 0, errors = 0, limited = 0, latency = [] } = callsAt.get(at) ?? {};
    const { connected = 0, ended = 0, anomalies = 0, tokens = 0 } = changesAt.get(at) ?? {};
    const took = { p50: quantile(latency, 0.5), p95: quantile(latency, 0.95) };
    return { at, calls: made, errors, limited, connected, ended, anomalies, tokens, ...took };
  });
  const week = (of: 'calls' | 'errors' | 'connected' | 'ended' | 'anomalies' | 'tokens') => ({
    now: sum(days.slice(-WEEK).map(day => day[of])),
    before: sum(days.slice(-2 * WEEK, -WEEK).map(day => day[of])),
  });
  return {
    ...facts,
    week: {
      calls: week('calls'),
      errors: week('errors'),
      connected: week('connected'),
      ended: week('ended'),
      anomalies: week('anomalies'),
      tokens: week('tokens'),
    },
    days,
    top: await Promise.all(
      top.map(async ({ of, calls: made, errors }) => {
        const app = of === API_KEYS ? null : await store.findApp(of);
        return { app: app && { id: app.id, name: app.name }, calls: made, errors };
      }),
    ),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Longer than the last class counts as twice its bound: a chart needs a number. */
function quantile(latency: readonly number[], share: number): number {
  const found = latencyQuantile(latency, share) ?? 0;
  return Number.isFinite(found) ? found : 5000;
}
