/** Receives signed webhooks (Standard Webhooks, HMAC-SHA256) and applies `connection.revoked` and `app.revoked`. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { nowSeconds, type Clock } from './clock.ts';
import { ClientError } from './errors.ts';
import type { Emit, ReconnectReason } from './events.ts';
import { subjectText } from './exchange/token-calls.ts';
import type { Provider } from './provider/provider.ts';
import { markNeedsReconnect } from './refresh/needs-reconnect.ts';
import type { ConnectionRecord } from './vault/connection-record.ts';
import type { Vault } from './vault/vault.ts';

export interface WebhookRequest {
  provider: string;
  /** `webhook-id`, `webhook-timestamp`, `webhook-signature`, in lower case or as `Headers`. */
  headers: Headers | Readonly<Record<string, string | string[] | undefined>>;
  /** The body exactly as it came: parsed and rendered again it has another signature. */
  body: string | Uint8Array;
}

export interface WebhookOutcome {
  type: string;
  /** Connections that now need to be made anew. */
  applied: readonly string[];
}

/** Older ones could be replays; clocks may differ by as much. */
const TOLERANCE_SECONDS = 300;

interface WebhookParts {
  vault: Vault;
  clock: Clock;
  emit: Emit;
  getProvider(name: string): Provider;
}

/** @throws ClientError `bad_webhook`: answer 401, and nothing has changed. */
export async function receiveWebhook(parts: WebhookParts, request: WebhookRequest): Promise<WebhookOutcome> {
  const provider = parts.getProvider(request.provider);
  const body = typeof request.body === 'string' ? request.body : Buffer.from(request.body).toString('utf8');
  checkSignature(provider, request, body, nowSeconds(parts.clock));
  const event = parseEvent(body);
  const applied: string[] = [];
  for await (const record of endedBy(parts.vault, provider, event)) {
    // A webhook that comes late, or twice, is about the connection before: the one made since stays.
    if (event.at < record.connectedAt) continue;
    if (await markNeedsReconnect(parts, record, reasonOf(event.by))) applied.push(record.id);
  }
  return { type: event.type, applied };
}

/** `app.revoked` says once what would be said of each connection. */
async function* endedBy(
  vault: Vault,
  { name }: Provider,
  { type, sub, account }: RevokedEvent,
): AsyncGenerator<ConnectionRecord> {
  if (type === 'app.revoked') yield* vault.listByProvider(name);
  if (type === 'connection.revoked' && sub !== null)
    yield* await vault.findBySubject(name, subjectText(sub, account));
}

function checkSignature(provider: Provider, { headers }: WebhookRequest, body: string, now: number): void {
  const read = (name: string): string => {
    const value = headers instanceof Headers ? headers.get(name) : headers[name];
    return typeof value === 'string' ? value : '';
  };
  const [id, timestamp] = [read('webhook-id'), read('webhook-timestamp')];
  if (id === '' || !/^\d{1,12}$/.test(timestamp)) throw bad('Its headers are missing.');
  if (Math.abs(now - Number(timestamp)) > TOLERANCE_SECONDS) throw bad('It is too old, or a clock is wrong.');
  const given = read('webhook-signature')
    .slice(0, 2048)
    .split(' ')
    .filter(part => part.startsWith('v1,'));
  const expected = provider.webhookSecrets.map(secret =>
    createHmac('sha256', decodeSecret(secret.reveal())).update(`${id}.${timestamp}.${body}`).digest(),
  );
  const isSigned = expected.some(mac =>
    given.some(part => isEqual(Buffer.from(part.slice(3), 'base64'), mac)),
  );
  if (!isSigned) throw bad('Its signature is not the provider’s.');
}

function isEqual(given: Buffer, mac: Buffer): boolean {
  return given.length === mac.length && timingSafeEqual(given, mac);
}

function decodeSecret(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

interface RevokedEvent {
  type: string;
  at: number;
  sub: string | null;
  account: string | null;
  by: string | null;
}

function parseEvent(body: string): RevokedEvent {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw bad('Its body is not JSON.');
  }
  const { type, timestamp, data } = (parsed ?? {}) as Record<string, unknown>;
  const about = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const atMs = Date.parse(text(timestamp) ?? '');
  if (typeof type !== 'string' || Number.isNaN(atMs)) throw bad('Its body has no type or no timestamp.');
  return {
    type,
    at: Math.floor(atMs / 1000),
    sub: text(about['sub']),
    account: text(about['account']),
    by: text(about['by']),
  };
}

function reasonOf(by: string | null): ReconnectReason {
  if (by === 'user') return 'revoked_by_user';
  return by === 'administrator' ? 'revoked_by_administrator' : 'revoked';
}

function bad(why: string): ClientError {
  return new ClientError('bad_webhook', `The webhook is refused. ${why}`);
}
