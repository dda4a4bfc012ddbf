/** An app's people: who may do what, who is asked, and who may connect an app that is in development. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as operations from '@valetkey/protocol/console-api';
import {
  TestBrowser,
  authorizeUrl,
  callbackOf,
  createApp,
  createPerson,
  openTestServer,
  wordsOf,
  type TestServer,
} from '../fixtures.ts';
import { newId } from '../domain/ids.ts';
import type { App } from '../store/rows.ts';
import { openConsole, type Caller } from './fixtures.ts';

const ACT = { now: 1, actor: 'system' };
const [ADA, BEN] = ['ada@example.com', 'ben@example.com'];

interface World {
  server: TestServer;
  app: App;
  ids: { appId: string };
  ada: Caller;
  ben: Caller;
}

async function open(t: TestContext): Promise<World> {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  await createPerson(server, 'standard', { email: BEN, name: 'Ben', accounts: [{ name: 'Bens' }] });
  const { app } = await createApp(server, 'standard', { ownerEmail: ADA, draft: true });
  const [ada, ben] = [await openConsole(server, 'standard', ADA), await openConsole(server, 'standard', BEN)];
  return { server, app, ids: { appId: app.id }, ada, ben };
}

async function invite({ ada, ids, ben }: World, role: string): Promise<string> {
  const asked = await ada.call(operations.invitePerson, { ids, body: { email: 'Ben@Example.com', role } });
  assert.equal(asked.status, 200, asked.body);
  const { json } = await ben.call(operations.listInvitations);
  return (json['invitations'] as { id: string }[])[0]!.id;
}

async function join(world: World, role: string): Promise<void> {
  const invitationId = await invite(world, role);
  await world.ben.call(operations.answerInvitation, { ids: { invitationId }, body: { answer: 'yes' } });
}

test('S-J3 each role does what it may: a viewer reads, a developer changes, the owner decides who', async t => {
  const world = await open(t);
  const { ben, ids } = world;
  const tries = async (): Promise<number[]> => {
    const body = { name: 'Other' };
    return [
      (await ben.call(operations.readApp, { ids })).status,
      (await ben.call(operations.updateApp, { ids, body })).status,
      (await ben.call(operations.createSecret, { ids, body: { overlapSeconds: 0 } })).status,
      (await ben.call(operations.invitePerson, { ids, body: { email: 'x@y.example', role: 'developer' } }))
        .status,
    ];
  };
  assert.deepEqual(await tries(), [404, 404, 404, 404]);
  await join(world, 'viewer');
  assert.deepEqual(await tries(), [200, 403, 403, 403]);
  await join(world, 'developer');
  assert.deepEqual(await tries(), [200, 200, 200, 403]);
  const deleted = await ben.call(operations.deleteApp, { ids });
  assert.equal(deleted.status, 403);
});

test('R11 S-J16 an app in development is connected by its own people and test users only; the refusal explains', async t => {
  const world = await open(t);
  const { server, app } = world;
  const url = authorizeUrl(server, 'standard', app);
  const browser = new TestBrowser(server);
  await browser.goto(url);
  await browser.signIn(BEN);
  assert.equal(browser.page.status, 403);
  assert.match(wordsOf(browser.page), /is in development: only the people who make or try it can connect it/);
  await browser.goto(authorizeUrl(server, 'standard', app, { prompt: 'none' }));
  assert.equal(callbackOf(browser.page)['error'], 'access_denied');
  await join(world, 'tester');
  await browser.goto(url);
  assert.match(browser.page.body, /name="decision"/);
  assert.equal((await world.ben.call(operations.readApp, { ids: world.ids })).status, 404);
  await world.ada.browser.goto(url);
  assert.match(world.ada.browser.page.body, /name="decision"/);
});

test('S-K5 an invitation tells nobody who has an account, is the invited one’s alone, and can be taken back', async t => {
  const world = await open(t);
  const { ada, ben, ids } = world;
  const stranger = await ada.call(operations.invitePerson, {
    ids,
    body: { email: 'nobody@nowhere.example', role: 'tester' },
  });
  const known = await ada.call(operations.invitePerson, { ids, body: { email: BEN, role: 'tester' } });
  assert.deepEqual([stranger.status, stranger.body], [known.status, known.body]);
  const { json } = await ada.call(operations.listPeople, { ids });
  const asked = json['invitations'] as { id: string; email: string }[];
  assert.deepEqual(asked.map(({ email }) => email).toSorted(), [BEN, 'nobody@nowhere.example']);
  const invitationId = asked.find(({ email }) => email === BEN)!.id;
  const wrong = await ada.call(operations.answerInvitation, {
    ids: { invitationId },
    body: { answer: 'yes' },
  });
  assert.equal(wrong.status, 404);
  await ada.call(operations.withdrawInvitation, { ids: { ...ids, invitationId } });
  const late = await ben.call(operations.answerInvitation, {
    ids: { invitationId },
    body: { answer: 'yes' },
  });
  assert.equal(late.status, 404);
});

test('S-J3 a developer removes nobody else; nobody asks themselves; an address of another provider is another person', async t => {
  const world = await open(t);
  const { server, ada, ben, ids } = world;
  await join(world, 'developer');
  const { user } = await createPerson(server, 'standard', { email: 'cyd@example.com' });
  const asked = { provider: 'standard', appId: ids.appId, email: user.email, role: 'viewer' as const };
  const invitation = { ...asked, id: newId(0), invitedBy: user.id, createdAt: 1, expiresAt: 9e9 };
  await server.core.store.inviteToApp(invitation, ACT);
  await server.core.store.endAppInvitation(invitation.id, user, ACT);
  const removed = await ben.call(operations.removePerson, { ids: { ...ids, userId: user.id } });
  assert.equal(removed.status, 403);
  assert.equal(await server.core.store.findAppRole(ids.appId, user.id), 'viewer');
  const self = await ada.call(operations.invitePerson, { ids, body: { email: ADA, role: 'viewer' } });
  assert.deepEqual([self.status, self.json['error']], [400, 'invalid_request']);
  await createPerson(server, 'copper', { email: 'eve@example.com' });
  const eve = await openConsole(server, 'copper', 'eve@example.com');
  const toEve = { ...invitation, id: newId(1), email: 'eve@example.com' };
  await server.core.store.inviteToApp(toEve, ACT);
  const given = { ids: { invitationId: toEve.id }, body: { answer: 'yes' } };
  assert.equal((await eve.call(operations.answerInvitation, given)).status, 404);
});

test('an app is handed over when the recipient says yes, and the one before may leave', async t => {
  const world = await open(t);
  const { ada, ben, ids, server } = world;
  const { id: adaId } = (await server.core.store.findUserByEmail('standard', ADA))!;
  const leave = () => ada.call(operations.removePerson, { ids: { ...ids, userId: adaId } });
  assert.equal((await leave()).status, 400);
  const invitationId = await invite(world, 'owner');
  assert.equal((await ada.call(operations.readApp, { ids })).json['role'], 'owner');
  await ben.call(operations.answerInvitation, { ids: { invitationId }, body: { answer: 'yes' } });
  assert.equal((await ben.call(operations.readApp, { ids })).json['role'], 'owner');
  assert.equal((await ada.call(operations.readApp, { ids })).json['role'], 'developer');
  assert.equal((await leave()).status, 200);
  assert.equal((await ada.call(operations.readApp, { ids })).status, 404);
});

test('R53 S-C20 two secrets work during the overlap; which one is still used, and from where, is seen; one is ended at once', async t => {
  const world = await open(t);
  const { server, ada, app, ids } = world;
  const make = async (overlapSeconds: number) =>
    (await ada.call(operations.createSecret, { ids, body: { overlapSeconds } })).json;
  const list = async () =>
    (await ada.call(operations.listSecrets, { ids })).json['secrets'] as {
      id: string;
      state: string;
      lastUsedFrom: string | null;
      lastFour: string;
    }[];
  const use = (secret: unknown) =>
    server.post('/standard/oauth/token', {
      grant_type: 'authorization_code',
      code: 'x',
      client_id: app.id,
      client_secret: String(secret),
    });
  const second = await make(3600);
  assert.deepEqual(
    (await list()).map(({ state }) => state),
    ['live', 'ending'],
  );
  assert.equal((await make(0))['error'], 'invalid_request');
  assert.equal((await use(second['clientSecret'])).json['error'], 'invalid_grant');
  // Written beside the answer, not before it.
  const find = async () => (await list()).find(({ id }) => id === second['id']);
  let used = await find();
  for (let tries = 0; used?.lastUsedFrom === null && tries < 500; tries++) {
    await new Promise(resolve => setTimeout(resolve, 5));
    used = await find();
  }
  assert.deepEqual(
    [used?.lastUsedFrom, used?.lastFour],
    ['127.0.0.0/24', String(second['clientSecret']).slice(-4)],
  );
  await ada.call(operations.endSecret, { ids: { ...ids, secretId: String(second['id']) } });
  assert.equal((await use(second['clientSecret'])).json['error'], 'invalid_client');
});
