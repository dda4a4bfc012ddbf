/** Webhook endpoints of apps and what is sent to them. One node at a time has an endpoint (its lease), so that deliveries come in order and once. */
import type { EpochSeconds, Id, WebhookDelivery, WebhookEndpoint } from '../rows.ts';
import { StoreConflictError, type Act, type WebhookAttempt } from '../store.ts';
import { execute, query, queryOne, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';
import { addDelivery } from './outbox.ts';
import { webhookDeliveries, webhookEndpoints } from './tables.ts';

const MOST_ENDPOINTS = 5;
/** Of an endpoint, those that are done. */
const KEPT_DELIVERIES = 100;
const ENDPOINTS = `SELECT ${webhookEndpoints.columns('e')} FROM webhook_endpoints e`;
const DELIVERIES = `SELECT ${webhookDeliveries.columns('d')} FROM webhook_deliveries d`;

export function* createWebhookEndpoint(endpoint: WebhookEndpoint, act: Act): Verb<void> {
  const { appId, provider, id, url } = endpoint;
  const [count] = (yield* queryOne('SELECT COUNT(*) FROM webhook_endpoints WHERE app_id = $1', [appId]))!;
  if (Number(count) >= MOST_ENDPOINTS)
    throw new StoreConflictError(`the place for a webhook beyond ${MOST_ENDPOINTS}`);
  yield* execute(webhookEndpoints.insert, webhookEndpoints.values(endpoint));
  yield* appendEvent({ provider, type: 'webhook.created', appId, detail: { webhook: id, url } }, act);
}

export function* findWebhookEndpoint(id: Id): Verb<WebhookEndpoint | null> {
  const row = yield* queryOne(`${ENDPOINTS} WHERE e.id = $1`, [id]);
  return row && webhookEndpoints.read(row);
}

export function* listWebhookEndpoints(appId: Id): Verb<WebhookEndpoint[]> {
  return (yield* query(`${ENDPOINTS} WHERE e.app_id = $1 ORDER BY e.id`, [appId])).map(row =>
    webhookEndpoints.read(row)!,
  );
}

/** Switched on again, its failures are forgotten. */
export function* updateWebhookEndpoint(
  id: Id,
  change: Partial<Pick<WebhookEndpoint, 'url' | 'types' | 'status'>>,
  act: Act,
): Verb<WebhookEndpoint | null> {
  const before = yield* findWebhookEndpoint(id);
  if (before === null) return null;
  const after = { ...before, ...change };
  const failingSince = change.status === 'on' ? null : after.failingSince;
  yield* execute(
    'UPDATE webhook_endpoints SET url = $2, types = $3, status = $4, failing_since = $5 WHERE id = $1',
    [id, after.url, JSON.stringify(after.types), after.status, failingSince],
  );
  if (after.status === 'off') yield* giveUpWaiting(id);
  const detail = { webhook: id, changed: Object.keys(change) };
  yield* appendEvent({ provider: after.provider, type: 'webhook.updated', appId: after.appId, detail }, act);
  return { ...after, failingSince };
}

export function* replaceWebhookSecret(
  id: Id,
  secrets: Pick<WebhookEndpoint, 'secret' | 'oldSecretUntil'>,
  act: Act,
): Verb<boolean> {
  const rows = yield* query(
    `UPDATE webhook_endpoints SET old_secret = secret, old_secret_until = $2, secret = $3 WHERE id = $1
     RETURNING provider, app_id`,
    [id, secrets.oldSecretUntil, secrets.secret],
  );
  for (const [provider, appId] of rows as readonly string[][])
    yield* appendEvent(
      { provider: provider!, type: 'webhook.secret_rotated', appId: appId!, detail: { webhook: id } },
      act,
    );
  return rows.length > 0;
}

export function* deleteWebhookEndpoint(id: Id, act: Act): Verb<boolean> {
  const endpoint = yield* findWebhookEndpoint(id);
  if (endpoint === null) return false;
  yield* execute('DELETE FROM webhook_deliveries WHERE endpoint_id = $1', [id]);
  yield* execute('DELETE FROM webhook_endpoints WHERE id = $1', [id]);
  const { provider, appId, url } = endpoint;
  yield* appendEvent({ provider, type: 'webhook.deleted', appId, detail: { webhook: id, url } }, act);
  return true;
}

/** Endpoints with something due and nobody at work, healthy ones first: of those that fail, at most half of what is free. */
export function* leaseWebhookEndpoints(lease: {
  now: EpochSeconds;
  until: EpochSeconds;
  limit: number;
}): Verb<WebhookEndpoint[]> {
  const rows = yield* query(
    `${ENDPOINTS} WHERE e.status = 'on' AND e.leased_until <= $1 AND EXISTS (
       SELECT 1 FROM webhook_deliveries d WHERE d.endpoint_id = e.id AND d.due_at <= $1)
     ORDER BY CASE WHEN e.failing_since IS NULL THEN 0 ELSE 1 END, e.leased_until LIMIT $2`,
    [lease.now, lease.limit],
  );
  const due = rows.map(row => webhookEndpoints.read(row)!);
  const healthy = due.filter(endpoint => endpoint.failingSince === null);
  const failing = due.filter(endpoint => endpoint.failingSince !== null);
  const leased = [...healthy, ...failing.slice(0, Math.ceil(lease.limit / 2))];
  for (const { id } of leased)
    yield* execute('UPDATE webhook_endpoints SET leased_until = $2 WHERE id = $1', [id, lease.until]);
  return leased;
}

/** The time of the release stands there: who was served longest ago comes first. */
export function* releaseWebhookEndpoint(id: Id, now: EpochSeconds): Verb<void> {
  yield* execute('UPDATE webhook_endpoints SET leased_until = $2 WHERE id = $1', [id, now]);
}

/** Something due, for an endpoint that nobody has: what is asked again and again writes nothing. */
export function* hasDueDeliveries(now: EpochSeconds): Verb<boolean> {
  const sql = `SELECT 1 FROM webhook_deliveries d JOIN webhook_endpoints e ON e.id = d.endpoint_id
    WHERE d.due_at <= $1 AND e.status = 'on' AND e.leased_until <= $1 LIMIT 1`;
  return (yield* queryOne(sql, [now])) !== null;
}

/** In the order they happened. */
export function* listDueDeliveries(
  endpointId: Id,
  now: EpochSeconds,
  limit: number,
): Verb<WebhookDelivery[]> {
  const sql = `${DELIVERIES} WHERE d.endpoint_id = $1 AND d.due_at <= $2 ORDER BY d.id LIMIT $3`;
  return (yield* query(sql, [endpointId, now, limit])).map(row => webhookDeliveries.read(row)!);
}

/** Newest first. */
export function* listWebhookDeliveries(filter: {
  endpointId: Id;
  after?: Id;
  limit: number;
}): Verb<WebhookDelivery[]> {
  const params = [filter.endpointId, filter.limit, ...(filter.after === undefined ? [] : [filter.after])];
  const before = filter.after === undefined ? '' : 'AND d.id < $3';
  const sql = `${DELIVERIES} WHERE d.endpoint_id = $1 ${before} ORDER BY d.id DESC LIMIT $2`;
  return (yield* query(sql, params)).map(row => webhookDeliveries.read(row)!);
}

export function* findWebhookDelivery(id: Id): Verb<WebhookDelivery | null> {
  const row = yield* queryOne(`${DELIVERIES} WHERE d.id = $1`, [id]);
  return row && webhookDeliveries.read(row);
}

/** The same message once more, under the same id: who has it already can tell. */
export function* repeatWebhookDelivery(id: Id, now: EpochSeconds): Verb<boolean> {
  const sql = `UPDATE webhook_deliveries SET state = 'waiting', due_at = $2, attempts = 0 WHERE id = $1 AND due_at IS NULL`;
  return (yield* execute(sql, [id, now])) > 0;
}

export const addWebhookDelivery = addDelivery;

/** What came of an attempt. `off`: the endpoint is switched off with it, and everything that waits is given up. */
export function* recordWebhookAttempt(attempt: WebhookAttempt, act: Act): Verb<void> {
  const { delivery, state, dueAt, answerStatus, answer } = attempt;
  yield* execute(
    `UPDATE webhook_deliveries SET state = $2, due_at = $3, attempts = attempts + 1, tried_at = $4, answer_status = $5, answer = $6
     WHERE id = $1`,
    [delivery.id, state, dueAt, act.now, answerStatus, answer],
  );
  const endpoint = yield* findWebhookEndpoint(delivery.endpointId);
  if (endpoint === null) return;
  const failingSince = state === 'delivered' ? null : (endpoint.failingSince ?? act.now);
  if (failingSince !== endpoint.failingSince)
    yield* execute('UPDATE webhook_endpoints SET failing_since = $2 WHERE id = $1', [
      endpoint.id,
      failingSince,
    ]);
  if (state === 'failed') yield* tell('webhook.failed', endpoint, { type: delivery.type }, act);
  if (attempt.off !== null) yield* switchOff(endpoint, attempt.off, act);
  if (state !== 'waiting') yield* forgetOldest(endpoint.id);
}

function* switchOff(endpoint: WebhookEndpoint, reason: string, act: Act): Verb<void> {
  const sql = "UPDATE webhook_endpoints SET status = 'off' WHERE id = $1 AND status = 'on'";
  if ((yield* execute(sql, [endpoint.id])) === 0) return;
  yield* giveUpWaiting(endpoint.id);
  yield* tell('webhook.disabled', endpoint, { reason }, act);
}

function* giveUpWaiting(endpointId: Id): Verb<void> {
  const sql = `UPDATE webhook_deliveries SET state = 'failed', due_at = NULL WHERE endpoint_id = $1 AND due_at IS NOT NULL`;
  yield* execute(sql, [endpointId]);
  yield* forgetOldest(endpointId);
}

function* forgetOldest(endpointId: Id): Verb<void> {
  const sql = `DELETE FROM webhook_deliveries WHERE endpoint_id = $1 AND due_at IS NULL AND id <= (
    SELECT d.id FROM webhook_deliveries d WHERE d.endpoint_id = $1 AND d.due_at IS NULL
    ORDER BY d.id DESC LIMIT 1 OFFSET ${KEPT_DELIVERIES})`;
  yield* execute(sql, [endpointId]);
}

function* tell(
  type: 'webhook.failed' | 'webhook.disabled',
  { provider, appId, id, url }: WebhookEndpoint,
  detail: Record<string, unknown>,
  act: Act,
): Verb<void> {
  yield* appendEvent({ provider, type, appId, detail: { webhook: id, url, ...detail } }, act);
}
