/** An app's webhook endpoints: registering, changing, secrets, trying out. Console and command call the same functions. */
import { OAuthError, WEBHOOK_TEST, WEBHOOK_TYPES, type WebhookType, say } from '@valetkey/protocol';
import type { App, WebhookDelivery, WebhookEndpoint } from '../../store/rows.ts';
import { StoreConflictError } from '../../store/store.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import { newId } from '../ids.ts';
import { newDelivery } from './messages.ts';
import { checkWebhookUrl } from './post.ts';
import { newSigningSecret } from './signature.ts';

type Parts = Pick<Core, 'store' | 'keys' | 'clock' | 'config'>;
type Sending = Pick<Core, 'store' | 'clock' | 'followUp'>;

/** How long the secret before still signs. */
const OVERLAP_SECONDS = 86_400;

/** http on this machine, where the server itself is on this machine for development. */
export function isDevelopment({ config }: Pick<Core, 'config'>): boolean {
  return config.publicUrl.startsWith('http:');
}

/** The secret is shown this once. @throws {OAuthError} invalid_request */
export async function createWebhook(
  core: Parts,
  app: App,
  wanted: { url: string; types: readonly WebhookType[] },
  actor: string,
): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
  checkWebhookUrl(wanted.url, { loopback: isDevelopment(core) });
  const secret = newSigningSecret();
  const now = nowSeconds(core.clock);
  const id = newId(core.clock.nowMs());
  const endpoint: WebhookEndpoint = {
    id,
    provider: app.provider,
    appId: app.id,
    url: wanted.url,
    types: checkTypes(wanted.types),
    status: 'on',
    secret: core.keys.seal(secret, contextOf(id)),
    oldSecret: null,
    oldSecretUntil: null,
    createdAt: now,
    failingSince: null,
    leasedUntil: 0,
  };
  try {
    await core.store.createWebhookEndpoint(endpoint, { now, actor });
  } catch (error) {
    if (!(error instanceof StoreConflictError)) throw error;
    throw new OAuthError('invalid_request', say('webhooks_five'));
  }
  return { endpoint, secret };
}

/** @throws {OAuthError} invalid_request */
export async function updateWebhook(
  core: Parts,
  endpoint: WebhookEndpoint,
  change: { url?: string; types?: readonly WebhookType[]; status?: 'on' | 'off' },
  actor: string,
): Promise<WebhookEndpoint | null> {
  if (change.url !== undefined) checkWebhookUrl(change.url, { loopback: isDevelopment(core) });
  if (change.types !== undefined) checkTypes(change.types);
  return await core.store.updateWebhookEndpoint(endpoint.id, change, { now: nowSeconds(core.clock), actor });
}

/** Both sign for a day, so that the receiver can be changed at leisure. The new one is shown this once. */
export async function rotateWebhookSecret(
  core: Parts,
  endpoint: WebhookEndpoint,
  actor: string,
): Promise<{ secret: string; oldUntil: number }> {
  const secret = newSigningSecret();
  const now = nowSeconds(core.clock);
  const oldUntil = now + OVERLAP_SECONDS;
  const sealed = core.keys.seal(secret, contextOf(endpoint.id));
  await core.store.replaceWebhookSecret(
    endpoint.id,
    { secret: sealed, oldSecretUntil: oldUntil },
    { now, actor },
  );
  return { secret, oldUntil };
}

/** @throws {OAuthError} invalid_request when it is switched off */
export async function sendTestWebhook(core: Sending, endpoint: WebhookEndpoint): Promise<string> {
  checkOn(endpoint);
  const nowMs = core.clock.nowMs();
  const delivery = newDelivery(endpoint, WEBHOOK_TEST, { app: endpoint.appId }, nowMs, nowMs);
  await core.store.addWebhookDelivery(delivery);
  core.followUp.wake();
  return delivery.id;
}

/** The same message under the same id. False: it is under way already. @throws {OAuthError} invalid_request when it is switched off */
export async function sendWebhookAgain(
  core: Sending,
  endpoint: WebhookEndpoint,
  delivery: WebhookDelivery,
): Promise<boolean> {
  checkOn(endpoint);
  const isDue = await core.store.repeatWebhookDelivery(delivery.id, nowSeconds(core.clock));
  core.followUp.wake();
  return isDue;
}

/** Those that sign now. */
export function signingSecrets(core: Pick<Core, 'keys' | 'clock'>, endpoint: WebhookEndpoint): string[] {
  const { id, secret, oldSecret, oldSecretUntil } = endpoint;
  const isOldLive = oldSecret !== null && (oldSecretUntil ?? 0) > nowSeconds(core.clock);
  return [secret, ...(isOldLive ? [oldSecret] : [])].map(sealed => core.keys.open(sealed, contextOf(id)));
}

function contextOf(id: string): string {
  return `webhook ${id}`;
}

function checkTypes(types: readonly WebhookType[]): readonly WebhookType[] {
  if (types.length === 0 || types.some(type => !WEBHOOK_TYPES.includes(type)))
    throw new OAuthError('invalid_request', say('webhook_types', { types: WEBHOOK_TYPES.join(', ') }));
  return [...new Set(types)];
}

function checkOn({ status }: WebhookEndpoint): void {
  if (status === 'off') throw new OAuthError('invalid_request', say('webhook_off'));
}
