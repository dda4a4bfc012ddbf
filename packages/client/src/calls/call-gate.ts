/** When a call may go out: first come, first served for each connection, within the provider's rolling limit and its `Retry-After`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { RollingWindow, type WindowRule } from '@valetkey/protocol';
import type { Clock } from '../clock.ts';
import { ClientError } from '../errors.ts';

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

export class CallGate {
  readonly #clock: Clock;
  readonly #window = new RollingWindow({ maxKeys: 1000 });
  readonly #queues = new Map<string, Queue>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws ClientError `rate_limited` rather than wait for longer than `maxWaitMs`. */
  async pass(turn: Turn): Promise<void> {
    const queue = this.#queues.get(turn.connectionId);
    if (queue === undefined && turn.rule === undefined) return;
    const line = queue ?? { tail: Promise.resolve(), waiting: 0, pausedUntilMs: 0 };
    this.#queues.set(turn.connectionId, line);
    line.waiting += 1;
    const before = line.tail;
    const mine = Promise.withResolvers<void>();
    line.tail = mine.promise;
    try {
      await before;
      await this.#wait(line, turn);
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

  async #wait(line: Queue, { provider, rule, maxWaitMs, signal }: Turn): Promise<void> {
    const startMs = this.#clock.nowMs();
    for (;;) {
      signal?.throwIfAborted();
      const now = this.#clock.nowMs();
      const pauseMs = line.pausedUntilMs - now;
      const waitMs =
        pauseMs > 0
          ? pauseMs
          : rule === undefined
            ? 0
            : this.#window.take(provider, rule, now).retryAfterSeconds * 1000;
      if (waitMs <= 0) return;
      if (now + waitMs - startMs > maxWaitMs) {
        throw new ClientError('rate_limited', `${provider}: the limit is used up.`, {
          provider,
          retryAfterSeconds: Math.ceil(waitMs / 1000),
        });
      }
      await sleep(Math.min(waitMs, 1000), undefined, signal === undefined ? {} : { signal });
    }
  }

  #forgetIdle(connectionId: string, line: Queue): void {
    if (line.waiting === 0 && line.pausedUntilMs <= this.#clock.nowMs()) this.#queues.delete(connectionId);
  }
}
