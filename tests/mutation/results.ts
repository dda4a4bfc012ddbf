/** What became of each mutant, kept in .cache line by line, so that an interrupted run goes on where it stopped. */
import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, hashOf } from './coverage.ts';
import { keyOf, type Mutant } from './mutants.ts';
import type { Verdict } from './trial.ts';

export interface Result extends Verdict {
  mutant: Mutant;
  /** Of the source: a mutant of another text is another mutant. */
  hash: string;
}

const FILE = join(CACHE, 'results.jsonl');

export function forgetResults(): void {
  rmSync(FILE, { force: true });
}

export function keepResult(mutant: Mutant, verdict: Verdict): void {
  mkdirSync(CACHE, { recursive: true });
  const result: Result = { ...verdict, mutant, hash: hashOf(mutant.file) };
  appendFileSync(FILE, `${JSON.stringify(result)}\n`);
}

/** The last word on each mutant of the sources as they are now. */
export function readResults(): Map<string, Result> {
  const results = new Map<string, Result>();
  for (const line of readLines()) {
    const result = JSON.parse(line) as Result;
    if (result.hash === hashOf(result.mutant.file)) results.set(keyOf(result.mutant), result);
  }
  return results;
}

function readLines(): string[] {
  try {
    return readFileSync(FILE, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
