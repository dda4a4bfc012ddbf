/** Whose an app is: owner, people, invitations, notes, and its end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AppInvitation, AppRole, User } from '../rows.ts';
import { StoreConflictError } from '../store.ts';
import {
  act,
  appRow,
  consent,
  createApp,
  createParty,
  endpointRow,
  eventTypesSince,
  id,
  NOW,
  PROVIDER,
  userRow,
} from './fixtures.ts';
import type { Subject } from './suite.ts';

export function appMemberTests(store: Subject): void {
  const person = (): Promise<User> => store().createUser(userRow(), act());
  const register = (userId: string, limit = 3) =>
    store().createApp(appRow(), { id: id(), secret: 's', keyId: 'k1' }, act(), { userId, limit });
  const invitation = (
    appId: string,
    { email, id: by }: User,
    role: AppRole = 'developer',
  ): AppInvitation => ({
    id: id(),
    provider: PROVIDER,
    appId,
    email,
    role,
    invitedBy: by,
    createdAt: NOW,
    expiresAt: NOW + 100,
  });

  test('who registers an app owns it; S-J1 a limit holds also for ten at once', async () => {
    const ada = await person();
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => register(ada.id)));
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 3);
    await assert.rejects(register(ada.id), StoreConflictError);
    const [first, ...more] = await store().listAppsOf({ userId: ada.id, limit: 2 });
    assert.deepEqual([first?.role, more.length], ['owner', 1]);
    const next = await store().listAppsOf({ userId: ada.id, limit: 2, after: more[0]!.app.id });
    assert.equal(next.length, 1);
    assert.equal(await store().findAppRole(first!.app.id, (await person()).id), null);
  });

  test('S-J3 an app without an owner goes to its address once, and not to who has the address later', async () => {
    const [ada, later] = [await person(), await person()];
    const app = await createApp(store(), { ownerEmail: ada.email });
    const claim = (userId: string) =>
      store().claimApps({ provider: PROVIDER, email: ada.email, userId }, act());
    assert.equal(await store().hasClaimableApps(PROVIDER, ada.email), true);
    assert.equal(await store().hasClaimableApps('other', ada.email), false);
    assert.equal(await claim(ada.id), 1);
    assert.equal(await claim(later.id), 0);
    assert.equal(await store().findAppRole(app.id, ada.id), 'owner');
    assert.equal(await store().findAppRole(app.id, later.id), null);
  });

  test('an invitation is answered once; testers do not list the app; the owner is nobody else’s to remove', async () => {
    const [ada, ben] = [await person(), await person()];
    const app = await register(ada.id);
    const asked = { ...invitation(app.id, ada, 'tester'), email: ben.email };
    await store().inviteToApp({ ...asked, id: id(), role: 'viewer' }, act());
    await store().inviteToApp(asked, act());
    const open = await store().listAppInvitations({ provider: PROVIDER, email: ben.email }, NOW);
    assert.deepEqual(
      open.map(({ invitation: i, app: a, invitedBy }) => [i.id, a.id, invitedBy.id]),
      [[asked.id, app.id, ada.id]],
    );
    const answers = await Promise.all([1, 2, 3].map(() => store().endAppInvitation(asked.id, ben, act())));
    assert.equal(answers.filter(Boolean).length, 1);
    assert.equal(await store().findAppRole(app.id, ben.id), 'tester');
    assert.deepEqual(await store().listAppsOf({ userId: ben.id, limit: 5 }), []);
    assert.equal(await store().removeAppMember(app.id, ada.id, act()), false);
    assert.equal(await store().removeAppMember(app.id, ben.id, act()), true);
    assert.equal(await store().removeAppMember(app.id, ben.id, act()), false);
  });

  test('an invitation that is too old, declined or withdrawn makes nobody a member', async () => {
    const [ada, ben] = [await person(), await person()];
    const app = await register(ada.id);
    const old = { ...invitation(app.id, ada), email: ben.email };
    await store().inviteToApp(old, act());
    assert.equal(await store().endAppInvitation(old.id, ben, act(NOW + 100)), false);
    assert.equal(await store().endAppInvitation(old.id, null, act()), true);
    assert.equal(await store().endAppInvitation(old.id, ben, act()), false);
    assert.deepEqual(
      (await store().listAppMembers(app.id)).map(({ user }) => user.id),
      [ada.id],
    );
  });

  test('S-J4 handed over: one owner, the one before stays as developer, and the badge is gone', async () => {
    const [ada, ben] = [await person(), await person()];
    const app = await register(ada.id);
    await store().updateApp(app.id, { verified: true }, act(NOW, 'operator'));
    const asked = { ...invitation(app.id, ada, 'owner'), email: ben.email };
    await store().inviteToApp(asked, act());
    assert.equal(await store().endAppInvitation(asked.id, ben, act()), true);
    const roles = (await store().listAppMembers(app.id)).map(({ member }) => [member.userId, member.role]);
    assert.deepEqual(
      new Map(roles as [string, string][]),
      new Map([
        [ada.id, 'developer'],
        [ben.id, 'owner'],
      ]),
    );
    const after = await store().findApp(app.id);
    assert.deepEqual([after?.ownerEmail, after?.verified], [ben.email, false]);
  });

  test('S-J3 whom the owner before asked to take the app over takes it from nobody else; of two who are asked one gets it', async () => {
    const [ada, ben, cyd] = [await person(), await person(), await person()];
    const app = await register(ada.id);
    const toBen = { ...invitation(app.id, ada, 'owner'), email: ben.email };
    const toCyd = { ...invitation(app.id, ada, 'owner'), email: cyd.email };
    await store().inviteToApp(toBen, act());
    await store().inviteToApp(toCyd, act());
    assert.equal((await store().findAppInvitation(toBen.id))?.email, ben.email);
    const answers = await Promise.all([
      store().endAppInvitation(toBen.id, ben, act()),
      store().endAppInvitation(toCyd.id, cyd, act()),
    ]);
    assert.equal(answers.filter(Boolean).length, 1);
    assert.equal(await store().findAppInvitation(toCyd.id), null);
    const owners = (await store().listAppMembers(app.id)).filter(({ member }) => member.role === 'owner');
    assert.deepEqual(
      owners.map(({ user }) => user.id),
      [answers[0] ? ben.id : cyd.id],
    );
  });

  test('the owner who joins by an invitation stays the owner', async () => {
    const ada = await person();
    const app = await register(ada.id);
    const asked = invitation(app.id, ada, 'viewer');
    await store().inviteToApp(asked, act());
    await store().endAppInvitation(asked.id, ada, act());
    assert.equal(await store().findAppRole(app.id, ada.id), 'owner');
  });

  test('fifty people are asked at once, no more; asked again counts once, and who was too late makes room', async () => {
    const ada = await person();
    const app = await register(ada.id);
    const ask = (n: number, now = NOW) => {
      const asked = { ...invitation(app.id, ada), email: `p${n}@example.com`, expiresAt: now + 100 };
      return store().inviteToApp(asked, act(now));
    };
    for (let n = 0; n < 50; n++) await ask(n);
    await ask(0);
    await assert.rejects(ask(50), StoreConflictError);
    await ask(50, NOW + 100);
  });

  test('an app is handed over and its new owner removed at once: there is one owner, whoever comes first', async () => {
    const [ada, ben] = [await person(), await person()];
    const app = await register(ada.id);
    const join = { ...invitation(app.id, ada), email: ben.email };
    await store().inviteToApp(join, act());
    await store().endAppInvitation(join.id, ben, act());
    const asked = { ...invitation(app.id, ada, 'owner'), email: ben.email };
    await store().inviteToApp(asked, act());
    const [taken] = await Promise.all([
      store().endAppInvitation(asked.id, ben, act()),
      store().removeAppMember(app.id, ben.id, act()),
    ]);
    assert.equal(taken, true);
    assert.equal(await store().findAppRole(app.id, ben.id), 'owner');
    assert.equal(await store().findAppRole(app.id, ada.id), 'developer');
  });

  test('an app that is deleted takes everything with it, for good', async () => {
    const party = await createParty(store());
    const { app, user } = party;
    const connection = await consent(store(), party);
    await store().addAppSecret(
      { id: id(), appId: app.id, hash: id(), lastFour: 'abcd', createdAt: NOW, expiresAt: null },
      act(),
    );
    await store().claimApps({ provider: PROVIDER, email: app.ownerEmail, userId: user.id }, act());
    const asked = invitation(app.id, user);
    await store().inviteToApp({ ...asked, email: 'friend@example.com' }, act());
    const endpoint = endpointRow(app.id);
    await store().createWebhookEndpoint(endpoint, act());
    const before = await store().lastEventSeq();
    assert.equal(await store().deleteApp(app.id, act()), true);
    assert.equal(await store().deleteApp(app.id, act()), false);
    assert.deepEqual(await eventTypesSince(store(), before), [
      'app.revoked',
      'webhook.deleted',
      'app.deleted',
    ]);
    assert.equal(await store().findAppInvitation(asked.id), null);
    assert.equal(await store().findWebhookEndpoint(endpoint.id), null);
    assert.deepEqual(await store().listConnections({ appId: app.id, limit: 5 }), []);
    assert.equal((await store().countConnections([app.id])).size, 0);
    assert.equal((await store().listAppSecrets(app.id))[0]?.revokedAt, NOW);
    assert.equal((await store().setAppStatus(app.id, 'approved', act()))?.status, 'deleted');
    assert.ok(
      'refused' in (await store().recordConsent({ ...connection, newId: id(), exact: false }, act())),
    );
    assert.deepEqual(await store().listAppsOf({ userId: user.id, limit: 5 }), []);
    assert.equal(await store().hasClaimableApps(PROVIDER, app.ownerEmail), false);
  });

  test('S-J15 a state changes only from where it was expected: what was suspended meanwhile stays so', async () => {
    const app = await createApp(store(), { status: 'suspended' });
    assert.equal(await store().moveApp(app.id, ['draft'], 'approved', act()), null);
    assert.equal((await store().findApp(app.id))?.status, 'suspended');
    assert.equal(await store().moveApp(id(), ['draft'], 'approved', act()), null);
  });

  test('live connections are counted by app; notes come newest first, in pages', async () => {
    const party = await createParty(store());
    await consent(store(), party);
    const idle = await createApp(store());
    const counts = await store().countConnections([party.app.id, idle.id]);
    assert.deepEqual([...counts], [[party.app.id, 1]]);
    const note = {
      appId: idle.id,
      kind: 'message' as const,
      actor: 'user:a',
      author: 'Ada',
      byStaff: false,
      text: 'hello',
      createdAt: NOW,
    };
    const notes = [1, 2, 3].map(() => ({ ...note, id: id() }));
    for (const one of notes) await store().addAppNote(one);
    const [third, second] = await store().listAppNotes({ appId: idle.id, limit: 2 });
    assert.deepEqual([third, second], [notes[2], notes[1]]);
    assert.deepEqual(await store().listAppNotes({ appId: idle.id, before: second!.id, limit: 2 }), [
      notes[0],
    ]);
  });
}
