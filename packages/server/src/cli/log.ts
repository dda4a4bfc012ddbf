/** The log of a server: JSON lines on standard error. Standard output belongs to the command's own answer. */
import pino from 'pino';
import type { Log } from '../domain/core.ts';

/** Lines travel together, in pieces of this size or after this time: each piece costs the event loop something. */
const PIECE_BYTES = 8192;
const FLUSH_MS = 100;

/** @param worker which of several processes on one machine writes; every line names it. */
export function openLog(level: string, worker?: number): Log & { close(): void } {
  const destination = pino.destination({ fd: 2, sync: false, minLength: PIECE_BYTES });
  const base = worker === undefined ? null : { worker };
  const named = worker === undefined ? '' : `"worker":${worker},`;
  const log = pino({ level, base, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  const flushing = setInterval(() => destination.flush(), FLUSH_MS).unref();
  return {
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
    // As pino writes it, without looking at each field: there is one such line for every request.
    request({ requestId, method, path, status, ms, address }) {
      if (!log.isLevelEnabled('info')) return;
      destination.write(
        `{"level":30,"time":"${isoTime(Date.now())}",${named}"requestId":"${requestId}","method":"${method}",` +
          `"path":${JSON.stringify(path)},"status":${status},"ms":${ms},"address":${JSON.stringify(address)},"msg":"request"}\n`,
      );
    },
    close() {
      clearInterval(flushing);
      destination.flushSync();
    },
  };
}

let lastMs = 0;
let lastText = '';

/** Many lines are written in one millisecond. */
function isoTime(ms: number): string {
  if (ms !== lastMs) [lastMs, lastText] = [ms, new Date(ms).toISOString()];
  return lastText;
}
