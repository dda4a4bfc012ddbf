/** Each app's own request log: outcome, reason and what to do, found by request id. Written in batches, bounded in memory and in the store. */
import type { Sentence } from '@valetkey/protocol';
import type { Id, RequestLogEntry } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { newId } from './ids.ts';

const FLUSH_MS = 500;
/** Between two flushes, of one app and one outcome: the store keeps no more of them anyway. */
const NEWEST_PER_APP = 400;
const MAX_WAITING = 20_000;

/** What happened, in a sentence that every reader's language has. */
type Happened = Omit<RequestLogEntry, 'id' | 'reason'> & { reason: Sentence };

export class RequestLog {
  readonly #store: Store;
  readonly #onProblem: (error: unknown, dropped: number) => void;
  /** Sorted when the answer has left: a wrong secret must take no longer than an unknown app, which has no log (S-C9). */
  #arrived: (Omit<RequestLogEntry, 'id'> | null)[] = [];
  /** By app and outcome, oldest first. */
  #waiting = new Map<string, RequestLogEntry[]>();
  #count = 0;
  #dropped = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(store: Store, onProblem: (error: unknown, dropped: number) => void) {
    this.#store = store;
    this.#onProblem = onProblem;
  }

  /**
   * Never blocks and never fails the request. Of a flood the newest entries stay; what is lost beyond that is counted.
   * `null`: of nobody; it takes as long.
   */
  add(entry: Happened | null): void {
    if (this.#arrived.push(entry) === 1) setImmediate(() => this.#sort());
  }

  #sort(): void {
    const arrived = this.#arrived;
    this.#arrived = [];
    for (const entry of arrived) if (entry !== null) this.#keep(entry);
  }

  #keep(entry: Omit<RequestLogEntry, 'id'>): void {
    const entries = this.#entriesOf(entry.appId, entry.outcome);
    if (this.#count >= MAX_WAITING) {
      this.#dropped++;
      return;
    }
    entries.push({ ...entry, id: newId(entry.at) });
    this.#count++;
    // In one go now and then: shifting one by one would cost more than the entry.
    if (entries.length >= 2 * NEWEST_PER_APP) this.#count -= entries.splice(0, NEWEST_PER_APP).length;
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }

  #entriesOf(appId: Id, outcome: string): RequestLogEntry[] {
    const key = `${appId} ${outcome}`;
    const known = this.#waiting.get(key);
    if (known) return known;
    const fresh: RequestLogEntry[] = [];
    this.#waiting.set(key, fresh);
    return fresh;
  }

  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#sort();
    const entries = [...this.#waiting.values()].flatMap(waiting => waiting.slice(-NEWEST_PER_APP));
    const dropped = this.#dropped;
    this.#waiting = new Map();
    this.#count = this.#dropped = 0;
    if (dropped > 0) this.#onProblem(new Error('more requests than the request log can take'), dropped);
    if (entries.length === 0) return;
    try {
      await this.#store.appendRequestLog(entries);
    } catch (error) {
      this.#onProblem(error, entries.length);
    }
  }
}
