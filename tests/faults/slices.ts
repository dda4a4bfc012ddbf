/**
 * A long form as a row of slices, each a whole run with a seed of its own. What was done is written down after each, so that the
 * form can end at its bound, or be ended by anybody, and be taken up again.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure, Finding, Harness, Trial } from './harness.ts';
import { seededRandom } from './random.ts';

const DIRECTORY = fileURLToPath(new URL('../../.cache/attacks', import.meta.url));
/** More of them say no more. */
const ENOUGH_VIOLATIONS = 20;

export interface Progress extends Finding {
  seed: number;
  /** What is to be done in the end. */
  runs: number;
  done: number;
  slices: number;
  seconds: number;
}

export interface SliceOptions {
  resume: boolean;
  /** Of this sitting. */
  hours: number;
  /** Where the states are kept. */
  directory?: string;
}

/** @param runSlice Runs the harness once, with the slice's seed and number of runs. */
export async function runInSlices(
  harness: Harness,
  trial: Trial,
  options: SliceOptions,
  runSlice: (slice: Trial) => Promise<Finding>,
): Promise<Progress> {
  const { runs: wholeForm, of } = harness.slices!;
  const file = join(options.directory ?? DIRECTORY, `${harness.name.split(':')[0]}.json`);
  let progress = begin(trial, trial.runs ?? wholeForm, options.resume ? read(file) : null);
  const end = performance.now() + options.hours * 3_600_000;
  while (!isOver(progress) && performance.now() < end) {
    const begun = performance.now();
    const slice = {
      ...trial,
      seed: seedOfSlice(progress.seed, progress.slices),
      runs: Math.min(of, progress.runs - progress.done),
    };
    const finding = await runSlice(slice);
    progress = add(progress, slice, finding, (performance.now() - begun) / 1000);
    write(file, progress);
  }
  return progress;
}

export function isOver({ done, runs, violations }: Progress): boolean {
  return done >= runs || violations.length >= ENOUGH_VIOLATIONS;
}

/** With `--resume` the seed is the one of the first sitting; `--runs` may ask for more than it did. */
function begin(trial: Trial, runs: number, before: Progress | null): Progress {
  if (before !== null) return { ...before, runs: trial.runs ?? before.runs };
  return { seed: trial.seed, runs, done: 0, slices: 0, seconds: 0, figures: {}, violations: [] };
}

/** The first has the seed itself: a short run with it is the same. */
function seedOfSlice(seed: number, slice: number): number {
  return slice === 0 ? seed : seededRandom(seed + slice).below(2 ** 31);
}

function add(progress: Progress, slice: Trial, finding: Finding, seconds: number): Progress {
  const figures = { ...progress.figures };
  for (const [name, figure] of Object.entries(finding.figures)) figures[name] = merge(figures[name], figure);
  const again = `--seed ${slice.seed} --runs ${slice.runs}: `;
  return {
    seed: progress.seed,
    runs: progress.runs,
    done: progress.done + slice.runs!,
    slices: progress.slices + 1,
    seconds: progress.seconds + seconds,
    figures,
    violations: [...progress.violations, ...finding.violations.map(violation => again + violation)],
  };
}

function merge(before: Figure | undefined, now: Figure): Figure {
  if (typeof before === 'number' && typeof now === 'number') return before + now;
  if (typeof before !== 'object' || typeof now !== 'object') return now;
  if ('most' in before && 'most' in now) return { most: Math.max(before.most, now.most) };
  if ('samples' in before && 'samples' in now) return { samples: [...before.samples, ...now.samples] };
  return now;
}

function read(file: string): Progress | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Progress;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Whole or not at all. */
function write(file: string, progress: Progress): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(progress));
  renameSync(`${file}.new`, file);
}
