/** From what happened to what an app's own server is sent: content, signature, order, retries, and what one endpoint may cost the others. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { createApp } from '../../fixtures.ts';
import { rotateSecret } from '../registration.ts';
import { WebhookCourier } from './courier.ts';
import {
  createWebhook,
  rotateWebhookSecret,
  sendTestWebhook,
  sendWebhookAgain,
  updateWebhook,
} from './endpoints.ts';
import { consentTo, openReceiver, openTold, type Received, type Told } from './fixtures.ts';

const DAY = 86_400;

const told = async ({ server, receiver }: Told): Promise<Received[]> => {
  await server.core.followUp.settled();
  return receiver.received.splice(0);
};
const deliveriesOf = ({ server, endpoint }: Told, limit = 500) =>
  server.core.store.listWebhookDeliveries({ endpointId: endpoint.id, limit });
const eventsOf = async ({ server }: Told, type: 'webhook.failed' | 'webhook.disabled') =>
  (await server.core.store.listEvents({ after: 0, types: [type], limit: 100 })).length;

function isSignedBy(secret: string, { headers, body }: Received): boolean {
  const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const mac = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(text)
    .digest('base64');
  return String(headers['webhook-signature']).split(' ').includes(`v1,${mac}`);
}

test('R51 an app is told of a connection and of its end, by whom in general and why, signed, in order', async t => {
  const of = await openTold(t);
  const { store } = of.server.core;
  const { connection, act } = await consentTo(of);
  await store.revokeConnection(connection.id, 'left the company', act('user:somebody-else'));
  const [created, revoked, ...more] = await told(of);
  assert.deepEqual(more, []);
  const ids = {
    app: of.app.app.id,
    connection: connection.id,
    sub: connection.userId,
    account: connection.accountId,
  };
  assert.deepEqual(created!.data, { ...ids, scopes: ['people:read'] });
  assert.equal(revoked!.type, 'connection.revoked');
  assert.deepEqual(revoked!.data, { ...ids, by: 'administrator', reason: 'left the company' });
  for (const each of [created!, revoked!]) assert.ok(isSignedBy(of.secret, each));
  assert.match(String(created!.headers['webhook-id']), /^msg_[0-9a-v]{26}$/);
});

test('R51 who ended it is said in general: user, administrator, operator, app, system', async t => {
  const of = await openTold(t, ['connection.revoked']);
  const by = async (actorOf: (userId: string) => string): Promise<unknown> => {
    const { connection, act } = await consentTo(of);
    await of.server.core.store.revokeConnection(connection.id, 'r', act(actorOf(connection.userId)));
    const [{ data } = { data: {} as Received['data'] }] = await told(of);
    return data['by'];
  };
  assert.equal(await by(userId => `user:${userId}`), 'user');
  assert.equal(await by(() => 'user:another'), 'administrator');
  for (const actor of ['operator', 'system']) assert.equal(await by(() => actor), actor);
  assert.equal(await by(() => 'app:x'), 'app');
});

test('R51 when everything of a person ends, each connection that lived is told of, once, and none that had ended', async t => {
  const of = await openTold(t, ['connection.revoked', 'app.revoked']);
  const { store } = of.server.core;
  const [before, one, other] = [await consentTo(of), await consentTo(of), await consentTo(of)];
  await store.revokeAll({ userId: before.person.user.id }, 'first', before.act('operator'));
  const connectionsTold = async () => (await told(of)).map(({ data }) => data['connection']);
  assert.deepEqual(await connectionsTold(), [before.connection.id]);
  // Both before anybody looks: what each of them ended is told apart.
  await store.revokeAll({ userId: one.person.user.id }, 'again', one.act('operator'));
  await store.revokeAll({ accountId: before.person.accounts[0]!.id }, 'account', before.act('operator'));
  await store.revokeAll({ accountId: one.person.accounts[0]!.id }, 'account', one.act('operator'));
  assert.deepEqual(await connectionsTold(), [one.connection.id]);
  await store.revokeAll({ appId: of.app.app.id }, 'key leaked', other.act('operator'));
  assert.deepEqual(
    (await told(of)).map(({ type, data }) => [type, data]),
    [['app.revoked', { app: of.app.app.id, by: 'operator', reason: 'key leaked' }]],
  );
});

test('R53 a secret that ends soon is told of once; suspension and approval, too', async t => {
  const of = await openTold(t, ['secret.expiring', 'app.suspended', 'app.approved']);
  const { core, clock } = of.server;
  const act = () => ({ now: Math.floor(clock.nowMs() / 1000), actor: 'operator' });
  await rotateSecret(core, of.app.app, 7 * DAY, 'operator');
  await core.followUp.lookAtSecrets();
  assert.deepEqual(await told(of), []);
  clock.advanceSeconds(5 * DAY);
  for (let i = 0; i < 2; i++) await core.followUp.lookAtSecrets();
  const [expiring, ...more] = await told(of);
  assert.equal(more.length, 0);
  assert.deepEqual(
    [expiring!.type, expiring!.data['last_four'], expiring!.data['expires_at']],
    ['secret.expiring', of.app.secret.slice(-4), act().now + 2 * DAY],
  );
  for (const status of ['suspended', 'approved'] as const)
    await core.store.setAppStatus(of.app.app.id, status, act());
  assert.deepEqual(
    (await told(of)).map(({ type }) => type),
    ['app.suspended', 'app.approved'],
  );
});

test('only what was chosen is sent, only of the own app, and nothing to an endpoint that is off', async t => {
  const of = await openTold(t, ['connection.revoked']);
  await consentTo(of);
  await consentTo({ server: of.server, app: await createApp(of.server, 'standard') });
  assert.deepEqual(await told(of), []);
  const { connection, act } = await consentTo(of);
  const off = (await updateWebhook(of.server.core, of.endpoint, { status: 'off' }, 'operator'))!;
  await of.server.core.store.revokeConnection(connection.id, 'r', act('operator'));
  assert.deepEqual(await told(of), []);
  await assert.rejects(sendTestWebhook(of.server.core, off), { code: 'invalid_request' });
});

test('R53 while a signing secret is changed both sign, for a day', async t => {
  const of = await openTold(t);
  const { core, clock } = of.server;
  const { secret } = await rotateWebhookSecret(core, of.endpoint, 'operator');
  await sendTestWebhook(core, of.endpoint);
  const [during] = await told(of);
  assert.deepEqual([isSignedBy(of.secret, during!), isSignedBy(secret, during!)], [true, true]);
  clock.advanceSeconds(DAY);
  await sendTestWebhook(core, of.endpoint);
  const [after] = await told(of);
  assert.deepEqual([isSignedBy(of.secret, after!), isSignedBy(secret, after!)], [false, true]);
});

test('S-T1 the signing secret is in the database only encrypted', async t => {
  const of = await openTold(t);
  const stored = JSON.stringify(await of.server.core.store.findWebhookEndpoint(of.endpoint.id));
  assert.ok(!stored.includes(of.secret.slice(6)) && !stored.includes('whsec_'));
});

test('a delivery that fails is tried again over a day, under the same id, and then given up with an event', async t => {
  const of = await openTold(t);
  const { core, clock } = of.server;
  of.receiver.answer = 503;
  await sendTestWebhook(core, of.endpoint);
  const ids = new Set<unknown>();
  let seconds = 0;
  for (let attempt = 1; attempt <= 9; attempt++) {
    const came = await told(of);
    assert.equal(came.length, 1, `attempt ${attempt}`);
    ids.add(came[0]!.headers['webhook-id']);
    const [delivery] = await deliveriesOf(of);
    assert.deepEqual([delivery!.attempts, delivery!.answerStatus], [attempt, 503]);
    if (delivery!.dueAt === null) break;
    const wait = delivery!.dueAt - Math.floor(clock.nowMs() / 1000);
    clock.advanceSeconds(wait - 1);
    assert.deepEqual(await told(of), [], 'not earlier');
    clock.advanceSeconds(1);
    seconds += wait;
  }
  assert.equal(ids.size, 1);
  assert.ok(seconds > 0.9 * DAY && seconds < 1.1 * DAY, String(seconds));
  const [delivery] = await deliveriesOf(of);
  assert.equal(delivery!.state, 'failed');
  assert.equal(await eventsOf(of, 'webhook.failed'), 1);
  of.receiver.answer = 204;
  assert.equal(await sendWebhookAgain(core, of.endpoint, delivery!), true);
  assert.deepEqual(
    (await told(of)).map(({ headers }) => headers['webhook-id']),
    [...ids],
  );
  assert.deepEqual(
    (await deliveriesOf(of)).map(({ state }) => state),
    ['delivered'],
  );
});

test('an endpoint that fails for three days is switched off and its developer is told; one that says 410 at once', async t => {
  const of = await openTold(t);
  const { core, clock } = of.server;
  of.receiver.answer = 500;
  const status = async () => (await core.store.findWebhookEndpoint(of.endpoint.id))!.status;
  for (let hours = 0; hours < 73; hours += 12) {
    await sendTestWebhook(core, of.endpoint);
    await told(of);
    if (hours < 72) assert.equal(await status(), 'on');
    clock.advanceSeconds(12 * 3600);
  }
  assert.equal(await status(), 'off');
  assert.equal(await eventsOf(of, 'webhook.disabled'), 1);
  assert.deepEqual(new Set((await deliveriesOf(of)).map(({ state }) => state)), new Set(['failed']));
  const on = (await updateWebhook(core, of.endpoint, { status: 'on' }, 'operator'))!;
  assert.equal(on.failingSince, null);
  of.receiver.answer = 410;
  await sendTestWebhook(core, on);
  await told(of);
  assert.deepEqual([await status(), await eventsOf(of, 'webhook.disabled')], ['off', 2]);
});

test('S-S8 an endpoint that never answers keeps no other waiting, however much waits for it', async t => {
  const of = await openTold(t);
  const { core } = of.server;
  const dead = await openReceiver(t);
  dead.answer = () => {};
  const slow = { url: dead.url, types: ['connection.created'] as const };
  for (let i = 0; i < 4; i++) await createWebhook(core, of.app.app, slow, 'operator');
  for (let i = 0; i < 5; i++) await consentTo(of);
  const deadline = Date.now() + 8000;
  while (of.receiver.received.length < 5 && Date.now() < deadline)
    await new Promise(resume => setTimeout(resume, 20));
  assert.equal(of.receiver.received.length, 5);
  assert.equal(dead.received.length, 4, 'one at a time for each of the dead');
});

test('S-E1 several nodes on one database: each delivery is sent once; of a node that died it is sent by another', async t => {
  const of = await openTold(t);
  const { core, clock } = of.server;
  const onProblem = (error: unknown): void => assert.fail(String(error));
  const nodes = Array.from({ length: 3 }, () => new WebhookCourier({ ...core, onProblem }));
  for (let i = 0; i < 20; i++) await sendTestWebhook(core, of.endpoint);
  for (const node of nodes) node.start();
  await Promise.all(nodes.map(node => node.settled()));
  const ids = (await told(of)).map(({ headers }) => headers['webhook-id']);
  assert.deepEqual([ids.length, new Set(ids).size], [20, 20]);
  await Promise.all(nodes.map(node => node.stop()));
  const now = Math.floor(clock.nowMs() / 1000);
  const [sent] = await deliveriesOf(of);
  await core.store.repeatWebhookDelivery(sent!.id, now);
  assert.equal((await core.store.leaseWebhookEndpoints({ now, until: now + 90, limit: 5 })).length, 1);
  assert.deepEqual(await told(of), [], 'the one that died has it');
  clock.advanceSeconds(90);
  assert.equal((await told(of)).length, 1);
});

test('S-W7 of what is done the last 100 deliveries stay', async t => {
  const of = await openTold(t);
  for (let i = 0; i < 120; i++) await sendTestWebhook(of.server.core, of.endpoint);
  assert.equal((await told(of)).length, 120);
  assert.equal((await deliveriesOf(of)).length, 100);
});

test('what happened while no server ran is told at the next start; what was before the first one is not', async t => {
  const of = await openTold(t);
  const { core } = of.server;
  await core.followUp.stop();
  await consentTo(of);
  assert.deepEqual(await told(of), []);
  const { FollowUp } = await import('../follow-up.ts');
  const next = new FollowUp(core);
  await next.start();
  await next.settled();
  await next.stop();
  assert.equal(of.receiver.received.length, 1);
});
