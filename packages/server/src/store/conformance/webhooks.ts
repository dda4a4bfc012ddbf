/** Webhook endpoints as their developers change them: addresses, secrets, on and off, five at most. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WebhookEndpoint } from '../rows.ts';
import { StoreConflictError } from '../store.ts';
import { act, createApp, endpointRow, eventTypesSince, id, NOW, tally } from './fixtures.ts';
import type { Subject } from './suite.ts';

export function webhookTests(store: Subject): void {
  async function openEndpoint(): Promise<WebhookEndpoint> {
    const endpoint = endpointRow((await createApp(store())).id);
    await store().createWebhookEndpoint(endpoint, act());
    return endpoint;
  }

  async function deliver({ id: endpointId }: WebhookEndpoint): Promise<string> {
    const delivery = { id: id(), endpointId, type: 't', body: '{}', createdAt: NOW };
    await store().addWebhookDelivery(delivery);
    return delivery.id;
  }

  test('S-L8 an app has five webhooks, also where ten are made at once', async () => {
    const app = await createApp(store());
    const made = await Promise.allSettled(
      Array.from({ length: 10 }, () => store().createWebhookEndpoint(endpointRow(app.id), act())),
    );
    assert.deepEqual(tally(made.map(({ status }) => status)), { fulfilled: 5, rejected: 5 });
    await assert.rejects(store().createWebhookEndpoint(endpointRow(app.id), act()), StoreConflictError);
    assert.equal((await store().listWebhookEndpoints(app.id)).length, 5);
  });

  test('switched off, what waits is given up; switched on, it begins anew; what is not named stays', async () => {
    const endpoint = await openEndpoint();
    const waiting = await deliver(endpoint);
    const before = await store().lastEventSeq();
    await store().updateWebhookEndpoint(endpoint.id, { status: 'off' }, act());
    assert.partialDeepStrictEqual(await store().findWebhookDelivery(waiting), {
      state: 'failed',
      dueAt: null,
    });
    assert.equal(await store().hasDueDeliveries(NOW), false);
    const on = await store().updateWebhookEndpoint(
      endpoint.id,
      { status: 'on', url: 'https://b.example/' },
      act(),
    );
    assert.deepEqual(on, { ...endpoint, url: 'https://b.example/' });
    assert.deepEqual(await store().findWebhookEndpoint(endpoint.id), on);
    assert.equal(await store().updateWebhookEndpoint(id(), { status: 'on' }, act()), null);
    assert.equal(await store().findWebhookDelivery(id()), null);
    assert.deepEqual(await eventTypesSince(store(), before), ['webhook.updated', 'webhook.updated']);
  });

  test('address and events changed at once by two: both changes are there', async () => {
    const { id: endpointId } = await openEndpoint();
    await Promise.all([
      store().updateWebhookEndpoint(endpointId, { url: 'https://b.example/' }, act()),
      store().updateWebhookEndpoint(endpointId, { types: ['app.approved'] }, act()),
    ]);
    const { url, types } = (await store().findWebhookEndpoint(endpointId))!;
    assert.deepEqual([url, types], ['https://b.example/', ['app.approved']]);
  });

  test('S-C20 two rotate the signing secret at once: the newest signs, and the one before it beside it', async () => {
    const { id: endpointId } = await openEndpoint();
    const rotate = (secret: string) =>
      store().replaceWebhookSecret(endpointId, { secret, oldSecretUntil: NOW + 100 }, act());
    assert.deepEqual(await Promise.all(['second', 'third'].map(rotate)), [true, true]);
    const { secret, oldSecret, oldSecretUntil } = (await store().findWebhookEndpoint(endpointId))!;
    assert.deepEqual(new Set([secret, oldSecret]), new Set(['second', 'third']));
    assert.equal(oldSecretUntil, NOW + 100);
    assert.equal(
      await store().replaceWebhookSecret(id(), { secret: 'x', oldSecretUntil: null }, act()),
      false,
    );
  });

  test('S-E1 a delivery is sent again once by two who ask, and not while it is under way', async () => {
    const endpoint = await openEndpoint();
    const deliveryId = await deliver(endpoint);
    const again = () => store().repeatWebhookDelivery(deliveryId, NOW);
    assert.equal(await again(), false);
    const done = { state: 'delivered', dueAt: null, answerStatus: 200, answer: '', off: null } as const;
    const delivery = (await store().findWebhookDelivery(deliveryId))!;
    await store().recordWebhookAttempt({ delivery, ...done }, act());
    assert.equal((await Promise.all([again(), again()])).filter(Boolean).length, 1);
    assert.partialDeepStrictEqual(await store().findWebhookDelivery(deliveryId), {
      state: 'waiting',
      attempts: 0,
    });
    assert.equal(await store().repeatWebhookDelivery(id(), NOW), false);
  });

  test('S-E1 deleted while it is sent to: nothing of it is left, and what was tried is not written anywhere', async () => {
    const endpoint = await openEndpoint();
    const deliveryId = await deliver(endpoint);
    const delivery = (await store().findWebhookDelivery(deliveryId))!;
    const failed = { state: 'failed', dueAt: null, answerStatus: 500, answer: '', off: 'gone' } as const;
    const deleted = await Promise.all([1, 2].map(() => store().deleteWebhookEndpoint(endpoint.id, act())));
    await store().recordWebhookAttempt({ delivery, ...failed }, act());
    assert.equal(deleted.filter(Boolean).length, 1);
    assert.equal(await store().findWebhookDelivery(deliveryId), null);
    assert.equal(await store().findWebhookEndpoint(endpoint.id), null);
  });
}
