/** `valetkey webhook list`, `webhook deliveries` */
import type { WebhookDelivery } from '../../store/rows.ts';
import { defineCommand } from '../command.ts';
import { getApp, getWebhook } from '../find.ts';
import { renderTable } from '../text-table.ts';
import { parseCount, showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

export const webhookList = defineCommand({
  name: 'webhook list',
  summary: 'Where an app is told what happens',
  options: { app: { type: 'text', value: 'client_id', required: true, description: 'Of this app' } },
  async run(context) {
    await withCore(context, async core => {
      const app = await getApp(core, context.values.app);
      const endpoints = await core.store.listWebhookEndpoints(app.id);
      context.answer(
        endpoints.map(({ id, url, types, status, failingSince, createdAt }) => ({
          webhook_id: id,
          url,
          types,
          status,
          failing_since: failingSince,
          created_at: createdAt,
        })),
        renderTable(
          ['id', 'status', 'failing since', 'url', 'types'],
          endpoints.map(({ id, status, failingSince, url, types }) => [
            id,
            status,
            showTime(failingSince),
            url,
            types.join(' '),
          ]),
        ),
      );
    });
  },
});

export const webhookDeliveries = defineCommand({
  name: 'webhook deliveries',
  summary: 'What was sent to a webhook, newest first, and what was answered',
  arguments: [{ name: 'webhook_id', description: 'as `valetkey webhook list` shows it' }],
  options: { limit: { type: 'text', value: 'number', description: 'How many (default: 25)' } },
  async run(context) {
    const limit = parseCount(context.values.limit, '--limit', 25, 500);
    await withCore(context, async core => {
      const endpoint = await getWebhook(core, context.arguments[0]!);
      const deliveries = await core.store.listWebhookDeliveries({ endpointId: endpoint.id, limit });
      context.answer(deliveries.map(describe), renderDeliveries(deliveries));
    });
  },
});

function describe(delivery: WebhookDelivery): Record<string, unknown> {
  return {
    delivery_id: delivery.id,
    type: delivery.type,
    state: delivery.state,
    created_at: delivery.createdAt,
    attempts: delivery.attempts,
    tried_at: delivery.triedAt,
    due_at: delivery.dueAt,
    answer_status: delivery.answerStatus,
    answer: delivery.answer,
  };
}

function renderDeliveries(deliveries: readonly WebhookDelivery[]): string {
  return renderTable(
    ['id', 'type', 'state', 'attempts', 'last tried', 'next', 'answer'],
    deliveries.map(({ id, type, state, attempts, triedAt, dueAt, answerStatus, answer }) => [
      id,
      type,
      state,
      String(attempts),
      showTime(triedAt),
      showTime(dueAt),
      [answerStatus, answer].filter(Boolean).join(' '),
    ]),
  );
}
