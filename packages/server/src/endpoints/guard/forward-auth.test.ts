/** Forward authentication: what nginx, Traefik and Envoy get to decide by. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GUARD_SECRET, openTestServer } from '../../fixtures.ts';
import { clientCredentials, forwardAuth, openConnected, revokeToken } from '../../token-fixtures.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('S-Q1 good: 200, empty, with who it is in headers', async t => {
  const of = await openConnected(t, 'standard');
  const answer = await forwardAuth(of.server, 'standard', 'people:read', bearer(of.access));
  assert.deepEqual([answer.status, answer.body], [200, '']);
  const headers = Object.fromEntries(
    Object.entries(answer.headers).filter(([name]) => name.startsWith('x-valetkey')),
  );
  const connection = await of.server.core.store.findConnection(
    of.app.app.id,
    of.person.user.id,
    of.person.accounts[0]!.id,
  );
  assert.deepEqual(headers, {
    'x-valetkey-kind': 'token',
    'x-valetkey-scope': 'people:read',
    'x-valetkey-app': of.app.app.id,
    'x-valetkey-user': of.person.user.id,
    'x-valetkey-account': of.person.accounts[0]!.id,
    'x-valetkey-account-external': '',
    'x-valetkey-connection': connection!.connection.id,
  });
});

test('S-Q1 RFC 6750 §3: no credential is 401 with a bare challenge; a dead one names invalid_token; a missing scope all that are needed', async t => {
  const of = await openConnected(t, 'standard');
  const none = await forwardAuth(of.server, 'standard', 'people:read', {});
  assert.deepEqual(
    [none.status, none.headers['www-authenticate']],
    [401, 'Bearer realm="api", scope="people:read"'],
  );
  const scope = await forwardAuth(of.server, 'standard', 'people:read people:write', bearer(of.access));
  assert.deepEqual(
    [scope.status, scope.json['error'], scope.headers['www-authenticate']],
    [
      403,
      'insufficient_scope',
      'Bearer realm="api", error="insufficient_scope", error_description="This call needs another scope.", scope="people:read people:write"',
    ],
  );
  await revokeToken(of, of.access);
  const dead = await forwardAuth(of.server, 'standard', 'people:read', bearer(of.access));
  assert.deepEqual(
    [dead.status, dead.json['error'], dead.headers['x-valetkey-status'], dead.headers['x-valetkey-error']],
    [401, 'invalid_token', '401', 'invalid_token'],
  );
  assert.match(
    String(dead.headers['www-authenticate']),
    /^Bearer realm="api", error="invalid_token", error_description="/,
  );
});

test('S-Q8 a route for which the proxy names no scope, or one that is not there, is never open', async t => {
  const of = await openConnected(t, 'standard');
  for (const scope of ['', ' ', 'people:reed', 'people:read nonsense', '*', '__proto__']) {
    const answer = await forwardAuth(of.server, 'standard', scope, bearer(of.access));
    assert.deepEqual([answer.status, answer.json['error']], [500, 'server_error'], scope);
  }
  const byHeader = await of.server.inject({
    method: 'GET',
    url: '/standard/guard',
    headers: { 'x-valetkey-guard': GUARD_SECRET, 'x-valetkey-scope': 'people:read', ...bearer(of.access) },
  });
  assert.equal(byHeader.status, 200);
});

test('only a proxy with the guard’s secret is answered', async t => {
  const of = await openConnected(t, 'standard');
  for (const secret of ['', 'x', `${GUARD_SECRET}x`, GUARD_SECRET.slice(1)]) {
    const answer = await forwardAuth(of.server, 'standard', 'people:read', {
      ...bearer(of.access),
      'x-valetkey-guard': secret,
    });
    assert.deepEqual([answer.status, answer.json['error']], [401, 'invalid_client']);
  }
});

test('S-Q2 a token in the query is not read at standard, and at copernica read from the address the proxy names', async t => {
  const standard = await openConnected(t, 'standard');
  const inQuery = (token: string) => ({ 'x-original-uri': `/people?access_token=${token}` });
  assert.equal(
    (await forwardAuth(standard.server, 'standard', 'people:read', inQuery(standard.access))).status,
    401,
  );
  const copernica = await openConnected(t, 'copernica');
  assert.equal(
    (await forwardAuth(copernica.server, 'copernica', 'all', inQuery(copernica.access))).status,
    200,
  );
  const traefik = { 'x-forwarded-uri': `/v1?access_token=${copernica.access}` };
  assert.equal((await forwardAuth(copernica.server, 'copernica', 'all', traefik)).status, 200);
  const twice = { 'x-original-uri': `/v1?access_token=${copernica.access}&access_token=${copernica.access}` };
  assert.deepEqual((await forwardAuth(copernica.server, 'copernica', 'all', twice)).status, 400);
  const malformed = { 'x-original-uri': '/v1?access_token=%zz' };
  assert.deepEqual((await forwardAuth(copernica.server, 'copernica', 'all', malformed)).status, 400);
});

test('Envoy: any method below /guard/envoy/ is the caller’s, and is answered alike', async t => {
  const of = await openConnected(t, 'copernica');
  for (const method of ['GET', 'POST', 'DELETE'] as const) {
    const answer = await of.server.inject({
      method,
      url: `/copernica/guard/envoy/v1/profiles%2Fx//y`,
      headers: { 'x-valetkey-guard': GUARD_SECRET, 'x-valetkey-scope': 'all', ...bearer(of.access) },
    });
    assert.equal(answer.status, 200, method);
  }
});

test('S-Q8 Envoy: the scope is the proxy’s word; ?scope= of the caller, whose query stands in our path, is not', async t => {
  const of = await openConnected(t, 'standard');
  const call = async (query: string, scope?: string) =>
    await of.server.inject({
      method: 'POST',
      url: `/standard/guard/envoy/people${query}`,
      headers: {
        'x-valetkey-guard': GUARD_SECRET,
        ...(scope ? { 'x-valetkey-scope': scope } : {}),
        ...bearer(of.access),
      },
    });
  assert.equal((await call('?scope=people:read', 'people:read')).status, 200);
  assert.equal((await call('?scope=people:read', 'people:write')).status, 403);
  assert.equal((await call('?scope=people:read')).status, 500);
});

test('S-Q2 Envoy: Copernica’s token is read from the caller’s query in our path', async t => {
  const of = await openConnected(t, 'copernica');
  const url = `/copernica/guard/envoy/v1/profiles?access_token=${of.access}`;
  const headers = { 'x-valetkey-guard': GUARD_SECRET, 'x-valetkey-scope': 'all' };
  assert.equal((await of.server.inject({ method: 'GET', url, headers })).status, 200);
});

test('S-Q2 of the caller’s query only the token is read: the rest is between the API and its caller', async t => {
  const headers = (access: string) => ({ 'x-valetkey-guard': GUARD_SECRET, ...bearer(access) });
  const many = Array.from({ length: 150 }, (_, i) => `f${i}=%E9%0A`).join('&');
  const standard = await openConnected(t, 'standard');
  const envoy = await standard.server.inject({
    method: 'POST',
    url: `/standard/guard/envoy/people?${many}`,
    headers: { ...headers(standard.access), 'x-valetkey-scope': 'people:read' },
  });
  assert.equal(envoy.status, 200);
  const copernica = await openConnected(t, 'copernica');
  const uri = { 'x-original-uri': `/v1?${many}&access_token=${copernica.access}` };
  assert.equal((await forwardAuth(copernica.server, 'copernica', 'all', uri)).status, 200);
});

test('S1 the 181st call of an app within any 60 s is 429 with Retry-After; then the window moves on', async t => {
  const of = await openConnected(t, 'copper');
  const call = async () => await forwardAuth(of.server, 'copper', 'developer/v1/all', bearer(of.access));
  for (let i = 0; i < 180; i++) assert.equal((await call()).status, 200);
  of.server.clock.advanceSeconds(59);
  const over = await call();
  assert.deepEqual(
    [over.status, over.json['error'], over.headers['retry-after'], over.headers['x-valetkey-status']],
    [429, 'too_many_requests', '1', '429'],
  );
  of.server.clock.advanceSeconds(1);
  assert.equal((await call()).status, 200);
});

test('R56 S3 the daily quota of a costly scope: 429 with Retry-After until the UTC day ends; other scopes go on', async t => {
  const of = await openConnected(t, 'fliki', { scopes: 'read generate' });
  const call = async (scope: string) => await forwardAuth(of.server, 'fliki', scope, bearer(of.access));
  for (let i = 0; i < 5; i++) assert.equal((await call('generate')).status, 200);
  const over = await call('generate');
  assert.deepEqual(
    [over.status, over.json['error'], over.headers['retry-after']],
    [429, 'quota_exceeded', String(12 * 3600)],
  );
  assert.equal((await call('read')).status, 200);
});

test('S-Q5 S-C21 S-Q12 a token without a user is told so: empty headers, which overwrite what the caller forged', async t => {
  const of = await openConnected(t, 'standard', { registration: { clientCredentials: true } });
  const token = String((await clientCredentials(of)).json['access_token']);
  const answer = await forwardAuth(of.server, 'standard', 'people:read', bearer(token));
  assert.equal(answer.status, 200);
  const about = ['user', 'account', 'account-external', 'connection'];
  assert.deepEqual(
    about.map(name => answer.headers[`x-valetkey-${name}`]),
    ['', '', '', ''],
  );
});

test('S-A26 other methods at the proxy’s address are 405', async t => {
  const server = await openTestServer(t);
  const answer = await server.inject({ method: 'POST', url: '/standard/guard' });
  assert.deepEqual([answer.status, answer.headers['allow']], [405, 'GET']);
});

test('a call with a compressed body is decided like any other: its body stays with the proxy', async t => {
  const of = await openConnected(t, 'standard');
  const headers = { ...bearer(of.access), 'content-encoding': 'gzip' };
  assert.equal((await forwardAuth(of.server, 'standard', 'people:read', headers)).status, 200);
});
