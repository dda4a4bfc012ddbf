/** Random numbers from a seed (splitmix32), so that what a run found can be run again. */

export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** 0 ≤ x < `below`, whole. */
  below(below: number): number;
  pick<T>(list: readonly T[]): T;
  /** A generator of its own, so that what one part draws does not move the others. */
  fork(): Random;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: list => list[below(list.length)]!,
    fork: () => seededRandom(below(2 ** 32)),
  };
}
