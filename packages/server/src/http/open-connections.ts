/** The connections of a server, and ending it: what was asked is answered, and what is on its way is waited for. */
import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/** A connection that has just been opened, or that its caller keeps, may bring a request within this time. */
const GRACE_MS = 500;
const LOOK_MS = 50;

export class OpenConnections {
  /** With the last answer that was begun on each. */
  readonly #open = new Map<Socket, ServerResponse | null>();

  add(socket: Socket): void {
    this.#open.set(socket, null);
    socket.once('close', () => this.#open.delete(socket));
  }

  answering(socket: Socket, response: ServerResponse): void {
    if (this.#open.has(socket)) this.#open.set(socket, response);
  }

  /** Takes no new connection. `close` of node:http would cut off those that have not asked yet. */
  async close(servers: readonly Server[]): Promise<void> {
    const begun = performance.now();
    const sweep = setInterval(() => {
      if (performance.now() - begun >= GRACE_MS) this.#endIdle();
    }, LOOK_MS);
    await Promise.all(
      servers.map(
        server => new Promise<void>(resolve => void NetServer.prototype.close.call(server, () => resolve())),
      ),
    );
    clearInterval(sweep);
  }

  #endIdle(): void {
    for (const [socket, response] of this.#open)
      if (response === null || response.writableFinished) socket.destroy();
  }
}
