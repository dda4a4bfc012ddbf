/** API keys. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyState } from '../liveness.ts';
import type { ApiKey } from '../rows.ts';
import type { Store } from '../store.ts';
import { act, createParty, eventTypesSince, id, NOW, PROVIDER, type Party } from './fixtures.ts';
import type { Subject } from './suite.ts';

type NewKey = Parameters<Store['createApiKey']>[0];

function keyRow({ user, account }: Party, change: Partial<ApiKey> = {}): NewKey {
  return {
    id: id(),
    provider: PROVIDER,
    userId: user.id,
    accountId: account.id,
    label: 'Zapier',
    hash: 'h',
    lastFour: '1234',
    scopes: ['read'],
    personal: false,
    createdAt: NOW,
    expiresAt: null,
    ...change,
  };
}

export function apiKeyTests(store: Subject): void {
  test('a key comes back as written, with its user, account and role', async () => {
    const party = await createParty(store());
    const row = keyRow(party);
    await store().createApiKey(row, act());
    const found = await store().findApiKey(row.id);
    assert.deepEqual(found?.key, {
      ...row,
      revokedAt: null,
      revokedBy: null,
      lastUsedAt: null,
      sunsetAt: null,
    });
    assert.deepEqual([found?.user, found?.account, found?.role], [party.user, party.account, 'member']);
    assert.equal(await store().findApiKey(id()), null);
  });

  test('a key is revoked once, with an event', async () => {
    const party = await createParty(store());
    const row = keyRow(party);
    await store().createApiKey(row, act());
    const before = await store().lastEventSeq();
    assert.equal(await store().revokeApiKey(row.id, act(NOW + 1, 'user:x')), true);
    assert.equal(await store().revokeApiKey(row.id, act(NOW + 2)), false);
    const [event] = await store().listEvents({ after: before, limit: 5 });
    assert.deepEqual(
      [event?.type, event?.apiKeyId, event?.userId, event?.accountId],
      ['api_key.revoked', row.id, party.user.id, party.account.id],
    );
    assert.equal((await store().findApiKey(row.id))?.key.revokedBy, 'user:x');
  });

  test('a personal key takes the place of the one before, also when 20 are made at once', async () => {
    const party = await createParty(store());
    const before = await store().lastEventSeq();
    const rows = Array.from({ length: 20 }, () => keyRow(party, { personal: true }));
    await Promise.all(rows.map(row => store().createApiKey(row, act())));
    const other = keyRow(party);
    await store().createApiKey(other, act());
    const live = await store().listApiKeys({ userId: party.user.id, limit: 50 });
    assert.equal(live.length, 2);
    assert.equal(live.filter(context => context.key.personal).length, 1);
    const revoked = (await eventTypesSince(store(), before)).filter(type => type === 'api_key.revoked');
    assert.equal(revoked.length, 19);
  });

  test('S-I8 each source alone ends a key', async () => {
    const ends: [string, (party: Party, key: NewKey) => Promise<unknown>][] = [
      ['key_revoked', (_, key) => store().revokeApiKey(key.id, act())],
      ['user_not_active', ({ user }) => store().setUserStatus(user.id, 'disabled', act())],
      ['account_not_active', ({ account }) => store().setAccountStatus(account.id, 'suspended', act())],
      ['key_revoked', ({ user, account }) => store().removeMember(account.id, user.id, act())],
      ['key_revoked', ({ user }) => store().revokeAll({ userId: user.id }, 'r', act())],
    ];
    for (const [reason, end] of ends) {
      const party = await createParty(store());
      const row = keyRow(party);
      await store().createApiKey(row, act());
      assert.deepEqual(apiKeyState((await store().findApiKey(row.id))!, NOW), { live: true });
      await end(party, row);
      assert.deepEqual(apiKeyState((await store().findApiKey(row.id))!, NOW), { live: false, reason });
    }
    const party = await createParty(store());
    const ending = keyRow(party, { expiresAt: NOW + 5 });
    await store().createApiKey(ending, act());
    const context = (await store().findApiKey(ending.id))!;
    assert.deepEqual(apiKeyState(context, NOW + 4), { live: true });
    assert.deepEqual(apiKeyState(context, NOW + 5), { live: false, reason: 'key_expired' });
    assert.deepEqual(apiKeyState({ ...context, role: null }, NOW), { live: false, reason: 'not_a_member' });
  });

  test('keys are listed by person and account, live or ended', async () => {
    const party = await createParty(store());
    const [first, second] = [keyRow(party), keyRow(party)];
    await store().createApiKey(first, act());
    await store().createApiKey(second, act());
    await store().revokeApiKey(first.id, act());
    const list = async (filter: object) =>
      (await store().listApiKeys({ limit: 9, ...filter })).map(context => context.key.id);
    assert.deepEqual(await list({ userId: party.user.id }), [second.id]);
    assert.deepEqual(await list({ accountId: party.account.id, ended: true }), [first.id]);
    assert.deepEqual(await list({ accountId: party.account.id, provider: 'other' }), []);
  });
}
