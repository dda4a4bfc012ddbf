/** What may open somebody's data: connections and API keys in one list (R9). */
import { connectionState, apiKeyState } from '../store/liveness.ts';
import type { ApiKeyContext, ConnectionContext, EpochSeconds, FamilySummary, Id } from '../store/rows.ts';
import type { AccessOrder, ScopeSets } from '../store/store.ts';
import { nowSeconds } from './clock.ts';
import type { Core } from './core.ts';
import type { Provider } from './providers.ts';

const CALLS_DAYS = 30;
const DAY = 86_400;

/** `active` can be used; the others cannot until somebody lifts what stops them. */
type IntegrationState =
  'active' | 'expired' | 'app_suspended' | 'account_suspended' | 'not_allowed' | 'ended';

interface Common {
  id: Id;
  calls30Days: number;
  state: IntegrationState;
}

export type Integration =
  | ({ kind: 'connection'; context: ConnectionContext; families: FamilySummary | null } & Common)
  | ({ kind: 'key'; context: ApiKeyContext } & Common);

export interface IntegrationFilter {
  userId?: Id;
  accountId?: Id;
  /** Of an app: keys belong to none. */
  appId?: Id;
  search?: string;
  unusedSince?: EpochSeconds;
  fullAccess?: ScopeSets;
  unverified?: boolean;
  order?: AccessOrder;
  /** Last id of the page before: ids of both kinds ascend in time. */
  after?: Id;
  limit: number;
}

export async function listIntegrations(
  core: Core,
  provider: Provider,
  filter: IntegrationFilter,
): Promise<{ items: Integration[]; next: Id | null }> {
  // One more than is shown tells whether there is a next page.
  const wanted = { ...filter, provider: provider.slug, limit: filter.limit + 1 };
  const [connections, keys] = await Promise.all([
    core.store.listConnections(wanted),
    hasKeys(filter) ? core.store.listApiKeys(wanted) : [],
  ]);
  const found = [
    ...connections.map(context => ({ id: context.connection.id, kind: 'connection', context }) as const),
    ...keys.map(context => ({ id: context.key.id, kind: 'key', context }) as const),
  ].toSorted(comparing(filter.order));
  const shown = found.slice(0, filter.limit);
  const items = await describe(core, shown);
  return { items, next: found.length > shown.length ? shown.at(-1)!.id : null };
}

/** As the store sorts each kind (`store/sql/search.ts`). */
function comparing(order: AccessOrder = 'newest'): (a: Found, b: Found) => number {
  const up = order === 'oldest' || order === 'longest_unused' ? 1 : -1;
  const isByUse = order === 'recently_used' || order === 'longest_unused';
  return (a, b) => {
    const difference = isByUse ? usedAt(a) - usedAt(b) : 0;
    return up * (difference || (a.id < b.id ? -1 : 1));
  };
}

function usedAt({ context }: Found): EpochSeconds {
  return 'connection' in context
    ? (context.connection.lastUsedAt ?? context.connection.consentedAt)
    : (context.key.lastUsedAt ?? context.key.createdAt);
}

/** How many the whole list has. */
export async function countIntegrations(
  core: Core,
  provider: Provider,
  filter: Omit<IntegrationFilter, 'limit' | 'after'>,
): Promise<number> {
  const wanted = { ...filter, provider: provider.slug };
  const [connections, keys] = await Promise.all([
    core.store.countListedConnections(wanted),
    hasKeys(wanted) ? core.store.countListedApiKeys(wanted) : 0,
  ]);
  return connections + keys;
}

function hasKeys({ appId, unverified }: Pick<IntegrationFilter, 'appId' | 'unverified'>): boolean {
  return appId === undefined && !unverified;
}

export async function describeConnection(core: Core, context: ConnectionContext): Promise<Integration> {
  const [item] = await describe(core, [{ id: context.connection.id, kind: 'connection', context }]);
  return item!;
}

type Found =
  | { id: Id; kind: 'connection'; context: ConnectionContext }
  | { id: Id; kind: 'key'; context: ApiKeyContext };

/** The one place where use is looked up for the lists. */
async function describe(core: Core, found: readonly Found[]): Promise<Integration[]> {
  const now = nowSeconds(core.clock);
  const connectionIds = found.filter(({ kind }) => kind === 'connection').map(({ id }) => id);
  const [calls, families] = await Promise.all([
    core.store.sumCalls(
      found.map(({ id }) => id),
      Math.floor(now / DAY) - CALLS_DAYS + 1,
    ),
    core.store.summariseFamilies(connectionIds, now),
  ]);
  return found.map(item => {
    const calls30Days = calls.get(item.id) ?? 0;
    return item.kind === 'connection'
      ? { ...item, calls30Days, state: stateOf(item.context), families: families.get(item.id) ?? null }
      : { ...item, calls30Days, state: keyStateOf(item.context, now) };
  });
}

function stateOf(context: ConnectionContext): IntegrationState {
  const liveness = connectionState(context);
  if (liveness.live) return 'active';
  if (liveness.reason === 'app_not_usable') return 'app_suspended';
  if (liveness.reason === 'app_not_allowed') return 'not_allowed';
  return liveness.reason === 'account_not_active' ? 'account_suspended' : 'ended';
}

function keyStateOf(context: ApiKeyContext, now: EpochSeconds): IntegrationState {
  const liveness = apiKeyState(context, now);
  if (liveness.live) return 'active';
  if (liveness.reason === 'key_expired') return 'expired';
  return liveness.reason === 'account_not_active' ? 'account_suspended' : 'ended';
}
