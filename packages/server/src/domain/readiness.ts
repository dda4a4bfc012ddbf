/** Whether this node should be sent requests: not while it ends, and not while its database takes no writes. */
import { OAuthError, say, type Sentence } from '@valetkey/protocol';
import type { Store } from '../store/store.ts';

/** However often it is asked (and anybody may ask), the database is written to once in this time. */
const GOOD_FOR_MS = 1000;
/**
 * A database that is slow takes no node away: all nodes have the same one, and the load would go to the last of them. Only one
 * that refuses, or says nothing for so long, does.
 */
const BELIEVED_FOR_MS = 10_000;

export class Readiness {
  readonly #ping: () => Promise<void>;
  readonly #now: () => number;
  readonly #believedForMs: number;
  #isDraining = false;
  #provedAt = -Infinity;
  #hasFailed = false;
  #probe: Promise<void> | null = null;

  constructor(
    store: Pick<Store, 'ping'>,
    { now = () => performance.now(), believedForMs = BELIEVED_FOR_MS } = {},
  ) {
    this.#ping = () => store.ping();
    this.#now = now;
    this.#believedForMs = believedForMs;
  }

  /** From now on no new requests, please; what comes is answered all the same. */
  drain(): void {
    this.#isDraining = true;
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** @throws {OAuthError} `temporarily_unavailable` with the reason. */
  async check(): Promise<void> {
    if (this.#isDraining) throw notReady(say('shutting_down'));
    const age = this.#now() - this.#provedAt;
    if (age < GOOD_FOR_MS && !this.#hasFailed) return;
    this.#probe ??= this.#prove().finally(() => (this.#probe = null));
    this.#probe.catch(() => {});
    if (age >= this.#believedForMs || this.#hasFailed) await within(this.#probe, this.#believedForMs);
  }

  async #prove(): Promise<void> {
    const begun = this.#now();
    try {
      await this.#ping();
      this.#provedAt = begun;
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }
}

async function within(probe: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(notReady(say('database_not_ready'))), milliseconds);
  });
  try {
    await Promise.race([probe, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function notReady(description: Sentence): OAuthError {
  return new OAuthError('temporarily_unavailable', description, { retryAfterSeconds: 2 });
}
