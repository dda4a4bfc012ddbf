import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import express from 'express';
import { accessOf } from './access.ts';
import { expressGuard } from './express.ts';
import { startGuard, SUNSET_HEADERS, until } from './fixtures.ts';
import { PATH_TRICKS, sendRaw } from './path-tricks.ts';

async function startExpressApi(t: Parameters<typeof startGuard>[0]) {
  const stand = await startGuard(t);
  const protect = expressGuard(stand.guard);
  const app = express();
  const admin = express.Router();
  admin.get(
    '/people',
    protect({ scope: 'people:write' }),
    (_request, response) => void response.send('SECRET'),
  );
  app.use('/admin', admin);
  app.get(
    '/public',
    protect({ scope: null, public: true }),
    (_request, response) => void response.send('open'),
  );
  app.get('/people/:id', protect({ scope: 'people:read' }), (request, response) => {
    if (request.params['id'] === '0') return void response.status(404).json({});
    response.json({ account: accessOf(request).account?.name, seen: request.headers });
  });
  const http = app.listen(0, '127.0.0.1');
  await new Promise(resolve => http.once('listening', resolve));
  t.after(() => {
    http.closeAllConnections();
    http.close();
  });
  return { ...stand, port: (http.address() as AddressInfo).port };
}

test('express: req.access for the handler, the pattern and the final status for the usage', async t => {
  const { port, log, guard, server } = await startExpressApi(t);
  const headers = { authorization: 'Bearer good', 'x-valetkey-user': 'root' };
  const { status, body } = await sendRaw(port, '/people/1', headers);
  assert.equal(status, 200);
  assert.equal(JSON.parse(body).account, 'Acme');
  assert.equal(JSON.parse(body).seen['x-valetkey-user'], undefined, 'S-Q12');
  assert.equal((await sendRaw(port, '/people/0', headers)).status, 404);
  await until(() => log.filter(entry => entry.event === 'api_call').length === 2, 'both are logged');
  await guard.close();
  assert.partialDeepStrictEqual(server.reports[0]!.entries, [
    { route: 'GET /people/:id', calls: 2, errors: 1 },
  ]);
});

test('express: refusals have status, challenge and body', async t => {
  const { port } = await startExpressApi(t);
  const { status, headers, body } = await sendRaw(port, '/people/1');
  assert.equal(status, 401);
  assert.equal(headers['www-authenticate'], 'Bearer realm="api"');
  assert.equal(JSON.parse(body).request_id, headers['x-request-id']);
  assert.equal((await sendRaw(port, '/public')).body, 'open');
});

for (const path of PATH_TRICKS) {
  test(`S-Q9: express: ${path} does not get past the guard`, async t => {
    const { port } = await startExpressApi(t);
    for (const headers of [{}, { authorization: 'Bearer good' }]) {
      const { status, body } = await sendRaw(port, path, headers);
      assert.ok([400, 401, 403, 404].includes(status), String(status));
      assert.doesNotMatch(body, /SECRET/);
    }
  });
}

test('S-Q9: express: neither HEAD nor a method override gets past the guard', async t => {
  const { port } = await startExpressApi(t);
  assert.equal((await sendRaw(port, '/admin/people', {}, 'HEAD')).status, 401);
  const headers = {
    'x-http-method-override': 'GET',
    'x-original-url': '/public',
    'x-rewrite-url': '/public',
  };
  assert.equal((await sendRaw(port, '/admin/people', headers)).status, 401);
  assert.equal((await sendRaw(port, '/admin/people', headers, 'POST')).status, 404);
});

test('R4 RFC 8594 RFC 9745: express: who calls with a key that will end is told, also where the call is refused', async t => {
  const { port } = await startExpressApi(t);
  for (const [path, expected] of [
    ['/people/1', 200],
    ['/admin/people', 403],
  ] as const) {
    const { status, headers } = await sendRaw(port, path, { authorization: 'Bearer old' });
    assert.equal(status, expected);
    assert.partialDeepStrictEqual(headers, SUNSET_HEADERS);
  }
});
