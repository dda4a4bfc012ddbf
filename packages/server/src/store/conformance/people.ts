/** Accounts, users, memberships. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StoreConflictError } from '../store.ts';
import {
  connect,
  createParty,
  eventTypesSince,
  accountRow,
  act,
  id,
  NOW,
  PROVIDER,
  userRow,
  type Connected,
} from './fixtures.ts';
import type { Subject } from './suite.ts';

export function peopleTests(store: Subject): void {
  test('an e-mail address or external id is taken once in a provider, and free in another', async () => {
    const user = await store().createUser(userRow({ externalId: 'u-1' }), act());
    const taken = (what: string) => (error: unknown) =>
      error instanceof StoreConflictError && error.what === what;
    await assert.rejects(
      store().createUser(userRow({ email: user.email }), act()),
      taken('the e-mail address'),
    );
    await assert.rejects(
      store().createUser(userRow({ externalId: 'u-1' }), act()),
      taken('the external id of the user'),
    );
    await store().createUser(userRow({ email: user.email, externalId: 'u-1', provider: 'other' }), act());
    await store().createAccount(accountRow({ externalId: 'a-1' }), act());
    await assert.rejects(
      store().createAccount(accountRow({ externalId: 'a-1' }), act()),
      taken('the external id of the account'),
    );
    assert.deepEqual(await store().findUserByEmail(PROVIDER, user.email), user);
    assert.equal(await store().findUserByEmail('third', user.email), null);
  });

  test('of 50 users with one e-mail address created at once, one exists, and the others hear why', async () => {
    const email = `${id()}@example.com`;
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => store().createUser(userRow({ email }), act())),
    );
    assert.equal(results.filter(result => result.status === 'fulfilled').length, 1);
    for (const result of results) {
      if (result.status === 'rejected') assert.ok(result.reason instanceof StoreConflictError);
    }
  });

  test('status, plan and password changes are written once and tell it', async () => {
    const { user, account } = await createParty(store());
    const before = await store().lastEventSeq();
    for (const _ of [1, 2]) {
      await store().setUserStatus(user.id, 'disabled', act());
      await store().setAccountStatus(account.id, 'suspended', act());
      await store().setAccountPlan(account.id, 'enterprise', act());
    }
    await store().setPasswordHash(user.id, '$argon2id$x', act());
    assert.deepEqual(await eventTypesSince(store(), before), [
      'user.status_changed',
      'account.status_changed',
      'account.plan_changed',
      'user.password_changed',
    ]);
    const changed = await store().findUser(user.id);
    assert.equal(changed?.status, 'disabled');
    assert.equal(changed?.passwordHash, '$argon2id$x');
    assert.equal((await store().findAccount(account.id))?.plan, 'enterprise');
    assert.equal((await store().findAccount(account.id))?.status, 'suspended');
  });

  test('S-L4 a disabled user has no session, and none comes back with the user', async () => {
    const { user } = await createParty(store());
    const idHash = id();
    const times = { createdAt: NOW, authenticatedAt: NOW, lastSeenAt: NOW, expiresAt: NOW + 100 };
    await store().createSession({ idHash, provider: PROVIDER, userId: user.id, ...times }, null, act());
    assert.notEqual(await store().findSession(idHash, NOW), null);
    await store().setUserStatus(user.id, 'disabled', act());
    await store().setUserStatus(user.id, 'active', act());
    assert.equal(await store().findSession(idHash, NOW), null);
  });

  test('memberships: last used first, then by name', async () => {
    const user = await store().createUser(userRow(), act());
    for (const name of ['Zeta', 'Alpha']) {
      const account = await store().createAccount(accountRow({ name }), act());
      await store().putMember(account.id, user.id, 'member', act());
    }
    const names = (await store().listMemberships(user.id)).map(membership => membership.account.name);
    assert.deepEqual(names, ['Alpha', 'Zeta']);
    await store().putMember(
      (await store().findAccountByName(PROVIDER, 'Zeta'))!.id,
      user.id,
      'administrator',
      act(),
    );
    const roles = (await store().listMemberships(user.id)).map(membership => membership.role);
    assert.deepEqual(roles, ['member', 'administrator']);
  });

  test('S-W11 an account and a user of different providers never become members', async () => {
    const account = await store().createAccount(accountRow({ provider: 'other' }), act());
    const user = await store().createUser(userRow(), act());
    await assert.rejects(store().putMember(account.id, user.id, 'member', act()), /same provider/);
    assert.deepEqual(await store().listMemberships(user.id), []);
  });

  test('S-O6 connections and API keys end with the membership, and do not return with it', async () => {
    const { user, account, connection } = await connect(store());
    const keyId = id();
    await store().createApiKey(
      {
        id: keyId,
        provider: PROVIDER,
        userId: user.id,
        accountId: account.id,
        label: 'k',
        hash: 'h',
        lastFour: '0000',
        scopes: [],
        personal: false,
        createdAt: NOW,
        expiresAt: null,
      },
      act(),
    );
    const before = await store().lastEventSeq();
    await store().removeMember(account.id, user.id, act());
    await store().putMember(account.id, user.id, 'member', act());
    assert.equal(
      (await store().findConnectionById(connection.id))?.connection.revokeReason,
      'member_removed',
    );
    assert.equal((await store().findApiKey(keyId))?.key.revokedAt, NOW);
    assert.deepEqual(await eventTypesSince(store(), before), [
      'member.removed',
      'connection.revoked',
      'api_key.revoked',
      'member.added',
    ]);
  });

  test('handoff: people are created, updated and moved to exactly the accounts that are named', async () => {
    const person = (names: readonly string[], email: string) => ({
      provider: PROVIDER,
      user: { newId: id(), externalId: 'ext-7', email, name: 'Grace' },
      accounts: names.map(name => ({
        newId: id(),
        externalId: `ext-${name}`,
        name,
        role: 'member' as const,
        plan: 'pro',
      })),
    });
    const first = await store().upsertPerson(person(['One', 'Two'], 'grace@example.com'), act());
    const second = await store().upsertPerson(person(['Two', 'Three'], 'hopper@example.com'), act());
    assert.equal(second.id, first.id);
    assert.equal((await store().findUser(first.id))?.email, 'hopper@example.com');
    const memberships = await store().listMemberships(first.id);
    assert.deepEqual(
      memberships.map(membership => [membership.account.name, membership.account.plan]),
      [
        ['Three', 'pro'],
        ['Two', 'pro'],
      ],
    );
    const before = await store().lastEventSeq();
    await store().upsertPerson(person(['Two', 'Three'], 'hopper@example.com'), act());
    assert.deepEqual(await eventTypesSince(store(), before), []);
    await store().createUser(userRow({ email: 'taken@example.com' }), act());
    await assert.rejects(store().upsertPerson(person([], 'taken@example.com'), act()), StoreConflictError);
    assert.equal((await store().listMemberships(first.id)).length, 2);
  });

  test('handoff: an address that the company gave to somebody else goes with it, also when two swap theirs', async () => {
    const signIn = async (externalId: string, email: string) =>
      await store().upsertPerson(
        { provider: PROVIDER, user: { newId: id(), externalId, email, name: externalId }, accounts: [] },
        act(),
      );
    const left = await signIn('ext-left', 'left@example.com');
    const right = await signIn('ext-right', 'right@example.com');
    assert.equal((await signIn('ext-new', 'left@example.com')).email, 'left@example.com');
    assert.equal((await store().findUser(left.id))?.email, `${left.id}@moved.invalid`);
    assert.equal((await signIn('ext-left', 'right@example.com')).id, left.id);
    assert.equal((await signIn('ext-right', 'other@example.com')).id, right.id);
    assert.equal((await store().findUserByEmail(PROVIDER, 'right@example.com'))?.id, left.id);
  });

  test('R2 handoff: a company that does not say the plan leaves it; null takes it away', async () => {
    const signIn = async (plan: { plan?: string | null }) => {
      const account = { newId: id(), externalId: 'ext-planned', name: 'Planned', role: 'member' as const };
      const user = { newId: id(), externalId: 'ext-planner', email: 'planner@example.com', name: 'P' };
      await store().upsertPerson({ provider: PROVIDER, user, accounts: [{ ...account, ...plan }] }, act());
      return (await store().findAccountByName(PROVIDER, 'Planned'))?.plan;
    };
    assert.equal(await signIn({}), null);
    assert.equal(await signIn({ plan: 'enterprise' }), 'enterprise');
    assert.equal(await signIn({}), 'enterprise');
    assert.equal(await signIn({ plan: null }), null);
  });

  test('S-U7 a person is exported with what is theirs; erased, nothing is live and nothing says who it was', async () => {
    const { user, account, connection, app } = await connect(store());
    const actor = `user:${user.id}`;
    const note = {
      id: id(),
      appId: app.id,
      kind: 'message',
      actor,
      author: user.name,
      byStaff: false,
    } as const;
    await store().addAppNote({ ...note, text: `Write to ${user.email}`, createdAt: NOW });
    const mail = { provider: PROVIDER, subject: 'Ada', html: '', createdAt: NOW };
    const from = await store().findPlace('mail');
    const mails = [user.email, 'boss@example.com'].map(recipient => ({
      ...mail,
      id: id(),
      recipient,
      body: `of ${user.email}`,
    }));
    await store().moveOn({ follower: 'mail', from, to: 1, deliveries: [], mails });
    const data = await store().exportPerson(user);
    assert.equal(data['connections']![0]!['id'], connection.id);
    assert.deepEqual([data['app_notes']!.length, data['mails']!.length], [1, 1]);
    assert.ok(data['events']!.length >= 2);

    assert.equal(await store().erasePerson(user.id, [user.email], act(NOW + 1)), true);
    assert.equal(await store().erasePerson(id(), [], act()), false);
    const { email, status } = (await store().findUser(user.id))!;
    assert.deepEqual([email, status], [`${user.id}@erased.invalid`, 'disabled']);
    assert.notEqual((await store().findConnectionById(connection.id))!.connection.revokedAt, null);
    assert.deepEqual(await store().listMemberships(user.id), []);
    const [kept] = await store().listAppNotes({ appId: app.id, limit: 1 });
    assert.deepEqual([kept!.author, kept!.text], ['(erased)', 'Write to (erased)']);
    const left = await store().leaseMails({ now: NOW, until: NOW + 9, limit: 9 });
    assert.deepEqual(
      left.map(({ recipient, body }) => [recipient, body]),
      [['boss@example.com', 'of (erased)']],
    );
    assert.notEqual(await store().findAccount(account.id), null);
  });

  for (const [how, end] of [
    ['their account’s', party => store().revokeAll({ accountId: party.account.id }, 'r', act(NOW + 5))],
    ['their own', party => store().revokeAll({ userId: party.user.id }, 'r', act(NOW + 5))],
    ['their membership’s', party => store().removeMember(party.account.id, party.user.id, act(NOW + 5))],
  ] as const satisfies readonly (readonly [string, (party: Connected) => Promise<unknown>])[])
    test(`R51 what ended at once with ${how} end is found by its event`, async () => {
      const party = await connect(store());
      const after = await store().lastEventSeq();
      await end(party);
      const types = ['account.revoked', 'user.revoked', 'member.removed'] as const;
      const [event] = await store().listEvents({ after, types, limit: 9 });
      const { app, user, account } = party;
      assert.deepEqual(await store().listEndedAccess(event!), [
        { userId: user.id, accountId: account.id, name: app.name, appId: app.id },
      ]);
    });

  test('R50 at a change of the policy, what is live on the account is found', async () => {
    const { app, user, account } = await connect(store());
    const after = await store().lastEventSeq();
    await store().setPolicyMode(account.id, 'none', act());
    const [event] = await store().listEvents({ after, types: ['account.policy_changed'], limit: 1 });
    assert.deepEqual(await store().listEndedAccess(event!), [
      { userId: user.id, accountId: account.id, name: app.name, appId: app.id },
    ]);
  });
}
