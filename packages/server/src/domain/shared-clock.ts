/**
 * The database's clock, for nodes on several machines whose own clocks differ (S-E10): asked now and then, and between two answers
 * counted on by the machine's monotonic clock, so that a wall clock that jumps does not matter either (S-E11).
 */
import type { Clock } from './clock.ts';

const ASK_EVERY_MS = 5000;
/** An answer that took longer says too little about now. */
const QUICK_MS = 500;

export class SharedClock implements Clock {
  readonly #ask: () => Promise<number>;
  readonly #timer: NodeJS.Timeout;
  /** The shared time when the monotonic clock of this process began. */
  #originMs: number;

  private constructor(ask: () => Promise<number>, originMs: number) {
    this.#ask = ask;
    this.#originMs = originMs;
    this.#timer = setInterval(() => void this.#adjust(), ASK_EVERY_MS).unref();
  }

  static async open(ask: () => Promise<number>): Promise<SharedClock> {
    return new SharedClock(ask, (await sample(ask)).originMs);
  }

  nowMs(): number {
    return Math.floor(this.#originMs + performance.now());
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #adjust(): Promise<void> {
    try {
      const { originMs, tookMs } = await sample(this.#ask);
      if (tookMs <= QUICK_MS) this.#originMs = originMs;
    } catch {
      // Out of reach: nothing can be issued or checked now anyway, and the monotonic clock goes on.
    }
  }
}

async function sample(ask: () => Promise<number>): Promise<{ originMs: number; tookMs: number }> {
  const before = performance.now();
  const nowMs = await ask();
  const after = performance.now();
  return { originMs: nowMs - (before + after) / 2, tookMs: after - before };
}
