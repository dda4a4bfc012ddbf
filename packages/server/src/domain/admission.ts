/**
 * Admission under overload (S-V10): who cannot be answered in good time is refused at once, pages first, guards last. Work that was
 * taken in is finished at full speed, instead of everybody waiting until nobody is served.
 */
import { OAuthError, say } from '@valetkey/protocol';

export interface AdmissionLimits {
  /** Requests under way at once. Beyond it the database and memory would carry a queue that nobody is served from in time. */
  maxRequests: number;
  /** How long one turn of the event loop may have lasted; who comes later in the same turn has waited longer already. */
  maxDelayMs: number;
}

const DEFAULTS: AdmissionLimits = { maxRequests: 1000, maxDelayMs: 200 };

/** What each rank may fill: the rest is kept free for those before it. */
const RANKS = {
  first: { ofRequests: 1, ofDelay: Infinity },
  second: { ofRequests: 0.75, ofDelay: 1 },
  third: { ofRequests: 0.5, ofDelay: 0.5 },
} as const;
type Rank = keyof typeof RANKS;

/** By endpoint. Calls of the company's API and revocations come before new tokens, and these before pages. */
const RANK_OF: Readonly<Record<string, Rank>> = {
  guard: 'first',
  introspect: 'first',
  revoke: 'first',
  token: 'second',
  jwks: 'second',
  metadata: 'second',
  'login-requests': 'second',
};
/** Cheap, and needed most when nothing else is answered; the feed's long polls wait, and work on nothing. */
const ALWAYS: ReadonlySet<string> = new Set(['health', 'metrics', 'feed']);

/** The present turn of the event loop. */
export interface Turn {
  lastedMs(): number;
  /** Requests taken in since it began. */
  taken: number;
}

/** A turn is slow for other reasons, too (a busy machine, a first time); only one with so many requests is slow by them. */
const CROWD = 32;

export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #turn: Turn;
  #requests = 0;

  constructor(limits: Partial<AdmissionLimits> = {}, turn: Turn = watchTurns()) {
    this.#limits = { ...DEFAULTS, ...limits };
    this.#turn = turn;
  }

  /** Does the work, if there is room for it. @throws {OAuthError} `temporarily_unavailable` */
  async run<T>(endpoint: string, work: () => Promise<T> | T): Promise<T> {
    if (ALWAYS.has(endpoint)) return await work();
    if (!this.#hasRoom(RANK_OF[endpoint] ?? 'third')) throw new Overloaded();
    this.#requests += 1;
    this.#turn.taken += 1;
    try {
      return await work();
    } finally {
      this.#requests -= 1;
    }
  }

  #hasRoom(rank: Rank): boolean {
    const { ofRequests, ofDelay } = RANKS[rank];
    const { maxRequests, maxDelayMs } = this.#limits;
    if (this.#requests >= maxRequests * ofRequests) return false;
    return this.#turn.taken < CROWD || this.#turn.lastedMs() <= maxDelayMs * ofDelay;
  }
}

/** Expected, and too many to be logged one by one. */
export class Overloaded extends OAuthError {
  constructor() {
    super('temporarily_unavailable', say('overloaded'), {
      retryAfterSeconds: 1,
    });
  }
}

const TICK_MS = 10;

/** Timers come first in every turn: since the last tick, only this turn has passed, or rest. */
function watchTurns(): Turn {
  let last = performance.now();
  const turn: Turn = { taken: 0, lastedMs: () => performance.now() - last - TICK_MS };
  setInterval(() => {
    last = performance.now();
    turn.taken = 0;
  }, TICK_MS).unref();
  return turn;
}
