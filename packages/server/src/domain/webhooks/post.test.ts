/** Where a webhook goes, and where it does not. */
import assert from 'node:assert/strict';
import dns from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { openReceiver } from './fixtures.ts';
import { checkWebhookUrl, post, type PostRules } from './post.ts';

const MESSAGE = { headers: { 'webhook-id': 'msg_1' }, body: '{"type":"x","data":{}}' };
const LOCAL = { loopback: true };

for (const url of [
  'http://app.example/hooks',
  'https://10.0.0.1/hooks',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/hooks',
  'https://2130706433/',
  'https://localhost/hooks',
  'https://app.example:8443/hooks',
  'https://user:word@app.example/hooks',
  'https://app.example/hooks#part',
  'http://localhost:8080/hooks',
  'ftp://app.example/hooks',
  `https://app.example/${'x'.repeat(2048)}`,
  '/hooks',
]) {
  test(`S-S1 a webhook cannot lead to ${url.slice(0, 60)}`, async () => {
    assert.throws(() => checkWebhookUrl(url, { loopback: false }), { code: 'invalid_request' });
    const outcome = await post(url, MESSAGE, { loopback: false });
    assert.deepEqual(
      outcome,
      { status: null, text: 'forbidden_address' },
      'nor does one that stands there already',
    );
  });
}

test('S-S1 http on loopback is for a server that is itself on this machine for development', () => {
  checkWebhookUrl('http://localhost:8080/hooks', LOCAL);
  checkWebhookUrl('https://app.example/hooks', LOCAL);
  for (const url of ['http://192.168.1.1/hooks', 'http://user:word@localhost/', 'http://user@localhost/'])
    assert.throws(() => checkWebhookUrl(url, LOCAL), { code: 'invalid_request' }, url);
});

test('S-S2 one private address among public ones, and nothing is sent', async () => {
  const resolve: PostRules['resolve'] = async () => [
    { address: '93.184.216.34', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];
  const outcome = await post('https://app.example/hooks', MESSAGE, { loopback: false, resolve });
  assert.deepEqual(outcome, { status: null, text: 'forbidden_address' });
});

test('S-S3 a name is resolved once, and the address that was checked is the one connected to', async t => {
  const listener = createServer(() => assert.fail('a packet came to the private listener'));
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve));
  t.after(() => listener.close());
  let asked = 0;
  const resolve: PostRules['resolve'] = async () => [
    { address: (asked += 1) === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 },
  ];
  // No packet may leave this machine in a test: here 127.0.0.2, where nobody listens, plays the public address.
  const rules = { loopback: false, resolve, isForbidden: (address: string) => address !== '127.0.0.2' };
  const again = t.mock.method(dns, 'lookup');
  assert.equal((await post('https://app.example/hooks', MESSAGE, rules)).text, 'unreachable');
  assert.deepEqual([asked, again.mock.callCount()], [1, 0], 'the connection asks nobody for an address');
  assert.equal((await post('https://app.example/hooks', MESSAGE, rules)).text, 'forbidden_address');
});

test('S-S4 a redirect is not followed: it is an answer like any other', async t => {
  const [target, receiver] = [await openReceiver(t), await openReceiver(t)];
  receiver.answer = response => void response.writeHead(307, { location: target.url }).end();
  assert.equal((await post(receiver.url, MESSAGE, LOCAL)).status, 307);
  assert.deepEqual([receiver.received.length, target.received.length], [1, 0]);
});

test('S-S5 the whole of it has a deadline, and an endless answer is not read to its end', async t => {
  const receiver = await openReceiver(t);
  receiver.answer = () => {};
  const rules = { ...LOCAL, timeoutMs: 200 };
  assert.deepEqual(await post(receiver.url, MESSAGE, rules), { status: null, text: 'timed_out' });
  const never = { loopback: false, timeoutMs: 200, resolve: async () => await new Promise<never>(() => {}) };
  const unresolved = await post('https://app.example/', MESSAGE, never);
  assert.deepEqual(unresolved, { status: null, text: 'timed_out' }, 'a name that is not resolved, too');
  receiver.answer = response => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'.repeat(8192)), 1);
    response.on('close', () => clearInterval(timer));
  };
  const outcome = await post(receiver.url, MESSAGE, LOCAL);
  assert.deepEqual([outcome.status, outcome.text.length], [200, 200]);
});

test('S-S6 S-N8 of an answer one line without controls is kept, of a failure one word', async t => {
  const receiver = await openReceiver(t);
  receiver.answer = response => void response.writeHead(500).end('no\u0000\u001b[31m\r\n‮<script>');
  assert.deepEqual(await post(receiver.url, MESSAGE, LOCAL), { status: 500, text: 'no [31m <script>' });
  const resolve: PostRules['resolve'] = async () => Promise.reject(new Error('ENOTFOUND secret.internal'));
  const outcome = await post('https://app.example/', MESSAGE, { loopback: false, resolve });
  assert.deepEqual(outcome, { status: null, text: 'unreachable' });
});

test('a port where nobody listens is unreachable', async t => {
  const listener = createServer();
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise(resolve => listener.close(resolve));
  t.diagnostic(`port ${port}`);
  const outcome = await post(`http://127.0.0.1:${port}/`, MESSAGE, LOCAL);
  assert.deepEqual(outcome, { status: null, text: 'unreachable' });
});
