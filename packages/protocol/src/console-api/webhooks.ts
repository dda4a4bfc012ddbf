/** Webhooks of an app (screen 19): where it is told what happens, and what came of it. */
import { WEBHOOK_TYPES } from '../webhook.ts';
import { done, operation, page } from './operation.ts';
import { flag, id, integer, list, nullable, object, oneOf, optional, text, time } from './schema.ts';

const url = text({ min: 1, max: 2048, format: 'uri' });
const types = list(oneOf(...WEBHOOK_TYPES), { max: WEBHOOK_TYPES.length });

export const webhook = object({
  id,
  url,
  types,
  /** `off`: by its developers, or after days of failure. */
  status: oneOf('on', 'off'),
  createdAt: time,
  /** Since when nothing got through. */
  failingSince: nullable(time),
  /** Until then the secret before signs, too. */
  oldSecretUntil: nullable(time),
});

export const listWebhooks = operation({
  name: 'webhooks.list',
  summary: 'The webhooks of an app; no secret is in it',
  method: 'GET',
  path: '/apps/:appId/webhooks',
  role: 'user',
  command: 'webhook list',
  answer: object({ items: list(webhook), mayChange: flag }),
});

/** It decides where an app's events go: a sensitive thing (S-L9). */
export const createWebhook = operation({
  name: 'webhooks.create',
  summary: 'Send an app’s events to an address of its own',
  method: 'POST',
  path: '/apps/:appId/webhooks',
  role: 'user',
  command: 'webhook create',
  recentSignIn: true,
  body: object({ url, types }),
  answer: object({
    id,
    /** Shown this once. */
    secret: text(),
  }),
});

export const updateWebhook = operation({
  name: 'webhooks.update',
  summary: 'Change a webhook’s address or events; switch it off or on',
  method: 'PATCH',
  path: '/apps/:appId/webhooks/:webhookId',
  role: 'user',
  command: 'webhook update',
  recentSignIn: true,
  body: object({ url: optional(url), types: optional(types), status: optional(oneOf('on', 'off')) }),
  answer: webhook,
});

export const rotateWebhookSecret = operation({
  name: 'webhooks.rotate_secret',
  summary: 'Make a new signing secret; the one before signs beside it for a day',
  method: 'POST',
  path: '/apps/:appId/webhooks/:webhookId/rotate-secret',
  role: 'user',
  command: 'webhook rotate-secret',
  recentSignIn: true,
  answer: object({
    /** Shown this once. */
    secret: text(),
    oldSecretUntil: time,
  }),
});

export const deleteWebhook = operation({
  name: 'webhooks.delete',
  summary: 'End a webhook and forget its deliveries',
  method: 'DELETE',
  path: '/apps/:appId/webhooks/:webhookId',
  role: 'user',
  command: 'webhook delete',
  answer: done,
});

export const testWebhook = operation({
  name: 'webhooks.test',
  summary: 'Send a test event to a webhook',
  method: 'POST',
  path: '/apps/:appId/webhooks/:webhookId/test',
  role: 'user',
  command: 'webhook test',
  answer: object({ deliveryId: id }),
});

export const webhookDelivery = object({
  id,
  type: text(),
  state: oneOf('waiting', 'delivered', 'failed'),
  createdAt: time,
  /** When it is tried next. */
  dueAt: nullable(time),
  attempts: integer(),
  triedAt: nullable(time),
  /** Null: there was no answer. */
  answerStatus: nullable(integer()),
  /** The beginning of the answer, or in a word why there was none. */
  answer: nullable(text()),
  /** JSON as it is sent. */
  body: text({ max: 65_536 }),
});

export const listWebhookDeliveries = operation({
  name: 'webhooks.deliveries',
  summary: 'What was sent to a webhook, newest first, and what was answered',
  method: 'GET',
  path: '/apps/:appId/webhooks/:webhookId/deliveries',
  role: 'user',
  command: 'webhook deliveries',
  query: object({ after: optional(id) }),
  answer: page(webhookDelivery),
});

export const sendWebhookAgain = operation({
  name: 'webhooks.send_again',
  summary: 'Send the same message once more, under the same id',
  method: 'POST',
  path: '/apps/:appId/webhooks/:webhookId/deliveries/:deliveryId/send-again',
  role: 'user',
  command: 'webhook send-again',
  answer: object({
    /** False: it was under way already. */
    sent: flag,
  }),
});
