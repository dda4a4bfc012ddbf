/**
 * Authorization requests that begin, each of which is a row for ten minutes: limited by network, or by person where one is signed in,
 * so that nobody fills the database, and nobody else in the same network is kept out (S-V8, S-V9).
 */
import type { LimitsConfig } from '../../config-types.ts';
import { Attempts, isThisMachine, networkOf, type AttemptRule } from '../attempts.ts';

const ALL = 'all';
/** Of one network, while there are too many in all: enough for a person, too few for a flood. */
const FAIR_SHARE = 20;

export class BegunRequests {
  readonly #bySource: Attempts;
  readonly #inAll: Attempts;
  readonly #whileCrowded = new Attempts(ruleOf(FAIR_SHARE));

  constructor({ authorizations = 100_000, authorizationsPerNetwork = 1000 }: LimitsConfig = {}) {
    this.#bySource = new Attempts(ruleOf(authorizationsPerNetwork));
    this.#inAll = new Attempts(ruleOf(authorizations));
  }

  /** Counts one, unless it is one too many: then the seconds to wait. */
  begin(address: string, userId: string | null, nowMs: number): number {
    // Behind a proxy that nobody named in `trustedProxies`, everybody seems to be this machine.
    if (userId === null && isThisMachine(address)) return 0;
    const source = userId === null ? networkOf(address) : `user ${userId}`;
    const crowded = this.#inAll.waitOf(ALL, nowMs) > 0 ? this.#whileCrowded.waitOf(source, nowMs) : 0;
    const wait = Math.max(this.#bySource.waitOf(source, nowMs), crowded);
    if (wait > 0) return wait;
    this.#bySource.failed(source, nowMs);
    this.#whileCrowded.failed(source, nowMs);
    this.#inAll.failed(ALL, nowMs);
    return 0;
  }
}

/** They fade one after another, as the rows do. */
function ruleOf(free: number): AttemptRule {
  return { free, firstWaitSeconds: 1, maxWaitSeconds: 60, forgetSeconds: 600 };
}
