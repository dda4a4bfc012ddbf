/** Two clocks: the wall's for `exp` and the hour of usage, a monotonic one for durations, which no clock change prolongs (S-E11). */
import type { Now } from './credential-cache.ts';

export interface GuardClock {
  now(): Now;
  wallMs(): number;
  elapsedMs(): number;
}

/** @param given stands for both clocks, in tests. */
export function guardClock(given: { nowMs(): number } | undefined): GuardClock {
  const wallMs = given ? () => given.nowMs() : () => Date.now();
  const elapsedMs = given ? () => given.nowMs() : () => performance.now();
  return { wallMs, elapsedMs, now: () => ({ wallMs: wallMs(), elapsedMs: elapsedMs() }) };
}
