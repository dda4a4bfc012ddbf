/**
 * kill -9 at every system call of each state-changing operation: whatever the moment, the database says afterwards either what it
 * said before or what the whole operation makes of it, and never something between; what was acknowledged is there.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteStore } from '../../packages/server/src/store/sqlite.ts';
import { contentDigest, integrityProblems } from './database-facts.ts';
import { inLanes, runsOf, type Finding, type Harness, type Trial } from './harness.ts';
import { OPERATIONS, prepare } from './operations.ts';
import { seededRandom } from './random.ts';
import { FILE_CALLS, callsBetween, readCalls, straceProblem } from './strace.ts';

const CHILD = fileURLToPath(import.meta.resolve('./operation.child.ts'));
const WITHOUT_GUARD = fileURLToPath(import.meta.resolve('./without-guard.ts'));
const LANES = 2;
const NAMES = ['make a new database', ...Object.keys(OPERATIONS), 'copy the log and close'];

interface Kill {
  operation: string;
  call: string;
  nth: number;
}

interface Operation {
  kills: Kill[];
  before: string;
  after: string;
}

export const killSyscalls: Harness = {
  name: 'kill-syscalls: kill -9 at every system call of each operation',
  guards: ['one transaction', 'commit before the answer'],
  controlRuns: 60,
  async run(trial: Trial): Promise<Finding> {
    const problem = straceProblem();
    if (problem !== null) return { figures: { 'NOT TRIED': problem }, violations: [] };
    const directory = mkdtempSync(join(tmpdir(), 'valetkey-kill-'));
    try {
      return await killEverywhere(trial, directory);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

async function killEverywhere(trial: Trial, directory: string): Promise<Finding> {
  const template = join(directory, 'template');
  mkdirSync(template);
  const store = await openSqliteStore({ path: join(template, 'valetkey.db') });
  await prepare(store);
  await store.close();
  const operations = new Map<string, Operation>();
  const violations: string[] = [];
  await inLanes(NAMES, LANES, async name => {
    operations.set(name, await observe(trial, directory, template, name));
  });
  const all = [...operations.values()].flatMap(({ kills }) => kills);
  const chosen = choose(all, runsOf(trial, 120, all.length), trial.seed);
  await inLanes(chosen, LANES, async kill => {
    violations.push(...(await tryKill(trial, directory, template, kill, operations.get(kill.operation)!)));
  });
  return {
    figures: { operations: NAMES.length, 'system calls in them': all.length, kills: chosen.length },
    violations,
  };
}

/** A fair draw without repetition. */
function choose(all: readonly Kill[], count: number, seed: number): Kill[] {
  const random = seededRandom(seed);
  const left = [...all];
  return Array.from(
    { length: Math.min(count, all.length) },
    () => left.splice(random.below(left.length), 1)[0]!,
  );
}

/** One whole run, without a kill: which calls there are, and what they lead to. */
async function observe(trial: Trial, directory: string, template: string, name: string): Promise<Operation> {
  const work = copyOf(directory, template, name);
  const path = join(work, 'valetkey.db');
  const before = name === 'make a new database' ? 'nothing' : contentDigest(path);
  const trace = join(work, 'trace');
  await runChild(trial, path, name, ['-o', trace, '-e', `trace=${FILE_CALLS.join(',')}`]);
  const calls = callsBetween(readCalls(readFileSync(trace, 'utf8')), 'begin', 'done');
  const after = contentDigest(path);
  rmSync(work, { recursive: true });
  return { kills: calls.map(({ name: call, nth }) => ({ operation: name, call, nth })), before, after };
}

async function tryKill(
  trial: Trial,
  directory: string,
  template: string,
  kill: Kill,
  { before, after }: Operation,
): Promise<string[]> {
  const work = copyOf(directory, template, kill.operation);
  const path = join(work, 'valetkey.db');
  const said = await runChild(trial, path, kill.operation, [
    '-o',
    '/dev/null',
    '-e',
    `trace=${kill.call}`,
    '-e',
    `inject=${kill.call}:signal=SIGKILL:when=${kill.nth}`,
  ]);
  const at = `${kill.operation}, killed at ${kill.call} ${kill.nth}`;
  try {
    const begun = performance.now();
    const store = await openSqliteStore({ path });
    const took = performance.now() - begun;
    const now = contentDigest(path);
    await store.ping();
    await store.close();
    const isWhole = now === after || (now === before && !said.includes('done'));
    return [
      ...(isWhole ? [] : [`${at}: ${said.includes('done') ? 'acknowledged, and not there' : 'half-done'}`]),
      ...(took > 2000 ? [`${at}: opened after ${Math.round(took)} ms`] : []),
      ...integrityProblems(path).map(problem => `${at}: ${problem}`),
    ];
  } catch (error) {
    return [`${at}: does not open: ${(error as Error).message}`];
  } finally {
    rmSync(work, { recursive: true });
  }
}

let copies = 0;

function copyOf(directory: string, template: string, name: string): string {
  const work = join(directory, `work-${++copies}`);
  if (name === 'make a new database') mkdirSync(work);
  else cpSync(template, work, { recursive: true });
  return work;
}

/** @returns what it said before it ended or was killed. */
function runChild(trial: Trial, path: string, name: string, strace: readonly string[]): Promise<string> {
  const preload = trial.without ? ['--import', WITHOUT_GUARD] : [];
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...inherited } = process.env;
  const child = spawn('strace', ['-f', ...strace, process.execPath, ...preload, CHILD, path, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...inherited,
      NODE_COMPILE_CACHE: join(tmpdir(), 'valetkey-compile-cache'),
      ...(trial.without ? { WITHOUT_GUARD: trial.without } : {}),
    },
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve(said));
  });
}
