/** The signature of a webhook (Standard Webhooks, HMAC-SHA256). */
import { createHmac, randomBytes } from 'node:crypto';
import type { EpochSeconds } from '../../store/rows.ts';

const SECRET_BYTES = 32;

/** `whsec_` and base64, as receivers' libraries take it. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** One signature for each live secret: a receiver needs to know but one of them. */
export function signWebhook(
  { id, timestamp, body }: { id: string; timestamp: EpochSeconds; body: string },
  secrets: readonly string[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const sign = (secret: string): string =>
    createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map(secret => `v1,${sign(secret)}`).join(' '),
  };
}
