/** Calls in any rolling window (S1: 180 in 60 s; S-E5), exactly: the times of the last calls of each key, in a ring. */

export interface WindowRule {
  limit: number;
  windowSeconds: number;
}

export interface WindowAnswer {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Seconds until the whole limit is free again. */
  resetSeconds: number;
  /** Seconds until the next call can be allowed; 0 when this one was. */
  retryAfterSeconds: number;
}

/** Memory is bounded: of more than `maxKeys` keys the one not used for longest is forgotten. */
export class RollingWindow {
  readonly #maxKeys: number;
  /** A Map keeps the order of insertion; whoever is used is inserted anew, so the first is the least recently used. */
  readonly #calls = new Map<string, Ring>();

  constructor(options: { maxKeys: number }) {
    this.#maxKeys = options.maxKeys;
  }

  /** Counts one call at `nowMs` unless it is one too many; a refused call does not count. */
  take(key: string, rule: WindowRule, nowMs: number): WindowAnswer {
    const ring = this.#ringOf(key, rule.limit);
    const windowMs = rule.windowSeconds * 1000;
    const now = settleClock(ring, nowMs, windowMs);
    ring.dropUntil(now - windowMs);
    const allowed = ring.size < rule.limit;
    if (allowed) ring.push(now);
    return {
      allowed,
      limit: rule.limit,
      remaining: Math.max(0, rule.limit - ring.size),
      resetSeconds: secondsUntil((ring.newest ?? now - windowMs) + windowMs, now),
      retryAfterSeconds: allowed ? 0 : retryAfter(ring, rule, now),
    };
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#calls.size;
  }

  #ringOf(key: string, limit: number): Ring {
    const known = this.#calls.get(key);
    const ring = known?.capacity === limit ? known : new Ring(limit, known);
    this.#calls.delete(key);
    this.#calls.set(key, ring);
    if (this.#calls.size > this.#maxKeys) this.#forgetOldest();
    return ring;
  }

  #forgetOldest(): void {
    const oldest = this.#calls.keys().next();
    if (!oldest.done) this.#calls.delete(oldest.value);
  }
}

/** The last `capacity` times, oldest first; its memory grows with what it holds. */
class Ring {
  readonly capacity: number;
  #times = new Float64Array(4);
  #start = 0;
  #size = 0;

  /** A changed limit keeps the newest calls of the ring before. */
  constructor(capacity: number, before?: Ring) {
    this.capacity = capacity;
    for (const time of before?.newestTimes(capacity) ?? []) this.push(time);
  }

  get size(): number {
    return this.#size;
  }

  get oldest(): number | undefined {
    return this.#size === 0 ? undefined : this.#times[this.#start];
  }

  get newest(): number | undefined {
    return this.#size === 0 ? undefined : this.#times[this.#index(this.#size - 1)];
  }

  push(time: number): void {
    if (this.#size === this.#times.length) this.#grow();
    this.#times[this.#index(this.#size)] = time;
    this.#size += 1;
  }

  dropUntil(time: number): void {
    while (this.#size > 0 && (this.#times[this.#start] ?? 0) <= time) {
      this.#start = this.#index(1);
      this.#size -= 1;
    }
  }

  clear(): void {
    this.#size = 0;
  }

  /** At most `count`, oldest of them first. */
  newestTimes(count: number): number[] {
    const length = Math.min(count, this.#size);
    const first = this.#size - length;
    return Array.from({ length }, (_, i) => this.#times[this.#index(first + i)] ?? 0);
  }

  #index(offset: number): number {
    return (this.#start + offset) % this.#times.length;
  }

  #grow(): void {
    const times = this.newestTimes(this.#size);
    this.#times = new Float64Array(Math.min(Math.max(this.capacity, 1), times.length * 2));
    this.#times.set(times);
    this.#start = 0;
  }
}

/** A clock that stepped back a little stands still; one that stepped back further than the window tells nothing about the calls before. */
function settleClock(ring: Ring, nowMs: number, windowMs: number): number {
  const newest = ring.newest ?? nowMs;
  if (nowMs >= newest - windowMs) return Math.max(nowMs, newest);
  ring.clear();
  return nowMs;
}

/** The oldest call leaves `windowMs` after it was made; with a limit of 0 nothing ever becomes free. */
function retryAfter(ring: Ring, rule: WindowRule, now: number): number {
  const oldest = ring.oldest ?? now;
  return Math.max(1, secondsUntil(oldest + rule.windowSeconds * 1000, now));
}

function secondsUntil(then: number, now: number): number {
  return Math.max(0, Math.ceil((then - now) / 1000));
}
