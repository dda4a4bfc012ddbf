/** Raw bytes to a server, and all it answers until it closes: nothing is normalised on the way. */
import { connect } from 'node:net';

export interface RawAnswer {
  /** Latin-1, so that every byte is a character. */
  text: string;
  /** Of every answer on this connection. */
  statuses: number[];
  /** It said nothing for so long that we went away. */
  isSilent: boolean;
}

/** Half a request is never answered: the server waits for the rest, and we go away. */
const PATIENCE_MS = 300;

/** `from`: another address of this machine, for a server that must tell callers apart. */
export function sendRaw(
  port: number,
  bytes: Buffer,
  { from, patienceMs = PATIENCE_MS }: { from?: string; patienceMs?: number } = {},
): Promise<RawAnswer> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let isSilent = false;
    const socket = connect({
      port,
      host: '127.0.0.1',
      ...(from === undefined ? {} : { localAddress: from }),
    });
    socket.setTimeout(patienceMs, () => {
      isSilent = true;
      socket.destroy();
    });
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A reset is an answer, too: what was said before it counts.
    socket.on('error', () => {});
    socket.on('close', () => {
      const text = Buffer.concat(chunks).toString('latin1');
      resolve({ text, statuses: statusesOf(text), isSilent });
    });
  });
}

export function statusesOf(text: string): number[] {
  return [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(match => Number(match[1]));
}
