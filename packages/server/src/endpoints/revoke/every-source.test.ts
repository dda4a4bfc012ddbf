/** Whatever ends, ends every format of token at once (S-I8), and nothing that follows revives them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorizeUrl, checkBearer, connect, exchange, refreshTokens, wordsOf } from '../../fixtures.ts';
import {
  actOf,
  connectAgain,
  forwardAuth,
  introspect,
  openConnected,
  revokeToken,
  type Connected,
} from '../../token-fixtures.ts';

const FORMATS = [
  ['signed', 'standard', {}],
  ['jwt', 'standard', { accessToken: { format: 'jwt' } }],
  ['stored', 'copper', {}],
] as const;

type Ends = (of: Connected) => Promise<unknown>;
/** `revive`: what undoes the cause; the tokens of before must stay dead where the cause was an end, not a pause. */
const SOURCES: Record<string, { end: Ends; revive?: Ends; staysDead: boolean }> = {
  'the access token': { end: of => revokeToken(of, of.access), staysDead: true },
  'the refresh token': { end: of => revokeToken(of, of.refresh || of.access), staysDead: true },
  'the connection': {
    end: async of =>
      of.server.core.store.revokeConnection(await connectionId(of), 'by the user', actOf(of.server)),
    staysDead: true,
  },
  'everything of the app': { end: of => revokeAll(of, { appId: of.app.app.id }), staysDead: true },
  'everything of the user': { end: of => revokeAll(of, { userId: of.person.user.id }), staysDead: true },
  'everything of the account': { end: of => revokeAll(of, { accountId: accountId(of) }), staysDead: true },
  'the membership': {
    end: of => of.server.core.store.removeMember(accountId(of), of.person.user.id, actOf(of.server)),
    revive: of =>
      of.server.core.store.putMember(accountId(of), of.person.user.id, 'member', actOf(of.server)),
    staysDead: true,
  },
  'the user, disabled': {
    end: of => of.server.core.store.setUserStatus(of.person.user.id, 'disabled', actOf(of.server)),
    revive: of => of.server.core.store.setUserStatus(of.person.user.id, 'active', actOf(of.server)),
    staysDead: false,
  },
  'the account, suspended': {
    end: of => of.server.core.store.setAccountStatus(accountId(of), 'suspended', actOf(of.server)),
    revive: of => of.server.core.store.setAccountStatus(accountId(of), 'active', actOf(of.server)),
    staysDead: false,
  },
  'the app, suspended': {
    end: of => of.server.core.store.setAppStatus(of.app.app.id, 'suspended', actOf(of.server)),
    revive: of => of.server.core.store.setAppStatus(of.app.app.id, 'approved', actOf(of.server)),
    staysDead: false,
  },
};

const accountId = (of: Connected): string => of.person.accounts[0]!.id;

async function connectionId(of: Connected): Promise<string> {
  const connected = await of.server.core.store.findConnection(
    of.app.app.id,
    of.person.user.id,
    accountId(of),
  );
  return connected!.connection.id;
}

async function revokeAll(
  of: Connected,
  whole: { appId: string } | { userId: string } | { accountId: string },
) {
  await of.server.core.store.revokeAll(whole, 'test', actOf(of.server));
}

async function isActive(of: Connected, access: string): Promise<boolean> {
  return (await checkBearer(of.server, of.slug, access))['active'] === true;
}

for (const [format, slug, config] of FORMATS) {
  for (const [name, { end, revive, staysDead }] of Object.entries(SOURCES)) {
    test(`S-I8 S-D10 ${format}: ${name}: the tokens are dead at once, and a new consent revives none`, async t => {
      const of = await openConnected(t, slug, { config });
      assert.equal(await isActive(of, of.access), true);
      await end(of);
      assert.deepEqual(await checkBearer(of.server, slug, of.access), { active: false });
      if (of.refresh) {
        const refused = await refreshTokens(of.server, slug, of.app, of.refresh);
        assert.ok([400, 401].includes(refused.status), refused.body);
      }
      await revive?.(of);
      if (!staysDead) return assert.equal(await isActive(of, of.access), true, 'a pause ends with its cause');
      const again = await connectAgain(of.server, slug, of.app);
      assert.equal(await isActive(of, again.access), true);
      assert.deepEqual(await checkBearer(of.server, slug, of.access), { active: false });
      assert.deepEqual((await introspect(of, of.access)).json, { active: false });
      if (of.refresh) assert.equal((await refreshTokens(of.server, slug, of.app, of.refresh)).status, 400);
    });
  }
}

test('S-I8 CVE-2026-8922: of several causes none masks another', async t => {
  const of = await openConnected(t, 'standard');
  await SOURCES['the user, disabled']!.end(of);
  await SOURCES['the app, suspended']!.end(of);
  await revokeAll(of, { accountId: accountId(of) });
  await SOURCES['the user, disabled']!.revive!(of);
  assert.equal(await isActive(of, of.access), false);
  await SOURCES['the app, suspended']!.revive!(of);
  assert.equal(await isActive(of, of.access), false, 'the account’s revocation is still there');
});

test('S-O8 an app that lost access learns only that: never who ended it, nor why', async t => {
  for (const name of ['the connection', 'everything of the user', 'the user, disabled', 'the membership']) {
    const of = await openConnected(t, 'standard');
    await SOURCES[name]!.end(of);
    const refreshed = await refreshTokens(of.server, 'standard', of.app, of.refresh);
    const called = await forwardAuth(of.server, 'standard', 'people:read', {
      authorization: `Bearer ${of.access}`,
    });
    assert.deepEqual([refreshed.status, refreshed.json['error']], [400, 'invalid_grant'], name);
    assert.deepEqual([called.status, called.json['error']], [401, 'invalid_token'], name);
    assert.deepEqual((await introspect(of, of.access)).json, { active: false }, name);
    const told = JSON.stringify([refreshed.json, called.json, called.headers]);
    assert.doesNotMatch(told, /disabled|administrator|member|by the user|suspended/i, name);
  }
});

test('S-J15 a suspended app stops everywhere at once, and the user sees a page instead of a question', async t => {
  const of = await openConnected(t, 'standard', { registration: { clientCredentials: true } });
  const { code = '' } = await connect(of.server, 'standard', of.app.app);
  await SOURCES['the app, suspended']!.end(of);
  const form = { client_id: of.app.app.id, client_secret: of.app.secret, token: of.access };
  for (const answer of [
    await exchange(of.server, 'standard', of.app, code),
    await refreshTokens(of.server, 'standard', of.app, of.refresh),
    await of.server.post('/standard/oauth/token', { grant_type: 'client_credentials', ...form }),
    await of.server.post('/standard/oauth/introspect', form),
  ])
    assert.deepEqual([answer.status, answer.json['error']], [401, 'invalid_client']);
  assert.deepEqual(await checkBearer(of.server, 'standard', of.access), { active: false });
  const page = await of.server.inject({
    method: 'GET',
    url: authorizeUrl(of.server, 'standard', of.app.app),
  });
  assert.deepEqual([page.status, page.location], [400, '']);
  assert.match(wordsOf(page), /app/i);
});
