/** Webhooks over the API: the developer's way from an address to a delivery that came, and what others may not. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as operations from '@valetkey/protocol/console-api';
import { consentTo, openReceiver } from '../domain/webhooks/fixtures.ts';
import { newId } from '../domain/ids.ts';
import { createApp, createPerson, openTestServer, testConfig } from '../fixtures.ts';
import { RECENT_SECONDS } from './call.ts';
import { openConsole } from './fixtures.ts';

const ADA = 'ada@example.com';
const ADDRESS = 'https://app.example/hooks';
const TYPES = ['connection.created', 'connection.revoked'] as const;

async function open(t: TestContext) {
  const server = await openTestServer(t);
  const person = await createPerson(server, 'standard');
  const app = await createApp(server, 'standard', { ownerEmail: ADA });
  return { server, person, app, ada: await openConsole(server, 'standard', ADA), ids: { appId: app.app.id } };
}

test('R51 S-L9 a webhook is made with a recent sign-in, its secret is shown once, and it is changed, rotated and ended', async t => {
  const { server, ada, ids } = await open(t);
  const made = await ada.call(operations.createWebhook, { ids, body: { url: ADDRESS, types: TYPES } });
  assert.match(String(made.json['secret']), /^whsec_[A-Za-z0-9+/]{43}=$/);
  const one = { ...ids, webhookId: String(made.json['id']) };
  const rotated = await ada.call(operations.rotateWebhookSecret, { ids: one });
  assert.notEqual(rotated.json['secret'], made.json['secret']);
  const changed = await ada.call(operations.updateWebhook, {
    ids: one,
    body: { types: ['app.suspended'], status: 'off' },
  });
  assert.deepEqual([changed.json['types'], changed.json['status']], [['app.suspended'], 'off']);
  assert.match((await ada.call(operations.testWebhook, { ids: one })).body, /switched off/);
  const list = await ada.call(operations.listWebhooks, { ids });
  assert.equal((list.json['items'] as unknown[]).length, 1);
  assert.ok(!list.body.includes('whsec'));
  server.clock.advanceSeconds(RECENT_SECONDS + 1);
  const late = await ada.call(operations.createWebhook, { ids, body: { url: ADDRESS, types: TYPES } });
  assert.equal(late.json['error'], 'insufficient_user_authentication');
  assert.equal((await ada.call(operations.deleteWebhook, { ids: one })).status, 200);
  assert.deepEqual((await ada.call(operations.listWebhooks, { ids })).json['items'], []);
});

test('S-S1 an address that is not on the public internet is refused with what to do; a sixth webhook, too', async t => {
  const { ada, ids } = await open(t);
  for (const url of ['http://app.example/', 'https://127.0.0.1/', 'https://app.example:22/']) {
    const answer = await ada.call(operations.createWebhook, { ids, body: { url, types: TYPES } });
    assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_request']);
    assert.match(String(answer.json['error_description']), /must begin with https:\/\//);
  }
  for (let i = 0; i < 5; i++)
    assert.equal(
      (await ada.call(operations.createWebhook, { ids, body: { url: ADDRESS, types: TYPES } })).status,
      200,
    );
  const sixth = await ada.call(operations.createWebhook, { ids, body: { url: ADDRESS, types: TYPES } });
  assert.match(String(sixth.json['error_description']), /at most five/);
});

test('S-J3 who only looks on an app sees its webhooks and changes none', async t => {
  const { server, person, app, ada, ids } = await open(t);
  const { user } = await createPerson(server, 'standard', {
    email: 'viewer@example.com',
    accounts: [{ name: 'V' }],
  });
  const act = { now: 1, actor: 'operator' };
  const made = await ada.call(operations.createWebhook, { ids, body: { url: ADDRESS, types: TYPES } });
  const invitation = {
    id: newId(1),
    provider: 'standard',
    appId: app.app.id,
    email: user.email,
    role: 'viewer' as const,
    invitedBy: person.user.id,
  };
  await server.core.store.inviteToApp({ ...invitation, createdAt: 1, expiresAt: 2_000_000_000 }, act);
  await server.core.store.endAppInvitation(invitation.id, user, act);
  const viewer = await openConsole(server, 'standard', 'viewer@example.com');
  const one = { ...ids, webhookId: String(made.json['id']) };
  assert.equal((await viewer.call(operations.listWebhooks, { ids })).json['mayChange'], false);
  assert.equal((await viewer.call(operations.listWebhookDeliveries, { ids: one })).status, 200);
  const delivery = await ada.call(operations.testWebhook, { ids: one });
  const body = { url: ADDRESS, types: TYPES };
  for (const answer of [
    await viewer.call(operations.createWebhook, { ids, body }),
    await viewer.call(operations.updateWebhook, { ids: one, body: { status: 'off' } }),
    await viewer.call(operations.rotateWebhookSecret, { ids: one }),
    await viewer.call(operations.testWebhook, { ids: one }),
    await viewer.call(operations.sendWebhookAgain, {
      ids: { ...one, deliveryId: String(delivery.json['deliveryId']) },
    }),
    await viewer.call(operations.deleteWebhook, { ids: one }),
  ])
    assert.deepEqual([answer.status, answer.json['error']], [403, 'access_denied']);
});

test('R51 a test event, what was answered, and once more', async t => {
  const receiver = await openReceiver(t);
  const config = { ...testConfig(), publicUrl: 'http://localhost:4000' };
  const server = await openTestServer(t, { config });
  await server.core.followUp.start();
  await createPerson(server, 'standard');
  const app = await createApp(server, 'standard', { ownerEmail: ADA });
  const ada = await openConsole(server, 'standard', ADA);
  const ids = { appId: app.app.id };
  const made = await ada.call(operations.createWebhook, { ids, body: { url: receiver.url, types: TYPES } });
  const one = { ...ids, webhookId: String(made.json['id']) };
  receiver.answer = response => void response.writeHead(500).end('<b>no</b>');
  await consentTo({ server, app });
  await server.core.followUp.settled();
  await ada.call(operations.testWebhook, { ids: one });
  await server.core.followUp.settled();
  const read = async () =>
    (await ada.call(operations.listWebhookDeliveries, { ids: one })).json['items'] as Record<
      string,
      unknown
    >[];
  const [test, created] = await read();
  assert.partialDeepStrictEqual(test, {
    type: 'webhook.test',
    state: 'waiting',
    answerStatus: 500,
    answer: '<b>no</b>',
  });
  assert.equal(created!['type'], 'connection.created');
  const again = { ids: { ...one, deliveryId: String(test!['id']) } };
  assert.deepEqual(
    (await ada.call(operations.sendWebhookAgain, again)).json,
    { sent: false },
    'it is under way',
  );
  receiver.answer = 200;
  server.clock.advanceSeconds(60);
  await server.core.followUp.settled();
  assert.deepEqual((await ada.call(operations.sendWebhookAgain, again)).json, { sent: true });
  await server.core.followUp.settled();
  assert.deepEqual(
    (await read()).map(({ state }) => state),
    ['delivered', 'delivered'],
  );
  const ofTest = receiver.received.filter(({ type }) => type === 'webhook.test');
  assert.deepEqual([ofTest.length, new Set(ofTest.map(({ headers }) => headers['webhook-id'])).size], [3, 1]);
});
