/** What the server says about a credential: from memory while that may be believed, otherwise asked for, once for all who wait. */
import type { ApiCredential, CheckAnswer, FeedAnswer } from '@valetkey/protocol';
import { CredentialCache, credentialKey } from './credential-cache.ts';
import type { CacheLimits } from './credential-cache.ts';
import { endedIds, RecentEndings } from './endings.ts';
import type { GuardClock } from './guard-clock.ts';
import type { ServerCalls } from './server-calls.ts';
import { ServerFailure } from './server-failure.ts';

/** An answer that an ending overtook is asked for again; one that is overtaken so often is no answer. */
const ATTEMPTS = 3;

export class CredentialLookup {
  readonly #calls: ServerCalls;
  readonly #clock: GuardClock;
  readonly #isConfirmed: () => boolean;
  readonly #endings = new RecentEndings();
  readonly #flights = new Map<string, Promise<CheckAnswer>>();
  readonly cache: CredentialCache;

  constructor(calls: ServerCalls, clock: GuardClock, limits: CacheLimits, isConfirmed: () => boolean) {
    this.#calls = calls;
    this.#clock = clock;
    this.#isConfirmed = isConfirmed;
    this.cache = new CredentialCache(limits);
  }

  /** @throws ServerFailure */
  find(credential: ApiCredential, address: string | undefined): CheckAnswer | Promise<CheckAnswer> {
    const key = credentialKey(credential);
    const known = this.#isConfirmed() ? this.cache.find(key, this.#clock.now()) : null;
    if (known !== null) return known;
    const flying = this.#flights.get(key);
    if (flying !== undefined) return flying;
    const flight = this.#ask(key, credential, address).finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }

  applyFeed(answer: FeedAnswer): void {
    if (answer.reset) {
      this.#endings.forget();
      this.cache.clear();
    }
    if (answer.endings.length === 0) return;
    const ended = endedIds(answer.endings);
    this.#endings.add(ended);
    this.cache.remove(ended);
  }

  async #ask(key: string, credential: ApiCredential, address: string | undefined): Promise<CheckAnswer> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const generation = this.#endings.generation;
      const answer = await this.#calls.check(credential, address);
      if (this.#endings.overtook(generation, answer)) continue;
      // Who has to wait is the caller: another one with the same credential need not.
      if (answer.active || answer.retry_after === undefined) this.cache.keep(key, answer, this.#clock.now());
      return answer;
    }
    throw new ServerFailure('guard/check: every answer was overtaken by an ending');
  }
}
