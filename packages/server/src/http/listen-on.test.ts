import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { test } from 'node:test';
import { listenOn } from './listen-on.ts';

const close = (server: Server): void => {
  server.close();
  server.closeAllConnections();
};
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
    servers.forEach(close);
  }
});

test('a port that somebody else has is refused by its name', async () => {
  const [taken] = await listenOn({ port: 0, host: '127.0.0.1' }, createServer);
  await assert.rejects(listenOn({ port: portOf(taken!), host: '127.0.0.1' }, createServer), {
    code: 'EADDRINUSE',
  });
  close(taken!);
});
