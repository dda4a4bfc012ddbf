import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessOf } from './access.ts';
import {
  activeToken,
  GUARD_SECRET,
  PEOPLE,
  refused,
  startFakeServer,
  startGuard,
  until,
} from './fixtures.ts';
import { createGuard } from './guard.ts';

test('R43 R44 a bearer token opens the route, for the user who gave access', async t => {
  const { call } = await startGuard(t);
  const verdict = await call('good');
  assert.equal(verdict.allowed, true);
  assert.deepEqual(verdict.access, {
    kind: 'token',
    app: { clientId: 'app1', name: 'database-analyzer' },
    user: { id: 'user1', externalId: 'u-77', email: 'ann@example.com', name: 'Ann' },
    account: { id: 'account1', externalId: null, name: 'Acme', plan: 'enterprise' },
    scopes: ['people:read'],
    permissions: ['people:read'],
    connectionId: 'connection1',
    apiKeyId: null,
    expiresAt: null,
  });
});

test('S-Q1: no credentials: 401, a bare challenge without error', async t => {
  const { call, server } = await startGuard(t);
  const { status, headers, body } = refused(await call(null));
  assert.equal(status, 401);
  assert.equal(headers['www-authenticate'], 'Bearer realm="api"');
  assert.equal(body['request_id'], headers['x-request-id']);
  assert.equal(server.checks.length, 0);
});

test('S-Q1: an unknown token: 401 invalid_token', async t => {
  const { call } = await startGuard(t);
  const { status, headers, body } = refused(await call('unknown'));
  assert.equal(status, 401);
  assert.match(headers['www-authenticate']!, /^Bearer .*error="invalid_token"/);
  assert.equal(body['error'], 'invalid_token');
  assert.equal(headers['cache-control'], 'no-store');
});

test('S-Q1: a scope is missing: 403 insufficient_scope with all scopes the route needs', async t => {
  const { call } = await startGuard(t);
  const rule = { scope: ['people:read', 'people:write'] };
  const { status, headers, body } = refused(await call('good', rule));
  assert.equal(status, 403);
  assert.match(headers['www-authenticate']!, /error="insufficient_scope"/);
  assert.match(headers['www-authenticate']!, /scope="people:read people:write"/);
  assert.equal(body['error'], 'insufficient_scope');
  assert.equal(body['error_description'], 'This call needs the scope people:write.');
});

test('R46 a scope that a granted one includes is enough', async t => {
  const { call } = await startGuard(t, {}, server => {
    server.credentials.set('all', activeToken({ scope: ['all'], permissions: ['all', 'people:read'] }));
  });
  assert.equal((await call('all')).allowed, true);
});

test('S-Q2: a token in the query is ignored where the profile does not say so', async t => {
  const { guard, server } = await startGuard(t);
  const request = { method: 'GET', url: '/people?access_token=good', headers: {} };
  const { status, headers } = refused(await guard.check(request, PEOPLE));
  assert.equal(status, 401);
  assert.equal(headers['www-authenticate'], 'Bearer realm="api"');
  assert.equal(server.checks.length, 0);
});

test('S-Q2: a token in the query opens the route of the profile that takes it there (S4)', async t => {
  const { guard } = await startGuard(t, {}, server => (server.profile = 'copernica'));
  const request = { method: 'GET', url: '/people?access_token=good', headers: {} };
  assert.equal((await guard.check(request, PEOPLE)).allowed, true);
});

test('S-Q2: a token in two places: 400 invalid_request', async t => {
  const { guard } = await startGuard(t, {}, server => (server.profile = 'copernica'));
  const request = {
    method: 'GET',
    url: '/people?access_token=good',
    headers: { authorization: 'Bearer good' },
  };
  const { status, headers, body } = refused(await guard.check(request, PEOPLE));
  assert.equal(status, 400);
  assert.equal(body['error'], 'invalid_request');
  assert.match(headers['www-authenticate']!, /error="invalid_request"/);
});

test('S-Q2: two Authorization headers: 400 invalid_request', async t => {
  const { guard } = await startGuard(t);
  const request = {
    method: 'GET',
    url: '/people',
    headers: { authorization: 'Bearer good' },
    authorization: ['Bearer good', 'Bearer good'],
  };
  const { status, body } = refused(await guard.check(request, PEOPLE));
  assert.equal(status, 400);
  assert.equal(body['error'], 'invalid_request');
});

test('S-Q3: what the server calls inactive is refused, whatever else it says', async t => {
  const { call } = await startGuard(t, {}, server => {
    server.credentials.set('ended', { ...activeToken(), active: false });
  });
  assert.equal(refused(await call('ended')).status, 401);
});

for (const member of ['permissions', 'expires_at', 'quotas', 'refusal', 'user', 'rate_limit', 'kind']) {
  test(`S-Q4: an answer without ${member} is no answer: 503, never "no restriction"`, async t => {
    const { call } = await startGuard(t, {}, server => {
      server.credentials.set('odd', { ...activeToken(), [member]: undefined });
    });
    assert.equal(refused(await call('odd')).status, 503);
  });
}

test('S-Q5 S-C21: a token of the app alone is refused on a route that acts for a user', async t => {
  const { call } = await startGuard(t, {}, server => {
    server.credentials.set('client', activeToken({ user: null, connection_id: null }));
  });
  const { status, body } = refused(await call('client'));
  assert.equal(status, 403);
  assert.equal(body['error'], 'access_denied');
  const forApps = await call('client', { ...PEOPLE, user: false });
  assert.equal(forApps.allowed, true);
  assert.equal(forApps.access?.user, null);
});

test('R2 an account without the plan: 403 plan_required with its reason', async t => {
  const reason = 'API access is part of the enterprise plan.';
  const { call } = await startGuard(t, {}, server => {
    const refusal = { status: 403, error: 'plan_required', error_description: reason } as const;
    server.credentials.set('poor', activeToken({ refusal }));
  });
  const { status, body } = refused(await call('poor'));
  assert.equal(status, 403);
  assert.equal(body['error'], 'plan_required');
  assert.equal(body['error_description'], reason);
});

test('R4 S-P5: an API key in the company’s own headers passes the same scope check', async t => {
  const { guard } = await startGuard(t, {}, server => {
    server.profile = 'copper';
    const key = {
      kind: 'api_key',
      api_key_id: 'key1',
      family_id: null,
      connection_id: null,
      app: null,
    } as const;
    server.credentials.set('secret-key', activeToken(key));
  });
  const headers = {
    'x-pw-accesstoken': 'secret-key',
    'x-pw-application': 'developer_api',
    'x-pw-useremail': 'ann@example.com',
  };
  const check = (scope: string) => guard.check({ method: 'GET', url: '/people', headers }, { scope });
  const allowed = await check('people:read');
  assert.equal(allowed.allowed, true);
  assert.equal(allowed.access?.apiKeyId, 'key1');
  assert.equal(refused(await check('people:write')).status, 403);
});

test('a refusal can be rendered in the company’s own format; the guard still decides', async t => {
  const { call } = await startGuard(t, {
    renderRefusal: refusal => ({
      status: 400,
      headers: {},
      body: { error: { message: refusal.description } },
    }),
  });
  const { status, body } = refused(await call('unknown'));
  assert.equal(status, 400);
  assert.deepEqual(body, { error: { message: 'The access token is unknown, expired or revoked.' } });
});

test('S-C25: a bug on the way is a 500 that tells nothing, and no access', async t => {
  const { guard } = await startGuard(t);
  const headers = {
    get authorization(): string {
      throw new TypeError('inner detail');
    },
  };
  const verdict = await guard.check({ method: 'GET', url: '/people', headers }, PEOPLE);
  const { status, body } = refused(verdict);
  assert.equal(status, 500);
  assert.equal(body['error'], 'server_error');
  assert.ok(!JSON.stringify(body).includes('inner detail'));
});

test('R45 a guard that nobody waited for begins to follow the feed with its first call, and then answers from memory', async t => {
  const server = await startFakeServer(t);
  server.credentials.set('good', activeToken());
  const guard = createGuard({ issuer: server.issuer, secret: GUARD_SECRET });
  t.after(() => guard.close());
  const call = async (): Promise<number> => {
    const request = { method: 'GET', url: '/people', headers: { authorization: 'Bearer good' } };
    assert.equal((await guard.check(request, PEOPLE)).allowed, true);
    return server.checks.length;
  };
  await call();
  await until(() => server.polls.length > 0, 'the feed is followed');
  for (let asked = await call(), i = 0; asked !== (await call()); asked = await call(), i++)
    assert.ok(i < 500, 'every call asks the server');
});

test('S-Q8 accessOf gives nothing where the guard let nobody through', () => {
  for (const request of [{}, { access: null }, { access: undefined }])
    assert.throws(() => accessOf(request), /was not checked/);
});
