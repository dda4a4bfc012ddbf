import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import fastify from 'fastify';
import type { FastifyServerOptions } from 'fastify';
import { accessOf } from './access.ts';
import { fastifyGuard } from './fastify.ts';
import { startGuard, SUNSET_HEADERS, until } from './fixtures.ts';
import { PATH_TRICKS, sendRaw } from './path-tricks.ts';

const rule = (scope: string) => ({ config: { valetkey: { scope } } });

async function startFastifyApi(t: Parameters<typeof startGuard>[0], options: FastifyServerOptions = {}) {
  const stand = await startGuard(t);
  const app = fastify(options);
  await app.register(fastifyGuard, { guard: stand.guard });
  app.get('/admin/people', rule('people:write'), () => 'SECRET');
  app.get('/public', { config: { valetkey: { scope: null, public: true } } }, () => 'open');
  app.get<{ Params: { id: string } }>('/people/:id', rule('people:read'), (request, reply) => {
    if (request.params.id === '0') return reply.code(404).send({});
    return { account: accessOf(request).account?.name, seen: request.headers };
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  t.after(() => app.close());
  return { ...stand, app, port: (app.server.address() as AddressInfo).port };
}

test('fastify: request.access for the handler, the pattern and the final status for the usage', async t => {
  const { port, log, app, server } = await startFastifyApi(t);
  const headers = { authorization: 'Bearer good', 'x-valetkey-user': 'root' };
  const { status, body } = await sendRaw(port, '/people/1', headers);
  assert.equal(status, 200);
  assert.equal(JSON.parse(body).account, 'Acme');
  assert.equal(JSON.parse(body).seen['x-valetkey-user'], undefined, 'S-Q12');
  assert.equal((await sendRaw(port, '/people/0', headers)).status, 404);
  await until(() => log.filter(entry => entry.event === 'api_call').length === 2, 'both are logged');
  await app.close();
  assert.partialDeepStrictEqual(server.reports[0]!.entries, [
    { route: 'GET /people/:id', calls: 2, errors: 1 },
  ]);
});

test('fastify: refusals have status, challenge and body; an unknown address stays 404', async t => {
  const { port } = await startFastifyApi(t);
  const { status, headers, body } = await sendRaw(port, '/people/1');
  assert.equal(status, 401);
  assert.equal(headers['www-authenticate'], 'Bearer realm="api"');
  assert.equal(JSON.parse(body).request_id, headers['x-request-id']);
  assert.equal((await sendRaw(port, '/public')).body, 'open');
  assert.equal((await sendRaw(port, '/nothing')).status, 404);
});

test('S-Q8: fastify: a route without a scope cannot be registered', async t => {
  const { guard } = await startGuard(t);
  const app = fastify();
  t.after(() => app.close());
  await app.register(fastifyGuard, { guard });
  assert.throws(() => app.get('/open', () => 'SECRET'), {
    name: 'GuardConfigError',
    message: /^The route GET \/open declares no scope\. /,
  });
});

test('S-Q8: fastify: a route with an unknown scope keeps the API from starting', async t => {
  const { guard } = await startGuard(t);
  const app = fastify();
  t.after(() => app.close());
  await app.register(fastifyGuard, { guard });
  assert.throws(() => app.get('/people', rule('poeple:read'), () => 'x'), /needs the scope "poeple:read"/);
});

test('S-Q8: fastify: a route registered before the guard stays shut', async t => {
  const { guard } = await startGuard(t);
  const app = fastify();
  t.after(() => app.close());
  app.get('/early', () => 'SECRET');
  await app.register(fastifyGuard, { guard });
  const { statusCode, body } = await app.inject('/early');
  assert.equal(statusCode, 500);
  assert.doesNotMatch(body, /SECRET/);
});

const LAX = {
  routerOptions: {
    caseSensitive: false,
    ignoreTrailingSlash: true,
    ignoreDuplicateSlashes: true,
    useSemicolonDelimiter: true,
  },
};
for (const [name, options] of [
  ['fastify', {}],
  ['fastify at its laxest', LAX],
] as const) {
  for (const path of PATH_TRICKS) {
    test(`S-Q9: ${name}: ${path} does not get past the guard`, async t => {
      const { port } = await startFastifyApi(t, options);
      for (const headers of [{}, { authorization: 'Bearer good' }]) {
        const { status, body } = await sendRaw(port, path, headers);
        assert.ok([400, 401, 403, 404].includes(status), String(status));
        assert.doesNotMatch(body, /SECRET/);
      }
    });
  }
}

test('S-Q9: fastify: neither HEAD nor a method override gets past the guard', async t => {
  const { port } = await startFastifyApi(t);
  assert.equal((await sendRaw(port, '/admin/people', {}, 'HEAD')).status, 401);
  const headers = {
    'x-http-method-override': 'GET',
    'x-original-url': '/public',
    'x-rewrite-url': '/public',
  };
  assert.equal((await sendRaw(port, '/admin/people', headers)).status, 401);
});

test('R4 RFC 8594 RFC 9745: fastify: who calls with a key that will end is told, also where the call is refused', async t => {
  const { port } = await startFastifyApi(t);
  for (const [path, expected] of [
    ['/people/1', 200],
    ['/admin/people', 403],
  ] as const) {
    const { status, headers } = await sendRaw(port, path, { authorization: 'Bearer old' });
    assert.equal(status, expected);
    assert.partialDeepStrictEqual(headers, SUNSET_HEADERS);
  }
});
