/** Counts issued tokens by app and hour: in memory, written now and then. A crash loses the last seconds of the counters, and nothing else. */
import type { Id } from '../store/rows.ts';
import type { IssuedCount, Store } from '../store/store.ts';
import { nowSeconds, type Clock } from './clock.ts';

const FLUSH_MS = 5000;
const HOUR = 3600;

export class IssuedTokens {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #onProblem: (error: unknown) => void;
  #waiting = new Map<string, IssuedCount>();
  #timer: NodeJS.Timeout | null = null;

  constructor(store: Store, clock: Clock, onProblem: (error: unknown) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#onProblem = onProblem;
  }

  count(provider: string, appId: Id): void {
    const now = nowSeconds(this.#clock);
    const hour = now - (now % HOUR);
    const key = `${appId} ${hour}`;
    const known = this.#waiting.get(key);
    if (known) known.issued++;
    else this.#waiting.set(key, { provider, appId, hour, issued: 1 });
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }

  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const counts = [...this.#waiting.values()];
    this.#waiting = new Map();
    if (counts.length > 0) await this.#store.addIssued(counts).catch(this.#onProblem);
  }
}
