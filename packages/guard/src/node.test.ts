import assert from 'node:assert/strict';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { nodeGuard } from './node.ts';
import { PEOPLE, startGuard, SUNSET_HEADERS, until } from './fixtures.ts';

async function startNodeApi(t: Parameters<typeof startGuard>[0]) {
  const stand = await startGuard(t);
  const seen: IncomingMessage[] = [];
  const listPeople = nodeGuard(stand.guard)(PEOPLE, (request, response, access) => {
    seen.push(request);
    response.end(JSON.stringify({ account: access?.account?.name }));
  });
  const http = createServer((request, response) => void listPeople(request, response));
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    http.closeAllConnections();
    http.close();
  });
  const { port } = http.address() as AddressInfo;
  return { ...stand, seen, port, url: `http://127.0.0.1:${port}/people` };
}

test('node: the handler gets the access, the answer the request id, the usage the final status', async t => {
  const { url, log } = await startNodeApi(t);
  const response = await fetch(url, { headers: { authorization: 'Bearer good' } });
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { account: 'Acme' });
  await until(() => log.some(entry => entry.event === 'api_call' && entry.status === 200), 'it is logged');
  const entry = log.find(candidate => candidate.event === 'api_call');
  assert.equal(entry?.requestId, response.headers.get('x-request-id'));
});

test('node: a refusal is JSON with challenge, and the handler does not run', async t => {
  const { url, seen } = await startNodeApi(t);
  const response = await fetch(url, { headers: { authorization: 'Bearer unknown' } });
  assert.equal(response.status, 401);
  assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
  assert.match(response.headers.get('www-authenticate')!, /error="invalid_token"/);
  assert.equal(((await response.json()) as { error: string }).error, 'invalid_token');
  assert.equal(seen.length, 0);
});

test('S-Q12: identity headers from outside are gone before the handler looks, in every list', async t => {
  const { url, seen } = await startNodeApi(t);
  const headers = {
    authorization: 'Bearer good',
    'X-Valetkey-User': 'root',
    x_valetkey_account: '1',
    'x-other': '2',
  };
  await fetch(url, { headers });
  const [request] = seen;
  const all = [request!.headers, request!.headersDistinct, request!.rawHeaders].map(list =>
    JSON.stringify(list),
  );
  for (const list of all) {
    assert.doesNotMatch(list, /valetkey/i);
    assert.match(list, /x-other/);
  }
});

test('S-Q2: a second Authorization header is seen, though Node.js shows only the first', async t => {
  const { port } = await startNodeApi(t);
  const status = await new Promise((resolve, reject) => {
    const headers = ['Host', 'x', 'Authorization', 'Bearer good', 'Authorization', 'Bearer other'];
    httpRequest({ port, host: '127.0.0.1', path: '/people', headers }, response => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  assert.equal(status, 400);
});

test('R4 RFC 8594 RFC 9745: node: who calls with a key that will end is told, whoever has a token is not', async t => {
  const { url } = await startNodeApi(t);
  const told = async (token: string) => {
    const { headers } = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    return Object.fromEntries(['deprecation', 'sunset', 'link'].map(name => [name, headers.get(name)]));
  };
  assert.deepEqual(await told('old'), SUNSET_HEADERS);
  assert.deepEqual(await told('good'), { deprecation: null, sunset: null, link: null });
});
