/** Those who are slow, in a process of their own: what they cost there is not measured. Tells its parent how many are connected. */
import { connect, type Socket } from 'node:net';

export interface SlowTask {
  port: number;
  clients: number;
  seed: number;
}

export interface SlowCount {
  opened: number;
}

type Kind = (socket: Socket, number: number) => void;

/** 127.0.1.0 and up: each address is a network of its own to the server. */
const CLIENTS_OF_AN_ADDRESS = 50;
const DRIP_MS = 3000;
const POST =
  'POST /standard/oauth/token HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\n';

const HEADERS: Kind = socket => {
  socket.resume();
  socket.write('GET /livez HTTP/1.1\r\n');
  drip(socket, () => `x-${Math.random()}: y\r\n`);
};
const BODY: Kind = socket => {
  socket.resume();
  socket.write(`${POST}content-length: 60000\r\n\r\n`);
  drip(socket, () => 'a');
};
const CHUNKS: Kind = socket => {
  socket.resume();
  socket.write(`${POST}transfer-encoding: chunked\r\n\r\n`);
  drip(socket, () => '1\r\na\r\n');
};
/** Asks for the longest answers there are, and reads none. */
const READER: Kind = socket => {
  socket.pause();
  const requests = 'GET /standard/errors HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(40);
  socket.write(requests);
};
const IDLE: Kind = socket => void socket.resume();
const KINDS = [HEADERS, BODY, CHUNKS, READER, IDLE];

function drip(socket: Socket, next: () => string): void {
  const timer = setInterval(() => socket.write(next()), DRIP_MS);
  socket.once('close', () => clearInterval(timer));
}

function attack({ port, clients }: SlowTask): void {
  const count: SlowCount = { opened: 0 };
  const open = (number: number): void => {
    const address = Math.floor(number / CLIENTS_OF_AN_ADDRESS);
    const localAddress = `127.0.${1 + (address >> 8)}.${address & 255}`;
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    socket.once('connect', () => {
      count.opened++;
      KINDS[number % KINDS.length]!(socket, number);
    });
    socket.on('error', () => {});
    // Cut off: it comes back, as they do.
    socket.once('close', () => setTimeout(() => open(number), 500));
  };
  for (let number = 0; number < clients; number++) setTimeout(() => open(number), number / 4);
  setInterval(() => process.send?.(count), 100);
}

process.once('message', (task: SlowTask) => attack(task));
