/** For tests: the command as people run it, in processes of its own on a temporary data directory. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ValetkeyConfig } from '../config-types.ts';
import { testConfig } from '../fixtures.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
  /** Of `--json`; {} where standard output is something else. */
  json: Record<string, unknown>;
}

export interface Terminal {
  directory: string;
  /** Runs a command to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** Starts one that goes on; resolves with its first answer. It is ended with the test. */
  start(args: readonly string[], options?: RunOptions): Promise<Started>;
}

interface RunOptions {
  environment?: Record<string, string>;
  stdin?: string;
}

interface Started extends Outcome {
  child: ChildProcessWithoutNullStreams;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
}

/** A directory with a configuration of all six providers, and nothing in the environment that is ours. */
export function openTerminal(t: TestContext, config: ValetkeyConfig | null = testConfig()): Terminal {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-cli-'));
  const running: Started[] = [];
  t.after(async () => {
    for (const one of running) await one.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  const configFile = join(directory, 'valetkey.config.json');
  if (config !== null) writeFileSync(configFile, JSON.stringify(config));
  const own = {
    DATA_DIR: join(directory, 'data'),
    ...(config === null ? {} : { VALETKEY_CONFIG: configFile }),
  };
  const open = (
    args: readonly string[],
    { environment = {}, stdin = '' }: RunOptions = {},
  ): ChildProcessWithoutNullStreams => {
    const env = { ...withoutOurs(process.env), ...own, ...environment };
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: directory, env, stdio: 'pipe' });
    child.stdin.end(stdin);
    return child;
  };
  return {
    directory,
    run: async (args, options) => {
      const child = open(args, options);
      const output = collect(child);
      await once(child, 'close');
      return outcomeOf(child.exitCode ?? -1, output);
    },
    start: async (args, options) => {
      const started = await startChild(open(args, options));
      running.push(started);
      return started;
    },
  };
}

function withoutOurs(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = /^(?:VALETKEY_|PORT$|DATA_DIR$|DATABASE_URL|NODE_TEST_CONTEXT$|npm_lifecycle_event$)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ours.test(name)));
}

function collect(child: ChildProcessWithoutNullStreams): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => void (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (output.stderr += chunk.toString()));
  return output;
}

/** Ready is: a whole line (or, with `--json`, a whole object) on standard output. */
async function startChild(child: ChildProcessWithoutNullStreams): Promise<Started> {
  const output = collect(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (/^\{[\s\S]*^\}\n|^[^{].*\n/m.test(output.stdout)) resolve();
    });
    child.once('close', code => reject(new Error(`ended with ${code}: ${output.stdout}${output.stderr}`)));
  });
  const stop = async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    }
    return child.exitCode;
  };
  return { ...outcomeOf(0, output), child, stop };
}

function outcomeOf(code: number, { stdout, stderr }: { stdout: string; stderr: string }): Outcome {
  let json: Record<string, unknown> = {};
  try {
    json = JSON.parse(stdout) as Record<string, unknown>;
  } catch {
    // It was for people.
  }
  return { code, stdout, stderr, json };
}

/** The first of `count` free ports in a row on loopback. */
export async function findFreePorts(count: number): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = await listenOn(0);
    const rest = [];
    if (first) for (let i = 1; i < count; i++) rest.push(await listenOn(first.port + i));
    for (const server of [first, ...rest]) await server?.close();
    if (first && first.port + count < 65_536 && rest.every(server => server !== null)) return first.port;
  }
  throw new Error(`no ${count} free ports in a row`);
}

export async function listenOn(port: number): Promise<{ port: number; close(): Promise<void> } | null> {
  const server = createServer();
  const opened = await new Promise<boolean>(resolve => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!opened) return null;
  return {
    port: (server.address() as { port: number }).port,
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
}
