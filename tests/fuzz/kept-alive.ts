/**
 * Many requests over one connection, one behind the other (RFC 9112 §9.3.2), for those whose ends nobody can doubt: a connection for
 * each costs more than the request. Every answer is told apart, so that it is judged with the request it answers.
 */
import { connect } from 'node:net';

/** One header line each, in plain characters; what follows is the body. */
const HEAD = /^[A-Z]+ \/[\x21-\x7e]* HTTP\/1\.1\r\n(?:[a-z0-9-]+: [\t\x20-\x7e]*\r\n)+\r\n/;
/** These change where a request ends, or how long its answer takes. */
const OTHER_RULES = /^\S+\/feed|\r\n(?:transfer-encoding|expect|upgrade):/;
const CLOSE = '\r\nconnection: close\r\n';
const PATIENCE_MS = 1000;

/** The request as it is sent with others; null: it must have a connection of its own. */
export function keptAlive(bytes: Buffer): Buffer | null {
  const text = bytes.toString('latin1');
  const head = HEAD.exec(text)?.[0];
  if (head === undefined || OTHER_RULES.test(head.slice(head.indexOf(' ') + 1))) return null;
  const [, close, ...more] = head.split(CLOSE);
  const lengths = [...head.matchAll(/\r\ncontent-length: (.*)/g)].map(match => match[1]!);
  const length = text.length - head.length;
  const isSaid = length === 0 ? lengths.length === 0 : lengths.length === 1 && lengths[0] === String(length);
  if (close === undefined || more.length > 0 || /\r\nconnection:/.test(head.replace(CLOSE, '\r\n')))
    return null;
  return isSaid ? Buffer.from(text.replace(CLOSE, '\r\n'), 'latin1') : null;
}

/** Answers in the order of the requests; fewer than those where the server closed the connection or said nothing for long. */
export function sendInRow(port: number, requests: readonly Buffer[]): Promise<string[]> {
  return new Promise(resolve => {
    const answers: string[] = [];
    let received = '';
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('connect', () => socket.write(Buffer.concat(requests)));
    socket.setEncoding('latin1').on('data', chunk => {
      received += String(chunk);
      for (let end = endOfAnswer(received, requests[answers.length]); end > 0;) {
        answers.push(received.slice(0, end));
        received = received.slice(end);
        end = endOfAnswer(received, requests[answers.length]);
      }
      if (answers.length === requests.length) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(received === '' ? answers : [...answers, received]));
  });
}

/** 0: it is not whole yet. */
function endOfAnswer(text: string, request: Buffer | undefined): number {
  const at = text.indexOf('\r\n\r\n');
  if (at < 0 || request === undefined) return 0;
  const head = text.slice(0, at);
  const hasBody = !/^HTTP\/1\.1 (?:204|304) /.test(head) && !request.subarray(0, 5).equals(HEAD_METHOD);
  const length = hasBody ? (/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 'NaN') : '0';
  const end = at + 4 + Number(length);
  return end <= text.length ? end : 0;
}

const HEAD_METHOD = Buffer.from('HEAD ');
