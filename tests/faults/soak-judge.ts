/** What minutes of constant load say: whether memory, rows and times stand still. */
import type { Finding } from './harness.ts';

export interface Minute {
  lives: number;
  p99Ms: number;
  cpuMsPerLife: number;
  heapBytes: number;
  residentBytes: number;
  /** By table. */
  rows: Readonly<Record<string, number>>;
  machineLoad: number;
}

const MIB = 2 ** 20;
const WARM_UP_SHARE = 0.25;
/** A minute between two clean-ups, and batches with pauses. */
const CLEAN_UP_SECONDS = 120;
/** Shorter than this, what is still filling looks like growth. */
const LONG_MINUTES = 30;
const MAX_SLOPE_MIB = { short: 60, long: 1 };
const MAX_DRIFT = 0.1;
/** consent and code leave none; redeeming and revoking leave one event each, a new login one more. */
const MAX_EVENTS_PER_LIFE = 4;

/**
 * @param keptSeconds Real time from a family's birth until its row may go.
 * @param hasKeptUp The machine did what was asked of it: otherwise times say how busy others were.
 */
export function judgeSoak(minutes: readonly Minute[], keptSeconds: number, hasKeptUp: boolean): Finding {
  const warm = minutes.slice(Math.floor(minutes.length * WARM_UP_SHARE));
  const heap = slopePerHour(warm.map(minute => minute.heapBytes / MIB));
  const resident = slopePerHour(warm.map(minute => minute.residentBytes / MIB));
  const p99 = drift(warm.map(minute => minute.p99Ms));
  const cpu = drift(warm.map(minute => minute.cpuMsPerLife));
  const last = minutes.at(-1)!;
  const limit = minutes.length >= LONG_MINUTES ? MAX_SLOPE_MIB.long : MAX_SLOPE_MIB.short;
  return {
    figures: {
      'memory after collection, slope after warm-up (MiB/h)': heap.toFixed(2),
      'memory after collection, first / last (MiB)': range(warm.map(minute => minute.heapBytes / MIB)),
      'resident memory, slope after warm-up (MiB/h)': resident.toFixed(2),
      'resident memory, first / last (MiB)': range(warm.map(minute => minute.residentBytes / MIB)),
      'p99, first third / last third (ms)': range(thirds(warm.map(minute => minute.p99Ms))),
      'p99, drift': hasKeptUp ? percent(p99) : 'NOT JUDGED: the machine did not keep up with the load',
      'CPU of the server per life, first third / last third (ms)': range(
        thirds(warm.map(minute => minute.cpuMsPerLife)),
      ),
      'CPU of the server per life, drift': percent(cpu),
      'rows at the end': Object.entries(last.rows)
        .map(([table, count]) => `${table} ${count}`)
        .join(', '),
      'load of the machine, least / most': range(
        [Math.min, Math.max].map(pick => pick(...warm.map(minute => minute.machineLoad))),
      ),
    },
    violations: [
      ...(heap > limit ? [`memory grows by ${heap.toFixed(1)} MiB an hour`] : []),
      // On a machine that others use the time by the clock says little by itself: it counts where the work itself grew, too.
      ...(hasKeptUp && p99 > MAX_DRIFT && cpu > MAX_DRIFT
        ? [`answers became slower: p99 by ${percent(p99)}, CPU by ${percent(cpu)}`]
        : []),
      ...tooManyRows(minutes, keptSeconds),
    ],
  };
}

/** What was made in the time that rows are kept, and no more. */
function tooManyRows(minutes: readonly Minute[], keptSeconds: number): string[] {
  const window = Math.ceil((keptSeconds + CLEAN_UP_SECONDS) / 60);
  const { rows } = minutes.at(-1)!;
  const made = minutes.slice(-window).reduce((sum, { lives }) => sum + lives, 0);
  const most: Record<string, number> = { families: made, events: made * MAX_EVENTS_PER_LIFE };
  const isYoung = minutes.length <= window;
  return Object.entries(most)
    .filter(([table, limit]) => !isYoung && rows[table]! > 1.1 * limit + 200)
    .map(([table, limit]) => `${rows[table]} rows in ${table}; ${limit} were made in the time they are kept`);
}

/** Least squares over minutes. */
function slopePerHour(values: readonly number[]): number {
  const [meanX, meanY] = [(values.length - 1) / 2, mean(values)];
  let [above, below] = [0, 0];
  for (const [x, y] of values.entries()) {
    above += (x - meanX) * (y - meanY);
    below += (x - meanX) ** 2;
  }
  return below === 0 ? 0 : (above / below) * 60;
}

/** Of the last third against the first, by their medians. */
function drift(values: readonly number[]): number {
  const [first, last] = thirds(values) as [number, number];
  return last / first - 1;
}

function thirds(values: readonly number[]): number[] {
  const size = Math.max(1, Math.floor(values.length / 3));
  return [values.slice(0, size), values.slice(-size)].map(median);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function range(values: readonly number[]): string {
  return `${values[0]!.toFixed(1)} / ${values.at(-1)!.toFixed(1)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
