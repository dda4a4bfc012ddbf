/** A moment of the demo's past, for what the store is told and for what the domain reads from its clock. */
import type { Core } from '../../../domain/core.ts';
import type { Act } from '../../../store/store.ts';

export interface Moment {
  ms: number;
  seconds: number;
  /** Of the provider's staff. */
  act: Act;
}

export function momentAt(seconds: number, actor = 'operator'): Moment {
  return { ms: seconds * 1000, seconds, act: { now: seconds, actor } };
}

/** The same server, at that moment. */
export function coreAt(core: Core, { ms }: Moment): Core {
  return { ...core, clock: { nowMs: () => ms } };
}
