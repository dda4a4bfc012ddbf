/** A real server: the command `valetkey serve` in a process of its own, on loopback, on a database of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ValetkeyConfig } from '../../packages/server/src/config-types.ts';
import { searchText } from '../canaries/registry.ts';
import type { Guard } from './guards.ts';
import { siteConfig } from './site-config.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(root, 'packages/server/src/main.ts');
const WITHOUT_GUARD = join(root, 'tests/faults/without-guard.ts');
export const MASTER_KEY = '07'.repeat(32);

/** A directory with a configuration; its data go into `data`. */
export interface Site {
  directory: string;
  data: string;
  /** PostgreSQL instead of SQLite in `data`. */
  databaseUrl?: string;
  configuration: string;
  remove(): void;
}

export function newSite(changes: Partial<ValetkeyConfig> = {}): Site {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-faults-'));
  const configuration = join(directory, 'valetkey.config.json');
  const config = { ...siteConfig(), logLevel: 'error', listen: { host: '127.0.0.1', port: 0 }, ...changes };
  writeFileSync(configuration, JSON.stringify(config));
  return {
    directory,
    data: join(directory, 'data'),
    configuration,
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

export interface RealServer {
  url: string;
  process: ChildProcess & { send(message: unknown): void };
  /** From the start of the process to the first moment it takes requests. */
  readyMs: number;
  /** What it wrote to standard error so far. */
  log(): string;
  /** SIGKILL; settles when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, as an operator ends it. */
  end(): Promise<void>;
}

export interface ServeOptions {
  without?: Guard | undefined;
  /** Put before the command, such as `bash -c …`. */
  wrapper?: readonly string[];
  environment?: Record<string, string>;
  preload?: readonly string[];
  nodeOptions?: readonly string[];
  uid?: number;
}

/** A harness that fails half-way leaves no server behind. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** The process alone: it may be killed before it is ready. */
export function startServer(
  site: Site,
  options: ServeOptions = {},
): { process: ChildProcess; log(): string; ready: Promise<string> } {
  const preload = [...(options.preload ?? []), ...(options.without ? [WITHOUT_GUARD] : [])];
  const command = [
    ...(options.wrapper ?? []),
    process.execPath,
    ...(options.nodeOptions ?? []),
    ...preload.flatMap(file => ['--import', file]),
    MAIN,
    'serve',
    '--config',
    site.configuration,
    '--data',
    site.data,
    '--json',
  ];
  const child = spawn(command[0]!, command.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe', ...(options.preload ? (['ipc'] as const) : [])],
    env: childEnvironment(site, options),
    ...(options.uid === undefined ? {} : { uid: options.uid }),
  });
  running.add(child);
  let log = '';
  child.on('close', () => {
    running.delete(child);
    searchText('the log of a server process', log, site.directory);
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (log += text));
  return { process: child, log: () => log, ready: readAddress(child, () => log) };
}

export async function serve(site: Site, options: ServeOptions = {}): Promise<RealServer> {
  const begun = performance.now();
  const { process: child, log, ready } = startServer(site, options);
  const url = await ready;
  const readyMs = performance.now() - begun;
  holdOpen(child, false);
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      holdOpen(child, true);
      child.kill(signal);
      await once(child, 'close');
    }
  };
  return {
    url,
    process: child,
    readyMs,
    log,
    kill: () => stop('SIGKILL'),
    end: () => stop('SIGTERM'),
  };
}

/** Whether this process waits for it: a harness that fails half-way would wait for ever. */
function holdOpen(child: ChildProcess, isHeld: boolean): void {
  for (const one of [child, child.stdout as Socket | null, child.stderr as Socket | null])
    if (isHeld) one?.ref();
    else one?.unref();
}

function childEnvironment(site: Site, options: ServeOptions): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...inherited } = process.env;
  return {
    ...inherited,
    VALETKEY_MASTER_KEY: MASTER_KEY,
    ...(site.databaseUrl === undefined ? {} : { DATABASE_URL: site.databaseUrl }),
    // Starts are many here: what was compiled once need not be again.
    NODE_COMPILE_CACHE: join(site.directory, '..', 'valetkey-compile-cache'),
    ...(options.without ? { WITHOUT_GUARD: options.without } : {}),
    ...options.environment,
  };
}

/** From the answer of `serve --json`; rejects with what it said when it ends first. */
function readAddress(child: ChildProcess, log: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const address = /"listening": "([^"]+)"/.exec(output)?.[1];
      if (address) resolve(address);
    });
    child.on('close', code => reject(new ServerEnded(code, `${output}${log()}`)));
    child.on('error', reject);
  });
}

/** It did not come up. */
export class ServerEnded extends Error {
  readonly exitCode: number | null;
  readonly said: string;
  constructor(exitCode: number | null, said: string) {
    super(`the server ended with code ${exitCode}: ${said}`);
    this.exitCode = exitCode;
    this.said = said;
  }
}
