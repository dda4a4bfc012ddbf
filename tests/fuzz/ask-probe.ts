/** Asks the probe that was preloaded into a server what it measured, or to begin anew. */
import { once } from 'node:events';
import type { RealServer } from '../faults/server-process.ts';
import type { Measured } from './probe.ts';

export async function askProbe(server: RealServer, what: 'reset' | 'report'): Promise<Measured> {
  const heard = once(server.process, 'message');
  server.process.send(what);
  return ((await heard) as [Measured])[0];
}
