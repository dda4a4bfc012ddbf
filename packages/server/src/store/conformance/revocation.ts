/** Ending families, connections and everything of one app, user or account. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectionState, familyState } from '../liveness.ts';
import type { Family } from '../rows.ts';
import { act, connect, consent, eventTypesSince, familyOf, id, NOW, redeem, rotationOf } from './fixtures.ts';
import type { Connected } from './fixtures.ts';
import type { Subject } from './suite.ts';

export function revocationTests(store: Subject): void {
  /** Each source of revocation, alone. The value: whether undoing is a thing, and how. */
  const sources: [name: string, end: (c: Connected) => Promise<unknown>][] = [
    ['family', ({ family }) => store().revokeFamily(family.id, { reason: 'r', endConnection: false }, act())],
    ['connection', ({ connection }) => store().revokeConnection(connection.id, 'r', act())],
    ['app epoch', ({ app }) => store().revokeAll({ appId: app.id }, 'r', act())],
    ['user epoch', ({ user }) => store().revokeAll({ userId: user.id }, 'r', act())],
    ['account epoch', ({ account }) => store().revokeAll({ accountId: account.id }, 'r', act())],
    ['app status', ({ app }) => store().setAppStatus(app.id, 'suspended', act())],
    ['user status', ({ user }) => store().setUserStatus(user.id, 'disabled', act())],
    ['account status', ({ account }) => store().setAccountStatus(account.id, 'suspended', act())],
    ['membership', ({ account, user }) => store().removeMember(account.id, user.id, act())],
    [
      'narrower consent',
      ({ app, user, account }) => {
        const ids = {
          newId: id(),
          provider: app.provider,
          appId: app.id,
          userId: user.id,
          accountId: account.id,
        };
        return store().recordConsent({ ...ids, scopes: ['other'], exact: true }, act());
      },
    ],
  ];

  async function isDead({ family }: Connected): Promise<boolean> {
    const state = familyState((await store().findFamily(family.id))!, NOW);
    const rotation = await store().rotateFamily(rotationOf(family), act());
    return !state.live && rotation.outcome === 'refused';
  }

  test('S-I8 a family is alive while nothing ended', async () => {
    const { family } = await connect(store());
    assert.deepEqual(familyState((await store().findFamily(family.id))!, NOW), { live: true });
  });

  for (const [name, end] of sources) {
    test(`S-I8 S-D10 ${name}: this source alone ends introspection and refresh`, async () => {
      const connected = await connect(store());
      await end(connected);
      assert.equal(await isDead(connected), true);
    });
  }

  test('S-I8 no source masks another: every pair, in both orders', async () => {
    for (const [, first] of sources) {
      for (const [, second] of sources) {
        const connected = await connect(store());
        await first(connected);
        await second(connected);
        assert.equal(await isDead(connected), true);
      }
    }
  });

  test('S-I8 what comes back of itself (status) does not bring back what was revoked', async () => {
    const connected = await connect(store());
    await store().setUserStatus(connected.user.id, 'disabled', act());
    await store().revokeAll({ userId: connected.user.id }, 'r', act());
    await store().setUserStatus(connected.user.id, 'active', act());
    assert.equal(await isDead(connected), true);
  });

  test('S-O7 revoking all of one user touches nobody else, and ends API keys with events', async () => {
    const [one, other] = [await connect(store()), await connect(store())];
    const key = {
      id: id(),
      label: 'l',
      hash: 'h',
      lastFour: '1',
      scopes: [],
      personal: true,
      createdAt: NOW,
      expiresAt: null,
    };
    await store().createApiKey(
      { ...key, provider: 'acme', userId: one.user.id, accountId: one.account.id },
      act(),
    );
    const before = await store().lastEventSeq();
    await store().revokeAll({ userId: one.user.id }, 'reset', act(NOW, 'operator'));
    assert.deepEqual(await eventTypesSince(store(), before), ['user.revoked', 'api_key.revoked']);
    assert.equal((await store().findApiKey(key.id))?.key.revokedBy, 'operator');
    assert.equal(connectionState((await store().findConnectionById(one.connection.id))!).live, false);
    assert.equal(connectionState((await store().findConnectionById(other.connection.id))!).live, true);
  });

  test('revoking an account ends its API keys; revoking an app raises its epoch only', async () => {
    const { account, user, app } = await connect(store());
    const key = {
      id: id(),
      label: 'l',
      hash: 'h',
      lastFour: '1',
      scopes: [],
      personal: false,
      createdAt: NOW,
      expiresAt: null,
    };
    await store().createApiKey({ ...key, provider: 'acme', userId: user.id, accountId: account.id }, act());
    await store().revokeAll({ appId: app.id }, 'r', act());
    assert.equal((await store().findApp(app.id))?.epoch, 1);
    assert.equal((await store().findApiKey(key.id))?.key.revokedAt, null);
    await store().revokeAll({ accountId: account.id }, 'r', act());
    assert.equal((await store().findApiKey(key.id))?.key.revokedAt, NOW);
  });

  test('a connection is revoked once, by whom and why, with an event that holds every id', async () => {
    const { connection, app, user, account } = await connect(store());
    const before = await store().lastEventSeq();
    assert.equal(await store().revokeConnection(connection.id, 'not needed', act(NOW + 1, 'user:ada')), true);
    assert.equal(await store().revokeConnection(connection.id, 'again', act(NOW + 2)), false);
    assert.equal(await store().revokeConnection(id(), 'unknown', act()), false);
    const revoked = (await store().findConnectionById(connection.id))!.connection;
    assert.deepEqual(
      [revoked.revokedAt, revoked.revokedBy, revoked.revokeReason],
      [NOW + 1, 'user:ada', 'not needed'],
    );
    const [event, ...others] = await store().listEvents({ after: before, limit: 10 });
    assert.deepEqual(others, []);
    assert.deepEqual(
      [
        event?.type,
        event?.actor,
        event?.at,
        event?.connectionId,
        event?.appId,
        event?.userId,
        event?.accountId,
      ],
      ['connection.revoked', 'user:ada', (NOW + 1) * 1000, connection.id, app.id, user.id, account.id],
    );
  });

  test('S-I4 the connection ends with its last live family only, and only when asked', async () => {
    const { connection, family } = await connect(store());
    const second = await redeem(store(), familyOf(connection));
    const lapsed = await redeem(store(), familyOf(connection, { idleExpiresAt: NOW + 5 }));
    const before = await store().lastEventSeq();
    const options = { reason: 'app gave it back', endConnection: true };
    assert.equal(await store().revokeFamily(family.id, options, act(NOW + 10)), true);
    assert.equal(await store().revokeFamily(family.id, options, act(NOW + 10)), false);
    assert.equal((await store().findConnectionById(connection.id))?.connection.revokedAt, null);
    assert.equal(await store().revokeFamily(second.id, options, act(NOW + 10)), true);
    assert.equal((await store().findConnectionById(connection.id))?.connection.revokedAt, NOW + 10);
    assert.deepEqual(await eventTypesSince(store(), before), [
      'family.revoked',
      'family.revoked',
      'connection.revoked',
    ]);
    assert.equal((await store().findFamily(lapsed.id))?.family.revokedAt, null);
  });

  test('S-I4 a family of an older consent, an expired and an idle one keep no connection alive', async () => {
    const options = { reason: 'app gave it back', endConnection: true };
    const endings: Record<string, Partial<Family>> = {
      expired: { expiresAt: NOW + 5, idleExpiresAt: null },
      idle: { expiresAt: null, idleExpiresAt: NOW + 5 },
      'of an older consent': { expiresAt: null, idleExpiresAt: null },
    };
    for (const [what, change] of Object.entries(endings)) {
      const { app, user, account, connection, family } = await connect(store(), change);
      let newest = connection;
      if (what === 'of an older consent') {
        await store().revokeConnection(connection.id, 'user', act());
        newest = await consent(store(), { app, user, account });
        assert.notEqual(newest.revision, family.revision);
      }
      const last = await redeem(store(), familyOf(newest));
      await store().revokeFamily(last.id, options, act(NOW + 10));
      const ended = await store().findConnectionById(connection.id);
      assert.equal(ended?.connection.revokedAt, NOW + 10, what);
    }
    const lives = await connect(store(), { expiresAt: null, idleExpiresAt: NOW + 5, tokenHash: id() });
    const other = await redeem(store(), familyOf(lives.connection));
    await store().revokeFamily(other.id, options, act(NOW + 10));
    assert.equal((await store().findConnectionById(lives.connection.id))?.connection.revokedAt, null);
  });

  test('S-D6 idleness ends refreshing, not the access tokens that were given; without an idle end there is none', async () => {
    const idle = await connect(store(), { expiresAt: null, idleExpiresAt: NOW + 5 });
    const idleFacts = (await store().findFamily(idle.family.id))!;
    assert.deepEqual(familyState(idleFacts, NOW + 5), { live: true });
    assert.deepEqual(familyState(idleFacts, NOW + 5, { refresh: true }), {
      live: false,
      reason: 'family_idle',
    });
    const endless = await connect(store(), { expiresAt: null, idleExpiresAt: null });
    const endlessFacts = (await store().findFamily(endless.family.id))!;
    assert.deepEqual(familyState(endlessFacts, NOW + 1e9, { refresh: true }), { live: true });
  });

  test('a foreign use ends the family under its own name; an own family goes on with its next generation', async () => {
    const { family, app } = await connect(store());
    const own = await store().findOwnFamily(app.id);
    const before = await store().lastEventSeq();
    await store().revokeFamily(
      family.id,
      { reason: 'f', endConnection: false, event: 'refresh.foreign' },
      act(),
    );
    await store().revokeFamily(own!.id, { reason: 'f', endConnection: true }, act());
    assert.deepEqual(await eventTypesSince(store(), before), ['refresh.foreign', 'family.revoked']);
    const next = await store().findOwnFamily(app.id);
    assert.deepEqual([next?.generation, next?.revokedAt], [own!.generation + 1, null]);
  });

  test('S-E1 a family revoked by 100 at once is revoked by one', async () => {
    const { family } = await connect(store());
    const options = { reason: 'r', endConnection: true };
    const all = await Promise.all(
      Array.from({ length: 100 }, () => store().revokeFamily(family.id, options, act())),
    );
    assert.equal(all.filter(Boolean).length, 1);
  });
}
