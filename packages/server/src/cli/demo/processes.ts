/** The demo's two other programs, the sample API and the third-party app: child processes that live exactly as long as the demo. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError } from '../../config.ts';

const EXAMPLES = new URL('../../../../../examples/', import.meta.url);
const END_WITH_PARENT = new URL('./end-with-parent.ts', import.meta.url);
const READY_WITHIN_MS = 30_000;
const END_WITHIN_MS = 5_000;
const TAIL_CHARACTERS = 2_000;

export interface DemoProcess {
  /** Rejects, with its reason, when the program ends by itself; settles otherwise never. */
  failed: Promise<never>;
  close(): Promise<void>;
}

/** @throws {ConfigError} when the program does not start: its own last words are in the message. */
export async function startExample(program: {
  name: string;
  port: number;
  environment: Record<string, string>;
}): Promise<DemoProcess> {
  const main = fileURLToPath(new URL(`${program.name}/src/main.ts`, EXAMPLES));
  if (!existsSync(main))
    throw new ConfigError(`The demo runs from a clone of the repository: there is no ${main} here.`);
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT.href, main], {
    env: { ...environmentOfOthers(), ...program.environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A Ctrl+C goes to the demo alone: it ends its programs itself, in its own order.
    detached: process.platform !== 'win32',
  });
  const failed = watch(child, program.name);
  // Whoever waits for it hears of it; until then it is not an unhandled rejection.
  failed.catch(() => {});
  await Promise.race([untilReady(program.port), failed]).catch(async (error: unknown) => {
    await end(child);
    throw error;
  });
  return { failed, close: () => end(child) };
}

/** The third-party app is not to know the master key: what is ours stays with us. */
function environmentOfOthers(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^(?:VALETKEY_|PORT$|DATA_DIR$)/.test(name));
  return Object.fromEntries(others);
}

function watch(child: ChildProcess, name: string): Promise<never> {
  let tail = '';
  const keep = (chunk: Buffer): void => void (tail = (tail + chunk.toString()).slice(-TAIL_CHARACTERS));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((_, reject) => {
    const fail = (how: string): void => {
      const words = tail.trim();
      reject(new ConfigError(`${name} ended${how}${words ? `. Its last words:\n${words}` : '.'}`));
    };
    child.once('error', error => fail(`: ${error.message}`));
    child.once('close', (code, signal) => fail(signal ? ` by ${signal}` : ` with exit code ${code}`));
  });
}

async function untilReady(port: number): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!(await answers(port))) {
    if (performance.now() > deadline)
      throw new ConfigError(`Nothing answers on port ${port} after 30 seconds.`);
    await pause(50);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' });
    const settle = (yes: boolean): void => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
  await ended;
  clearTimeout(timer);
}
