/** What belongs to one app, user or provider, in the hands of another. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApiKey } from '../../../packages/server/src/domain/api-keys.ts';
import {
  TestBrowser,
  authorizeUrl,
  checkBearer,
  connect,
  createApp,
  createPerson,
  exchange,
  obtainTokens,
  openTestServer,
  readForm,
  refreshTokens,
  type TestResponse,
} from '../../../packages/server/src/fixtures.ts';
import {
  actOf,
  clientCredentials,
  forwardAuth,
  guardPost,
  introspect,
  openConnected,
  revokeToken,
} from '../../../packages/server/src/token-fixtures.ts';

const errorOf = ({ status, json }: TestResponse): unknown[] => [status, json['error']];

test('CVE-2026-55672: a code and a refresh token are good in the hands of their own app only', async t => {
  const of = await openConnected(t, 'standard');
  const thief = await createApp(of.server, 'standard');
  const { code = '' } = await connect(of.server, 'standard', of.app.app);
  assert.deepEqual(errorOf(await exchange(of.server, 'standard', thief, code)), [400, 'invalid_grant']);
  assert.deepEqual(errorOf(await refreshTokens(of.server, 'standard', thief, of.refresh)), [
    400,
    'invalid_grant',
  ]);
  const asThief = { ...of.app, secret: thief.secret };
  assert.equal((await exchange(of.server, 'standard', asThief, code)).json['error'], 'invalid_client');
  assert.equal((await exchange(of.server, 'standard', of.app, code)).status, 200);
  assert.equal((await refreshTokens(of.server, 'standard', of.app, of.refresh)).status, 200);
});

test('hydra #676 workers-oauth-provider #188: a token is revoked by its own app only, and another is told so', async t => {
  const of = await openConnected(t, 'standard');
  const other = { ...of, app: await createApp(of.server, 'standard') };
  for (const token of [of.access, of.refresh])
    assert.deepEqual(errorOf(await revokeToken(other, token)), [400, 'unauthorized_client']);
  assert.equal((await checkBearer(of.server, 'standard', of.access))['active'], true);
});

test('CVE-2018-1000211: what a public app revokes is dead', async t => {
  const of = await openConnected(t, 'standard', { registration: { type: 'public' } });
  assert.equal((await revokeToken(of, of.access)).status, 200);
  assert.deepEqual(await checkBearer(of.server, 'standard', of.access), { active: false });
  assert.equal((await refreshTokens(of.server, 'standard', of.app, of.refresh)).status, 400);
});

test('CVE-2020-15223: a revocation that could not be stored is not answered as done', async t => {
  const of = await openConnected(t, 'standard');
  await of.server.core.store.close();
  for (const token of [of.access, of.refresh]) {
    const answer = await revokeToken(of, token);
    assert.deepEqual([answer.status, answer.headers['retry-after']], [503, '2']);
  }
});

test('GHSA-895x-rfqp-jh5c: an app that lost the right to refresh, or a scope, keeps neither', async t => {
  const of = await openConnected(t, 'standard', { scopes: 'people:read people:write' });
  const change = { scopes: ['people:read'] };
  await of.server.core.store.updateApp(of.app.app.id, change, actOf(of.server));
  assert.deepEqual((await checkBearer(of.server, 'standard', of.access))['scope'], ['people:read']);
  await of.server.core.store.updateApp(of.app.app.id, { grants: ['authorization_code'] }, actOf(of.server));
  assert.deepEqual(errorOf(await refreshTokens(of.server, 'standard', of.app, of.refresh)), [
    400,
    'unauthorized_client',
  ]);
});

test('GHSA-p2fr-6hmx-4528: a token for one API is nothing at the guard of another', async t => {
  const of = await openConnected(t, 'standard');
  for (const slug of ['copyai', 'copper', 'fliki', 'copernica'])
    assert.deepEqual(await checkBearer(of.server, slug, of.access), { active: false }, slug);
  assert.equal((await checkBearer(of.server, 'standard', of.access))['active'], true);
});

test('CVE-2026-39976 S-J14: a token of the app alone is no user’s, whatever ids there are', async t => {
  const of = await openConnected(t, 'standard', { registration: { clientCredentials: true } });
  const token = String((await clientCredentials(of)).json['access_token']);
  const told = await checkBearer(of.server, 'standard', token);
  assert.deepEqual([told['active'], told['user'], told['account']], [true, null, null]);
  assert.match(of.app.app.id, /^[0-9a-v]{26}$/, 'an id of ours is no address');
  assert.equal((await introspect(of, token)).json['sub'], of.app.app.id);
  const impostor = { ...of.person.user, id: of.app.app.id, externalId: null, email: 'same-id@example.com' };
  await of.server.core.store.createUser(impostor, actOf(of.server));
  assert.equal(
    (await checkBearer(of.server, 'standard', token))['user'],
    null,
    'a user of the same id is nobody here',
  );
});

test('CVE-2026-4636 CVE-2026-4630: an account is opened by its members only, whatever id a form names', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard', { accounts: [{ name: 'One' }, { name: 'Two' }] });
  const eve = await createPerson(server, 'standard', {
    email: 'eve@example.com',
    accounts: [{ name: 'Eve' }],
  });
  const { app } = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  await browser.signIn();
  await browser.submit({ account: eve.accounts[0]!.id });
  assert.match(browser.page.body, /name="account"/, 'the picker asks again');
  assert.equal((await server.core.store.listConnections({ appId: app.id, limit: 5 })).length, 0);
});

test('CVE-2025-61928: a body cannot say for whom an API key counts', async t => {
  const of = await openConnected(t, 'fliki');
  const eve = await createPerson(of.server, 'fliki', { email: 'eve@example.com' });
  const provider = of.server.provider('fliki');
  const owner = { user: of.person.user, account: of.person.accounts[0]!, label: 'k' };
  const { key } = await createApiKey(of.server.core, provider, owner, 'operator');
  const credential = { type: 'api_key', value: key, companions: {}, userId: eve.user.id };
  const answer = await guardPost(of.server, 'fliki', 'check', { credential, userId: eve.user.id });
  assert.ok(
    answer.status === 400 || (answer.json['user'] as { id: string }).id === of.person.user.id,
    answer.body,
  );
  const foreign = { user: eve.user, account: of.person.accounts[0]!, label: 'k' };
  await assert.rejects(createApiKey(of.server.core, provider, foreign, `user:${eve.user.id}`));
});

test('CVE-2026-28699: scope counts the same for a token and a key, however they arrive', async t => {
  const of = await openConnected(t, 'fliki', { scopes: 'read' });
  const owner = { user: of.person.user, account: of.person.accounts[0]!, label: 'k', scopes: ['read'] };
  const { key } = await createApiKey(of.server.core, of.server.provider('fliki'), owner, 'operator');
  const basic = `Basic ${Buffer.from(`${of.access}:x-oauth-basic`).toString('base64')}`;
  for (const [authorization, onRead, onGenerate] of [
    [`Bearer ${of.access}`, 200, 403],
    [`Bearer ${key}`, 200, 403],
    [basic, 401, 401],
  ] as const) {
    assert.equal((await forwardAuth(of.server, 'fliki', 'read', { authorization })).status, onRead);
    assert.equal((await forwardAuth(of.server, 'fliki', 'generate', { authorization })).status, onGenerate);
  }
});

test('CVE-2026-22752 S-J2: registering gives no scope beyond the provider’s, and takes no field of the server’s own', async t => {
  const server = await openTestServer(t);
  await assert.rejects(createApp(server, 'standard', { scopes: ['people:read', 'admin'] }));
  const smuggled = {
    id: 'chosen',
    status: 'approved',
    epoch: 9,
    logo: 'javascript:alert(1)',
    selfRegistered: false,
  };
  const { app } = await createApp(server, 'copper', { verified: false, ...smuggled });
  assert.notEqual(app.id, 'chosen');
  assert.deepEqual([app.logo, app.epoch, app.selfRegistered, app.verified], [null, 0, true, false]);
});

test('GHSA-g38m-r43w-p2q7: the company’s login does not take over a user who has a password here', async t => {
  const server = await openTestServer(t);
  const { user } = await createPerson(server, 'standard');
  const taken = server.core.store.upsertPerson(
    {
      provider: 'standard',
      user: { newId: '1'.repeat(26), externalId: 'x', email: user.email, name: 'Eve' },
      accounts: [],
    },
    actOf(server),
  );
  await assert.rejects(taken, { name: 'StoreConflictError' });
  assert.equal((await server.core.store.findUser(user.id))?.name, 'Ada Lovelace');
});

test('CVE-2022-39222: an interaction’s id in another browser collects no code', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const registered = await createApp(server, 'standard');
  const [victim, attacker] = [new TestBrowser(server), new TestBrowser(server)];
  await attacker.goto(authorizeUrl(server, 'standard', registered.app));
  const { action, hidden } = readForm(attacker.page.body);
  await victim.goto(attacker.url);
  assert.equal(victim.page.status, 400, 'the victim was sent the attacker’s address');
  await victim.goto(authorizeUrl(server, 'standard', registered.app));
  await victim.signIn();
  const consent = victim.url.replace(/\?.*/, '');
  await attacker.goto(consent);
  assert.equal(attacker.page.status, 400);
  await attacker.goto(`${consent}/consent`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams({ ...hidden, decision: 'allow' }).toString(),
  });
  assert.deepEqual([attacker.page.status, attacker.page.location, action !== ''], [400, '', true]);
  assert.equal((await obtainTokens(server, 'standard', registered, { browser: victim })).status, 200);
});
