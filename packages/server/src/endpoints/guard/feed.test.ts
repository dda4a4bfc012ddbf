/** The feed: a waiting guard hears at once what ended, and a strange cursor makes it forget everything. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedAnswer } from '@valetkey/protocol';
import { refreshTokens, type TestServer } from '../../fixtures.ts';
import { actOf, guardGet, openConnected, revokeToken, type Connected } from '../../token-fixtures.ts';
import { createApiKey } from '../../domain/api-keys.ts';

async function connectionOf(of: Connected) {
  return (await of.server.core.store.findConnection(
    of.app.app.id,
    of.person.user.id,
    of.person.accounts[0]!.id,
  ))!.connection;
}

async function readFeed(server: TestServer, slug: string, query = ''): Promise<FeedAnswer> {
  const answer = await guardGet(server, slug, `feed${query}`);
  assert.equal(answer.status, 200, answer.body);
  return answer.json as unknown as FeedAnswer;
}

type Ends = [
  end: (of: Connected) => Promise<unknown>,
  ids: (of: Connected) => Promise<Record<string, string>>,
];
const ENDS: Record<string, Ends> = {
  'a family': [
    of => revokeToken(of, of.access),
    async of => ({
      family_id: String(
        (await of.server.core.store.listEvents({ after: 0, types: ['family.revoked'], limit: 1 }))[0]!
          .familyId,
      ),
    }),
  ],
  'a connection': [
    async of => of.server.core.store.revokeConnection((await connectionOf(of)).id, 'x', actOf(of.server)),
    async of => ({ connection_id: (await connectionOf(of)).id }),
  ],
  'an app': [
    of => of.server.core.store.setAppStatus(of.app.app.id, 'suspended', actOf(of.server)),
    async of => ({ app_id: of.app.app.id }),
  ],
  'a user': [
    of => of.server.core.store.setUserStatus(of.person.user.id, 'disabled', actOf(of.server)),
    async of => ({ user_id: of.person.user.id }),
  ],
  'a membership': [
    of => of.server.core.store.removeMember(of.person.accounts[0]!.id, of.person.user.id, actOf(of.server)),
    async of => ({ user_id: of.person.user.id }),
  ],
  'an account': [
    of => of.server.core.store.revokeAll({ accountId: of.person.accounts[0]!.id }, 'x', actOf(of.server)),
    async of => ({ account_id: of.person.accounts[0]!.id }),
  ],
  'a plan': [
    of => of.server.core.store.setAccountPlan(of.person.accounts[0]!.id, null, actOf(of.server)),
    async of => ({ account_id: of.person.accounts[0]!.id }),
  ],
  'scopes of an app': [
    of => of.server.core.store.updateApp(of.app.app.id, { scopes: [] }, actOf(of.server)),
    async of => ({ app_id: of.app.app.id }),
  ],
  'a stolen refresh token': [
    async of => {
      await refreshTokens(of.server, 'standard', of.app, of.refresh);
      of.server.clock.advanceSeconds(61);
      await refreshTokens(of.server, 'standard', of.app, of.refresh);
    },
    async of => ({
      family_id: String(
        (await of.server.core.store.listEvents({ after: 0, types: ['refresh.reused'], limit: 1 }))[0]!
          .familyId,
      ),
    }),
  ],
};

for (const [what, [end, ids]] of Object.entries(ENDS))
  test(`S-I5 feed: ${what} ends: a waiting guard hears the right id within a second`, async t => {
    const of = await openConnected(t, 'standard');
    const { cursor } = await readFeed(of.server, 'standard');
    const waiting = readFeed(of.server, 'standard', `?after=${cursor}&wait=25`);
    await new Promise(resolve => setTimeout(resolve, 30));
    const startedAt = performance.now();
    await end(of);
    const answer = await waiting;
    assert.ok(performance.now() - startedAt < 1000);
    assert.equal(answer.reset, false);
    const expected = JSON.stringify(await ids(of));
    assert.ok(
      answer.endings.some(ending => JSON.stringify(ending) === expected),
      `${expected} in ${JSON.stringify(answer)}`,
    );
    const rest = await readFeed(of.server, 'standard', `?after=${answer.cursor}`);
    assert.ok(!rest.endings.some(ending => JSON.stringify(ending) === expected), 'it is told once');
  });

test('feed: a key’s end, and nothing of another provider’s', async t => {
  const of = await openConnected(t, 'fliki');
  const { cursor } = await readFeed(of.server, 'fliki');
  const elsewhere = await readFeed(of.server, 'standard');
  const account = of.person.accounts[0]!;
  const made = { user: of.person.user, account, label: 'k' };
  const { id } = await createApiKey(of.server.core, of.server.provider('fliki'), made, 'operator');
  await of.server.core.store.revokeApiKey(id, actOf(of.server));
  assert.deepEqual((await readFeed(of.server, 'fliki', `?after=${cursor}`)).endings, [{ api_key_id: id }]);
  assert.deepEqual((await readFeed(of.server, 'standard', `?after=${elsewhere.cursor}`)).endings, []);
});

test('feed: without a cursor the present one, at once; a strange one says reset; an idle wait ends in time', async t => {
  const of = await openConnected(t, 'standard');
  const present = await readFeed(of.server, 'standard');
  assert.deepEqual([present.reset, present.endings], [false, []]);
  for (const after of ['999999999', 'x', '-1', '1.5', '1e3', '']) {
    const answer = await readFeed(of.server, 'standard', `?after=${after}`);
    // An empty value counts as absent.
    assert.deepEqual(
      [answer.reset, answer.endings, answer.cursor],
      [after !== '', [], present.cursor],
      after,
    );
  }
  const startedAt = performance.now();
  const idle = await readFeed(of.server, 'standard', `?after=${present.cursor}&wait=0.2`);
  assert.ok(performance.now() - startedAt >= 150);
  assert.deepEqual([idle.reset, idle.endings], [false, []]);
  for (const wait of ['x', '-5', 'Infinity', 'NaN'])
    assert.equal(
      (await readFeed(of.server, 'standard', `?after=${present.cursor}&wait=${wait}`)).reset,
      false,
    );
});
