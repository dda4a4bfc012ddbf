/** What all harnesses share: how long to try, with which seed, with which guard taken away, and what comes out. */
import { randomInt } from 'node:crypto';
import type { Guard } from './guards.ts';

export interface Trial {
  seed: number;
  /** The long form; `runs` overrides the number of either. */
  long: boolean;
  runs: number | undefined;
  /** A negative control: this guard is taken away, and the harness must go red. */
  without: Guard | undefined;
}

/** Of several slices counts are added up, of `most` the largest is kept, samples stand together, and words are the last slice's. */
export type Figure = number | string | { most: number } | { samples: readonly number[] };

export interface Finding {
  /** What was tried and how often: for the page and the terminal. */
  figures: Readonly<Record<string, Figure>>;
  /** What must not be. */
  violations: readonly string[];
}

export interface Harness {
  name: string;
  /** Guards that are taken away one by one in `--control`. */
  guards: readonly Guard[];
  /** How often to try without a guard: until it is red without doubt. */
  controlRuns: number;
  /** Runs of the long form, and of one slice of it: between two slices it can be stopped and taken up again. Without: all at once. */
  slices?: { runs: number; of: number };
  /** It tries functions of this process, not another one. */
  isInProcess?: boolean;
  run(trial: Trial): Promise<Finding>;
}

export function newTrial(change: Partial<Trial> = {}): Trial {
  return { seed: randomInt(2 ** 31), long: false, runs: undefined, without: undefined, ...change };
}

/** @param short In `npm test`. @param long Where the harness has no slices. */
export function runsOf(trial: Trial, short: number, long = short): number {
  return trial.runs ?? (trial.long ? long : short);
}

export function showFigure(figure: Figure): string {
  if (typeof figure !== 'object') return String(figure);
  if ('most' in figure) return figure.most.toFixed(1);
  const sorted = figure.samples.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toString();
  return `median ${at(0.5)}, 95 of 100 ${at(0.95)}, most ${at(1)}`;
}

/** Each item once, `lanes` at a time. */
export async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, Math.max(0, milliseconds)));
}
