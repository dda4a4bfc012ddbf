/** Interactions: every step that may happen once, once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp, id, NOW, PROVIDER } from './fixtures.ts';
import type { Subject } from './suite.ts';

export function interactionTests(store: Subject): void {
  async function begin() {
    const app = await createApp(store());
    const row = {
      id: id(),
      provider: PROVIDER,
      appId: app.id,
      browserHash: 'b',
      request: '{}',
      createdAt: NOW,
      expiresAt: NOW + 600,
    };
    await store().createInteraction(row);
    return row;
  }
  const winners = async (racers: Promise<unknown>[]): Promise<number> =>
    (await Promise.all(racers)).filter(Boolean).length;

  test('S-A29 an interaction is found until it expires or is consumed', async () => {
    const row = await begin();
    const later = {
      accountId: null,
      login: null,
      loginTicketHash: null,
      loginAnsweredAt: null,
      authenticatedAt: null,
      consumedAt: null,
      outcome: null,
    };
    assert.deepEqual(await store().findInteraction(row.id, NOW + 599), { ...row, ...later });
    assert.equal(await store().findInteraction(row.id, NOW + 600), null);
    assert.equal(await store().findInteraction(id(), NOW), null);
  });

  test('account and sign-in time are written while it is open, not afterwards', async () => {
    const { id: interactionId } = await begin();
    assert.equal(
      await store().updateInteraction(interactionId, { accountId: 'a', authenticatedAt: NOW }, NOW),
      true,
    );
    assert.equal(await store().updateInteraction(interactionId, { accountId: null }, NOW), true);
    const found = await store().findInteraction(interactionId, NOW);
    assert.deepEqual([found?.accountId, found?.authenticatedAt], [null, NOW]);
    assert.equal(await store().updateInteraction(interactionId, {}, NOW), true);
    assert.equal(await store().updateInteraction(interactionId, { accountId: 'a' }, NOW + 600), false);
    await store().consumeInteraction(interactionId, null, NOW);
    assert.equal(await store().updateInteraction(interactionId, { accountId: 'a' }, NOW), false);
    assert.equal(await store().updateInteraction(interactionId, {}, NOW), false);
  });

  test('S-E4 an interaction is consumed by one of 1,000', async () => {
    const { id: interactionId } = await begin();
    assert.equal(
      await winners(Array.from({ length: 1000 }, () => store().consumeInteraction(interactionId, null, NOW))),
      1,
    );
    assert.equal(await store().findInteraction(interactionId, NOW), null);
  });

  test('S-L8 only the browser that began it learns that it was answered', async () => {
    const { id: interactionId, browserHash } = await begin();
    const answered = async (...by: [string, number]) =>
      (await store().findAnsweredInteraction(interactionId, ...by)) !== null;
    assert.equal(await answered(browserHash, NOW), false);
    await store().consumeInteraction(interactionId, null, NOW);
    assert.equal(await answered(browserHash, NOW), true);
    assert.equal(await answered('another browser', NOW), false);
    assert.equal(await answered(browserHash, NOW + 600), false);
  });

  test('S-E3 the company answers once, and its ticket works once', async () => {
    const { id: interactionId } = await begin();
    const answers = Array.from({ length: 50 }, (_, i) =>
      store().answerLogin(interactionId, `{"n":${i}}`, `t${i}`, NOW),
    );
    assert.equal(await winners(answers), 1);
    const { loginTicketHash, login } = (await store().findInteraction(interactionId, NOW))!;
    assert.equal(await store().consumeLoginTicket(interactionId, 'wrong', NOW), null);
    assert.equal(await store().consumeLoginTicket(id(), loginTicketHash!, NOW), null);
    const uses = Array.from({ length: 50 }, () =>
      store().consumeLoginTicket(interactionId, loginTicketHash!, NOW),
    );
    const results = (await Promise.all(uses)).filter(result => result !== null);
    assert.deepEqual(results, [login]);
    const after = await store().findInteraction(interactionId, NOW);
    assert.deepEqual([after?.login, after?.loginTicketHash, after?.loginAnsweredAt], [null, null, NOW]);
    assert.equal(await store().answerLogin(interactionId, '{}', 'again', NOW), false);
  });

  test('an expired or consumed interaction takes no answer and no ticket', async () => {
    const expired = await begin();
    assert.equal(await store().answerLogin(expired.id, '{}', 't', NOW + 600), false);
    const consumed = await begin();
    await store().answerLogin(consumed.id, '{}', 't', NOW);
    await store().consumeInteraction(consumed.id, null, NOW);
    assert.equal(await store().consumeLoginTicket(consumed.id, 't', NOW), null);
  });
}
