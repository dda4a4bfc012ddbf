/** Webhooks: only what the provider signed, lately, about a connection that is still the same. */
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { createClient } from './client.ts';
import { subjectText } from './exchange/token-calls.ts';
import { MovableClock } from './fixtures.ts';
import { SecretText } from './secret-text.ts';
import { memoryVault } from './vault/memory.ts';

const SECRET = `whsec_${randomBytes(24).toString('base64')}`;
const CONNECTED_AT = Math.floor(Date.now() / 1000) - 100;

async function open() {
  const clock = new MovableClock();
  const vault = memoryVault({ clock });
  const tokens = {
    access: new SecretText('token'),
    refresh: null,
    expiresAt: null,
    receivedAt: 1,
    scopes: [],
  };
  const row = {
    provider: 'crm',
    owner: 'ada',
    state: 'connected',
    reason: null,
    version: 1,
    connectedAt: CONNECTED_AT,
    updatedAt: 1,
    tokens,
  } as const;
  await vault.insert({ ...row, id: 'mine', subject: subjectText('usr', 'acc') });
  await vault.insert({ ...row, id: 'other', subject: subjectText('usr', 'acc2') });
  const client = createClient({
    providers: {
      crm: {
        profile: 'standard',
        issuer: 'https://as.example',
        clientId: 'id',
        clientSecret: 's',
        webhookSecrets: [`whsec_${randomBytes(24).toString('base64')}`, SECRET],
      },
    },
    vault,
    clock,
    redirectUri: 'https://app.example/callback',
  });
  const states = async () =>
    (await client.connections('ada')).map(({ id, state, reason }) => [id, state, reason]);
  return { client, clock, states };
}

function signed(
  change: {
    body?: string;
    timestamp?: number;
    at?: number;
    secret?: string;
    by?: string;
    type?: string;
  } = {},
) {
  const now = Math.floor(Date.now() / 1000);
  const {
    timestamp = now,
    at = now,
    secret = SECRET,
    by = 'administrator',
    type = 'connection.revoked',
  } = change;
  const body = JSON.stringify({
    type,
    timestamp: new Date(at * 1000).toISOString(),
    data: { sub: 'usr', account: 'acc', by },
  });
  const mac = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(`msg_1.${timestamp}.${body}`)
    .digest('base64');
  return {
    provider: 'crm',
    body: change.body ?? body,
    headers: {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(timestamp),
      'webhook-signature': `v1,AAAA v1,${mac}`,
    },
  };
}

const UNTOUCHED = [
  ['mine', 'connected', null],
  ['other', 'connected', null],
];

test('connection.revoked is applied to the user and account it names, with who did it', async () => {
  const { client, states } = await open();
  assert.deepEqual(await client.receiveWebhook(signed()), { type: 'connection.revoked', applied: ['mine'] });
  assert.deepEqual(await states(), [['mine', 'needs_reconnect', 'revoked_by_administrator'], UNTOUCHED[1]]);
  assert.deepEqual((await client.receiveWebhook(signed())).applied, [], 'once more changes nothing');
});

test('app.revoked is applied to every connection that was made before it', async () => {
  const { client, states } = await open();
  const early = signed({ type: 'app.revoked', by: 'operator', at: CONNECTED_AT - 1 });
  assert.deepEqual((await client.receiveWebhook(early)).applied, []);
  const outcome = await client.receiveWebhook(signed({ type: 'app.revoked', by: 'operator' }));
  assert.deepEqual(outcome, { type: 'app.revoked', applied: ['mine', 'other'] });
  assert.deepEqual(await states(), [
    ['mine', 'needs_reconnect', 'revoked'],
    ['other', 'needs_reconnect', 'revoked'],
  ]);
});

for (const [name, change] of [
  ['another secret', { secret: `whsec_${randomBytes(24).toString('base64')}` }],
  ['a changed body', { body: signed().body.replace('acc', 'acc2') }],
  ['a timestamp older than five minutes', { timestamp: Math.floor(Date.now() / 1000) - 301 }],
  ['a timestamp in the future', { timestamp: Math.floor(Date.now() / 1000) + 360 }],
] as const) {
  test(`${name}: refused, and nothing changes`, async () => {
    const { client, states } = await open();
    await assert.rejects(client.receiveWebhook(signed(change)), { code: 'bad_webhook' });
    assert.deepEqual(await states(), UNTOUCHED);
  });
}

test('no headers: refused', async () => {
  const { client } = await open();
  await assert.rejects(client.receiveWebhook({ ...signed(), headers: {} }), { code: 'bad_webhook' });
});

test('a webhook about the connection before does not end the one made since', async () => {
  const { client, states } = await open();
  assert.deepEqual((await client.receiveWebhook(signed({ at: CONNECTED_AT - 1 }))).applied, []);
  assert.deepEqual(await states(), UNTOUCHED);
});
