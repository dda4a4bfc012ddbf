/** Those who send too much, in a process of their own: bodies without end, a million parameters, deep JSON, keys that collide. */
import { connect } from 'node:net';

export interface LargeTask {
  port: number;
  /** What each endless body may send at most. */
  bytes: number;
}

export interface LargeCount {
  sent: number;
  requests: number;
  statuses: Record<string, number>;
}

const FORM = 'application/x-www-form-urlencoded';
const TOKEN = '/standard/oauth/token';
const CHUNK = Buffer.alloc(65_536, 'a');
const count: LargeCount = { sent: 0, requests: 0, statuses: {} };

function head(path: string, type: string, length: string): string {
  return `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: ${type}\r\n${length}\r\n\r\n`;
}

/** @param next what comes after the head, until there is no more, or the server has enough. */
function send(port: number, first: string, next: () => Buffer | null): Promise<void> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.9.9' });
    let answer = '';
    const pump = (): void => {
      for (let part = next(); part !== null; part = next()) {
        count.sent += part.length;
        if (!socket.write(part)) return void socket.once('drain', pump);
      }
    };
    socket.setEncoding('latin1').on('data', text => (answer += String(text)));
    // Answered before everything was sent, and then cut off: what is on the way resets the connection.
    socket.on('error', () => {});
    socket.once('close', () => {
      const status = answer.slice(9, 12) || 'cut off';
      count.statuses[status] = (count.statuses[status] ?? 0) + 1;
      count.requests++;
      resolve();
    });
    socket.write(first, pump);
  });
}

function endless(bytes: number, wrap: (chunk: Buffer) => Buffer): () => Buffer | null {
  let left = bytes;
  const part = wrap(CHUNK);
  return () => ((left -= CHUNK.length) >= 0 ? part : null);
}

function whole(port: number, path: string, type: string, body: string): Promise<void> {
  const bytes: (Buffer | null)[] = [Buffer.from(body)];
  return send(port, head(path, type, `content-length: ${body.length}`), () => bytes.shift() ?? null);
}

/** As many as fit, and far more: `k0=&k1=&…` */
const parameters = (many: number): string => Array.from({ length: many }, (_, i) => `k${i}=`).join('&');
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
/** All of one length and alike at both ends, as array indexes and as names. */
const colliding = (many: number): string =>
  Array.from({ length: many }, (_, i) => `${2 ** 24 * (i % 64) + 2 ** 20 * (i >> 6)}=`).join('&');

async function attack({ port, bytes }: LargeTask): Promise<void> {
  const chunked = (chunk: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]);
  const copper = '/copper/oauth/token';
  const json = 'application/json';
  const each: (() => Promise<void>)[] = [
    () =>
      send(
        port,
        head(TOKEN, FORM, `content-length: ${bytes}`),
        endless(bytes, chunk => chunk),
      ),
    () => send(port, head(TOKEN, FORM, 'transfer-encoding: chunked'), endless(bytes, chunked)),
    () => whole(port, TOKEN, FORM, parameters(1_000_000)),
    () => whole(port, TOKEN, FORM, parameters(8000)),
    () => whole(port, TOKEN, FORM, colliding(6000)),
    () => whole(port, copper, json, deep(30_000)),
    () => whole(port, copper, json, deep(1_000_000)),
    () => whole(port, copper, json, `{${'"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
    () => send(port, `GET /livez HTTP/1.1\r\n${'x: y\r\n'.repeat(100_000)}\r\n`, () => null),
    () => send(port, `GET /${'a'.repeat(1_000_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, () => null),
  ];
  setInterval(() => process.send?.(count), 100);
  for (let i = 0; ; i++) {
    await each[i % each.length]!();
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

process.once('message', (task: LargeTask) => void attack(task));
