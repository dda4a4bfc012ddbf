/** Whatever ends, ends every format of token at once (S-I8), and nothing that follows revives them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBearer, refreshTokens } from '../../fixtures.ts';
import {
  actOf,
  connectAgain,
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
