/** Consents and the list of connections. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Store } from '../store.ts';
import {
  act,
  connect,
  consent,
  createApp,
  createParty,
  eventTypesSince,
  familyOf,
  id,
  NOW,
  PROVIDER,
} from './fixtures.ts';
import type { Party } from './fixtures.ts';
import type { Subject } from './suite.ts';

async function refusal(
  store: Store,
  { app, user, account }: Party,
  provider = PROVIDER,
): Promise<string | undefined> {
  const ids = { newId: id(), provider, appId: app.id, userId: user.id, accountId: account.id };
  const outcome = await store.recordConsent({ ...ids, scopes: ['read'], exact: false }, act());
  return 'refused' in outcome ? outcome.refused : undefined;
}

export function consentTests(store: Subject): void {
  test('a first consent makes a connection, with an event that holds every id', async () => {
    const party = await createParty(store());
    const before = await store().lastEventSeq();
    const connection = await consent(store(), party, { scopes: ['read', 'read'] });
    assert.deepEqual([connection.scopes, connection.revision], [['read'], 1]);
    const found = await store().findConnection(party.app.id, party.user.id, party.account.id);
    assert.deepEqual(found, { connection, ...party, role: 'member' });
    const [event] = await store().listEvents({ after: before, limit: 10 });
    assert.equal(event?.type, 'connection.created');
    assert.deepEqual(
      [event?.appId, event?.userId, event?.accountId, event?.connectionId],
      [party.app.id, party.user.id, party.account.id, connection.id],
    );
    assert.equal((await store().listMemberships(party.user.id))[0]?.lastUsedAt, NOW);
  });

  test('more scopes are appended within the revision; the same again tells nothing', async () => {
    const party = await createParty(store());
    const first = await consent(store(), party, { scopes: ['b'] });
    const before = await store().lastEventSeq();
    const second = await consent(store(), party, { scopes: ['a', 'b'], now: NOW + 5 });
    assert.deepEqual([second.id, second.scopes, second.revision], [first.id, ['b', 'a'], 1]);
    const third = await consent(store(), party, { scopes: ['a'], now: NOW + 9 });
    assert.deepEqual([third.scopes, third.consentedAt, third.createdAt], [['b', 'a'], NOW + 9, NOW]);
    assert.deepEqual(await eventTypesSince(store(), before), ['connection.extended']);
  });

  test('S-D10 an exact consent to fewer scopes ends the older revision', async () => {
    const party = await createParty(store());
    const wide = await consent(store(), party, { scopes: ['read', 'write'] });
    const narrow = await consent(store(), party, { scopes: ['read'], exact: true });
    assert.deepEqual([narrow.scopes, narrow.revision], [['read'], 2]);
    assert.deepEqual(await store().redeemCode(familyOf(wide), act()), {
      outcome: 'refused',
      reason: 'revision_ended',
    });
    const same = await consent(store(), party, { scopes: ['read'], exact: true });
    assert.equal(same.revision, 2);
  });

  test('S-B18 a consent given anew after an end has a new revision, new scopes and revives no code', async () => {
    const party = await createParty(store());
    const first = await consent(store(), party, { scopes: ['read', 'write'] });
    await store().revokeConnection(first.id, 'user', act());
    const second = await consent(store(), party, { scopes: ['read'] });
    assert.deepEqual(
      [second.id, second.revision, second.scopes, second.revokedAt],
      [first.id, 2, ['read'], null],
    );
    await store().revokeAll({ userId: party.user.id }, 'all', act());
    const third = await consent(store(), party);
    assert.deepEqual([third.revision, third.epoch], [3, 1]);
    for (const old of [first, second]) {
      assert.deepEqual(await store().redeemCode(familyOf(old), act()), {
        outcome: 'refused',
        reason: 'revision_ended',
      });
    }
  });

  test('a consent is refused when app, user, account or membership are not what they must be', async () => {
    const refusals: [string, (party: Party) => Promise<unknown>][] = [
      ['app_not_usable', ({ app }) => store().setAppStatus(app.id, 'suspended', act())],
      ['app_not_usable', ({ app }) => store().setAppStatus(app.id, 'in_review', act())],
      ['user_not_active', ({ user }) => store().setUserStatus(user.id, 'disabled', act())],
      ['account_not_active', ({ account }) => store().setAccountStatus(account.id, 'suspended', act())],
      ['not_a_member', ({ account, user }) => store().removeMember(account.id, user.id, act())],
    ];
    for (const [reason, end] of refusals) {
      const party = await createParty(store());
      await end(party);
      assert.equal(await refusal(store(), party), reason);
    }
  });

  test('S-W11 a consent that mixes providers is refused', async () => {
    const party = await createParty(store());
    assert.equal(await refusal(store(), party, 'other'), 'not_of_this_provider');
    const foreign = await createApp(store(), { provider: 'other' });
    assert.equal(await refusal(store(), { ...party, app: foreign }), 'not_of_this_provider');
  });

  test('S-E4 a consent submitted 100 times at once is one connection of one revision', async () => {
    const party = await createParty(store());
    const before = await store().lastEventSeq();
    const all = await Promise.all(Array.from({ length: 100 }, () => consent(store(), party)));
    assert.equal(new Set(all.map(connection => `${connection.id} ${connection.revision}`)).size, 1);
    assert.deepEqual(await eventTypesSince(store(), before), ['connection.created']);
  });

  test('connections are listed by person, account and app, newest first, page by page, live or ended', async () => {
    const { user, account, connection: first, app } = await connect(store());
    const ids = [first.id];
    for (let i = 0; i < 4; i++) {
      ids.unshift((await consent(store(), { app: await createApp(store()), user, account })).id);
    }
    const list = async (filter: object) =>
      (await store().listConnections({ limit: 10, ...filter })).map(context => context.connection.id);
    assert.deepEqual(await list({ userId: user.id }), ids);
    assert.deepEqual(await list({ accountId: account.id, limit: 2 }), ids.slice(0, 2));
    assert.deepEqual(await list({ accountId: account.id, after: ids[1] }), ids.slice(2));
    assert.deepEqual(await list({ appId: app.id, provider: PROVIDER }), [first.id]);
    assert.deepEqual(await list({ userId: user.id, provider: 'other' }), []);
    await store().revokeAll({ appId: app.id }, 'all', act());
    await store().revokeConnection(ids[0]!, 'user', act());
    assert.deepEqual(await list({ userId: user.id }), ids.slice(1, 4));
    assert.deepEqual(await list({ userId: user.id, ended: true }), [ids[0], first.id]);
  });

  test('a denial is an event', async () => {
    const before = await store().lastEventSeq();
    await store().recordDenial(
      { provider: PROVIDER, type: 'consent.denied', detail: { scopes: ['read'] } },
      act(),
    );
    const [event] = await store().listEvents({ after: before, limit: 10 });
    assert.deepEqual([event?.type, event?.detail], ['consent.denied', { scopes: ['read'] }]);
  });
}
