/** How apps are used: live connections, calls and errors of the last seven days. */
import type { EpochSeconds, Id } from '../../store/rows.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';

const DAY = 86_400;
const DAYS = 7;

export interface AppUse {
  connections: number;
  calls: number;
  errors: number;
}

export async function describeUse(
  core: Core,
  { slug }: Provider,
  appIds: readonly Id[],
  now: EpochSeconds,
): Promise<AppUse[]> {
  const to = Math.ceil(now / 3600) * 3600;
  const week = { provider: slug, from: to - DAYS * DAY, to, stepSeconds: DAYS * DAY };
  const connections = await core.store.countConnections(appIds);
  const sums = await Promise.all(appIds.map(appId => core.store.sumUsageByTime({ ...week, appId })));
  return appIds.map((appId, i) => ({
    connections: connections.get(appId) ?? 0,
    calls: sums[i]!.reduce((sum, { calls }) => sum + calls, 0),
    errors: sums[i]!.reduce((sum, { errors }) => sum + errors, 0),
  }));
}
