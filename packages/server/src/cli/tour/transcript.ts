/** What the tour tells: steps with what was said on the wire, and whether it was as documented. */
import type { Exchange } from './wire.ts';

export interface Step {
  title: string;
  /** What is special here, in this profile. */
  notes: string[];
  exchanges: Exchange[];
  ok: boolean;
  problem?: string;
}

export interface Walk {
  provider: string;
  name: string;
  ok: boolean;
  steps: Step[];
}
