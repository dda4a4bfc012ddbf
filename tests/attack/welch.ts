/** Welch's t-test over two classes of measured times, cropped as dudect does (Reparaz, Balasch, Verbauwhede 2017): what other programs add is cut off. */

export interface Comparison {
  /** Of the crop where it is furthest from 0. */
  t: number;
  /** Mean of the second class less mean of the first, in nanoseconds, at that crop. */
  difference: number;
}

/** The slowest are cut off, at percentiles of both classes together. */
const CROPS = [0.5, 0.8, 0.95];

export function compare(first: readonly number[], second: readonly number[]): Comparison {
  const both = Float64Array.from([...first, ...second]).toSorted();
  let worst: Comparison = { t: 0, difference: 0 };
  for (const crop of CROPS) {
    const limit = both[Math.floor(crop * (both.length - 1))]!;
    const kept = (times: readonly number[]): number[] => times.filter(time => time <= limit);
    const found = welch(kept(first), kept(second));
    if (Math.abs(found.t) > Math.abs(worst.t)) worst = found;
  }
  return worst;
}

function welch(first: readonly number[], second: readonly number[]): Comparison {
  const [a, b] = [momentsOf(first), momentsOf(second)];
  const difference = b.mean - a.mean;
  const error = Math.sqrt(a.variance / first.length + b.variance / second.length);
  return { t: error === 0 ? 0 : difference / error, difference };
}

function momentsOf(times: readonly number[]): { mean: number; variance: number } {
  let mean = 0;
  let squares = 0;
  times.forEach((time, i) => {
    const step = time - mean;
    mean += step / (i + 1);
    squares += step * (time - mean);
  });
  return { mean, variance: squares / Math.max(1, times.length - 1) };
}
