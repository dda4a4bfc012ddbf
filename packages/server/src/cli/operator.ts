/** What is done from the command line is the operator's act. */
import { nowSeconds } from '../domain/clock.ts';
import type { Core } from '../domain/core.ts';
import type { Act } from '../store/store.ts';

export const OPERATOR = 'operator';

export function operatorAct(core: Core): Act {
  return { now: nowSeconds(core.clock), actor: OPERATOR };
}
