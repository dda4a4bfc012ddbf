/** Metrics are for whoever runs the server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestServer } from '../../fixtures.ts';

test('metrics are for the machine itself, and not for who comes through a proxy on it, whatever the proxy says', async t => {
  const server = await openTestServer(t);
  const ask = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    (await server.inject({ method: 'GET', url: '/metrics', headers, remoteAddress })).status;
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) assert.equal(await ask({}, address), 200);
  for (const address of ['192.0.2.1', '2001:db8::1', '::ffff:192.0.2.1'])
    assert.equal(await ask({}, address), 404);
  for (const name of [
    'forwarded',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'via',
    'x-real-ip',
  ])
    assert.equal(await ask({ [name]: '1.1 proxy' }), 404, name);
  assert.equal(await ask({ authorization: 'Bearer guessed' }, '192.0.2.1'), 404);
});
