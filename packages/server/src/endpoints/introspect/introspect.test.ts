/** Introspection endpoint (RFC 7662). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GUARD_SECRET, connect, createApp, refreshTokens } from '../../fixtures.ts';
import { createApiKey } from '../../domain/api-keys.ts';
import {
  actOf,
  basic,
  credentialsOf,
  introspect,
  openConnected,
  revokeToken,
  type Connected,
} from '../../token-fixtures.ts';

const PATH = '/standard/oauth/introspect';
const GUARD = { authorization: `Bearer ${GUARD_SECRET}` };

async function asGuard(of: Connected, token: string) {
  return await of.server.post(`/${of.slug}/oauth/introspect`, { token }, GUARD);
}

test('S-I6 RFC 7662 §2.1: without credentials it is 401, also for a public app', async t => {
  const of = await openConnected(t, 'standard', { registration: { type: 'public' } });
  const answers = [
    await of.server.post(PATH, { token: of.access }),
    await introspect(of, of.access),
    await of.server.post(
      PATH,
      { token: of.access },
      { authorization: 'Bearer wrong-secret-0123456789-0123456789' },
    ),
    await of.server.post(PATH, { token: of.access }, { authorization: `Bearer ${GUARD_SECRET}x` }),
    await of.server.post(PATH, { token: of.access }, { authorization: `Bearer ${of.access}` }),
  ];
  for (const answer of answers)
    assert.deepEqual([answer.status, answer.json['error']], [401, 'invalid_client'], answer.body);
});

test('S-I6 CVE-2026-37979: to an app that is not the owner every token is exactly inactive', async t => {
  const of = await openConnected(t, 'standard');
  const other = { ...of, app: await createApp(of.server, 'standard') };
  for (const token of [of.access, of.refresh])
    assert.deepEqual((await introspect(other, token)).json, { active: false });
});

test('RFC 7662 §2.2: what the owner and the guard are told of a live token', async t => {
  const of = await openConnected(t, 'standard', { scopes: 'people:read people:write' });
  const now = Math.floor(of.server.clock.nowMs() / 1000);
  const told = {
    active: true,
    scope: 'people:read people:write',
    client_id: of.app.app.id,
    username: 'ada@example.com',
    token_type: 'Bearer',
    exp: now + 3600,
    iat: now,
    sub: of.person.user.id,
    aud: 'https://auth.example/standard',
    iss: 'https://auth.example/standard',
    account: of.person.accounts[0]!.id,
  };
  assert.deepEqual((await introspect(of, of.access)).json, told);
  assert.deepEqual((await asGuard(of, of.access)).json, told);
});

test('RFC 7662 §2.2: iat is the token’s own, also after its family went on', async t => {
  for (const config of [{}, { accessToken: { format: 'jwt' } }] as const) {
    const of = await openConnected(t, 'standard', { config });
    const issued = Math.floor(of.server.clock.nowMs() / 1000);
    of.server.clock.advanceSeconds(100);
    const next = await refreshTokens(of.server, 'standard', of.app, of.refresh);
    const iatOf = async (token: string) => (await introspect(of, token)).json['iat'];
    assert.equal(await iatOf(String(next.json['access_token'])), issued + 100);
    assert.equal(await iatOf(String(next.json['refresh_token'])), issued + 100);
    // A signed token does not carry it: then it is left out, never wrong.
    assert.equal(await iatOf(of.access), config.accessToken ? issued : undefined);
  }
});

test('S-I7 inactive for any reason is exactly {"active":false}', async t => {
  const of = await openConnected(t, 'standard');
  const revoked = await openConnected(t, 'standard');
  await revokeToken(revoked, revoked.access);
  for (const token of ['x', 'vka_', `${of.access}x`, 'eyJ.eyJ.x', 'a'.repeat(9000)]) {
    for (const answer of [await introspect(of, token), await asGuard(of, token)])
      assert.deepEqual([answer.status, answer.body], [200, '{"active":false}'], token);
  }
  assert.equal((await introspect(revoked, revoked.access)).body, '{"active":false}');
  of.server.clock.advanceSeconds(3600);
  assert.equal((await introspect(of, of.access)).body, '{"active":false}');
});

test('S-I10 S-B19 a guard is told of access tokens only; the owner of its refresh tokens too; codes and keys of nobody', async t => {
  const of = await openConnected(t, 'standard');
  const { code = '' } = await connect(of.server, 'standard', of.app.app);
  const { user, accounts } = of.person;
  const provider = of.server.provider('standard');
  const { key } = await createApiKey(
    of.server.core,
    provider,
    { user, account: accounts[0]!, label: 'k' },
    'operator',
  );
  for (const token of [code, key, of.refresh])
    assert.deepEqual((await asGuard(of, token)).json, { active: false }, token);
  for (const token of [code, key])
    assert.deepEqual((await introspect(of, token)).json, { active: false }, token);
  const told = (await introspect(of, of.refresh)).json;
  assert.deepEqual([told['active'], told['token_type']], [true, 'refresh_token']);
  await refreshTokens(of.server, 'standard', of.app, of.refresh);
  assert.deepEqual((await introspect(of, of.refresh)).json, { active: false }, 'a used one is dead');
});

test('RFC 7662 §2.1: without a token it is invalid_request', async t => {
  const of = await openConnected(t, 'standard');
  const answer = await of.server.post(PATH, credentialsOf(of.app));
  assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_request']);
});

test('S-I7 S-D6 a refresh token is inactive as soon as it could not be used: user disabled, unused for too long, family ended', async t => {
  const of = await openConnected(t, 'standard');
  const status = async (to: 'active' | 'disabled') =>
    await of.server.core.store.setUserStatus(of.person.user.id, to, actOf(of.server));
  await status('disabled');
  assert.deepEqual((await introspect(of, of.refresh)).json, { active: false });
  await status('active');
  assert.equal((await introspect(of, of.refresh)).json['active'], true);
  of.server.clock.advanceSeconds(90 * 86_400);
  assert.deepEqual((await introspect(of, of.refresh)).json, { active: false });
});

test('RFC 7662 §2.1: an app may say who it is in the header, too; a scheme nobody knows is no credential', async t => {
  const of = await openConnected(t, 'standard');
  const asked = async (authorization: string) =>
    await of.server.post(PATH, { token: of.access }, { authorization });
  assert.equal((await asked(basic(of.app.app.id, of.app.secret).authorization)).json['active'], true);
  for (const authorization of [`Digest ${GUARD_SECRET}`, GUARD_SECRET, `xBearer ${GUARD_SECRET}`])
    assert.equal((await asked(authorization)).status, 401, authorization);
});
