/** A seeded source of the distributions that simulated traffic needs (mulberry32 below them). */
export interface Random {
  below(n: number): number;
  between(low: number, high: number): number;
  chance(share: number): boolean;
  normal(mean: number, deviation: number): number;
  poisson(mean: number): number;
  pick<T>(from: readonly T[]): T;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = (mean: number, deviation: number): number =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    below: n => Math.floor(next() * n),
    between: (low, high) => low + next() * (high - low),
    chance: share => next() < share,
    normal,
    poisson: mean => (mean > 50 ? Math.max(0, Math.round(normal(mean, Math.sqrt(mean)))) : knuth(mean, next)),
    pick: from => from[Math.floor(next() * from.length)]!,
  };
}

function knuth(mean: number, next: () => number): number {
  let count = 0;
  for (let product = next(), limit = Math.exp(-mean); product > limit; product *= next()) count += 1;
  return count;
}
