import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type Server } from 'node:http';
import { test } from 'node:test';
import { closeServers, listenOn } from './listen-on.ts';

const portOf = (server: Server): number => (server.address() as { port: number }).port;

test('localhost is each of its addresses, on one port', async () => {
  const servers = await listenOn({ port: 0, host: 'localhost' }, () =>
    createServer((_request, response) => response.end('here')),
  );
  try {
    assert.equal(new Set(servers.map(portOf)).size, 1);
    for (const server of servers) {
      const { address, family } = server.address() as { address: string; family: string };
      const host = family === 'IPv6' ? `[${address}]` : address;
      assert.equal(await (await fetch(`http://${host}:${portOf(server)}/`)).text(), 'here');
    }
  } finally {
    await closeServers(servers);
  }
});

test('an end waits for what was asked, and not for a connection that its caller keeps', async () => {
  const begun = Promise.withResolvers<() => void>();
  const [server] = await listenOn({ port: 0, host: '127.0.0.1' }, () => {
    const made = createServer((_request, response) => begun.resolve(() => response.end('answered')));
    // As long as a test may take: an end that waits for it would be seen.
    made.keepAliveTimeout = 600_000;
    return made;
  });
  const agent = new Agent({ keepAlive: true });
  const asked = once(get({ port: portOf(server!), agent }), 'response');
  const answer = await begun.promise;
  const closed = closeServers([server!]);
  answer();
  const [response] = (await asked) as [IncomingMessage];
  assert.equal(String((await response.toArray())[0]), 'answered');
  await closed;
  agent.destroy();
});

test('a port that somebody else has is refused by its name', async () => {
  const [taken] = await listenOn({ port: 0, host: '127.0.0.1' }, createServer);
  await assert.rejects(listenOn({ port: portOf(taken!), host: '127.0.0.1' }, createServer), {
    code: 'EADDRINUSE',
  });
  await closeServers([taken!]);
});
