import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { honoGuard } from './hono.ts';
import type { Access } from './guard-types.ts';
import { startGuard, SUNSET_HEADERS } from './fixtures.ts';
import { sendRaw } from './path-tricks.ts';

async function startHonoApi(t: Parameters<typeof startGuard>[0]) {
  const stand = await startGuard(t);
  const protect = honoGuard(stand.guard);
  const app = new Hono<{ Variables: { access: Access | null } }>();
  app.post('/people/:id', protect({ scope: 'people:read' }), async c => {
    const seen = { valetkey: c.req.header('x-valetkey-user'), other: c.req.header('x-other') };
    return c.json({ account: c.get('access')?.account?.name, seen, body: await c.req.text() }, 201);
  });
  app.get('/secret', protect({ scope: 'people:write' }), c => c.text('SECRET'));
  const http = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise(resolve => http.once('listening', resolve));
  t.after(() => void http.close());
  return { ...stand, port: (http.address() as AddressInfo).port };
}

test('hono: the access for the handler, the pattern and the final status for the usage; S-Q12', async t => {
  const { port, guard, server } = await startHonoApi(t);
  const response = await fetch(`http://127.0.0.1:${port}/people/1`, {
    method: 'POST',
    body: 'hello',
    headers: { authorization: 'Bearer good', 'x-valetkey-user': 'root', 'x-other': '2' },
  });
  assert.equal(response.status, 201);
  assert.ok(response.headers.get('x-request-id'));
  assert.deepEqual(await response.json(), { account: 'Acme', seen: { other: '2' }, body: 'hello' });
  await guard.close();
  assert.partialDeepStrictEqual(server.reports[0]!.entries, [
    { route: 'POST /people/:id', calls: 1, errors: 0 },
  ]);
});

test('hono: refusals have status, challenge and body, and the handler does not run', async t => {
  const { port } = await startHonoApi(t);
  assert.equal((await sendRaw(port, '/secret')).headers['www-authenticate'], 'Bearer realm="api"');
  const { status, body, headers } = await sendRaw(port, '/secret', { authorization: 'Bearer good' });
  assert.equal(status, 403);
  assert.equal(headers['content-type'], 'application/json; charset=utf-8');
  assert.equal(JSON.parse(body).error, 'insufficient_scope');
});

test('S-Q8: hono: a route without a scope stops the start', async t => {
  const { guard } = await startGuard(t);
  assert.throws(() => honoGuard(guard)({} as never), { name: 'GuardConfigError' });
});

test('R4 RFC 8594 RFC 9745: hono: who calls with a key that will end is told, also where the call is refused', async t => {
  const { port } = await startHonoApi(t);
  const headers = { authorization: 'Bearer old' };
  const url = `http://127.0.0.1:${port}`;
  const good = await fetch(`${url}/people/1`, { method: 'POST', body: '', headers });
  const refused = await fetch(`${url}/secret`, { headers });
  assert.deepEqual([good.status, refused.status], [201, 403]);
  for (const answer of [good, refused])
    assert.partialDeepStrictEqual(Object.fromEntries(answer.headers), SUNSET_HEADERS);
});
