/** Requests that two programs could take apart differently; what hides in them is a request for `/smuggled-…`. */
import type { Random } from '../faults/random.ts';

const TOKEN = 'POST /standard/oauth/token HTTP/1.1\r\n';
const FORM = 'Content-Type: application/x-www-form-urlencoded\r\n';
const TE = [
  'Transfer-Encoding: chunked',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding:\tchunked',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding: identity, chunked',
  'Transfer-Encoding: chunked\r\nTransfer-Encoding: x',
  'Transfer-Encoding: x\r\nTransfer-Encoding: chunked',
  'Transfer-Encoding:\r\n chunked',
  'X: y\nTransfer-Encoding: chunked',
  'X: y\rTransfer-Encoding: chunked',
  'Transfer-Encoding: "chunked"',
  'Transfer-Encoding: chunKED\u000b',
  'Transfer_Encoding: chunked',
  'Transfer-Encoding: chunked;a=b',
  'Transfer-Encoding: \u0000chunked',
];
const LENGTHS = [
  (n: number) => `Content-Length: ${n}`,
  (n: number) => `Content-Length: ${n}\r\nContent-Length: 0`,
  (n: number) => `Content-Length: 0\r\nContent-Length: ${n}`,
  (n: number) => `Content-Length: +${n}`,
  (n: number) => `Content-Length: ${n}, ${n}`,
  (n: number) => `Content-Length: 0x${n.toString(16)}`,
  (n: number) => `Content-Length : ${n}`,
  (n: number) => `Content-Length: ${n} `,
  (n: number) => `Content-Length:\r\n ${n}`,
  (n: number) => `Content-Length: -${n}`,
  (n: number) => `content_length: ${n}`,
  (n: number) => `Content-Length: 00${n}`,
];

export interface Attempt {
  bytes: Buffer;
  /** The path that hides in it. */
  hidden: string;
  shape: string;
}

const SHAPES: Record<string, (hidden: string, random: Random) => string> = {
  'CL.TE': (hidden, random) =>
    `${TOKEN}Host: x\r\n${FORM}${random.pick(LENGTHS)(hidden.length + 5)}\r\n${random.pick(TE)}\r\n\r\n0\r\n\r\n${hidden}`,
  'TE.CL': (hidden, random) =>
    `${TOKEN}Host: x\r\n${FORM}${random.pick(TE)}\r\n${random.pick(LENGTHS)(4)}\r\n\r\n${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`,
  'TE.TE': (hidden, random) =>
    `${TOKEN}Host: x\r\n${FORM}${random.pick(TE)}\r\n${random.pick(TE)}\r\n\r\n0\r\n\r\n${hidden}`,
  'two lengths': (hidden, random) =>
    `${TOKEN}Host: x\r\n${FORM}${random.pick(LENGTHS)(hidden.length)}\r\n${random.pick(LENGTHS)(0)}\r\n\r\n${hidden}`,
  'body of a GET': (hidden, random) =>
    `GET /livez HTTP/1.1\r\nHost: x\r\n${random.pick(LENGTHS)(hidden.length)}\r\n\r\n${hidden}`,
  'bare LF': hidden => `${TOKEN}Host: x\n${FORM}Content-Length: 0\n\n${hidden}`,
  'bare CR': hidden => `GET /livez HTTP/1.1\rHost: x\r\rX: ${hidden}`,
  'folded line': hidden => `GET /livez HTTP/1.1\r\nHost: x\r\nX: y\r\n ${hidden}`,
  'chunk extension': hidden =>
    `${TOKEN}Host: x\r\n${FORM}Transfer-Encoding: chunked\r\n\r\n1;a=b\n${hidden}\r\na\r\n0\r\n\r\n`,
  'chunk size': (hidden, random) =>
    `${TOKEN}Host: x\r\n${FORM}Transfer-Encoding: chunked\r\n\r\n${random.pick(['0x0', '00000000000000000', '-0', ' 0', '0 ', '+0', '10000000000000000'])}\r\n\r\n${hidden}`,
  trailer: hidden =>
    `${TOKEN}Host: x\r\n${FORM}Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: ${hidden.length}\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n${hidden}`,
  'h2c upgrade': hidden =>
    `GET /livez HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\nPRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${hidden}`,
  'websocket upgrade': hidden =>
    `GET /livez HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 777\r\nSec-WebSocket-Key: x\r\n\r\n${hidden}`,
  'expect continue': hidden =>
    `${TOKEN}Host: x\r\n${FORM}Expect: 100-continue\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
  'connection drops a header': hidden =>
    `${TOKEN}Host: x\r\n${FORM}Connection: keep-alive, content-length, x-forwarded-for\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
  pipelining: hidden => `GET /livez HTTP/1.1\r\nHost: x\r\n\r\n${hidden}`,
  'HTTP/1.0 with keep-alive': (hidden, random) =>
    `POST /standard/oauth/token HTTP/1.0\r\nHost: x\r\n${FORM}Connection: keep-alive\r\n${random.pick(TE)}\r\n\r\n0\r\n\r\n${hidden}`,
  'split request line': hidden => `GET /livez\r\nX: HTTP/1.1\r\nHost: x\r\n\r\n${hidden}`,
};

/** Each shape in turn, its parts by lot. */
export function makeAttempts(count: number, random: Random): Attempt[] {
  const shapes = Object.entries(SHAPES);
  return Array.from({ length: count }, (_, i) => {
    const [shape, build] = shapes[i % shapes.length]!;
    const hidden = `/smuggled-${i}-`;
    const request = `GET ${hidden} HTTP/1.1\r\nHost: x\r\n\r\n`;
    return { bytes: Buffer.from(build(request, random), 'latin1'), hidden, shape };
  });
}
