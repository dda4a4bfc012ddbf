/** The network between a node and its database: it can be cut, go silent (half open), or become slow. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * `cut`: connections break, new ones are refused. `silent`: connections stand, new ones are taken, and nothing arrives.
 * `slow`: each piece of data arrives up to so much later, in order.
 */
type Network = 'good' | 'cut' | 'silent' | { slowMs: () => number };

export interface TcpProxy {
  port: number;
  become(network: Network): void;
  close(): Promise<void>;
}

export async function openProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<[Socket, Socket]>();
  let network: Network = 'good';
  let isGood = Promise.withResolvers<void>();
  isGood.resolve();

  async function heard(): Promise<void> {
    if (network !== 'silent') return;
    await isGood.promise;
    await heard();
  }

  /** Whole while it is good; what came meanwhile arrives afterwards, as TCP sends it again. */
  async function carry(from: Socket, to: Socket): Promise<void> {
    for await (const piece of from as AsyncIterable<Buffer>) {
      if (typeof network === 'object') await Promise.race([isGood.promise, after(network.slowMs())]);
      await heard();
      if (to.destroyed) return;
      to.write(piece);
    }
    to.end();
  }

  const server = createServer(near => {
    if (network === 'cut') return void near.destroy();
    const far = connect(target);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => {});
      socket.on('close', () => {
        pairs.delete(pair);
        for (const other of pair) other.destroy();
      });
    }
    carry(near, far).catch(() => {});
    carry(far, near).catch(() => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  function breakAll(): void {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
  }

  return {
    port: (server.address() as AddressInfo).port,
    become(next) {
      network = next;
      if (next === 'good') return isGood.resolve();
      isGood = Promise.withResolvers();
      if (next === 'cut') breakAll();
    },
    async close() {
      isGood.resolve();
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
}

function after(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
