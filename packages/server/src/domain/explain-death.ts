/** Why a token or consent is dead, in words for the app's developer, with what to do (request log). */
import { say, type Sentence } from '@valetkey/protocol';
import type { AccessRefusal } from '../store/liveness.ts';

export function explainDeath(reason: AccessRefusal): Sentence {
  return say(`ended_${reason}`);
}
