/** The audit log of one account: its events with names instead of ids. */
import { AUDIT_KINDS, AUDIT_TYPES, type AuditKind } from '@valetkey/protocol/console-api';
import type { EventRow } from '../../store/rows.ts';
import type { EventFilter } from '../../store/store.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';
import { noteExport, showTime } from './access.ts';
import { Names, type Actor } from './names.ts';

const EXPORT_PAGE = 500;

export interface AuditEntry {
  event: EventRow;
  actor: Actor;
  app: { id: string; name: string } | null;
  member: { id: string; name: string; email: string } | null;
  reason: string | null;
  facts: readonly string[];
}

/** As a query names it. */
export interface AuditFilter {
  kind?: AuditKind | undefined;
  actor?: string | undefined;
  member?: string | undefined;
  app?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export function readAuditFilter(
  provider: Provider,
  accountId: string,
  { kind, actor, member, app, from, to }: AuditFilter,
): EventFilter {
  return {
    provider: provider.slug,
    accountId,
    types: kind === undefined ? AUDIT_TYPES : AUDIT_KINDS[kind],
    ...(actor === undefined ? {} : { actor: `user:${actor}` }),
    ...(member === undefined ? {} : { userId: member }),
    ...(app === undefined ? {} : { appId: app }),
    ...(from === undefined ? {} : { fromMs: Number(from) * 1000 }),
    ...(to === undefined ? {} : { toMs: Number(to) * 1000 }),
  };
}

export async function listAudit(
  core: Core,
  filter: EventFilter & { before?: number },
  limit: number,
): Promise<{ items: AuditEntry[]; next: string | null }> {
  const events = await core.store.listRecentEvents({ ...filter, limit: limit + 1 });
  const shown = events.slice(0, limit);
  const names = new Names(core);
  const items = await Promise.all(shown.map(event => describe(names, event)));
  return { items, next: events.length > shown.length ? String(shown.at(-1)!.seq) : null };
}

const HEAD = ['at', 'event', 'actor_kind', 'actor', 'app', 'member', 'email', 'reason', 'facts', 'number'];

/** Rows of a table, the head first, newest event first. The log says that somebody took them. */
export async function* exportAudit(
  core: Core,
  provider: Provider,
  filter: EventFilter & { accountId: string },
  actor: string,
): AsyncGenerator<readonly string[]> {
  await noteExport(core, provider, filter.accountId, 'audit', actor);
  yield HEAD;
  const names = new Names(core);
  for (let before: number | undefined; ;) {
    const events = await core.store.listRecentEvents({
      ...filter,
      ...(before === undefined ? {} : { before }),
      limit: EXPORT_PAGE,
    });
    for (const event of events) yield rowOf(await describe(names, event));
    if (events.length < EXPORT_PAGE) return;
    before = events.at(-1)!.seq;
  }
}

function rowOf({ event, actor, app, member, reason, facts }: AuditEntry): string[] {
  return [
    showTime(Math.floor(event.at / 1000)),
    event.type,
    actor.kind,
    actor.name,
    app?.name ?? '',
    member?.name ?? '',
    member?.email ?? '',
    reason ?? '',
    facts.join('; '),
    String(event.seq),
  ];
}

async function describe(names: Names, event: EventRow): Promise<AuditEntry> {
  const [actor, user, app, key] = await Promise.all([
    names.actor(event.actor),
    event.userId === null ? null : names.user(event.userId),
    event.appId === null ? null : names.app(event.appId),
    event.apiKeyId === null ? null : names.apiKey(event.apiKeyId),
  ]);
  const { reason, ...rest } = event.detail;
  return {
    event,
    actor,
    app: app && { id: app.id, name: app.name },
    member: user && { id: user.id, name: user.name, email: user.email },
    reason: typeof reason === 'string' && reason !== '' ? reason : null,
    facts: Object.entries({ ...rest, label: key?.label }).flatMap(([name, value]) => factOf(name, value)),
  };
}

/** Ids of acts, numbers of revisions and the like help nobody who reads. */
const READABLE = new Set(['scopes', 'added', 'removed', 'from', 'to', 'status', 'role', 'label', 'what']);

function factOf(name: string, value: unknown): string[] {
  if (!READABLE.has(name)) return [];
  const words = Array.isArray(value) ? value.join(' ') : value;
  return typeof words === 'string' && words !== '' ? [`${name}: ${words}`] : [];
}
