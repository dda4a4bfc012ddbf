/** Whether this node should be sent requests: not while it ends, and not while its database takes no writes. */
import { OAuthError } from '@valetkey/protocol';
import type { Store } from '../store/store.ts';

/** However often it is asked (and anybody may ask), the database is written to once in this time. */
const GOOD_FOR_MS = 1000;
/** The store itself is more patient; a load balancer is not. */
const ANSWER_WITHIN_MS = 2000;

export class Readiness {
  readonly #ping: () => Promise<void>;
  readonly #now: () => number;
  readonly #answerWithinMs: number;
  #isDraining = false;
  #provedAt = -Infinity;
  #probe: Promise<void> | null = null;

  constructor(
    store: Pick<Store, 'ping'>,
    { now = () => performance.now(), answerWithinMs = ANSWER_WITHIN_MS } = {},
  ) {
    this.#ping = () => store.ping();
    this.#now = now;
    this.#answerWithinMs = answerWithinMs;
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
    if (this.#isDraining) throw notReady('This node is shutting down.');
    if (this.#now() - this.#provedAt < GOOD_FOR_MS) return;
    this.#probe ??= this.#prove().finally(() => (this.#probe = null));
    await within(this.#probe, this.#answerWithinMs);
  }

  async #prove(): Promise<void> {
    const begun = this.#now();
    await this.#ping();
    this.#provedAt = begun;
  }
}

async function within(probe: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(notReady('The database does not answer.')), milliseconds);
  });
  try {
    await Promise.race([probe, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function notReady(description: string): OAuthError {
  return new OAuthError('temporarily_unavailable', description, { retryAfterSeconds: 2 });
}
