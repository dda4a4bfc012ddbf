/** Guessing secrets (S-C10, S-E5): the guesser waits, the honest app does not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp, openTestServer, type TestApp, type TestServer } from '../../fixtures.ts';
import { credentialsOf } from '../../token-fixtures.ts';

const ATTACKER = '198.51.100.7';
const HONEST = '203.0.113.9';

async function open(t: Parameters<typeof openTestServer>[0]): Promise<{ server: TestServer; app: TestApp }> {
  const server = await openTestServer(t);
  return { server, app: await createApp(server, 'standard', { clientCredentials: true }) };
}

async function ask(server: TestServer, from: string, credentials: Record<string, string>) {
  return await server.inject({
    method: 'POST',
    url: '/standard/oauth/token',
    remoteAddress: from,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ grant_type: 'client_credentials', ...credentials }).toString(),
  });
}

test('S-C10 after ten wrong secrets: 429 with Retry-After, also for the right one, until the wait is over', async t => {
  const { server, app } = await open(t);
  const wrong = { client_id: app.app.id, client_secret: 'wrong' };
  for (let i = 0; i < 10; i++) assert.equal((await ask(server, ATTACKER, wrong)).status, 401);
  const answer = await ask(server, ATTACKER, credentialsOf(app));
  assert.deepEqual([answer.status, answer.json['error']], [429, 'too_many_requests']);
  assert.equal(answer.headers['retry-after'], '1');
  server.clock.advanceSeconds(1);
  assert.equal((await ask(server, ATTACKER, wrong)).status, 401, 'one more guess');
  assert.equal((await ask(server, ATTACKER, wrong)).headers['retry-after'], '2', 'the wait doubles');
  server.clock.advanceSeconds(2);
  assert.equal((await ask(server, ATTACKER, credentialsOf(app))).status, 200);
});

test('S-C10 S-V9 the honest app elsewhere, and other apps of the same network, are not locked out', async t => {
  const { server, app } = await open(t);
  const other = await createApp(server, 'standard', { clientCredentials: true });
  for (let i = 0; i < 15; i++)
    await ask(server, ATTACKER, { client_id: app.app.id, client_secret: `guess-${i}` });
  assert.equal((await ask(server, ATTACKER, credentialsOf(app))).status, 429);
  assert.equal((await ask(server, HONEST, credentialsOf(app))).status, 200);
  assert.equal((await ask(server, ATTACKER, credentialsOf(other))).status, 200);
});

test('S-C10 one network that guesses at many apps is slowed down as a whole', async t => {
  const { server, app } = await open(t);
  for (let i = 0; i < 100; i++) await ask(server, ATTACKER, { client_id: `app-${i}`, client_secret: 'x' });
  assert.equal((await ask(server, ATTACKER, credentialsOf(app))).status, 429);
  assert.equal((await ask(server, HONEST, credentialsOf(app))).status, 200);
});

test('S-K6 an IPv6 /64 and a mapped IPv4 address are one network, however they are spelt', async t => {
  const { server, app } = await open(t);
  for (let i = 0; i < 10; i++)
    await ask(server, `2001:db8:1:2::${i}`, { client_id: app.app.id, client_secret: 'x' });
  assert.equal((await ask(server, '2001:0DB8:0001:0002:ffff::1', credentialsOf(app))).status, 429);
  assert.equal((await ask(server, '2001:db8:1:3::1', credentialsOf(app))).status, 200);
  for (let i = 0; i < 10; i++) await ask(server, ATTACKER, { client_id: app.app.id, client_secret: 'x' });
  assert.equal((await ask(server, `::ffff:${ATTACKER}`, credentialsOf(app))).status, 429);
});

test('S-E5 of 1,000 parallel guesses with the right one among them, ten are told anything', async t => {
  const { server, app } = await open(t);
  const secrets = Array.from({ length: 1000 }, (_, i) => (i === 500 ? app.secret : `guess-${i}`));
  const answers = await Promise.all(
    secrets.map(async client_secret => await ask(server, ATTACKER, { client_id: app.app.id, client_secret })),
  );
  const count = (status: number): number => answers.filter(a => a.status === status).length;
  assert.deepEqual([count(401), count(429), count(200)], [10, 990, 0]);
});

test('S-C10 an app’s own 300 parallel requests are no guesses', async t => {
  const { server, app } = await open(t);
  const answers = await Promise.all(
    Array.from({ length: 300 }, async () => await ask(server, HONEST, credentialsOf(app))),
  );
  assert.deepEqual([...new Set(answers.map(a => a.status))], [200]);
});

test('S-K7 the same limit holds at revocation and introspection: guesses there count too', async t => {
  const { server, app } = await open(t);
  for (let i = 0; i < 10; i++) {
    const path = i % 2 ? 'revoke' : 'introspect';
    const form = { token: 'x', client_id: app.app.id, client_secret: 'wrong' };
    assert.equal((await server.post(`/standard/oauth/${path}`, form)).status, 401);
  }
  const answer = await server.post('/standard/oauth/token', {
    grant_type: 'client_credentials',
    ...credentialsOf(app),
  });
  assert.equal(answer.status, 429);
});
