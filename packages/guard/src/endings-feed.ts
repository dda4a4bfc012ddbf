/**
 * Follows the server's feed of endings by long poll, and knows how fresh its knowledge is.
 *
 * An answer to a poll proves what the server knew at some moment after the poll was *sent*; that moment alone counts.
 * The wait is a third of the bound: between two healthy answers the proof is at most two waits old, which leaves
 * the last third for the network. A guard that is cut off stops believing its memory within the bound (S-Q6).
 */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedAnswer } from '@valetkey/protocol';
import type { GuardClock } from './guard-clock.ts';
import type { ServerCalls } from './server-calls.ts';

const LONGEST_WAIT_SECONDS = 20;
const FIRST_PAUSE_MS = 100;

export interface FeedEvents {
  /** Endings to apply; `reset` also for the very first cursor, which says nothing about what was before. */
  onAnswer(answer: FeedAnswer): void;
  onLost(reason: unknown): void;
  onConfirmed(): void;
}

export class EndingsFeed {
  readonly #calls: ServerCalls;
  readonly #clock: GuardClock;
  readonly #events: FeedEvents;
  readonly #boundMs: number;
  readonly #waitSeconds: number;
  readonly #stopping = new AbortController();
  #cursor: string | null = null;
  #provenMs: number | null = null;
  #lost = false;
  #running: Promise<void> | null = null;
  readonly #first = Promise.withResolvers<void>();

  constructor(calls: ServerCalls, clock: GuardClock, boundSeconds: number, events: FeedEvents) {
    this.#calls = calls;
    this.#clock = clock;
    this.#events = events;
    this.#boundMs = boundSeconds * 1000;
    this.#waitSeconds = Math.min(LONGEST_WAIT_SECONDS, Math.floor(boundSeconds / 3));
  }

  start(): void {
    this.#running ??= this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#provenMs = null;
    this.#first.resolve();
    await this.#running;
  }

  /** Resolves when the feed has its place, or was stopped. */
  firstAnswer(): Promise<void> {
    this.start();
    return this.#first.promise;
  }

  /** Whether what is remembered may be believed now. */
  isConfirmed(): boolean {
    if (this.#provenMs === null) return false;
    const age = this.#clock.elapsedMs() - this.#provenMs;
    return age >= 0 && age < this.#boundMs;
  }

  async #follow(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!this.#stopping.signal.aborted) {
      try {
        const sent = performance.now();
        const isNews = await this.#poll();
        pauseMs = FIRST_PAUSE_MS;
        // A server that cannot hold the poll (it is closing, or too many wait) must not be asked in a tight loop.
        const isHasty = !isNews && performance.now() - sent < this.#waitSeconds * 500;
        if (isHasty) await this.#pause(FIRST_PAUSE_MS + randomInt(FIRST_PAUSE_MS));
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        this.#noteLoss(error);
        // Spread out, so that a server that comes back is not met by all guards at once.
        await this.#pause(pauseMs + randomInt(pauseMs));
        pauseMs = Math.min(pauseMs * 2, this.#waitSeconds * 500);
      }
    }
  }

  /** Whether the answer brought anything, the place in the feed included. */
  async #poll(): Promise<boolean> {
    const sentMs = this.#clock.elapsedMs();
    const timeoutMs = this.#waitSeconds * 2000;
    const answer = await this.#calls.feed(this.#cursor, this.#waitSeconds, timeoutMs, this.#stopping.signal);
    if (this.#stopping.signal.aborted) return false;
    const isNews = this.#cursor === null || answer.reset || answer.endings.length > 0;
    this.#events.onAnswer(this.#cursor === null ? { ...answer, reset: true } : answer);
    this.#cursor = answer.cursor;
    this.#provenMs = sentMs;
    this.#first.resolve();
    if (this.#lost) this.#events.onConfirmed();
    this.#lost = false;
    return isNews;
  }

  #noteLoss(error: unknown): void {
    if (!this.#lost) this.#events.onLost(error);
    this.#lost = true;
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
  }
}
