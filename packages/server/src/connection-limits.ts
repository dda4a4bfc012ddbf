/** Open connections: in all, and from one network (S-V3). Who opens thousands and sends nothing takes none of the others' place. */
import type { Server } from 'node:http';
import { BlockList, isIP, type Socket } from 'node:net';
import type { ValetkeyConfig } from './config-types.ts';
import { isThisMachine, networkOf } from './domain/attempts.ts';

const BUSY =
  'HTTP/1.1 429 Too Many Requests\r\nretry-after: 10\r\ncache-control: no-store\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

export function limitConnections(
  server: Server,
  { limits = {}, trustedProxies = [] }: Pick<ValetkeyConfig, 'limits' | 'trustedProxies'>,
): void {
  const { connections = 10_000, connectionsPerNetwork = 1000 } = limits;
  server.maxConnections = connections;
  const proxies = blockListOf(trustedProxies);
  const open = new Map<string, number>();
  server.prependListener('connection', (socket: Socket) => {
    const { remoteAddress: address = '' } = socket;
    // A proxy's connections are many people's; it has limits of its own (docs/guides/run.md).
    if (isThisMachine(address) || proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')) return;
    const network = networkOf(address);
    const count = open.get(network) ?? 0;
    if (count >= connectionsPerNetwork) return socket.end(BUSY).destroySoon();
    open.set(network, count + 1);
    socket.once('close', () => {
      const left = open.get(network)! - 1;
      if (left === 0) open.delete(network);
      else open.set(network, left);
    });
  });
}

function blockListOf(addresses: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of addresses) {
    const [address = '', prefix] = text.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
