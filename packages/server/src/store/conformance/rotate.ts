/** Refresh rotation, reuse and its races. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { act, connect, eventTypesSince, id, NOW, rotationOf, tally } from './fixtures.ts';
import type { Subject } from './suite.ts';

export function rotateTests(store: Subject): void {
  test('a rotation writes the family and appends no event', async () => {
    const { family } = await connect(store());
    const before = await store().countRows();
    const outcome = await store().rotateFamily(rotationOf(family), act(NOW + 10));
    const expected = {
      ...family,
      generation: 1,
      keyId: 'k2',
      rotatedAt: NOW + 10,
      idleExpiresAt: NOW + 200_000,
    };
    assert.deepEqual(outcome, { outcome: 'rotated', family: expected });
    assert.deepEqual((await store().findFamily(family.id))?.family, expected);
    assert.deepEqual(await store().countRows(), before);
  });

  test('S-D4 inside the window the same generation gives the same successor, and writes nothing', async () => {
    const { family } = await connect(store());
    const first = await store().rotateFamily(rotationOf(family), act(NOW));
    for (const elapsed of [0, 60]) {
      const again = await store().rotateFamily(rotationOf(family), act(NOW + elapsed));
      assert.deepEqual(again, { ...first, outcome: 'replayed' });
    }
  });

  test('S-D3 after the window the same generation ends the family, with an event', async () => {
    const { family, connection, user, account } = await connect(store());
    await store().rotateFamily(rotationOf(family), act(NOW));
    const before = await store().lastEventSeq();
    assert.deepEqual(await store().rotateFamily(rotationOf(family), act(NOW + 61)), { outcome: 'reused' });
    const [event, ...others] = await store().listEvents({ after: before, limit: 10 });
    assert.deepEqual(others, []);
    assert.deepEqual(
      [event?.type, event?.familyId, event?.connectionId, event?.userId, event?.accountId, event?.appId],
      ['refresh.reused', family.id, connection.id, user.id, account.id, family.appId],
    );
    const successor = rotationOf(family, { generation: 1 });
    assert.deepEqual(await store().rotateFamily(successor, act()), {
      outcome: 'refused',
      reason: 'family_revoked',
    });
  });

  test('S-D3 window 0 is strict: also within the same second', async () => {
    const { family } = await connect(store());
    const strict = rotationOf(family, { replayWindowSeconds: 0 });
    assert.equal((await store().rotateFamily(strict, act())).outcome, 'rotated');
    assert.equal((await store().rotateFamily(strict, act())).outcome, 'reused');
  });

  test('S-D5 an ancestor 2 to 50 generations old ends the family, inside any window and also while the user is disabled', async () => {
    for (const [age, disabled] of [
      [2, false],
      [50, false],
      [3, true],
    ] as const) {
      const { family, user } = await connect(store());
      for (let generation = 0; generation < age; generation++) {
        await store().rotateFamily(rotationOf(family, { generation }), act());
      }
      if (disabled) await store().setUserStatus(user.id, 'disabled', act());
      assert.deepEqual(await store().rotateFamily(rotationOf(family), act()), { outcome: 'reused' });
    }
  });

  test('S-E11 a clock that jumped back an hour opens no replay window; two minutes between nodes are allowed for', async () => {
    const { family } = await connect(store());
    await store().rotateFamily(rotationOf(family), act(NOW));
    assert.equal((await store().rotateFamily(rotationOf(family), act(NOW - 119))).outcome, 'replayed');
    assert.equal((await store().rotateFamily(rotationOf(family), act(NOW - 3600))).outcome, 'reused');
  });

  test('S-D6 idle and absolute ends are final; a rotation moves only the idle one', async () => {
    const { family } = await connect(store(), { idleExpiresAt: NOW + 10, expiresAt: NOW + 100 });
    const idle = await store().rotateFamily(rotationOf(family), act(NOW + 10));
    assert.deepEqual(idle, { outcome: 'refused', reason: 'family_idle' });
    const rotated = await store().rotateFamily(rotationOf(family), act(NOW + 9));
    assert.deepEqual(rotated.outcome === 'rotated' && rotated.family.expiresAt, NOW + 100);
    const next = rotationOf(family, { generation: 1 });
    assert.equal((await store().rotateFamily(next, act(NOW + 99))).outcome, 'rotated');
    const late = rotationOf(family, { generation: 2 });
    assert.deepEqual(await store().rotateFamily(late, act(NOW + 100)), {
      outcome: 'refused',
      reason: 'family_expired',
    });
  });

  test('S-D1 another app, a future generation, an unknown or an own family: refused, nothing changes', async () => {
    const { family } = await connect(store());
    const own = await store().findOwnFamily(family.appId);
    const attempts = [
      ['foreign', rotationOf(family, { appId: id() })],
      ['future_generation', rotationOf(family, { generation: 1 })],
      ['unknown', rotationOf(family, { id: id() })],
      ['own_family', rotationOf(own!)],
    ] as const;
    const before = await store().lastEventSeq();
    for (const [reason, rotation] of attempts) {
      assert.deepEqual(await store().rotateFamily(rotation, act()), { outcome: 'refused', reason });
    }
    assert.deepEqual((await store().findFamily(family.id))?.family, family);
    assert.deepEqual(await eventTypesSince(store(), before), []);
  });

  test('S-E2 of 1,000 parallel rotations without window one rotates, and the reuse ends the family', async () => {
    const { family } = await connect(store());
    const strict = rotationOf(family, { replayWindowSeconds: 0 });
    const outcomes = await Promise.all(
      Array.from({ length: 1000 }, () => store().rotateFamily(strict, act())),
    );
    assert.deepEqual(tally(outcomes.map(outcome => outcome.outcome)), {
      rotated: 1,
      reused: 1,
      refused: 998,
    });
    assert.equal((await store().findFamily(family.id))?.family.revokeReason, 'refresh_reused');
  });

  test('S-E2 of 1,000 parallel rotations within the window one rotates, the others get the same successor', async () => {
    const { family } = await connect(store());
    const outcomes = await Promise.all(
      Array.from({ length: 1000 }, () => store().rotateFamily(rotationOf(family), act())),
    );
    assert.deepEqual(tally(outcomes.map(outcome => outcome.outcome)), { rotated: 1, replayed: 999 });
    const successors = outcomes.map(outcome => 'family' in outcome && JSON.stringify(outcome.family));
    assert.equal(new Set(successors).size, 1);
  });

  test('S-D15 no refresh answered after a revocation succeeds', async () => {
    const ends: ((c: Awaited<ReturnType<typeof connect>>) => Promise<unknown>)[] = [
      ({ family }) => store().revokeFamily(family.id, { reason: 'x', endConnection: false }, act()),
      ({ connection }) => store().revokeConnection(connection.id, 'x', act()),
      ({ user }) => store().revokeAll({ userId: user.id }, 'x', act()),
    ];
    for (const end of ends) {
      const connected = await connect(store());
      let isRevoked = false;
      const late: string[] = [];
      const refresh = async (generation: number): Promise<void> => {
        const outcome = await store().rotateFamily(rotationOf(connected.family, { generation }), act());
        if (isRevoked) late.push(outcome.outcome);
      };
      const racers = Array.from({ length: 20 }, (_, i) => refresh(i));
      const revoked = end(connected).then(() => void (isRevoked = true));
      racers.push(...Array.from({ length: 20 }, (_, i) => refresh(20 + i)));
      await Promise.all([...racers, revoked]);
      assert.ok(late.length >= 20);
      assert.deepEqual(tally(late), { refused: late.length });
    }
  });
}
