/** The event feed: follows the store's events and hands endings to whoever waits (guards), within some hundredths of a second. */
import type { Ending, FeedAnswer } from '@valetkey/protocol';
import type { EventRow, EventType } from '../store/rows.ts';
import type { Store } from '../store/store.ts';

const POLL_MS = 25;
const PAGE = 1000;
/** A guard further behind than this forgets its cache instead of reading on. */
const MAX_BEHIND = 10_000;
const MAX_WAITERS = 1000;

type EndingReader = (event: EventRow) => Ending;
const one =
  (key: keyof Ending, read: (event: EventRow) => string | null): EndingReader =>
  event => {
    const id = read(event);
    return id === null ? {} : { [key]: id };
  };
const ofApp = one('app_id', e => e.appId);
const ofUser = one('user_id', e => e.userId);
const ofAccount = one('account_id', e => e.accountId);
const ofConnection = one('connection_id', e => e.connectionId);
const ofFamily = one('family_id', e => e.familyId);

/** Its credential's answer may be another one now: less, or again as much, is let through. */
const throttled: EndingReader = ({ connectionId, apiKeyId, appId }) => {
  if (connectionId !== null) return { connection_id: connectionId };
  if (apiKeyId !== null) return { api_key_id: apiKeyId };
  return appId === null ? {} : { app_id: appId };
};

/** What each event makes stale in a guard's cache: not only ends, also changes of plan, status and scopes. */
const ENDINGS: Partial<Record<EventType, EndingReader>> = {
  'account.status_changed': ofAccount,
  'account.plan_changed': ofAccount,
  'account.policy_changed': ofAccount,
  'account.revoked': ofAccount,
  'user.status_changed': ofUser,
  'user.revoked': ofUser,
  'member.added': ofUser,
  'member.removed': ofUser,
  'app.updated': ofApp,
  'app.approved': ofApp,
  'app.sent_back': ofApp,
  'app.suspended': ofApp,
  'app.resumed': ofApp,
  'app.revoked': ofApp,
  'connection.extended': ofConnection,
  'connection.revoked': ofConnection,
  'code.replayed': ofFamily,
  'family.revoked': ofFamily,
  'refresh.reused': ofFamily,
  'refresh.foreign': ofFamily,
  'anomaly.found': throttled,
  'anomaly.closed': throttled,
  'api_key.revoked': one('api_key_id', e => e.apiKeyId),
};

interface Waiter {
  provider: string;
  after: number;
  resolve: (answer: FeedAnswer) => void;
  timer: NodeJS.Timeout;
}

export class Feed {
  readonly #store: Store;
  readonly #onEvents: (events: readonly EventRow[]) => Promise<void>;
  readonly #onProblem: (error: unknown) => void;
  readonly #waiters = new Set<Waiter>();
  #seen = 0;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(
    store: Store,
    on: { events: (events: readonly EventRow[]) => Promise<void>; problem: (error: unknown) => void },
  ) {
    this.#store = store;
    this.#onEvents = on.events;
    this.#onProblem = on.problem;
  }

  async start(): Promise<void> {
    this.#seen = await this.#store.lastEventSeq();
    this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const waiter of this.#waiters)
      this.#settle(waiter, { cursor: String(waiter.after), reset: false, endings: [] });
  }

  /** What ended since `after`; waits up to `waitSeconds` for something. Without `after`: the present cursor at once. */
  async read(provider: string, after: string | undefined, waitSeconds: number): Promise<FeedAnswer> {
    const last = await this.#store.lastEventSeq();
    if (after === undefined) return { cursor: String(last), reset: false, endings: [] };
    const from = /^\d{1,15}$/.test(after) ? Number(after) : Number.NaN;
    // A cursor from before a restore, or from another database: nothing cached can be believed.
    if (!(from <= last) || last - from > MAX_BEHIND)
      return { cursor: String(last), reset: true, endings: [] };
    const answer = await this.#collect(provider, from);
    if (answer.endings.length > 0 || waitSeconds <= 0 || this.#stopped || this.#waiters.size >= MAX_WAITERS)
      return answer;
    return await new Promise(resolve => {
      const waiter: Waiter = {
        provider,
        after: Number(answer.cursor),
        resolve,
        timer: setTimeout(() => this.#expire(waiter), waitSeconds * 1000),
      };
      this.#waiters.add(waiter);
      // Something may have been committed between reading and waiting.
      if (this.#seen > waiter.after) this.#serve(waiter).catch(this.#onProblem);
    });
  }

  /** Everything up to now: a guard takes the answer as proof that nothing else has ended. */
  async #collect(provider: string, after: number): Promise<FeedAnswer> {
    const endings: Ending[] = [];
    let cursor = after;
    for (let page: readonly EventRow[] | null = null; page === null || page.length === PAGE;) {
      page = await this.#store.listEvents({ after: cursor, limit: PAGE });
      cursor = page.at(-1)?.seq ?? cursor;
      for (const event of page) {
        const ending = event.provider === provider ? ENDINGS[event.type]?.(event) : undefined;
        if (ending && Object.keys(ending).length > 0) endings.push(ending);
      }
    }
    return { cursor: String(cursor), reset: false, endings };
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.#poll(), POLL_MS);
    this.#timer.unref();
  }

  async #poll(): Promise<void> {
    try {
      const events = await this.#store.listEvents({ after: this.#seen, limit: PAGE });
      if (events.length > 0) {
        await this.#onEvents(events);
        this.#seen = events.at(-1)!.seq;
        await Promise.all([...this.#waiters].map(waiter => this.#serve(waiter)));
      }
    } catch (error) {
      // The store is out of reach: guards notice by themselves that nothing is confirmed any more.
      this.#onProblem(error);
    }
    this.#schedule();
  }

  async #serve(waiter: Waiter): Promise<void> {
    const answer = await this.#collect(waiter.provider, waiter.after);
    if (answer.endings.length > 0) this.#settle(waiter, answer);
    else waiter.after = Number(answer.cursor);
  }

  #expire(waiter: Waiter): void {
    this.#settle(waiter, { cursor: String(waiter.after), reset: false, endings: [] });
  }

  #settle(waiter: Waiter, answer: FeedAnswer): void {
    if (!this.#waiters.delete(waiter)) return;
    clearTimeout(waiter.timer);
    waiter.resolve(answer);
  }
}
