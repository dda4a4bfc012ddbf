/** Reads the body of a request as bytes, up to a limit. */
import type { IncomingMessage } from 'node:http';

/** `gone`: the caller hung up; there is nobody to answer. */
type Outcome = 'read' | 'too-large' | 'gone';

/** Calls back once. Methods that carry no body have none, whatever was sent. */
export function readBody(
  request: IncomingMessage,
  limit: number,
  done: (outcome: Outcome, bytes: Buffer | null) => void,
): void {
  if (request.method === 'GET' || request.method === 'HEAD') return done('read', null);
  if (Number(request.headers['content-length']) > limit) return done('too-large', null);
  const chunks: Buffer[] = [];
  let length = 0;
  const finish = (outcome: Outcome, bytes: Buffer | null): void => {
    request.removeListener('data', onData).removeListener('end', onEnd).removeListener('error', onError);
    // An error after this one is of no interest, and must not end the process.
    request.on('error', () => {});
    done(outcome, bytes);
  };
  const onData = (chunk: Buffer): void => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limit) finish('too-large', null);
  };
  const onEnd = (): void =>
    finish('read', length === 0 ? null : chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
  const onError = (): void => finish('gone', null);
  request.on('data', onData).on('end', onEnd).on('error', onError);
}
