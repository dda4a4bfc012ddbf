/** What an app is told by webhook, in the format of Standard Webhooks (docs/guides/webhooks.md). */

export const WEBHOOK_TYPES = [
  'connection.created',
  'connection.extended',
  'connection.revoked',
  'app.approved',
  'app.suspended',
  'app.revoked',
  'secret.expiring',
  'anomaly.found',
] as const;
export type WebhookType = (typeof WEBHOOK_TYPES)[number];

/** Sent only when its developer asks for it. */
export const WEBHOOK_TEST = 'webhook.test';
