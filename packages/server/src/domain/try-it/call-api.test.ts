/** What a call of the company's API may do with the token, and what of its answer is shown. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { callApi } from './call-api.ts';

const TOKEN = 'vka_a-token-of-somebody';

async function listen(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('S-J9 S-S4 the token goes to the address of the configuration alone: a redirect is shown and not followed', async t => {
  const elsewhere = await listen(t, () => assert.fail('the token went elsewhere'));
  const api = await listen(
    t,
    (_, response) => void response.writeHead(302, { location: elsewhere }).end('go'),
  );
  assert.deepEqual(await callApi(api, TOKEN), { status: 302, body: 'go' });
});

test('S-J9 an API that says the token back does not show it', async t => {
  const api = await listen(t, (request, response) => void response.end(request.headers.authorization));
  assert.deepEqual(await callApi(api, TOKEN), { status: 200, body: 'Bearer …' });
});

test('S-S5 of an endless answer the beginning is shown; of an API that is not there, that it is not', async t => {
  const api = await listen(t, (_, response) => {
    const timer = setInterval(() => response.write('x'.repeat(8192)), 1);
    response.on('close', () => clearInterval(timer));
  });
  const { status, body } = await callApi(api, TOKEN);
  assert.deepEqual([status, body.length], [200, 4096]);
  const gone = await callApi('http://127.0.0.1:1/', TOKEN);
  assert.deepEqual([gone.status, gone.body.startsWith('No answer from the API: ')], [0, true]);
});
