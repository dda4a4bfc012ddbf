/** `valetkey webhook update`, `webhook delete`, `webhook test`, `webhook send-again` */
import type { WebhookType } from '@valetkey/protocol';
import { sendTestWebhook, sendWebhookAgain, updateWebhook } from '../../domain/webhooks/endpoints.ts';
import { defineCommand } from '../command.ts';
import { CommandError, UsageError } from '../failures.ts';
import { getWebhook } from '../find.ts';
import { OPERATOR, operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

const WEBHOOK = { name: 'webhook_id', description: 'as `valetkey webhook list` shows it' };

export const webhookUpdate = defineCommand({
  name: 'webhook update',
  summary: 'Change a webhook’s address or events; switch it off or on',
  arguments: [WEBHOOK],
  options: {
    url: { type: 'text', value: 'address', description: 'Another address' },
    type: { type: 'list', value: 'type', description: 'What to send from now on, once for each' },
    on: { type: 'flag', description: 'Switch it on; past failures are forgotten' },
    off: { type: 'flag', description: 'Switch it off; what waits is not sent' },
  },
  async run(context) {
    const { url, type, on, off } = context.values;
    if (on && off) throw new UsageError('--on and --off exclude each other.');
    const change = {
      ...(url === undefined ? {} : { url }),
      ...(type.length === 0 ? {} : { types: type as WebhookType[] }),
      ...(on || off ? { status: on ? ('on' as const) : ('off' as const) } : {}),
    };
    await withCore(context, async core => {
      const before = await getWebhook(core, context.arguments[0]!);
      const after = (await updateWebhook(core, before, change, OPERATOR)) ?? before;
      context.answer(
        { webhook_id: after.id, url: after.url, types: after.types, status: after.status },
        `${after.url} is ${after.status}, and is sent: ${after.types.join(', ')}.`,
      );
    });
  },
});

export const webhookDelete = defineCommand({
  name: 'webhook delete',
  summary: 'End a webhook and forget its deliveries',
  arguments: [WEBHOOK],
  async run(context) {
    await withCore(context, async core => {
      const { id, url } = await getWebhook(core, context.arguments[0]!);
      const deleted = await core.store.deleteWebhookEndpoint(id, operatorAct(core));
      context.answer({ webhook_id: id, deleted }, `Nothing more is sent to ${url}.`);
    });
  },
});

export const webhookTest = defineCommand({
  name: 'webhook test',
  summary: 'Have the server send a test event to a webhook',
  arguments: [WEBHOOK],
  async run(context) {
    await withCore(context, async core => {
      const endpoint = await getWebhook(core, context.arguments[0]!);
      const id = await sendTestWebhook(core, endpoint);
      context.answer(
        { delivery_id: id },
        `A running server sends it within seconds. See: valetkey webhook deliveries ${endpoint.id}`,
      );
    });
  },
});

export const webhookSendAgain = defineCommand({
  name: 'webhook send-again',
  summary: 'Have the server send the same message once more, under the same id',
  arguments: [{ name: 'delivery_id', description: 'as `valetkey webhook deliveries` shows it' }],
  async run(context) {
    await withCore(context, async core => {
      const delivery = await core.store.findWebhookDelivery(context.arguments[0]!);
      if (delivery === null) throw new CommandError('There is no such delivery.');
      const sent = await sendWebhookAgain(core, await getWebhook(core, delivery.endpointId), delivery);
      context.answer(
        { delivery_id: delivery.id, sent },
        sent ? 'A running server sends it within seconds.' : 'It is under way already.',
      );
    });
  },
});
