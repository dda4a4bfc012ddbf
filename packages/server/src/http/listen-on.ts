/** Listening on a name: `localhost` is two addresses on most machines, and people's programs choose either. */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One server for each address of the host, all on the same port. @throws what `node:net` throws for the first one */
export async function listenOn(
  { port, host }: { port: number; host: string },
  newServer: () => Server,
): Promise<Server[]> {
  const [first = host, ...others] = await addressesOf(host);
  const servers = [await listen(newServer(), port, first)];
  const taken = (servers[0]!.address() as AddressInfo).port;
  for (const address of others) {
    try {
      servers.push(await listen(newServer(), taken, address));
    } catch (error) {
      // A machine may name an address that it does not have; one that somebody else listens on would take our callers.
      if ((error as NodeJS.ErrnoException).code !== 'EADDRNOTAVAIL') {
        for (const server of servers) server.close();
        throw error;
      }
    }
  }
  return servers;
}

async function addressesOf(host: string): Promise<string[]> {
  if (host !== 'localhost') return [host];
  const found = await lookup(host, { all: true });
  return [...new Set(found.map(({ address }) => address))];
}

async function listen(server: Server, port: number, host: string): Promise<Server> {
  server.listen({ port, host });
  await once(server, 'listening');
  return server;
}
