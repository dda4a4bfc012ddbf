/** When a call may go out: first come, first served for each connection, within the provider's rolling limit and its `Retry-After`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { RollingWindow, type WindowRule } from '@valetkey/protocol';
import type { Clock } from '../clock.ts';
import { ClientError } from '../errors.ts';
import { abortable } from '../net/abortable.ts';

interface Queue {
  /** The end of the line. */
  tail: Promise<void>;
  waiting: number;
  pausedUntilMs: number;
}

export interface Turn {
  connectionId: string;
  provider: string;
  /** Whose window: a provider counts the calls of an app, of all its connections together. */
  rule: WindowRule | undefined;
  maxWaitMs: number;
  signal: AbortSignal | undefined;
}

/** A longer one would end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class CallGate {
  readonly #clock: Clock;
  readonly #window = new RollingWindow({ maxKeys: 1000 });
  readonly #queues = new Map<string, Queue>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Nobody waits, and there is nothing to count: the call need not pass. */
  isOpen(connectionId: string, rule: WindowRule | undefined): boolean {
    return rule === undefined && !this.#queues.has(connectionId);
  }

  /** @throws ClientError `rate_limited` rather than wait, in line or at its head, for longer than `maxWaitMs`. */
  async pass(turn: Turn): Promise<void> {
    const line = this.#queues.get(turn.connectionId) ?? {
      tail: Promise.resolve(),
      waiting: 0,
      pausedUntilMs: 0,
    };
    this.#queues.set(turn.connectionId, line);
    line.waiting += 1;
    const before = line.tail;
    const mine = Promise.withResolvers<void>();
    // Who leaves the line early does not let the next one past those in front.
    line.tail = Promise.all([before, mine.promise]).then(() => {});
    const endsMs = this.#clock.nowMs() + turn.maxWaitMs;
    try {
      await this.#waitInLine(before, turn);
      await this.#waitAtHead(line, turn, endsMs);
    } finally {
      mine.resolve();
      line.waiting -= 1;
      this.#forgetIdle(turn.connectionId, line);
    }
  }

  /** The server asked this connection to wait. */
  pause(connectionId: string, seconds: number): void {
    const line = this.#queues.get(connectionId) ?? { tail: Promise.resolve(), waiting: 0, pausedUntilMs: 0 };
    line.pausedUntilMs = Math.max(line.pausedUntilMs, this.#clock.nowMs() + seconds * 1000);
    this.#queues.set(connectionId, line);
  }

  async #waitInLine(before: Promise<void>, { provider, maxWaitMs, signal }: Turn): Promise<void> {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(usedUp(provider)), Math.min(maxWaitMs, LONGEST_TIMER_MS));
    const signals = [giveUp.signal, ...(signal === undefined ? [] : [signal])];
    await abortable(before, AbortSignal.any(signals)).finally(() => clearTimeout(timer));
  }

  async #waitAtHead(line: Queue, { provider, rule, signal }: Turn, endsMs: number): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const now = this.#clock.nowMs();
      const waitMs = Math.max(line.pausedUntilMs - now, 0) || this.#limitMs(provider, rule, now);
      if (waitMs <= 0) return;
      if (now + waitMs > endsMs) throw usedUp(provider, waitMs);
      await abortable(sleep(Math.min(waitMs, 1000)), signal);
    }
  }

  #limitMs(provider: string, rule: WindowRule | undefined, now: number): number {
    return rule === undefined ? 0 : this.#window.take(provider, rule, now).retryAfterSeconds * 1000;
  }

  #forgetIdle(connectionId: string, line: Queue): void {
    if (line.waiting === 0 && line.pausedUntilMs <= this.#clock.nowMs()) this.#queues.delete(connectionId);
  }
}

function usedUp(provider: string, waitMs?: number): ClientError {
  return new ClientError('rate_limited', `${provider}: the limit is used up.`, {
    provider,
    retryAfterSeconds: waitMs === undefined ? undefined : Math.ceil(waitMs / 1000),
  });
}
