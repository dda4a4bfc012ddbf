/** Open connections by network, on real sockets: other addresses of the loopback network stand for other networks. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import type { ValetkeyConfig } from './config-types.ts';
import { openTestServer, testConfig } from './fixtures.ts';

type Open = (from: string) => Promise<Socket>;

async function listening(t: TestContext, changes: Partial<ValetkeyConfig>): Promise<Open> {
  const { app } = await openTestServer(t, { config: { ...testConfig(), ...changes } });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app;
  return async localAddress => {
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    t.after(() => socket.destroy());
    await once(socket, 'connect');
    return socket;
  };
}

/** `200`: it is served; `429`: one too many; the empty text: closed without a word. */
async function ask(socket: Socket): Promise<string> {
  socket.on('error', () => {});
  socket.write('GET /livez HTTP/1.1\r\nhost: x\r\n\r\n');
  const [answer] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as [unknown];
  return /^HTTP\/1\.1 (\d{3})/.exec(String(answer))?.[1] ?? '';
}

test('S-V3 one network has so many connections; another, and this machine, have theirs; a closed one makes room', async t => {
  const open = await listening(t, { limits: { connectionsPerNetwork: 3 } });
  const held = [await open('127.0.0.9'), await open('127.0.0.9'), await open('127.0.0.9')];
  for (const socket of held) assert.equal(await ask(socket), '200');
  assert.match(await ask(await open('127.0.0.9')), /^(429)?$/);
  assert.equal(await ask(await open('127.0.0.8')), '200');
  for (let i = 0; i < 5; i++) assert.equal(await ask(await open('127.0.0.1')), '200');
  held[0]!.destroy();
  for (let tries = 0; tries < 500; tries++) if ((await ask(await open('127.0.0.9'))) === '200') return;
  assert.fail('no room was made');
});

test('S-V3 a trusted proxy’s connections are many people’s: they are not limited by network', async t => {
  const open = await listening(t, {
    limits: { connectionsPerNetwork: 1 },
    trustedProxies: ['127.0.0.8', '127.0.1.0/24'],
  });
  for (const from of ['127.0.0.8', '127.0.0.8', '127.0.1.7', '127.0.1.7'])
    assert.equal(await ask(await open(from)), '200');
});
