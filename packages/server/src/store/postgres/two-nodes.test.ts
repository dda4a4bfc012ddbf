/** Two nodes on one PostgreSQL database, where two people do the same thing in the console at once: one of them does it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  act,
  createApp,
  createParty,
  endpointRow,
  id,
  NOW,
  PROVIDER,
  tally,
  userRow,
} from '../conformance/fixtures.ts';
import { openPostgresStore } from '../postgres.ts';
import type { Store } from '../store.ts';
import { startCluster, type Cluster } from './fixtures.ts';

const STAFF = act(NOW, 'operator');
const LEASE = { now: NOW, until: NOW + 90, limit: 5 };
let cluster: Cluster;
let nodes: [Store, Store];
before(async () => {
  cluster = await startCluster();
  const url = await cluster.createDatabase();
  nodes = [await openPostgresStore({ url }), await openPostgresStore({ url })];
});
after(async () => {
  for (const node of nodes) await node.close();
  await cluster.remove();
});

/** Each node does it `times` times, all at once. */
async function onBoth<T>(times: number, action: (node: Store, n: number) => Promise<T>): Promise<T[]> {
  const all = nodes.flatMap(node => Array.from({ length: times }, (_, n) => action(node, n)));
  return await Promise.all(all);
}

test('R13 S-E1 an app is approved once, a link is opened once, an app is asked for once and answered once', async () => {
  const [node] = nodes;
  for (let round = 0; round < 5; round++) {
    const { app, user, account } = await createParty(node);
    await node.setAppStatus(app.id, 'in_review', STAFF);
    const moved = await onBoth(3, one => one.moveApp(app.id, ['in_review'], 'approved', STAFF));
    assert.equal(moved.filter(Boolean).length, 1);
    const hash = id();
    await node.createCredentialLink({ hash, appId: app.id, createdAt: NOW, expiresAt: NOW + 10 });
    const opened = await onBoth(3, one => one.consumeCredentialLink(hash, act()));
    assert.deepEqual(tally(opened.map(String)), { true: 1, false: 5 });
    const ids = { provider: PROVIDER, accountId: account.id, appId: app.id, userId: user.id };
    const asked = await onBoth(3, one => one.requestApproval({ ...ids, id: id(), message: '' }, act()));
    assert.equal(asked.filter(Boolean).length, 1);
    const answered = await onBoth(3, one => one.answerRequests(account.id, app.id, 'refused', '', STAFF));
    assert.equal(
      answered.reduce((sum, count) => sum + count, 0),
      1,
    );
  }
});

test('S-E1 a policy decided on both nodes at once keeps every decision', async () => {
  const [node] = nodes;
  const { account } = await createParty(node);
  const apps = [0, 1].map(() => Array.from({ length: 5 }, () => id()));
  await Promise.all(
    nodes.flatMap((one, at) =>
      apps[at]!.map(appId => one.decideApp(account.id, appId, 'allowed', '', STAFF)),
    ),
  );
  assert.deepEqual(new Set((await node.findAccount(account.id))?.appPolicy?.allowed), new Set(apps.flat()));
});

test('S-J3 an app that two people take over on two nodes has one owner; one link of those made at once is left', async () => {
  const [node] = nodes;
  for (let round = 0; round < 5; round++) {
    const [ada, ben, cyd] = await Promise.all([1, 2, 3].map(() => node.createUser(userRow(), act())));
    const app = await createApp(node, { ownerEmail: ada!.email });
    await node.claimApps({ provider: PROVIDER, email: ada!.email, userId: ada!.id }, act());
    const from = {
      provider: PROVIDER,
      appId: app.id,
      invitedBy: ada!.id,
      createdAt: NOW,
      expiresAt: NOW + 100,
    };
    const asked = [ben!, cyd!].map(({ email }) => ({ ...from, id: id(), email, role: 'owner' as const }));
    for (const invitation of asked) await node.inviteToApp(invitation, act());
    const taken = await Promise.all([
      nodes[0].endAppInvitation(asked[0]!.id, ben!, act()),
      nodes[1].endAppInvitation(asked[1]!.id, cyd!, act()),
    ]);
    assert.equal(taken.filter(Boolean).length, 1);
    const roles = (await node.listAppMembers(app.id)).map(({ member }) => member.role);
    assert.deepEqual(roles.toSorted(), ['developer', 'owner']);
    const link = { appId: app.id, createdAt: NOW, expiresAt: NOW + 10 };
    await onBoth(2, one => one.createCredentialLink({ ...link, hash: id() }));
    assert.equal((await node.listCredentialLinks(app.id)).length, 1);
  }
});

test('S-E1 five webhooks an app and two secrets hold across nodes; a webhook is leased to one of them', async () => {
  const [node] = nodes;
  for (let round = 0; round < 5; round++) {
    const app = await createApp(node);
    const made = await onBoth(5, one =>
      one.createWebhookEndpoint(endpointRow(app.id), act()).then(
        () => 'made',
        (error: Error) => error.name,
      ),
    );
    assert.deepEqual(tally(made), { made: 5, StoreConflictError: 5 });
    const [endpoint] = await node.listWebhookEndpoints(app.id);
    await node.addWebhookDelivery({
      id: id(),
      endpointId: endpoint!.id,
      type: 't',
      body: '',
      createdAt: NOW,
    });
    const leases = await onBoth(2, one => one.leaseWebhookEndpoints(LEASE));
    assert.deepEqual(
      leases.flat().map(one => one.id),
      [endpoint!.id],
    );
    const secret = { appId: app.id, hash: 'h', lastFour: '1', createdAt: NOW, expiresAt: null };
    const added = await Promise.allSettled(
      nodes.flatMap(one => [1, 2].map(() => one.addAppSecret({ ...secret, id: id() }, act(), NOW + 60))),
    );
    assert.equal(added.filter(({ status }) => status === 'fulfilled').length, 2);
    const ends = (await node.listAppSecrets(app.id)).map(({ expiresAt }) => expiresAt);
    assert.deepEqual(new Set(ends), new Set([null, NOW + 60]));
  }
});

test('R4 a key made on one node while the other announces the end of all keys ends with them', async () => {
  for (let round = 0; round < 5; round++) {
    const { user, account } = await createParty(nodes[0]);
    const sunset = { provider: PROVIDER, endsAt: NOW + 1000 + round, notice: '', announcedAt: NOW };
    const key = {
      id: id(),
      provider: PROVIDER,
      userId: user.id,
      accountId: account.id,
      label: 'l',
      hash: 'h',
    };
    const rest = { lastFour: '1', scopes: [], personal: false, createdAt: NOW, expiresAt: null };
    await Promise.all([
      nodes[0].createApiKey({ ...key, ...rest }, act()),
      nodes[1].announceKeySunset(sunset, STAFF),
    ]);
    assert.equal((await nodes[0].findApiKey(key.id))?.key.sunsetAt, sunset.endsAt);
  }
});
