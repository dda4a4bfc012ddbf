/** The command line of `npm run test:faults` and `npm run test:fuzz`: runs harnesses, prints their figures, proves that they go red. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inLanes, newTrial, showFigure, type Finding, type Harness, type Trial } from './harness.ts';
import { isOver, runInSlices, type SliceOptions } from './slices.ts';

const WITHOUT_GUARD = fileURLToPath(import.meta.resolve('./without-guard.ts'));

const OPTIONS = {
  long: { type: 'boolean', default: false },
  control: { type: 'boolean', default: false },
  runs: { type: 'string' },
  seed: { type: 'string' },
  only: { type: 'string', default: '' },
  hours: { type: 'string', default: '2' },
  resume: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const USAGE = `Options:
  --only <text>  Only the harnesses with this in their names
  --runs <n>     So many times, instead of the short form's number
  --long         At full length, each for two hours at most
  --hours <h>    Instead of two
  --resume       Go on where a long form stopped
  --seed <n>     The random numbers of an earlier run
  --control      Takes the guards away, one by one; each harness must go red

Harnesses:`;

/** @param script Of the command, for a harness that is run in a process of its own. */
export async function runCommand(harnesses: readonly Harness[], script: string): Promise<void> {
  if (process.send) return await runForParent(harnesses);
  const values = readOptions(harnesses);
  if (values === null) return;
  const isLong = values.long || values.resume;
  const trial = newTrial({
    long: isLong,
    runs: values.runs === undefined ? undefined : Number(values.runs),
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
  });
  const chosen = harnesses.filter(({ name }) => name.includes(values.only));
  const jobs = chosen.flatMap(harness =>
    values.control ? controlsOf(harness, trial) : [{ harness, trial }],
  );
  console.log(`seed ${trial.seed}, ${new Date().toISOString()}, node ${process.version}`);
  const wrong: string[] = [];
  const sitting = { resume: values.resume, hours: Number(values.hours), script };
  // Long forms and controls one after another: their figures are of one thing at a time.
  await inLanes(jobs, isLong || values.control ? 1 : 2, async job => {
    if (!(await runOne(job.harness, job.trial, sitting))) wrong.push(job.harness.name);
  });
  if (jobs.length === 0) console.log(`No harness is called "${values.only}".`);
  const isRight = jobs.length > 0 && wrong.length === 0;
  console.log(isRight ? 'Everything came out as it must.' : `${wrong.length} came out wrong.`);
  process.exitCode = isRight ? 0 : 1;
}

/** Null: help was asked for, or needed; it has been given. */
function readOptions(
  harnesses: readonly Harness[],
): ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'] | null {
  const help = [USAGE, ...harnesses.map(({ name }) => `  ${name}`)].join('\n');
  try {
    const { values } = parseArgs({ options: OPTIONS });
    if (!values.help) return values;
    console.log(help);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    process.exitCode = 2;
  }
  return null;
}

function controlsOf(harness: Harness, trial: Trial): { harness: Harness; trial: Trial }[] {
  const runs = trial.runs ?? harness.controlRuns;
  return harness.guards.map(without => ({ harness, trial: { ...trial, runs, without } }));
}

type Sitting = SliceOptions & { script: string };

/** @returns whether it came out as it should. */
async function runOne(harness: Harness, trial: Trial, sitting: Sitting): Promise<boolean> {
  const isSliced =
    harness.slices !== undefined &&
    trial.without === undefined &&
    (trial.long || (trial.runs ?? 0) > harness.slices.of);
  return isSliced ? await runLong(harness, trial, sitting) : await runAtOnce(harness, trial, sitting);
}

async function runAtOnce(harness: Harness, trial: Trial, { script }: Sitting): Promise<boolean> {
  const begun = performance.now();
  const isPatchedHere = harness.isInProcess === true && trial.without !== undefined;
  const finding = isPatchedHere ? await runPatched(harness, trial, script) : await harness.run(trial);
  const isRight = finding.violations.length > 0 === (trial.without !== undefined);
  const control = trial.without ? ` WITHOUT "${trial.without}"` : '';
  const title = `${harness.name}${control} (${((performance.now() - begun) / 1000).toFixed(1)} s)`;
  print(title, trial, finding, isRight);
  return isRight;
}

async function runLong(harness: Harness, trial: Trial, sitting: Sitting): Promise<boolean> {
  const progress = await runInSlices(harness, trial, sitting, slice => harness.run(slice));
  const { seed, done, runs, seconds, violations } = progress;
  const rest = isOver(progress) ? '' : '; stopped at its bound, --resume goes on';
  const title = `${harness.name} (${done} of ${runs} runs, seed ${seed}, ${seconds.toFixed(0)} s${rest})`;
  print(title, trial, progress, violations.length === 0);
  return violations.length === 0;
}

function print(title: string, trial: Trial, finding: Finding, isRight: boolean): void {
  const shown = finding.violations.slice(0, trial.without ? 1 : 15).map(text => text.slice(0, 700));
  const more = finding.violations.length - shown.length;
  const lines = [
    `${isRight ? 'ok  ' : 'FAIL'} ${title}`,
    ...Object.entries(finding.figures).map(([name, figure]) => `       ${name}: ${showFigure(figure)}`),
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
