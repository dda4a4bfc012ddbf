/**
 * The events as an outbox: each follower reads on from its stored place and prepares what is to be told; the store writes that together
 * with the new place, so that of several nodes one does it, and a crash repeats or loses nothing.
 */
import type { EventRow, EventType, NoticeRow } from '../store/rows.ts';
import {
  StoreUnavailableError,
  type Follower,
  type NewMail,
  type NewWebhookDelivery,
  type Store,
} from '../store/store.ts';

const PAGE = 200;
const RETRY_MS = 1000;
/** Where nothing was to be told the place is written now and then only. */
const WRITE_PLACE_EVERY = 1000;

export interface Prepared {
  deliveries?: readonly NewWebhookDelivery[];
  mails?: readonly NewMail[];
  notices?: readonly NoticeRow[];
}

export interface Reader {
  follower: Follower;
  types: readonly EventType[];
  prepare(event: EventRow): Promise<Prepared>;
  /** Something was written: whoever sends it may begin. */
  onWritten(): void;
}

export class Outbox {
  readonly #store: Store;
  readonly #reader: Reader;
  readonly #types: ReadonlySet<string>;
  readonly #onProblem: (error: unknown) => void;
  /** Up to there this node found nothing to tell. */
  #looked = 0;
  #isStarted = false;
  #isWoken = false;
  #reading: Promise<void> | null = null;

  constructor(store: Store, reader: Reader, onProblem: (error: unknown) => void) {
    this.#store = store;
    this.#reader = reader;
    this.#types = new Set(reader.types);
    this.#onProblem = onProblem;
  }

  /** What happened before the very first start is not told; what happened while no node ran is. */
  async start(): Promise<void> {
    const { follower } = this.#reader;
    if ((await this.#store.findPlace(follower)) === null) {
      const to = await this.#store.lastEventSeq();
      await this.#store.moveOn({ follower, from: null, to, deliveries: [], mails: [] });
    }
    this.#isStarted = true;
    this.wake();
  }

  /** From the event feed. */
  noticed(events: readonly EventRow[]): void {
    if (events.some(event => this.#types.has(event.type))) this.wake();
  }

  wake(): void {
    if (!this.#isStarted) return;
    this.#isWoken = true;
    this.#reading ??= this.#readAll()
      .catch((error: unknown) => this.#retryAfter(error))
      .finally(() => {
        this.#reading = null;
        if (this.#isWoken) this.wake();
      });
  }

  async stop(): Promise<void> {
    this.#isStarted = false;
    await this.settled();
  }

  async settled(): Promise<void> {
    while (this.#reading !== null) await this.#reading;
  }

  async #readAll(): Promise<void> {
    while (this.#isWoken && this.#isStarted) {
      this.#isWoken = false;
      if (await this.#readPage()) this.#isWoken = true;
    }
  }

  #retryAfter(error: unknown): void {
    this.#onProblem(error);
    setTimeout(() => this.wake(), RETRY_MS).unref();
  }

  /** One event that cannot be told must not keep the others back; a store that does not answer is waited for. */
  async #prepare(event: EventRow): Promise<Prepared> {
    try {
      return await this.#reader.prepare(event);
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      this.#onProblem(error);
      return {};
    }
  }

  /** @returns whether there may be more. */
  async #readPage(): Promise<boolean> {
    const { follower, types, onWritten } = this.#reader;
    const from = await this.#store.findPlace(follower);
    const last = await this.#store.lastEventSeq();
    const after = Math.max(from ?? 0, this.#looked);
    const events = await this.#store.listEvents({ after, types, limit: PAGE });
    const to = Math.max(events.at(-1)?.seq ?? 0, events.length === PAGE ? 0 : last);
    const deliveries: NewWebhookDelivery[] = [];
    const mails: NewMail[] = [];
    const notices: NoticeRow[] = [];
    for (const event of events) {
      const prepared = await this.#prepare(event);
      deliveries.push(...(prepared.deliveries ?? []));
      mails.push(...(prepared.mails ?? []));
      notices.push(...(prepared.notices ?? []));
    }
    const isQuiet = deliveries.length + mails.length + notices.length === 0;
    if (!isQuiet || to - (from ?? 0) >= WRITE_PLACE_EVERY) {
      if (!(await this.#store.moveOn({ follower, from, to, deliveries, mails, notices }))) return true;
      if (!isQuiet) onWritten();
    }
    this.#looked = Math.max(this.#looked, to);
    return events.length === PAGE;
  }
}
