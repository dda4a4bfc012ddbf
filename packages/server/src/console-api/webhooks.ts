/** Developer Settings → Webhooks: where an app is told what happens. Whoever only looks on an app changes nothing of it. */
import * as operations from '@valetkey/protocol/console-api';
import type { OwnApp } from '../domain/developers/ownership.ts';
import {
  createWebhook,
  rotateWebhookSecret,
  sendTestWebhook,
  sendWebhookAgain,
  updateWebhook,
} from '../domain/webhooks/endpoints.ts';
import type { WebhookDelivery, WebhookEndpoint } from '../store/rows.ts';
import { appToChange, ownApp } from './owned.ts';
import { route, type Owned, type Route } from './route.ts';

const PAGE = 25;

interface OwnWebhook {
  endpoint: WebhookEndpoint;
}

/** @param app whose it is, to look at or to change */
function webhookOf(
  app: Owned<{ appId: string }, OwnApp>,
): Owned<{ appId: string; webhookId: string }, OwnWebhook> {
  return {
    kind: 'webhook',
    find: async (call, { appId, webhookId }) => {
      const own = await app.find(call, { appId });
      const endpoint = own === null ? null : await call.core.store.findWebhookEndpoint(webhookId);
      return endpoint?.appId === appId ? { endpoint } : null;
    },
  };
}

const ownWebhook = webhookOf(ownApp);
const webhookToChange = webhookOf(appToChange);

const webhookDeliveryToChange: Owned<
  { appId: string; webhookId: string; deliveryId: string },
  OwnWebhook & { delivery: WebhookDelivery }
> = {
  kind: 'webhook delivery',
  find: async (call, { deliveryId, ...ids }) => {
    const found = await webhookToChange.find(call, ids);
    const delivery = found === null ? null : await call.core.store.findWebhookDelivery(deliveryId);
    return found !== null && delivery?.endpointId === ids.webhookId ? { ...found, delivery } : null;
  },
};

export const webhookRoutes: readonly Route[] = [
  route(operations.listWebhooks, {
    owned: ownApp,
    handle: async ({ core }, { object: { app, role } }) => ({
      items: (await core.store.listWebhookEndpoints(app.id)).map(toWire),
      mayChange: role !== 'viewer',
    }),
  }),
  route(operations.createWebhook, {
    owned: appToChange,
    handle: async ({ core, act }, { object: { app }, body }) => {
      const { endpoint, secret } = await createWebhook(core, app, body, act.actor);
      return { id: endpoint.id, secret };
    },
  }),
  route(operations.updateWebhook, {
    owned: webhookToChange,
    handle: async ({ core, act }, { object: { endpoint }, body }) => {
      return toWire((await updateWebhook(core, endpoint, body, act.actor)) ?? endpoint);
    },
  }),
  route(operations.rotateWebhookSecret, {
    owned: webhookToChange,
    handle: async ({ core, act }, { object: { endpoint } }) => {
      const { secret, oldUntil } = await rotateWebhookSecret(core, endpoint, act.actor);
      return { secret, oldSecretUntil: oldUntil };
    },
  }),
  route(operations.deleteWebhook, {
    owned: webhookToChange,
    handle: async ({ core, act }, { object: { endpoint } }) => {
      await core.store.deleteWebhookEndpoint(endpoint.id, act);
      return {};
    },
  }),
  route(operations.testWebhook, {
    owned: webhookToChange,
    handle: async ({ core }, { object: { endpoint } }) => {
      return { deliveryId: await sendTestWebhook(core, endpoint) };
    },
  }),
  route(operations.listWebhookDeliveries, {
    owned: ownWebhook,
    handle: async ({ core }, { object: { endpoint }, query: { after } }) => {
      const filter = { endpointId: endpoint.id, limit: PAGE + 1, ...(after === undefined ? {} : { after }) };
      const found = await core.store.listWebhookDeliveries(filter);
      const items = found.slice(0, PAGE).map(toDelivery);
      return { items, next: found.length > PAGE ? items.at(-1)!.id : null };
    },
  }),
  route(operations.sendWebhookAgain, {
    owned: webhookDeliveryToChange,
    handle: async ({ core }, { object: { endpoint, delivery } }) => {
      return { sent: await sendWebhookAgain(core, endpoint, delivery) };
    },
  }),
];

function toWire(endpoint: WebhookEndpoint): operations.Parsed<typeof operations.webhook> {
  const { id, url, types, status, createdAt, failingSince, oldSecretUntil } = endpoint;
  return { id, url, types, status, createdAt, failingSince, oldSecretUntil };
}

function toDelivery(delivery: WebhookDelivery): operations.Parsed<typeof operations.webhookDelivery> {
  const { endpointId: _, ...shown } = delivery;
  return shown;
}
