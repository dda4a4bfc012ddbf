/** How an app proves who it is (RFC 6749 §2.3): one way, the registered one, and a refusal that tells nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp, createPerson, openTestServer, refreshTokens, type TestServer } from '../../fixtures.ts';
import { rotateSecret } from '../../domain/registration.ts';
import {
  actOf,
  basic,
  clientCredentials,
  connectAgain,
  credentialsOf,
  openConnected,
} from '../../token-fixtures.ts';

const GRANT = { grant_type: 'client_credentials' };

async function openWithApp(t: Parameters<typeof openTestServer>[0], registration = {}) {
  const server = await openTestServer(t);
  const app = await createApp(server, 'standard', { clientCredentials: true, ...registration });
  return { server, app, slug: 'standard' };
}

async function ask(server: TestServer, form: Record<string, string>, headers: Record<string, string> = {}) {
  return await server.post('/standard/oauth/token', { ...GRANT, ...form }, headers);
}

test('S-C5 RFC 6749 §2.3: two ways to authenticate at once are invalid_request, with a challenge for the header', async t => {
  const { server, app } = await openWithApp(t);
  const answer = await ask(server, credentialsOf(app), basic(app.app.id, app.secret));
  assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_request']);
  const other = await createApp(server, 'standard', { clientCredentials: true });
  const differing = await ask(server, { client_id: other.app.id }, basic(app.app.id, app.secret));
  assert.deepEqual([differing.status, differing.json['error']], [400, 'invalid_request']);
  const assertion = await ask(server, { client_id: app.app.id, client_assertion: 'e30.e30.' });
  assert.deepEqual([assertion.status, assertion.json['error']], [401, 'invalid_client']);
});

test('S-C6 an app is held to the method it is registered for', async t => {
  const { server, app } = await openWithApp(t, { authentication: 'basic' });
  const posted = await ask(server, credentialsOf(app));
  assert.deepEqual([posted.status, posted.json['error']], [401, 'invalid_client']);
  assert.equal((await ask(server, {}, basic(app.app.id, app.secret))).status, 200);
  const post = await createApp(server, 'standard', { clientCredentials: true, authentication: 'post' });
  const headed = await ask(server, {}, basic(post.app.id, post.secret));
  assert.deepEqual([headed.status, headed.json['error']], [401, 'invalid_client']);
});

test('S-C6 a method the profile does not offer is invalid_client', async t => {
  const server = await openTestServer(t);
  const app = await createApp(server, 'copernica');
  const query = new URLSearchParams({ client_id: app.app.id, code: 'x' }).toString();
  const answer = await server.inject({
    method: 'GET',
    url: `/copernica/v1/token?${query}`,
    headers: basic(app.app.id, app.secret),
  });
  assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_client']);
  assert.equal(answer.headers['www-authenticate'], undefined, 'S4: no challenge');
});

test('S-C7 RFC 7617 §2: malformed Basic credentials are 401 with a challenge', async t => {
  const { server, app } = await openWithApp(t);
  const good = Buffer.from(`${app.app.id}:${app.secret}`).toString('base64');
  const encode = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
  const bad = [
    good.replace(/.$/, '*'),
    `${good.slice(0, 10)} ${good.slice(10)}`,
    `${good.slice(0, 10)}\t${good.slice(10)}`,
    `${good}=`,
    `${good}====`,
    good.replace(/=+$/, '').slice(0, -1),
    encode(app.app.id),
    encode(`:${app.secret}`),
    encode(`${app.app.id}:`),
    encode(`${app.app.id}:%zz`),
    encode(`${app.app.id}:%00${app.secret}`),
    encode(`${app.app.id}\0:${app.secret}`),
    encode(`${app.app.id}:\xff`),
  ];
  for (const credentials of bad) {
    const answer = await ask(server, {}, { authorization: `Basic ${credentials}` });
    assert.deepEqual([answer.status, answer.json['error']], [401, 'invalid_client'], credentials);
    assert.equal(answer.headers['www-authenticate'], 'Basic realm="valetkey", charset="UTF-8"');
  }
  assert.equal((await ask(server, {}, { authorization: `Basic ${good}` })).status, 200);
});

test('a library that was given no secret sends an empty one: the answer says so', async t => {
  const { server, app } = await openWithApp(t);
  const authorization = `Basic ${Buffer.from(`${app.app.id}:`).toString('base64')}`;
  const answer = await ask(server, {}, { authorization });
  assert.match(
    String(answer.json['error_description']),
    /^The Authorization header has a client_id and no secret\./,
  );
});

test('RFC 6749 §2.3.1: id and secret are form-encoded inside Basic', async t => {
  const { server, app } = await openWithApp(t);
  const encoded = [...app.secret].map(c => `%${c.charCodeAt(0).toString(16)}`).join('');
  assert.equal((await ask(server, {}, basic(app.app.id, encoded))).status, 200);
});

test('S-C8 scheme names are case-insensitive', async t => {
  const { server, app } = await openWithApp(t);
  const credentials = basic(app.app.id, app.secret).authorization.slice('Basic '.length);
  for (const scheme of ['basic', 'BASIC', 'bAsIc'])
    assert.equal((await ask(server, {}, { authorization: `${scheme} ${credentials}` })).status, 200, scheme);
  for (const scheme of ['bearer', 'BEARER']) {
    const answer = await server.inject({
      method: 'GET',
      url: '/standard/guard/configuration',
      headers: { authorization: `${scheme} guard-secret-0123456789-0123456789-abcd` },
    });
    assert.equal(answer.status, 200, scheme);
  }
});

test('S-C9 unknown, suspended, foreign, wrong secret and wrong method get the same answer, byte for byte', async t => {
  const { server, app } = await openWithApp(t);
  const suspended = await createApp(server, 'standard', { clientCredentials: true });
  await server.core.store.setAppStatus(suspended.app.id, 'suspended', actOf(server));
  const foreign = await createApp(server, 'fliki', { clientCredentials: true });
  const isPublic = await createApp(server, 'standard', { type: 'public' });
  const cases = [
    { client_id: 'nobody', client_secret: app.secret },
    { client_id: '0'.repeat(26), client_secret: app.secret },
    { client_id: app.app.id, client_secret: 'wrong' },
    { client_id: app.app.id, client_secret: 'x'.repeat(5000) },
    { client_id: app.app.id },
    credentialsOf(suspended),
    credentialsOf(foreign),
    { client_id: isPublic.app.id, client_secret: app.secret },
  ];
  for (const [i, form] of cases.entries()) {
    const answer = await ask(server, form);
    const { request_id: requestId, ...body } = answer.json;
    assert.match(String(requestId), /^req_/);
    assert.deepEqual([i, answer.status, body], [i, 401, UNIFORM]);
    assert.equal(answer.headers['www-authenticate'], undefined, 'no challenge where no header was tried');
  }
  const headed = await ask(server, {}, basic('nobody', 'x'));
  assert.equal(headed.headers['www-authenticate'], 'Basic realm="valetkey", charset="UTF-8"');
});

const UNIFORM = {
  error: 'invalid_client',
  error_description:
    'The app could not be authenticated. Check client_id and client_secret, and how they are sent.',
  error_uri: 'https://auth.example/standard/errors#invalid_client',
};

test('RFC 7009 §2.1 RFC 7662 §2.3: a wrong secret by Basic is challenged at every endpoint', async t => {
  const { server, app } = await openWithApp(t);
  for (const path of ['token', 'revoke', 'introspect']) {
    const form = { ...GRANT, token: 'x' };
    const answer = await server.post(`/standard/oauth/${path}`, form, basic(app.app.id, 'wrong'));
    assert.deepEqual([answer.status, answer.json['error']], [401, 'invalid_client'], path);
    assert.equal(answer.headers['www-authenticate'], 'Basic realm="valetkey", charset="UTF-8"', path);
  }
});

test('S-C11 a confidential app without its secret is invalid_client, whatever else is right', async t => {
  const { server, app, refresh } = await openConnected(t, 'standard');
  const answer = await server.post('/standard/oauth/token', {
    grant_type: 'refresh_token',
    refresh_token: refresh,
    client_id: app.app.id,
  });
  assert.deepEqual([answer.status, answer.json['error']], [401, 'invalid_client']);
});

test('S-C12 a public app that sends a secret is refused', async t => {
  const { server, app, refresh } = await openConnected(t, 'standard', { registration: { type: 'public' } });
  const form = { grant_type: 'refresh_token', refresh_token: refresh, client_id: app.app.id };
  const answer = await server.post('/standard/oauth/token', { ...form, client_secret: 'anything' });
  assert.deepEqual([answer.status, answer.json['error']], [401, 'invalid_client']);
  assert.equal((await server.post('/standard/oauth/token', form)).status, 200);
});

test('S-C20 R53 two secrets work during the overlap, the old one not a second longer', async t => {
  const { server, app, slug } = await openWithApp(t);
  const fresh = await rotateSecret(server.core, app.app, 3600, 'operator');
  const as = async (secret: string) =>
    (await clientCredentials({ server, slug, app: { ...app, secret } })).status;
  assert.deepEqual([await as(app.secret), await as(fresh.secret)], [200, 200]);
  server.clock.advanceSeconds(3599);
  assert.deepEqual([await as(app.secret), await as(fresh.secret)], [200, 200]);
  server.clock.advanceSeconds(1);
  assert.deepEqual([await as(app.secret), await as(fresh.secret)], [401, 200]);
});

test('S-C20 a secret is killed at once, and a third live one is not made', async t => {
  const { server, app, slug } = await openWithApp(t);
  const fresh = await rotateSecret(server.core, app.app, 3600, 'operator');
  await assert.rejects(rotateSecret(server.core, app.app, 3600, 'operator'), { name: 'StoreConflictError' });
  const [, old] = await server.core.store.listAppSecrets(app.app.id);
  assert.equal(await server.core.store.revokeAppSecret(app.app.id, old!.id, actOf(server)), true);
  assert.equal((await clientCredentials({ server, slug, app })).status, 401);
  assert.equal(
    (await clientCredentials({ server, slug, app: { ...app, secret: fresh.secret } })).status,
    200,
  );
});

test('R53 no request fails while an app changes over to its new secret under load', async t => {
  const { server, app, slug } = await openConnected(t, 'standard', {
    registration: { clientCredentials: true },
  });
  const ask = async (secret: string) =>
    (await clientCredentials({ server, slug, app: { ...app, secret } })).status;
  const before = Array.from({ length: 50 }, () => ask(app.secret));
  const fresh = await rotateSecret(server.core, app.app, 3600, 'operator');
  const during = Array.from({ length: 100 }, (_, i) => ask(i % 2 ? app.secret : fresh.secret));
  const statuses = await Promise.all([...before, ...during]);
  assert.deepEqual([...new Set(statuses)], [200]);
  const tokens = await connectAgain(server, slug, { ...app, secret: fresh.secret });
  assert.equal(
    (await refreshTokens(server, slug, app, tokens.refresh)).status,
    200,
    'a token is not tied to a secret',
  );
});

test('R18 R19 R21 client_id and client_secret are alphanumeric, and the secret is kept as a hash only', async t => {
  const { server, app } = await openWithApp(t);
  assert.match(app.app.id, /^[0-9a-z]{26}$/);
  assert.match(app.secret, /^[0-9A-Za-z]{52}$/);
  const [row] = await server.core.store.listAppSecrets(app.app.id);
  assert.equal(row!.lastFour, app.secret.slice(-4));
  assert.equal(JSON.stringify(row).includes(app.secret.slice(0, 20)), false);
  assert.match(row!.hash, /^[A-Za-z0-9_-]{43}$/);
});

test('R13 an app in review has no credentials and no flow; approval gives both', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'copper');
  const approved = await createApp(server, 'copper');
  const { access } = await connectAgain(server, 'copper', approved);
  assert.match(access, /^[0-9A-Za-z]{32}$/);
  await server.core.store.setAppStatus(approved.app.id, 'in_review', actOf(server));
  const answer = await server.post('/copper/oauth/token', {
    grant_type: 'authorization_code',
    ...credentialsOf(approved),
  });
  assert.deepEqual([answer.status, answer.json['error']], [401, 'invalid_client']);
});

test('the last use of a secret is written once a minute, however often it is used', async t => {
  const { server, app } = await openWithApp(t);
  const lastUse = async (): Promise<number | null> => {
    await ask(server, credentialsOf(app));
    const [secret] = await server.core.store.listAppSecrets(app.app.id);
    return secret!.lastUsedAt;
  };
  const first = Math.floor(server.clock.nowMs() / 1000);
  await lastUse();
  assert.equal(await lastUse(), first);
  server.clock.advanceSeconds(59);
  await lastUse();
  assert.equal(await lastUse(), first);
  server.clock.advanceSeconds(1);
  await lastUse();
  assert.equal(await lastUse(), first + 60);
});
