/**
 * Power loss: what a busy database wrote and synced is recorded, call by call, and the states are rebuilt that a disk may be in
 * when the power goes: unsynced writes dropped, reordered, torn. Each is opened: it is whole, and says everything acknowledged.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteStore } from '../../packages/server/src/store/sqlite.ts';
import { integrityProblems } from './database-facts.ts';
import { DiskModel, LOSSES, type Loss } from './disk-model.ts';
import { readDiskTrace, type TraceStep } from './disk-trace.ts';
import { runsOf, type Finding, type Harness, type Trial } from './harness.ts';
import { missingFacts, type Fact } from './power-facts.ts';
import { seededRandom, type Random } from './random.ts';
import { straceProblem } from './strace.ts';

const CHILD = fileURLToPath(import.meta.resolve('./power.child.ts'));
const WITHOUT_GUARD = fileURLToPath(import.meta.resolve('./without-guard.ts'));
/** In memory where there is such a place: thousands of states are written and read once. */
const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export const powerLoss: Harness = {
  name: 'power-loss: unsynced writes dropped, reordered, torn',
  guards: ['synchronous=FULL'],
  controlRuns: 60,
  slices: { runs: 10_000, of: 2000 },
  async run(trial: Trial): Promise<Finding> {
    const problem = straceProblem();
    if (problem !== null) return { figures: { 'NOT TRIED': problem }, violations: [] };
    const directory = mkdtempSync(join(tmpdir(), 'valetkey-power-'));
    const scratch = mkdtempSync(join(SCRATCH, 'valetkey-power-'));
    try {
      const states = runsOf(trial, 400);
      return await loseAgainAndAgain(trial, directory, scratch, states);
    } finally {
      for (const path of [directory, scratch]) rmSync(path, { recursive: true, force: true });
    }
  },
};

async function loseAgainAndAgain(
  trial: Trial,
  directory: string,
  scratch: string,
  states: number,
): Promise<Finding> {
  const random = seededRandom(trial.seed);
  const steps = await record(trial, directory, states > 1000 ? 200 : 45);
  const crashes = chooseCrashes(steps, states, random);
  const disk = new DiskModel();
  const facts: Fact[] = [];
  const violations: string[] = [];
  const count = { calls: 0, syncs: 0, states: 0 };
  for (const [at, step] of steps.entries()) {
    if ('said' in step) facts.push(...factsOf(step.said));
    else {
      count.calls++;
      if (step.disk.call === 'sync') count.syncs++;
      disk.apply(step.disk);
    }
    for (const loss of crashes.get(at) ?? []) {
      count.states++;
      const found = await tryState(scratch, disk.afterLoss(loss, random), facts, random);
      violations.push(...found.slice(0, 3).map(what => `power lost after call ${at}, ${loss}: ${what}`));
    }
  }
  return {
    figures: {
      'recorded calls': count.calls,
      'syncs among them': count.syncs,
      'acknowledged facts': facts.length,
      'crash states': count.states,
    },
    violations,
  };
}

/** Which losses are tried after which step. */
function chooseCrashes(steps: readonly TraceStep[], states: number, random: Random): Map<number, Loss[]> {
  const crashes = new Map<number, Loss[]>();
  for (let i = 0; i < states; i++) {
    const at = random.below(steps.length);
    crashes.set(at, [...(crashes.get(at) ?? []), LOSSES[i % LOSSES.length]!]);
  }
  return crashes;
}

async function tryState(
  scratch: string,
  files: ReadonlyMap<string, Buffer>,
  facts: readonly Fact[],
  random: Random,
): Promise<string[]> {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch);
  for (const [name, content] of files) writeFileSync(join(scratch, name), content);
  // What the kernel had of the shared-memory index is of no use to anybody.
  if (random.below(2) === 0)
    writeFileSync(join(scratch, 'valetkey.db-shm'), Buffer.alloc(32_768, random.below(256)));
  const path = join(scratch, 'valetkey.db');
  try {
    const store = await openSqliteStore({ path });
    try {
      await store.ping();
      return [...(await missingFacts(store, facts)), ...integrityProblems(path)];
    } finally {
      await store.close();
    }
  } catch (error) {
    return [`does not open: ${(error as Error).message}`];
  }
}

function factsOf(said: string): Fact[] {
  return said
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Fact);
}

async function record(trial: Trial, directory: string, rounds: number): Promise<TraceStep[]> {
  const trace = join(directory, 'trace');
  const data = join(directory, 'data');
  mkdirSync(data);
  const calls = 'trace=write,pwrite64,ftruncate,fsync,fdatasync,unlink';
  const preload = trial.without ? ['--import', WITHOUT_GUARD] : [];
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...inherited } = process.env;
  const child = spawn(
    'strace',
    ['-f', '-y', '-xx', '-s', '1000000', '-o', trace, '-e', calls].concat(
      [process.execPath, ...preload, CHILD],
      [join(data, 'valetkey.db'), String(trial.seed), String(rounds)],
    ),
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...inherited, ...(trial.without ? { WITHOUT_GUARD: trial.without } : {}) },
    },
  );
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  return readDiskTrace(readFileSync(trace, 'latin1'), data);
}
