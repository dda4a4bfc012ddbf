/** Connections and API keys of an account's members, as its administrators see them, and taking them back (R50). */
import type { AccessOrder, AccessSelection, ScopeSets } from '../../store/store.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import { newId } from '../ids.ts';
import { listIntegrations, type Integration, type IntegrationFilter } from '../integrations.ts';
import type { Provider } from '../providers.ts';

const UNUSED_SECONDS = 90 * 86_400;
/** What ends in one transaction: some milliseconds. */
const BATCH = 250;
const EXPORT_PAGE = 500;

/** As a query names it. */
export interface AccessFilter {
  search?: string | undefined;
  app?: string | undefined;
  member?: string | undefined;
  unused?: unknown;
  full?: unknown;
  unverified?: unknown;
  order?: AccessOrder | undefined;
}

export function readAccessFilter(
  core: Core,
  provider: Provider,
  accountId: string,
  { search, app, member, unused, full, unverified, order }: AccessFilter,
): Omit<IntegrationFilter, 'limit'> {
  return {
    accountId,
    ...(search === undefined || search === '' ? {} : { search }),
    ...(app === undefined ? {} : { appId: app }),
    ...(member === undefined ? {} : { userId: member }),
    ...(unused ? { unusedSince: nowSeconds(core.clock) - UNUSED_SECONDS } : {}),
    ...(full ? { fullAccess: fullAccessOf(provider) } : {}),
    ...(unverified ? { unverified: true } : {}),
    ...(order === undefined ? {} : { order }),
  };
}

/** Whoever has a scope that includes all others, or all of them. */
function fullAccessOf({ includes, scopeNames }: Provider): ScopeSets {
  const masters = scopeNames.filter(name => includes.get(name) === '*');
  return [...masters.map(name => [name]), scopeNames];
}

export interface RevokedSum {
  connections: number;
  tokens: number;
  apiKeys: number;
  members: number;
}

/**
 * Everything that is selected has ended when this settles; each batch for good. Called again after a failure it goes on with what is left.
 * Members who consent anew meanwhile end with it, too.
 */
export async function revokeAccess(
  core: Core,
  selection: AccessSelection,
  reason: string,
  actor: string,
): Promise<RevokedSum> {
  const actId = newId(core.clock.nowMs());
  const members = new Set<string>();
  const sum = { connections: 0, tokens: 0, apiKeys: 0 };
  for (let more = true; more;) {
    const act = { now: nowSeconds(core.clock), actor };
    const part = await core.store.revokeAccess(selection, { actId, reason, limit: BATCH }, act);
    sum.connections += part.connections;
    sum.tokens += part.tokens;
    sum.apiKeys += part.apiKeys;
    part.members.forEach(id => members.add(id));
    more = part.more;
  }
  return { ...sum, members: members.size };
}

const HEAD = [
  'kind',
  'app_or_key',
  'publisher',
  'verified',
  'member',
  'email',
  'scopes',
  'state',
  'connected_at',
  'last_used_at',
  'calls_30_days',
  'id',
];

/** Rows of a table, the head first; read from the store while they are taken. The log says that somebody took them. */
export async function* exportIntegrations(
  core: Core,
  provider: Provider,
  filter: Omit<IntegrationFilter, 'limit'> & { accountId: string },
  actor: string,
): AsyncGenerator<readonly string[]> {
  await noteExport(core, provider, filter.accountId, 'integrations', actor);
  yield HEAD;
  for (let after: string | null | undefined; after !== null;) {
    const page = await listIntegrations(core, provider, {
      ...filter,
      ...(after === undefined ? {} : { after }),
      limit: EXPORT_PAGE,
    });
    for (const item of page.items) yield rowOf(item);
    after = page.next;
  }
}

function rowOf(item: Integration): string[] {
  const { user } = item.context;
  const own =
    item.kind === 'connection'
      ? {
          ...item.context.connection,
          name: item.context.app.name,
          since: item.context.connection.consentedAt,
        }
      : { ...item.context.key, name: item.context.key.label, since: item.context.key.createdAt };
  const app = item.kind === 'connection' ? item.context.app : null;
  return [
    item.kind,
    own.name,
    app?.publisher ?? '',
    app === null ? '' : String(app.verified),
    user.name,
    user.email,
    own.scopes.join(' '),
    item.state,
    showTime(own.since),
    showTime(own.lastUsedAt),
    String(item.calls30Days),
    item.id,
  ];
}

export async function noteExport(
  core: Core,
  provider: Provider,
  accountId: string,
  what: 'integrations' | 'audit',
  actor: string,
): Promise<void> {
  const event = { provider: provider.slug, type: 'account.exported', accountId, detail: { what } } as const;
  await core.store.appendEvent(event, { now: nowSeconds(core.clock), actor });
}

/** ISO 8601, UTC: what every spreadsheet reads. */
export function showTime(seconds: number | null): string {
  return seconds === null ? '' : new Date(seconds * 1000).toISOString().replace('.000', '');
}
