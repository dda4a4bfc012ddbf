/** An anomaly as people look at it: whose it is, and the days it was judged against. */
import type {
  Anomaly,
  ApiKeyContext,
  App,
  ConnectionContext,
  UsageDay,
  UsageTraits,
} from '../../store/rows.ts';
import type { Core } from '../core.ts';

const SHOWN_DAYS = 31;

export interface DescribedAnomaly {
  anomaly: Anomaly;
  app: App | null;
  /** The connection or the key it is about. */
  owner: Pick<ConnectionContext | ApiKeyContext, 'user' | 'account'> | null;
  label: string | null;
  /** The name of who closed it, `operator` (the command line) or `system`. */
  closedBy: string | null;
}

export async function describeAnomaly(core: Core, anomaly: Anomaly): Promise<DescribedAnomaly> {
  const { store } = core;
  const { appId, connectionId, apiKeyId } = anomaly;
  const key = apiKeyId === null ? null : await store.findApiKey(apiKeyId);
  const connection = connectionId === null ? null : await store.findConnectionById(connectionId);
  return {
    anomaly,
    app: appId === null ? null : await store.findApp(appId),
    owner: connection ?? key,
    label: key?.key.label ?? null,
    closedBy: anomaly.closedBy === null ? null : await nameOfActor(core, anomaly.closedBy),
  };
}

/** `user:<id>` is a person of the staff; the others are words of their own. */
async function nameOfActor({ store }: Core, actor: string): Promise<string> {
  const [, userId] = /^user:(.+)$/.exec(actor) ?? [];
  return userId === undefined ? actor : ((await store.findUser(userId))?.name ?? actor);
}

/** The month before it was found, and what has been seen since. */
export async function readJudgedDays(
  { store }: Core,
  { subject, day }: Anomaly,
): Promise<{ days: UsageDay[]; traits: UsageTraits | null }> {
  const [days, traits] = await Promise.all([
    store.listUsageDays(subject, day - SHOWN_DAYS),
    store.findUsageTraits(subject),
  ]);
  return { days, traits };
}
