/** Sessions and remembered `state` values. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { act, createParty, eventTypesSince, id, NOW, PROVIDER, tally } from './fixtures.ts';
import type { Subject } from './suite.ts';

const DAY = 24 * 3600;

export function browserTests(store: Subject): void {
  async function signIn(
    replaces: string | null = null,
    userId?: string,
  ): Promise<{ idHash: string; userId: string }> {
    const owner = userId ?? (await createParty(store())).user.id;
    const times = { createdAt: NOW, authenticatedAt: NOW, lastSeenAt: NOW, expiresAt: NOW + 100 };
    const session = { idHash: id(), provider: PROVIDER, userId: owner, ...times };
    await store().createSession(session, replaces, act());
    return session;
  }

  test('a session is found with its user until it ends or expires', async () => {
    const { idHash, userId } = await signIn();
    const found = await store().findSession(idHash, NOW + 99);
    assert.deepEqual([found?.session.userId, found?.user.id, found?.session.endedAt], [userId, userId, null]);
    assert.equal(await store().findSession(idHash, NOW + 100), null);
    assert.equal(await store().findSession(id(), NOW), null);
    await store().touchSession(idHash, NOW + 9);
    await store().touchSession(idHash, NOW + 3);
    assert.equal((await store().findSession(idHash, NOW))?.session.lastSeenAt, NOW + 9);
    await store().endSession(idHash, act());
    assert.equal(await store().findSession(idHash, NOW), null);
  });

  test('S-L1 a new session ends the one it replaces', async () => {
    const old = await signIn();
    const before = await store().lastEventSeq();
    const next = await signIn(old.idHash, old.userId);
    assert.equal(await store().findSession(old.idHash, NOW), null);
    assert.notEqual(await store().findSession(next.idHash, NOW), null);
    assert.deepEqual(await eventTypesSince(store(), before), ['session.ended', 'session.created']);
  });

  test('S-L12 all sessions of a user end together, each once', async () => {
    const first = await signIn();
    const second = await signIn(null, first.userId);
    const stranger = await signIn();
    const before = await store().lastEventSeq();
    await store().endSessionsOf(first.userId, act());
    await store().endSession(first.idHash, act());
    assert.deepEqual(await eventTypesSince(store(), before), ['session.ended', 'session.ended']);
    assert.equal(await store().findSession(second.idHash, NOW), null);
    assert.notEqual(await store().findSession(stranger.idHash, NOW), null);
  });

  test('S-X4 a state belongs to the browser, then also to the user, that claimed it first; for 24 hours', async () => {
    const base = { appId: id(), stateHash: 's' };
    const steps: [browserHash: string, userId: string | null, now: number, 'mine' | 'taken'][] = [
      ['b1', null, NOW, 'mine'],
      ['b2', null, NOW, 'taken'],
      ['b1', 'u1', NOW, 'mine'],
      ['b1', 'u2', NOW, 'taken'],
      ['b2', 'u1', NOW, 'taken'],
      ['b1', null, NOW + 1, 'mine'],
      ['b1', 'u1', NOW + DAY - 1, 'mine'],
      ['b2', 'u1', NOW + DAY - 1, 'taken'],
      ['b2', 'u2', NOW + DAY, 'mine'],
      ['b1', 'u1', NOW + DAY, 'taken'],
      ['b2', 'u1', NOW + DAY, 'taken'],
    ];
    for (const [browserHash, userId, now, expected] of steps) {
      assert.equal(await store().claimState({ ...base, browserHash, userId }, now), expected);
    }
    assert.equal(
      await store().claimState({ ...base, appId: id(), browserHash: 'b9', userId: null }, NOW),
      'mine',
    );
  });

  test('S-X4 of 200 browsers that claim one state at once, one has it', async () => {
    const base = { appId: id(), stateHash: 's', userId: null };
    const claims = Array.from({ length: 200 }, (_, i) =>
      store().claimState({ ...base, browserHash: `b${i}` }, NOW),
    );
    assert.deepEqual(tally(await Promise.all(claims)), { mine: 1, taken: 199 });
  });
}
