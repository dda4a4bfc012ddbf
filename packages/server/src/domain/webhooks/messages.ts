/** From an event to what each endpoint of the app is sent. The body is written once: what is signed later is the same byte by byte. */
import { WEBHOOK_TYPES, type WebhookType } from '@valetkey/protocol';
import type { ConnectionContext, EventRow, EventType, Id, WebhookEndpoint } from '../../store/rows.ts';
import type { NewWebhookDelivery, Store } from '../../store/store.ts';
import { newId } from '../ids.ts';

/** What is told under the event's own name, and what is told of in another way. */
const OWN = new Set<string>(WEBHOOK_TYPES);
export const WEBHOOK_EVENTS: readonly EventType[] = [
  ...WEBHOOK_TYPES,
  'app.resumed',
  'user.revoked',
  'account.revoked',
];

type Content = Record<string, unknown>;

export async function writeDeliveries(
  store: Store,
  event: EventRow,
  nowMs: number,
): Promise<NewWebhookDelivery[]> {
  if (event.userId !== null && event.type === 'user.revoked')
    return await ofEnded(store, event, { userId: event.userId }, nowMs);
  if (event.accountId !== null && event.type === 'account.revoked')
    return await ofEnded(store, event, { accountId: event.accountId }, nowMs);
  const type = event.type === 'app.resumed' ? 'app.approved' : event.type;
  if (!OWN.has(type) || event.appId === null) return [];
  return await addressed(store, event, event.appId, type as WebhookType, event.connectionId, nowMs);
}

/** Everything of a person or an account ended: each app hears of each connection. */
async function ofEnded(
  store: Store,
  event: EventRow,
  whose: { userId: Id } | { accountId: Id },
  nowMs: number,
): Promise<NewWebhookDelivery[]> {
  const deliveries: NewWebhookDelivery[] = [];
  for (const id of await store.listConnectionsEndedBy(event.seq, whose)) {
    const context = await store.findConnectionById(id);
    if (context !== null)
      deliveries.push(...(await addressed(store, event, context.app.id, 'connection.revoked', id, nowMs)));
  }
  return deliveries;
}

async function addressed(
  store: Store,
  event: EventRow,
  appId: Id,
  type: WebhookType,
  connectionId: Id | null,
  nowMs: number,
): Promise<NewWebhookDelivery[]> {
  const endpoints = (await store.listWebhookEndpoints(appId)).filter(
    ({ status, types }) => status === 'on' && types.includes(type),
  );
  if (endpoints.length === 0) return [];
  const context = connectionId === null ? null : await store.findConnectionById(connectionId);
  const data = {
    app: appId,
    ...(context === null ? {} : aboutConnection(context)),
    ...about(type, event, context),
  };
  return endpoints.map(endpoint => newDelivery(endpoint, type, data, event.at, nowMs));
}

export function newDelivery(
  endpoint: WebhookEndpoint,
  type: string,
  data: Content,
  atMs: number,
  nowMs: number,
): NewWebhookDelivery {
  const body = JSON.stringify({ type, timestamp: new Date(atMs).toISOString(), data });
  return { id: newId(nowMs), endpointId: endpoint.id, type, body, createdAt: Math.floor(nowMs / 1000) };
}

/** `sub` and `account` as introspection says them: by these a client finds its connection again. */
function aboutConnection({ connection }: ConnectionContext): Content {
  return { connection: connection.id, sub: connection.userId, account: connection.accountId };
}

function about(type: WebhookType, event: EventRow, context: ConnectionContext | null): Content {
  const { detail } = event;
  if (type === 'connection.revoked' || type === 'app.revoked')
    return { by: byWhom(event.actor, context), reason: detail['reason'] ?? null };
  if (type === 'connection.created' || type === 'connection.extended')
    return { scopes: detail['scopes'] ?? [] };
  if (type === 'secret.expiring') return { last_four: detail['lastFour'], expires_at: detail['expiresAt'] };
  return type === 'anomaly.found' ? { rule: detail['rule'], response: detail['response'] } : {};
}

/** In general, and nobody by name: an app learns nothing about other members of the account. */
function byWhom(actor: string, context: ConnectionContext | null): string {
  if (actor === `user:${context?.user.id}`) return 'user';
  if (actor.startsWith('user:')) return 'administrator';
  return actor.startsWith('app:') ? 'app' : actor;
}
