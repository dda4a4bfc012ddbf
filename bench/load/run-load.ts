/** Runs load.c, compiled on demand. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { loadManner } from '../harness/cores.ts';
import { writePlan, type Plan } from './plan.ts';

export interface LoadResult {
  operationsPerSecond: number;
  good: number;
  bad: number;
  /** The first answer that was not expected. */
  firstBad: string;
  statuses: Readonly<Record<string, number>>;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  /** The plan to go on with: tokens that were rotated are those of the end. */
  next: Plan;
}

/** What load.c prints. */
type Report = Omit<LoadResult, 'operationsPerSecond' | 'next'> & { seconds: number; values: string[][] };

export interface LoadOptions {
  url: string;
  plan: Plan;
  seconds: number;
  connections?: number;
  /** Answers a second; 0: as many as there are. */
  rate?: number;
}

export const CONNECTIONS = 64;

/** @throws when an answer has another status than the plan says: then there is nothing to measure. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const result = await tryLoad(options);
  if (result.bad > 0)
    throw new Error(`${result.bad} answers were not expected. The first:\n${result.firstBad}`);
  return result;
}

export async function tryLoad({
  url,
  plan,
  seconds,
  connections = CONNECTIONS,
  rate = 0,
}: LoadOptions): Promise<LoadResult> {
  const parameters = [new URL(url).port, connections, seconds, rate, loadManner()].map(String);
  const child = spawn(compile(), parameters, { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {});
  child.stdin.end(writePlan(plan));
  const [output, problem] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (output === '') throw new Error(`the load ended: ${problem}`);
  const { seconds: took, values, ...result } = JSON.parse(output) as Report;
  return {
    ...result,
    operationsPerSecond: result.good / plan.answersPerOperation / took,
    next: { ...plan, chains: plan.chains.map(({ steps }, i) => ({ steps, values: values[i]! })) },
  };
}

export function hasCompiler(): boolean {
  return spawnSync('cc', ['--version'], { stdio: 'ignore' }).status === 0;
}

function compile(): string {
  const source = fileURLToPath(new URL('load.c', import.meta.url));
  const version = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const directory = join(tmpdir(), 'valetkey-bench');
  const program = join(directory, `load-${version}`);
  if (existsSync(program)) return program;
  mkdirSync(directory, { recursive: true });
  const fresh = `${program}.${process.pid}`;
  execFileSync('cc', ['-O2', '-o', fresh, source], { stdio: ['ignore', 'ignore', 'inherit'] });
  renameSync(fresh, program);
  return program;
}
