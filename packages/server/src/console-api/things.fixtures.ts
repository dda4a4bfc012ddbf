/** One thing of each kind that a route can be about, of one person who has all of them. */
import { inviteToApp } from '../domain/developers/people.ts';
import { newId } from '../domain/ids.ts';
import { createWebhook, sendTestWebhook } from '../domain/webhooks/endpoints.ts';
import { createApp, createPerson, type TestServer } from '../fixtures.ts';
import type { User } from '../store/rows.ts';

const ACT = { now: 1, actor: 'system' };

/** By the `kind` of the route's `owned`: the ids its path takes, in the order of the path. */
export async function makeThings(
  server: TestServer,
  slug: string,
  email = 'stranger@example.com',
): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
  const { user, accounts } = await createPerson(server, slug, {
    email,
    name: 'Stranger',
    accounts: [{ name: 'Elsewhere', role: 'administrator' }],
  });
  const owner = { provider: slug, userId: user.id, accountId: accounts[0]!.id };
  const { accountId } = owner;
  const { app, things } = await makeApp(server, slug, user);
  const wanted = { url: 'https://app.example/hooks', types: ['app.suspended'] as const };
  const { endpoint } = await createWebhook(server.core, app, wanted, 'operator');
  const webhook = { appId: app.id, webhookId: endpoint.id };
  return {
    connection: { connectionId: await connect(server, owner, app.id) },
    'API key': { keyId: await createKey(server, owner) },
    anomaly: { anomalyId: await recordAnomaly(server, slug) },
    ...things,
    account: { accountId },
    'app on an account': { accountId, appId: app.id },
    'approval request': { accountId, requestId: await ask(server, owner, app.id) },
    notice: { noticeId: await notify(server, owner) },
    webhook,
    'webhook delivery': { ...webhook, deliveryId: await deliver(server, webhook.webhookId) },
  };
}

interface Owner {
  provider: string;
  userId: string;
  accountId: string;
}

async function connect({ core }: TestServer, owner: Owner, appId: string): Promise<string> {
  const consent = { ...owner, newId: newId(core.clock.nowMs()), appId, scopes: [], exact: false };
  const connection = await core.store.recordConsent(consent, { now: 1, actor: `user:${owner.userId}` });
  if ('refused' in connection) throw new Error(connection.refused);
  return connection.id;
}

async function makeApp(server: TestServer, slug: string, user: User) {
  const { core } = server;
  const { app } = await createApp(server, slug, { ownerEmail: user.email });
  await core.store.claimApps({ provider: slug, email: user.email, userId: user.id }, ACT);
  const asked = { email: 'friend@example.com', role: 'viewer' } as const;
  const { id: invitationId } = await inviteToApp(core, app, asked, user, `user:${user.id}`);
  const [secret] = await core.store.listAppSecrets(app.id);
  const things = {
    app: { appId: app.id },
    'app secret': { appId: app.id, secretId: secret!.id },
    'person of an app': { appId: app.id, userId: user.id },
    'invitation of an app': { appId: app.id, invitationId },
    invitation: { invitationId },
  };
  return { app, things };
}

async function createKey({ core }: TestServer, owner: Owner): Promise<string> {
  const id = newId(core.clock.nowMs());
  const key = { ...owner, id, label: 'Theirs', hash: 'h', lastFour: '0000', scopes: [], personal: false };
  await core.store.createApiKey({ ...key, createdAt: 1, expiresAt: null }, { now: 1, actor: 'system' });
  return id;
}

/** Of nobody's: `token_reuse` needs no normal to be judged by. */
async function recordAnomaly({ core }: TestServer, provider: string): Promise<string> {
  const id = newId(core.clock.nowMs());
  const about = { provider, subject: id, appId: null, connectionId: null, apiKeyId: null };
  const seen = { rule: 'token_reuse', day: 0, at: 1, seen: 1, normal: 0, unit: 'times', what: null } as const;
  const state = { response: 'notify', throttledUntil: null, status: 'open' } as const;
  const closed = { closedAt: null, closedBy: null, note: null };
  await core.store.recordAnomaly({ id, ...about, ...seen, ...state, ...closed }, { now: 1, actor: 'system' });
  return id;
}
async function ask({ core }: TestServer, owner: Owner, appId: string): Promise<string> {
  const id = newId(core.clock.nowMs());
  await core.store.requestApproval(
    { ...owner, id, appId, message: 'Please' },
    { now: 1, actor: `user:${owner.userId}` },
  );
  return id;
}

async function notify(server: TestServer, owner: Owner): Promise<string> {
  const { core } = server;
  const actId = newId(core.clock.nowMs());
  const keyId = await createKey(server, owner);
  const selection = { accountId: owner.accountId, ids: [keyId] };
  await core.store.revokeAccess(
    selection,
    { actId, reason: 'test', limit: 9 },
    { now: 1, actor: 'operator' },
  );
  return actId;
}

async function deliver({ core }: TestServer, webhookId: string): Promise<string> {
  return await sendTestWebhook(core, (await core.store.findWebhookEndpoint(webhookId))!);
}
