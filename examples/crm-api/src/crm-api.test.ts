import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { ProfileName } from '@valetkey/protocol';
import type { FastifyInstance } from 'fastify';
import { activeToken, GUARD_SECRET, startFakeServer } from '../../../packages/guard/src/fixtures.ts';
import { buildCrmApi } from './app.ts';

const SCOPES = { read: 'people:read', write: 'people:write', generate: 'generate' };

async function startCrm(t: TestContext, profile: ProfileName = 'standard', logLevel = 'info') {
  const server = await startFakeServer(t);
  server.profile = profile;
  const permissions = Object.values(SCOPES);
  server.credentials.set('reader', activeToken());
  server.credentials.set('writer', activeToken({ permissions, quotas: { generate: { limit: 1 } } }));
  server.credentials.set('app-alone', activeToken({ user: null, account: null, connection_id: null }));
  const account = { id: 'account2', external_id: null, name: 'Beta', plan: null };
  server.credentials.set('neighbour', activeToken({ account, permissions }));
  server.quota.limit = 1;
  const lines: string[] = [];
  const provider = { slug: 'crm', profile, issuer: server.issuer, guardSecret: GUARD_SECRET, scopes: SCOPES };
  const logStream = { write: (line: string) => void lines.push(line) };
  const app = buildCrmApi({ port: 0, logLevel, providers: [provider] }, { logStream });
  t.after(() => app.close());
  await app.ready();
  return { app, server, lines };
}

function call(app: FastifyInstance, token: string, url: string, payload?: object) {
  const headers = { authorization: `Bearer ${token}` };
  return app.inject({ method: payload ? 'POST' : 'GET', url, headers, ...(payload && { payload }) });
}

test('R31 R44 an app sees the people of the account that gave access, and of no other', async t => {
  const { app } = await startCrm(t);
  const mine = (await call(app, 'reader', '/crm/people')).json();
  assert.equal(mine.total, 120);
  assert.equal(mine.people.length, 120);
  assert.deepEqual((await call(app, 'writer', '/crm/people')).json(), mine);
  const theirs = (await call(app, 'neighbour', '/crm/people')).json();
  assert.notDeepEqual(theirs, mine);
  const smuggled = await call(app, 'reader', '/crm/people?account=account2&account_id=account2');
  assert.deepEqual(smuggled.json(), mine);
});

test('a page of people, one person, the companies', async t => {
  const { app } = await startCrm(t);
  const page = (await call(app, 'reader', '/crm/people?limit=10&offset=115')).json();
  assert.equal(page.people.length, 5);
  const [first] = page.people;
  assert.deepEqual((await call(app, 'reader', `/crm/people/${first.id}`)).json(), first);
  assert.equal((await call(app, 'reader', '/crm/people/nobody')).statusCode, 404);
  assert.equal((await call(app, 'reader', '/crm/people?limit=0')).statusCode, 400);
  assert.equal((await call(app, 'reader', '/crm/companies')).json().companies.length, 15);
});

test('R46 R48 a reader cannot write; a writer adds a person to the own account alone', async t => {
  const { app } = await startCrm(t);
  const ann = { name: 'Ann', email: 'ann@example.com', interests: ['chess'] };
  const denied = await call(app, 'reader', '/crm/people', ann);
  assert.equal(denied.statusCode, 403);
  assert.match(String(denied.headers['www-authenticate']), /scope="people:write"/);
  const made = await call(app, 'writer', '/crm/people', ann);
  assert.equal(made.statusCode, 201);
  assert.equal((await call(app, 'reader', `/crm/people/${made.json().id}`)).json().name, 'Ann');
  assert.equal((await call(app, 'neighbour', `/crm/people/${made.json().id}`)).statusCode, 404);
  const wrong = await call(app, 'writer', '/crm/people', { name: 'Ann', email: 'none' });
  assert.equal(wrong.statusCode, 400);
  assert.equal(wrong.json().error, 'invalid_request');
});

test('R44 /me says for whom the call acts', async t => {
  const { app } = await startCrm(t);
  assert.deepEqual((await call(app, 'reader', '/crm/me')).json(), {
    kind: 'token',
    app: { client_id: 'app1', name: 'database-analyzer' },
    user: { id: 'user1', external_id: 'u-77', email: 'ann@example.com', name: 'Ann' },
    account: { id: 'account1', external_id: null, name: 'Acme' },
    scopes: ['people:read'],
  });
});

test('R10 S-C21: an app alone may ask who it is, and sees nobody’s people', async t => {
  const { app } = await startCrm(t);
  assert.equal((await call(app, 'app-alone', '/crm/me')).json().user, null);
  assert.equal((await call(app, 'app-alone', '/crm/people')).statusCode, 403);
});

test('R56 generating takes from the daily quota', async t => {
  const { app } = await startCrm(t);
  assert.equal((await call(app, 'writer', '/crm/generate', { prompt: 'tea' })).statusCode, 200);
  const beyond = await call(app, 'writer', '/crm/generate', { prompt: 'tea' });
  assert.equal(beyond.statusCode, 429);
  assert.ok(beyond.headers['retry-after']);
  assert.equal(beyond.json().error, 'quota_exceeded');
});

const UNKNOWN = 'The access token is unknown, expired or revoked.';
const FORMATS: [ProfileName, number, (requestId: string) => unknown][] = [
  ['standard', 401, id => ({ error: 'invalid_token', error_description: UNKNOWN, request_id: id })],
  ['fliki', 401, id => ({ error: 'invalid_token', error_description: UNKNOWN, request_id: id })],
  [
    'clipron',
    401,
    id => ({ error: { code: 'invalid_token', message: UNKNOWN, details: { request_id: id } } }),
  ],
  ['copernica', 400, () => ({ error: { message: UNKNOWN } })],
  ['copper', 401, () => ({ success: false, status: 401, message: UNKNOWN })],
];
for (const [profile, status, body] of FORMATS) {
  test(`${profile}: the guard's refusals and the API's own errors have the company's format`, async t => {
    const { app } = await startCrm(t, profile);
    const refused = await call(app, 'unknown', '/crm/people');
    assert.equal(refused.statusCode, status);
    assert.deepEqual(refused.json(), body(String(refused.headers['x-request-id'])));
    const missing = await call(app, 'reader', '/crm/people/nobody');
    assert.equal(missing.statusCode, profile === 'copernica' ? 400 : 404);
    assert.deepEqual(Object.keys(missing.json()), Object.keys(refused.json()));
    const nowhere = await call(app, 'reader', '/crm/nowhere');
    assert.deepEqual(Object.keys(nowhere.json()), Object.keys(refused.json()));
  });
}

test('S-U2 S-P4: no token in any log line, wherever it stood and whatever became of the call', async t => {
  const { app, lines, server } = await startCrm(t, 'copernica', 'trace');
  const token = 'a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4';
  server.credentials.set(token, activeToken());
  const paths = [
    '/crm/people',
    '/crm/people/nobody',
    '/crm/nowhere',
    '/nowhere',
    '/crm/people%zz',
    '/crm/people/%2f',
  ];
  for (const path of paths) {
    await app.inject(`${path}?access_token=${token}`);
    await app.inject({ url: path, headers: { authorization: `Bearer ${token}` } });
  }
  await app.inject({ method: 'POST', url: `/crm/people?access_token=${token}`, payload: { a: 1 } });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  await fetch(`${address}/crm/people?access_token=${token}&limit=500`);
  assert.ok(lines.some(line => line.includes('access_token=***')));
  assert.ok(lines.some(line => line.includes('"event":"api_call"')));
  for (const line of lines) assert.ok(!line.includes(token), line);
  for (const line of lines) assert.ok(!line.includes(GUARD_SECRET), line);
});

test('a malformed address is not repeated in the answer', async t => {
  const { app } = await startCrm(t);
  const { statusCode, body } = await app.inject('/crm/people%zz?access_token=token');
  assert.equal(statusCode, 400);
  assert.doesNotMatch(body, /token=|%zz/);
});
