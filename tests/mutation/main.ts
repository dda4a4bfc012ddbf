/**
 * `npm run test:mutation`: makes the sources wrong, one thing at a time, and asks the tests whether they notice. `--only <part of a
 * path>[,…]`, `--change <part of an operator's name>[,…]`, `--sample N`, `--seed S`, `--minutes N`, `--jobs N`, `--resume`: what is known stays known, survivors are tried again;
 * `--list`: shows the survivors that are known and tries nothing.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { inLanes } from '../faults/harness.ts';
import { seededRandom } from '../faults/random.ts';
import { recordCoverage } from './coverage.ts';
import { explanationOf } from './explained.ts';
import { describe, findMutants, keyOf, type Mutant } from './mutants.ts';
import { forgetResults, keepResult, readResults, type Result } from './results.ts';
import { targetFiles } from './targets.ts';
import { killsOf, tryMutant } from './trial.ts';

/** Tests asked about one mutant, measured by the time they take without it. */
const BUDGET_SECONDS = 45;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    change: { type: 'string', default: '' },
    sample: { type: 'string' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    minutes: { type: 'string', default: '120' },
    jobs: { type: 'string', default: '1' },
    resume: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});

const chosen = choose(
  targetFiles()
    .filter(file => values.only.split(',').some(part => file.includes(part)))
    .flatMap(file => findMutants(file))
    .filter(({ operator }) => values.change.split(',').some(part => operator.includes(part))),
);
if (values.list) report();
else await run();

/** Shuffled, so that a run that was cut short is a fair sample. */
function choose(mutants: readonly Mutant[]): Mutant[] {
  const random = seededRandom(Number(values.seed));
  const shuffled = mutants
    .map(mutant => ({ mutant, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ mutant }) => mutant);
  return values.sample === undefined ? shuffled : shuffled.slice(0, Number(values.sample));
}

async function run(): Promise<void> {
  const until = performance.now() + Number(values.minutes) * 60_000;
  console.log(`seed ${values.seed}, ${new Date().toISOString()}, node ${process.version}`);
  const coverage = await recordCoverage(console.log);
  if (!values.resume) forgetResults();
  const known = readResults();
  // Those nobody knows of first, then those that lived before.
  const waiting = chosen
    .filter(mutant => known.get(keyOf(mutant))?.outcome !== 'killed')
    .toSorted((a, b) => Number(known.has(keyOf(a))) - Number(known.has(keyOf(b))));
  console.log(`${chosen.length} mutants, ${waiting.length} of them to be tried`);
  const kills = killsOf(known.values());
  await inLanes(waiting, Number(values.jobs), async mutant => {
    if (performance.now() > until || explanationOf(mutant) !== undefined) return;
    const verdict = await tryMutant(mutant, coverage, kills, BUDGET_SECONDS);
    keepResult(mutant, verdict);
    if (verdict.outcome !== 'killed') console.log(`${verdict.outcome}: ${describe(mutant)}`);
  });
  report();
}

function report(): void {
  const known = readResults();
  const results = chosen.map(mutant => known.get(keyOf(mutant))).filter(result => result !== undefined);
  const explained = chosen.filter(mutant => explanationOf(mutant) !== undefined).length;
  const living = results.filter(isAlive);
  for (const { mutant, outcome, covering, asked } of living)
    console.log(`${describe(mutant)} (${outcome}; ${asked} of ${covering} test files asked)`);
  const count = (outcome: string): number => results.filter(result => result.outcome === outcome).length;
  console.log(
    `${chosen.length} mutants: ${count('killed')} killed, ${count('timed out')} timed out, ${living.length} alive ` +
      `(${living.filter(result => result.outcome === 'not covered').length} of them run by no test), ${explained} explained, ` +
      `${chosen.length - results.length - explained} not tried`,
  );
  process.exitCode = living.length === 0 ? 0 : 1;
}

function isAlive({ mutant, outcome }: Result): boolean {
  return (outcome === 'survived' || outcome === 'not covered') && explanationOf(mutant) === undefined;
}
