/** The command line of `npm run test:faults` and `npm run test:fuzz`: runs harnesses, prints their figures, proves that they go red. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inLanes, newTrial, type Finding, type Harness, type Trial } from './harness.ts';

const WITHOUT_GUARD = fileURLToPath(import.meta.resolve('./without-guard.ts'));

const OPTIONS = {
  long: { type: 'boolean', default: false },
  control: { type: 'boolean', default: false },
  runs: { type: 'string' },
  seed: { type: 'string' },
  only: { type: 'string', default: '' },
} as const;

/** @param script Of the command, for a harness that is run in a process of its own. */
export async function runCommand(harnesses: readonly Harness[], script: string): Promise<void> {
  if (process.send) return await runForParent(harnesses);
  const { values } = parseArgs({ options: OPTIONS });
  const trial = newTrial({
    long: values.long,
    runs: values.runs === undefined ? undefined : Number(values.runs),
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
  });
  const chosen = harnesses.filter(({ name }) => name.includes(values.only));
  const jobs = chosen.flatMap(harness =>
    values.control ? controlsOf(harness, trial) : [{ harness, trial }],
  );
  console.log(`seed ${trial.seed}, ${new Date().toISOString()}, node ${process.version}`);
  const wrong: string[] = [];
  // Long forms and controls one after another: their figures are of one thing at a time.
  await inLanes(jobs, values.long || values.control ? 1 : 2, async job => {
    if (!(await runOne(job.harness, job.trial, script))) wrong.push(job.harness.name);
  });
  if (jobs.length === 0) console.log(`No harness is called "${values.only}".`);
  const isRight = jobs.length > 0 && wrong.length === 0;
  console.log(isRight ? 'Everything came out as it must.' : `${wrong.length} came out wrong.`);
  process.exitCode = isRight ? 0 : 1;
}

function controlsOf(harness: Harness, trial: Trial): { harness: Harness; trial: Trial }[] {
  const runs = trial.runs ?? harness.controlRuns;
  return harness.guards.map(without => ({ harness, trial: { ...trial, runs, without } }));
}

/** @returns whether it came out as it should. */
async function runOne(harness: Harness, trial: Trial, script: string): Promise<boolean> {
  const begun = performance.now();
  const isPatchedHere = harness.isInProcess === true && trial.without !== undefined;
  const finding = isPatchedHere ? await runPatched(harness, trial, script) : await harness.run(trial);
  const isRight = finding.violations.length > 0 === (trial.without !== undefined);
  print(harness, trial, finding, isRight, (performance.now() - begun) / 1000);
  return isRight;
}

function print(harness: Harness, trial: Trial, finding: Finding, isRight: boolean, seconds: number): void {
  const control = trial.without ? ` WITHOUT "${trial.without}"` : '';
  const shown = finding.violations.slice(0, trial.without ? 1 : 15).map(text => text.slice(0, 700));
  const more = finding.violations.length - shown.length;
  const lines = [
    `${isRight ? 'ok  ' : 'FAIL'} ${harness.name}${control} (${seconds.toFixed(1)} s)`,
    ...Object.entries(finding.figures).map(([name, figure]) => `       ${name}: ${figure}`),
    ...shown.map(violation => `       ${trial.without ? 'red, as it must be' : 'VIOLATION'}: ${violation}`),
    ...(more > 0 ? [`       and ${more} more`] : []),
  ];
  console.log(lines.join('\n'));
}

/** What is tried in this very process cannot lose its guard here: it runs in a child whose sources are patched while they load. */
async function runPatched(harness: Harness, trial: Trial, script: string): Promise<Finding> {
  const child = fork(script, [], {
    execArgv: ['--import', WITHOUT_GUARD],
    env: { ...process.env, WITHOUT_GUARD: trial.without! },
  });
  child.send({ name: harness.name, trial });
  const [finding] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => [
      { figures: {}, violations: [`it ended with code ${String(code)}`] },
    ]),
  ])) as [Finding];
  child.disconnect();
  return finding;
}

async function runForParent(harnesses: readonly Harness[]): Promise<void> {
  const [{ name, trial }] = (await once(process, 'message')) as [{ name: string; trial: Trial }];
  process.send!(await harnesses.find(harness => harness.name === name)!.run(trial));
}
