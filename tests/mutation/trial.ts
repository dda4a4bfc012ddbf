/** A mutant against the tests that run its line: those beside its source all, the others by speed and success, as long as the budget lasts. */
import { dirname } from 'node:path';
import { ranAt, type Coverage } from './coverage.ts';
import type { Mutant } from './mutants.ts';
import { runTestFile, type TestRun } from './test-run.ts';

type Outcome = 'killed' | 'timed out' | 'survived' | 'not covered';

export interface Verdict {
  outcome: Outcome;
  /** The test that noticed. */
  by: string;
  /** Test files that ran the line, and how many of them were asked. */
  covering: number;
  asked: number;
}

/** Source → test file → mutants it killed there. */
type Kills = Map<string, Map<string, number>>;

/** From what is known of earlier runs. */
export function killsOf(verdicts: Iterable<Verdict & { mutant: Mutant }>): Kills {
  const kills: Kills = new Map();
  for (const { by, mutant } of verdicts) if (by !== '') remember(kills, mutant.file, by.split(': ', 1)[0]!);
  return kills;
}

function chooseTests(mutant: Mutant, coverage: Coverage, kills: Kills): string[] {
  const killed = kills.get(mutant.file);
  const cost = (test: string): number => {
    const near = isNear(mutant, test) ? 0.1 : 1;
    return (coverage[test]!.seconds * near) / (1 + 3 * (killed?.get(test) ?? 0));
  };
  return Object.keys(coverage)
    .filter(test => {
      const { passed, sources } = coverage[test]!;
      const source = sources[mutant.file];
      return passed && source !== undefined && ranAt(source, mutant.start);
    })
    .toSorted((a, b) => cost(a) - cost(b));
}

/** In the folder of the source, or in one above it. */
function isNear({ file }: Mutant, test: string): boolean {
  return dirname(file).startsWith(dirname(test));
}

export async function tryMutant(
  mutant: Mutant,
  coverage: Coverage,
  kills: Kills,
  budgetSeconds: number,
): Promise<Verdict> {
  const tests = chooseTests(mutant, coverage, kills);
  if (tests.length === 0) return { outcome: 'not covered', by: '', covering: 0, asked: 0 };
  let [asked, spent] = [0, 0];
  for (const test of tests) {
    const usual = coverage[test]!.seconds;
    if (!isNear(mutant, test)) spent += usual;
    if (spent > budgetSeconds && asked > 0) break;
    asked += 1;
    const run = await runTestFile(test, { mutant, timeoutSeconds: 20 + 5 * usual });
    if (run.outcome === 'passed') continue;
    remember(kills, mutant.file, test);
    return { outcome: verdictOf(run), by: `${test}: ${run.failed}`, covering: tests.length, asked };
  }
  return { outcome: 'survived', by: '', covering: tests.length, asked };
}

function verdictOf({ outcome }: TestRun): Outcome {
  return outcome === 'timed out' ? 'timed out' : 'killed';
}

function remember(kills: Kills, source: string, test: string): void {
  const own = kills.get(source) ?? new Map<string, number>();
  kills.set(source, own.set(test, (own.get(test) ?? 0) + 1));
}
