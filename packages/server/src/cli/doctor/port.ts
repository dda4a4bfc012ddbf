/** The server's port: free, our server's, or somebody else's. */
import { explainListen } from '../listen.ts';
import { probePort } from '../probe-port.ts';
import { type Check, fail, ok } from './check.ts';

const ANSWER_WITHIN_MS = 2000;

export async function checkPort(host: string, port: number): Promise<Check> {
  const name = `port ${port}`;
  const problem = await probePort(port, host);
  if (problem === null) return ok(name, 'free; the server is not running');
  if (problem.code === 'EADDRINUSE' && (await isOurs(host, port))) return ok(name, 'the server answers');
  return fail(name, 'the server cannot have it', explainListen(problem, host, port).message);
}

async function isOurs(host: string, port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${port}/livez`, {
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return response.ok && ((await response.json()) as { status?: unknown }).status === 'ok';
  } catch {
    return false;
  }
}
