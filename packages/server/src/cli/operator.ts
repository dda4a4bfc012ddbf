/** What is done from the command line is the operator's act. */
import { nowSeconds } from '../domain/clock.ts';
import type { Core } from '../domain/core.ts';
import type { Decision } from '../domain/review/decide.ts';
import type { Act } from '../store/store.ts';

export const OPERATOR = 'operator';

export function operatorAct(core: Core): Act {
  return { now: nowSeconds(core.clock), actor: OPERATOR };
}

/** What a developer reads is signed with the provider's staff, not with a person. */
export function operatorDecision(core: Core, text: string): Decision {
  return { act: operatorAct(core), name: OPERATOR, text };
}
