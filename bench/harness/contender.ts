/** What is measured: a server in a process of its own, and what a load has to know about it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { onServerCore } from './cores.ts';

export const OPERATIONS = ['client-credentials', 'refresh', 'flow', 'introspect'] as const;
export type OperationName = (typeof OPERATIONS)[number];

/** Clients, tokens and sessions that are there before the load begins. */
export interface Facts {
  url: string;
  paths: { token: string; authorize: string; introspect: string };
  client: { id: string; secret: string };
  scope: string;
  redirectUri: string;
  /** One for each connection of the load. */
  refreshTokens: readonly string[];
  accessTokens: readonly string[];
  /** Cookies of browsers that are signed in and whose users have consented. */
  cookies: readonly string[];
  /** Of the redirect back to the app. */
  authorizeStatus: number;
}

export interface Contender {
  name: string;
  operations: readonly OperationName[];
  start(): Promise<Running>;
}

export interface Running {
  facts: Facts;
  process: ServerProcess;
  stop(): Promise<void>;
}

export interface ServerProcess {
  pid: number;
  /** From the start of the process to its first line. */
  readyMs: number;
  firstLine: string;
  /** Time on a processor so far, of all its threads. */
  cpuSeconds(): number;
  /** Bytes of resident memory. */
  memory(): number;
  stop(): Promise<void>;
}

/** A harness that fails half-way leaves no server behind. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** @param logFile where standard error goes: a real file, as in production. */
export async function startProcess(
  command: readonly string[],
  options: { logFile: string; environment?: Record<string, string>; until?: RegExp },
): Promise<ServerProcess> {
  const begun = performance.now();
  const [program = '', ...parameters] = onServerCore(command);
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...inherited } = process.env;
  const child = spawn(program, parameters, {
    stdio: ['ignore', 'pipe', openSync(options.logFile, 'a')],
    env: { ...inherited, NODE_ENV: 'production', ...options.environment },
  });
  running.add(child);
  const closed = once(child, 'close').then(() => running.delete(child));
  const until = options.until ?? /./;
  const firstLine = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', line => {
      if (until.test(line)) resolve(line);
    });
    void closed.then(() =>
      reject(new Error(`${command.join(' ')} ended: ${readFileSync(options.logFile, 'utf8').slice(-2000)}`)),
    );
  });
  const pid = child.pid!;
  return {
    pid,
    readyMs: performance.now() - begun,
    firstLine,
    cpuSeconds: () => cpuSecondsOf(pid),
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024,
    async stop() {
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 5000);
      await closed;
      clearTimeout(patience);
    },
  };
}

function cpuSecondsOf(pid: number): number {
  const nanoseconds = readdirSync(`/proc/${pid}/task`).map(task =>
    Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e9;
}
