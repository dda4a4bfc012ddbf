/** What is told to apps and people: places in the events, leases, deliveries, mails. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { act, connect, createApp, endpointRow, id, NOW, PROVIDER } from './fixtures.ts';
import type { Subject } from './suite.ts';

const LEASE = { now: NOW, until: NOW + 90, limit: 5 };

export function outboxTests(store: Subject): void {
  test('S-E1 of two followers at the same place one moves on, with what it prepared', async () => {
    const from = await store().findPlace('mail');
    const mail = {
      provider: PROVIDER,
      recipient: 'a@example.com',
      subject: 's',
      body: 'b',
      html: 'h',
      createdAt: NOW,
    };
    const move = () =>
      store().moveOn({ follower: 'mail', from, to: 7, deliveries: [], mails: [{ ...mail, id: id() }] });
    assert.deepEqual((await Promise.all([move(), move()])).toSorted(), [false, true]);
    assert.equal(await store().findPlace('mail'), 7);
    const [leased, ...more] = [...(await store().leaseMails(LEASE)), ...(await store().leaseMails(LEASE))];
    assert.deepEqual([leased!.attempts, more.length], [1, 0]);
    assert.equal(await store().hasDueMails(NOW + 90), true);
    await store().settleMail(leased!.id, null);
    assert.equal(await store().hasDueMails(NOW + 90), false);
  });

  test('S-E1 an endpoint is leased to one, its deliveries come in order, and what was tried is kept', async () => {
    const app = await createApp(store());
    const endpoint = endpointRow(app.id);
    await store().createWebhookEndpoint(endpoint, act());
    const bodies = ['1', '2'];
    for (const body of bodies)
      await store().addWebhookDelivery({
        id: id(),
        endpointId: endpoint.id,
        type: 't',
        body,
        createdAt: NOW,
      });
    const leases = await Promise.all([
      store().leaseWebhookEndpoints(LEASE),
      store().leaseWebhookEndpoints(LEASE),
    ]);
    assert.equal(leases.flat().length, 1);
    assert.equal(await store().hasDueDeliveries(NOW), false);
    const due = await store().listDueDeliveries(endpoint.id, NOW, 9);
    assert.deepEqual(
      due.map(({ body }) => body),
      bodies,
    );
    const attempt = { state: 'delivered' as const, dueAt: null, answerStatus: 200, answer: 'ok', off: null };
    await store().recordWebhookAttempt({ delivery: due[0]!, ...attempt }, act());
    const failed = { ...attempt, state: 'failed' as const, answerStatus: null, off: 'gone' };
    await store().recordWebhookAttempt({ delivery: due[1]!, ...failed }, act());
    await store().releaseWebhookEndpoint(endpoint.id, NOW);
    assert.partialDeepStrictEqual(await store().findWebhookEndpoint(endpoint.id), {
      status: 'off',
      failingSince: NOW,
    });
    const kept = await store().listWebhookDeliveries({ endpointId: endpoint.id, limit: 9 });
    assert.deepEqual(
      kept.map(({ state, attempts }) => [state, attempts]),
      [
        ['failed', 1],
        ['delivered', 1],
      ],
    );
    assert.equal(await store().repeatWebhookDelivery(kept[0]!.id, NOW), true);
    assert.equal(await store().deleteWebhookEndpoint(endpoint.id, act()), true);
    assert.deepEqual(await store().listWebhookEndpoints(app.id), []);
  });

  test('R51 connections that one revocation of everything ended, and how many come and end in a day', async () => {
    const { app, user, connection } = await connect(store());
    await store().createWebhookEndpoint(endpointRow(app.id), act());
    const ended = async () => {
      const after = await store().lastEventSeq();
      await store().revokeAll({ userId: user.id }, 'r', act());
      const [event] = await store().listEvents({ after, types: ['user.revoked'], limit: 1 });
      return await store().listConnectionsEndedBy(event!.seq, { userId: user.id });
    };
    assert.deepEqual(await ended(), [connection.id]);
    assert.deepEqual(await ended(), [], 'it had ended before');
    await store().revokeConnection(connection.id, 'r', act());
    const day = NOW - (NOW % 86_400);
    const range = { appId: app.id, from: day, to: day + 86_400, stepSeconds: 86_400 };
    assert.deepEqual(await store().sumConnectionsByTime(range), [{ at: day, connected: 1, ended: 1 }]);
    await store().noteLocale(user.id, 'fr');
    assert.equal(await store().findLocale(PROVIDER, user.email), 'fr');
    await store().addAppSecret(
      { id: id(), appId: app.id, hash: 'h', lastFour: 'abcd', createdAt: NOW, expiresAt: NOW + 10 },
      act(),
    );
    assert.deepEqual(
      [
        await store().tellExpiringSecrets(NOW + 99, act()),
        await store().tellExpiringSecrets(NOW + 99, act()),
      ],
      [1, 0],
    );
  });
}
