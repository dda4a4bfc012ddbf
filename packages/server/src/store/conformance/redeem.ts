/** Redeeming codes, with races. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { familyState } from '../liveness.ts';
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
  redeem,
  rotationOf,
  tally,
} from './fixtures.ts';
import type { Subject } from './suite.ts';

export function redeemTests(store: Subject): void {
  test('a code gives a family, once, with an event that holds every id', async () => {
    const party = await createParty(store());
    const connection = await consent(store(), party);
    const proposed = familyOf(connection, { tokenHash: id() });
    const before = await store().lastEventSeq();
    const outcome = await store().redeemCode(proposed, act());
    assert.equal(outcome.outcome, 'redeemed');
    const found = await store().findFamily(proposed.id);
    assert.deepEqual(outcome.outcome === 'redeemed' && outcome.context, found);
    const { codeIssuedAt: _, ...kept } = proposed;
    assert.deepEqual(found?.family, { ...kept, generation: 0, revokedAt: null, revokeReason: null });
    assert.equal('logo' in found.app, false);
    assert.deepEqual(await store().findFamilyByTokenHash(proposed.tokenHash!), found);
    const [event, ...others] = await store().listEvents({ after: before, limit: 10 });
    assert.deepEqual(others, []);
    assert.deepEqual(
      [event?.type, event?.appId, event?.userId, event?.accountId, event?.connectionId, event?.familyId],
      ['code.redeemed', party.app.id, party.user.id, party.account.id, connection.id, proposed.id],
    );
  });

  test('S-B2 RFC 6749 §4.1.2: the second redemption ends the family of the first, and tells it once', async () => {
    const { connection, family } = await connect(store());
    const before = await store().lastEventSeq();
    for (const _ of [1, 2, 3]) {
      const again = await store().redeemCode(familyOf(connection, { id: family.id }), act());
      assert.deepEqual(again, { outcome: 'replayed' });
    }
    const context = await store().findFamily(family.id);
    assert.deepEqual(familyState(context!, NOW), { live: false, reason: 'family_revoked' });
    assert.deepEqual(await eventTypesSince(store(), before), ['code.replayed']);
    assert.equal((await store().rotateFamily(rotationOf(family), act())).outcome, 'refused');
  });

  test('S-E1 of 1,000 parallel redemptions of one code one wins, and the family is revoked afterwards', async () => {
    const connection = await consent(store(), await createParty(store()));
    const proposed = familyOf(connection);
    const outcomes = await Promise.all(
      Array.from({ length: 1000 }, () => store().redeemCode(proposed, act())),
    );
    assert.deepEqual(tally(outcomes.map(outcome => outcome.outcome)), { redeemed: 1, replayed: 999 });
    assert.equal((await store().findFamily(proposed.id))?.family.revokeReason, 'code_replayed');
  });

  test('S-B18 user, account, app, membership, connection or revision ended before redemption: refused, nothing written', async () => {
    const ends: Record<string, (c: Awaited<ReturnType<typeof connect>>) => Promise<unknown>> = {
      user_not_active: ({ user }) => store().setUserStatus(user.id, 'disabled', act()),
      account_not_active: ({ account }) => store().setAccountStatus(account.id, 'suspended', act()),
      app_not_usable: ({ app }) => store().setAppStatus(app.id, 'suspended', act()),
      connection_revoked: ({ connection }) => store().revokeConnection(connection.id, 'user', act()),
      everything_revoked: ({ app }) => store().revokeAll({ appId: app.id }, 'all', act()),
    };
    for (const [reason, end] of Object.entries(ends)) {
      const connected = await connect(store());
      await end(connected);
      const before = await store().lastEventSeq();
      const proposed = familyOf(connected.connection);
      assert.deepEqual(await store().redeemCode(proposed, act()), { outcome: 'refused', reason });
      assert.equal(await store().findFamily(proposed.id), null);
      assert.deepEqual(await eventTypesSince(store(), before), []);
    }
  });

  test('S-B18 a password changed after the code was issued refuses it; one changed before does not', async () => {
    const { user, connection } = await connect(store());
    await store().setPasswordHash(user.id, '$argon2id$new', act());
    assert.deepEqual(await store().redeemCode(familyOf(connection), act()), {
      outcome: 'refused',
      reason: 'password_changed',
    });
    const later = familyOf(connection, { codeIssuedAt: NOW + 1 });
    assert.equal((await store().redeemCode(later, act(NOW + 2))).outcome, 'redeemed');
  });

  test('a code used before is a replay also where the user was disabled in between', async () => {
    const { user, connection, family } = await connect(store());
    await store().setUserStatus(user.id, 'disabled', act());
    assert.equal(
      (await store().redeemCode(familyOf(connection, { id: family.id }), act())).outcome,
      'replayed',
    );
    await store().setUserStatus(user.id, 'active', act());
    assert.equal((await store().findFamily(family.id))?.family.revokeReason, 'code_replayed');
  });

  test('S-B6 a family that names another app, connection or provider than its connection is refused and touches nobody', async () => {
    const mine = await connect(store());
    const other = await connect(store());
    const otherApp = await createApp(store());
    const attempts = [
      familyOf(mine.connection, { appId: otherApp.id }),
      familyOf(mine.connection, { provider: 'other' }),
      familyOf(other.connection, { id: mine.family.id }),
    ];
    for (const attempt of attempts) {
      assert.deepEqual(await store().redeemCode(attempt, act()), { outcome: 'refused', reason: 'foreign' });
    }
    const unknown = { ...familyOf(mine.connection), connectionId: id() };
    assert.deepEqual(await store().redeemCode(unknown, act()), {
      outcome: 'refused',
      reason: 'connection_missing',
    });
    assert.equal((await store().findFamily(mine.family.id))?.family.revokedAt, null);
  });

  test('R13 a draft app redeems; one in review does not', async () => {
    const party = await createParty(store());
    await store().setAppStatus(party.app.id, 'draft', act());
    const connection = await consent(store(), party);
    await redeem(store(), familyOf(connection));
    await store().setAppStatus(party.app.id, 'in_review', act());
    assert.equal((await store().redeemCode(familyOf(connection), act())).outcome, 'refused');
  });
}
