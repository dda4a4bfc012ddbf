/** Time and randomness come in from outside, so that tests can hold them still. */
import type { EpochSeconds } from '../store/rows.ts';

export interface Clock {
  /** Epoch milliseconds. */
  nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };

export function nowSeconds(clock: Clock): EpochSeconds {
  return Math.floor(clock.nowMs() / 1000);
}
