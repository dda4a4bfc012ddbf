/** Grant `client_credentials` and the grants an app is registered for (RFC 6749 §4.4; R10). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBearer, createApp, createPerson, openTestServer } from '../../fixtures.ts';
import {
  actOf,
  clientCredentials,
  connectAgain,
  credentialsOf,
  introspect,
  revokeToken,
} from '../../token-fixtures.ts';

async function open(t: Parameters<typeof openTestServer>[0], registration = {}) {
  const server = await openTestServer(t);
  const app = await createApp(server, 'standard', { clientCredentials: true, ...registration });
  return { server, slug: 'standard', app };
}

test('R10 S-C21 an app acts for itself: no refresh token, no user, and the guard finds none', async t => {
  const of = await open(t);
  const answer = await clientCredentials(of, { scope: 'people:read' });
  assert.deepEqual(Object.keys(answer.json), ['access_token', 'token_type', 'expires_in', 'scope']);
  assert.deepEqual([answer.json['expires_in'], answer.json['scope']], [3600, 'people:read']);
  const checked = await checkBearer(of.server, 'standard', String(answer.json['access_token']));
  const { app } = of.app as unknown as { app: { id: string; name: string } };
  assert.deepEqual(
    [checked['active'], checked['user'], checked['account'], checked['connection_id']],
    [true, null, null, null],
  );
  assert.deepEqual(checked['app'], { client_id: app.id, name: app.name });
  const told = await introspect(of, String(answer.json['access_token']));
  assert.equal(told.json['sub'], app.id, 'the subject is the app, whose id no user has');
  assert.equal(told.json['username'], undefined);
});

test('S-C21 an app’s id is never a user’s: ids of both kinds come from one counter', async t => {
  const of = await open(t);
  const { user } = await createPerson(of.server, 'standard');
  assert.notEqual(user.id, of.app.app.id);
  assert.equal(await of.server.core.store.findUser(of.app.app.id), null);
});

test('S-C13 a grant the app is not registered for is unauthorized_client; one that is not offered is unsupported_grant_type', async t => {
  const of = await open(t, { clientCredentials: false, refresh: false });
  const ask = async (grant_type: string, slug = 'standard', app = of.app) =>
    await of.server.post(`/${slug}/oauth/token`, {
      grant_type,
      refresh_token: 'vkr_x',
      ...credentialsOf(app),
    });
  for (const grant of ['client_credentials', 'refresh_token']) {
    const answer = await ask(grant);
    assert.deepEqual([answer.status, answer.json['error']], [400, 'unauthorized_client'], grant);
  }
  for (const grant of [
    'password',
    'implicit',
    'urn:ietf:params:oauth:grant-type:device_code',
    'authorization_code ',
    '__proto__',
  ]) {
    const answer = await ask(grant);
    assert.deepEqual([answer.status, answer.json['error']], [400, 'unsupported_grant_type'], grant);
  }
  const copper = await createApp(of.server, 'copper');
  for (const grant of ['client_credentials', 'refresh_token'])
    assert.equal((await ask(grant, 'copper', copper)).json['error'], 'unsupported_grant_type');
  const none = await of.server.post('/standard/oauth/token', credentialsOf(of.app));
  assert.deepEqual([none.status, none.json['error']], [400, 'invalid_request']);
});

test('S-C13 a public app cannot be registered to act for itself, nor does it get a token', async t => {
  const { server } = await open(t);
  await assert.rejects(createApp(server, 'standard', { type: 'public', clientCredentials: true }), {
    code: 'invalid_request',
  });
});

test('RFC 6749 §3.3: only scopes the app is registered for, without any: all of them', async t => {
  const of = await open(t, { scopes: ['people:read', 'companies:read'] });
  assert.equal((await clientCredentials(of)).json['scope'], 'people:read companies:read');
  for (const scope of ['people:write', 'people:read nonsense', 'people:read  companies:read', '"']) {
    const answer = await clientCredentials(of, { scope });
    assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_scope'], scope);
  }
});

test('RFC 7009 §2.1: revoking such a token ends all of them, no connection, and the app may have new ones', async t => {
  const of = await open(t);
  await createPerson(of.server, 'standard');
  const connected = await connectAgain(of.server, 'standard', of.app);
  const [one, two] = [await clientCredentials(of), await clientCredentials(of)].map(a =>
    String(a.json['access_token']),
  );
  assert.equal((await revokeToken(of, one!)).status, 200);
  assert.deepEqual(await checkBearer(of.server, 'standard', one!), { active: false });
  assert.deepEqual(await checkBearer(of.server, 'standard', two!), { active: false });
  assert.equal((await checkBearer(of.server, 'standard', connected.access))['active'], true);
  const again = await clientCredentials(of);
  assert.equal(again.status, 200);
  assert.equal(
    (await checkBearer(of.server, 'standard', String(again.json['access_token'])))['active'],
    true,
  );
  assert.deepEqual(
    await checkBearer(of.server, 'standard', one!),
    { active: false },
    'the old one stays dead',
  );
});

test('S-I8 everything of an app revoked, suspended or narrowed: its own tokens go with it', async t => {
  const of = await open(t);
  const token = async () => String((await clientCredentials(of)).json['access_token']);
  const before = await token();
  await of.server.core.store.revokeAll({ appId: of.app.app.id }, 'test', actOf(of.server));
  assert.deepEqual(await checkBearer(of.server, 'standard', before), { active: false });
  const after = await token();
  await of.server.core.store.updateApp(of.app.app.id, { scopes: ['people:read'] }, actOf(of.server));
  assert.deepEqual((await checkBearer(of.server, 'standard', after))['scope'], ['people:read']);
  await of.server.core.store.setAppStatus(of.app.app.id, 'suspended', actOf(of.server));
  assert.deepEqual(await checkBearer(of.server, 'standard', after), { active: false });
});

test('S-C21 a token of another app’s, or another provider’s, family is nobody else’s', async t => {
  const of = await open(t);
  const other = { ...of, app: await createApp(of.server, 'standard', { clientCredentials: true }) };
  const token = String((await clientCredentials(of)).json['access_token']);
  assert.deepEqual((await introspect(other, token)).json, { active: false });
  assert.deepEqual(await checkBearer(of.server, 'fliki', token), { active: false });
});
