/** `valetkey webhook create`, `webhook rotate-secret` */
import { WEBHOOK_TYPES, type WebhookType } from '@valetkey/protocol';
import { createWebhook, rotateWebhookSecret } from '../../domain/webhooks/endpoints.ts';
import { defineCommand } from '../command.ts';
import { getApp, getWebhook } from '../find.ts';
import { OPERATOR } from '../operator.ts';
import { renderFields } from '../text-table.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

const SHOWN_ONCE = 'The signing secret is shown this once.';

export const webhookCreate = defineCommand({
  name: 'webhook create',
  summary: 'Send an app’s events to an address of its own',
  options: {
    app: { type: 'text', value: 'client_id', required: true, description: 'Of this app' },
    url: { type: 'text', value: 'address', required: true, description: 'https://… of the app’s server' },
    type: {
      type: 'list',
      value: 'type',
      description: `What to send, once for each; default: all of ${WEBHOOK_TYPES.join(', ')}`,
    },
  },
  examples: [
    'valetkey webhook create --app <client_id> --url https://app.example/webhooks --type connection.revoked',
  ],
  async run(context) {
    const { app, url, type } = context.values;
    const types = type.length === 0 ? WEBHOOK_TYPES : (type as WebhookType[]);
    await withCore(context, async core => {
      const { endpoint, secret } = await createWebhook(
        core,
        await getApp(core, app),
        { url, types },
        OPERATOR,
      );
      context.answer(
        { webhook_id: endpoint.id, url, types: endpoint.types, secret },
        `${renderFields({ webhook: endpoint.id, url, types: endpoint.types.join(' '), secret })}\n\n${SHOWN_ONCE}`,
      );
    });
  },
});

export const webhookRotateSecret = defineCommand({
  name: 'webhook rotate-secret',
  summary: 'Make a new signing secret; the one before signs beside it for a day',
  arguments: [{ name: 'webhook_id', description: 'as `valetkey webhook list` shows it' }],
  async run(context) {
    await withCore(context, async core => {
      const endpoint = await getWebhook(core, context.arguments[0]!);
      const { secret, oldUntil } = await rotateWebhookSecret(core, endpoint, OPERATOR);
      context.answer(
        { webhook_id: endpoint.id, secret, old_secret_until: oldUntil },
        `${renderFields({ webhook: endpoint.id, secret })}\n\n${SHOWN_ONCE} The one before signs until ${showTime(oldUntil)}.`,
      );
    });
  },
});
