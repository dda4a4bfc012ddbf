/** One kept-alive connection on which one request after another is timed: as near to a server as an attacker can be. */
import { connect, type Socket } from 'node:net';

export interface TimedAnswer {
  nanoseconds: number;
  status: number;
  body: string;
}

export class Stopwatch {
  readonly #socket: Socket;
  #received: Buffer[] = [];
  #done: ((text: string) => void) | null = null;
  #failed: ((error: Error) => void) | null = null;

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#socket.on('close', () => this.#failed?.(new Error('the server closed the connection')));
    this.#socket.on('error', error => this.#failed?.(error));
  }

  async ask(request: Buffer): Promise<TimedAnswer> {
    this.#received = [];
    let ended = 0n;
    const answer = new Promise<string>((resolve, reject) => {
      this.#failed = reject;
      this.#done = text => {
        ended = process.hrtime.bigint();
        resolve(text);
      };
    });
    const begun = process.hrtime.bigint();
    this.#socket.write(request);
    const text = await answer;
    const [head = '', body = ''] = text.split('\r\n\r\n', 2);
    return { nanoseconds: Number(ended - begun), status: Number(head.slice(9, 12)), body };
  }

  close(): void {
    this.#failed = null;
    this.#socket.destroy();
  }

  /** Our answers name their length; the head comes in one piece with the body or before it. */
  #read(chunk: Buffer): void {
    this.#received.push(chunk);
    const text = Buffer.concat(this.#received).toString('latin1');
    const at = text.indexOf('\r\n\r\n');
    const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? '0';
    if (at >= 0 && text.length >= at + 4 + Number(length)) this.#done?.(text);
  }
}
