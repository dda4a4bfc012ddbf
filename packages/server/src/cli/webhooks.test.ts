/** Webhooks by command: the same functions as on the screen. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testConfig } from '../fixtures.ts';
import { openReceiver } from '../domain/webhooks/fixtures.ts';
import { findFreePorts, openTerminal } from './fixtures.ts';

test('R51 a webhook is made, tried, seen and ended by commands beside a running server', async t => {
  const receiver = await openReceiver(t);
  const port = await findFreePorts(1);
  const terminal = openTerminal(t, {
    ...testConfig(),
    publicUrl: `http://localhost:${port}`,
    logLevel: 'silent',
  });
  await terminal.start(['serve', '--port', String(port)]);
  const json = async (...args: string[]) => {
    const { code, json: answer, stderr } = await terminal.run([...args, '--json']);
    assert.equal(code, 0, stderr);
    return answer;
  };
  const registration = {
    provider: 'standard',
    name: 'A',
    description: 'read',
    publisher: 'P',
    'owner-email': 'dev@app.example',
    'redirect-uri': 'https://app.example/callback',
  };
  const options = Object.entries(registration).flatMap(([name, value]) => [`--${name}`, value]);
  const { client_id: app } = await json('app', 'create', ...options);
  const made = await json('webhook', 'create', '--app', String(app), '--url', receiver.url);
  assert.match(String(made['secret']), /^whsec_/);
  const id = String(made['webhook_id']);
  const { delivery_id: delivery } = await json('webhook', 'test', id);
  const deadline = Date.now() + 20_000;
  while (receiver.received.length === 0 && Date.now() < deadline)
    await new Promise(resume => setTimeout(resume, 100));
  assert.equal(receiver.received[0]?.headers['webhook-id'], `msg_${String(delivery)}`);
  const list = await terminal.run(['webhook', 'deliveries', id]);
  assert.match(list.stdout, /webhook\.test +delivered +1 .* 204/);
  const bad = await terminal.run(['webhook', 'update', id, '--url', 'http://10.0.0.1/']);
  assert.notEqual(bad.code, 0);
  assert.match(bad.stderr, /must begin with https:\/\//);
  await json('webhook', 'delete', id);
  assert.doesNotMatch((await terminal.run(['webhook', 'list', '--app', String(app)])).stdout, new RegExp(id));
});
