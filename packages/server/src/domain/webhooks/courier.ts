/**
 * Delivers webhooks: in order for each endpoint, for many endpoints at once, each by one node at a time. A slow or dead endpoint takes
 * a place among those that fail, and never the places of the others.
 */
import type { WebhookDelivery, WebhookEndpoint } from '../../store/rows.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import { isDevelopment, signingSecrets } from './endpoints.ts';
import { post, type PostOutcome, type PostRules } from './post.ts';
import { signWebhook } from './signature.ts';

const LOOK_EVERY_MS = 2000;
const AT_ONCE = 32;
const LEASE_SECONDS = 90;
/** No attempt is begun that could outlast the lease. */
const RESERVE_SECONDS = 30;
const BATCH = 50;
/** In a row: then the endpoint is left alone until its next time, since the others would wait for the same. */
const MOST_FAILURES = 3;
/** After each attempt that failed; a day in all. */
const RETRY_SECONDS = [5, 60, 300, 1800, 7200, 18_000, 28_800, 28_800] as const;
/** Failing for so long: switched off. */
const OFF_AFTER_SECONDS = 3 * 86_400;
const GONE = 410;
const GRACE_MS = 1000;

type Parts = Pick<Core, 'store' | 'keys' | 'clock' | 'config'> & { onProblem(error: unknown): void };

export class WebhookCourier {
  readonly #parts: Parts;
  readonly #rules: PostRules;
  readonly #busy = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #isWoken = false;
  #isStopped = false;
  readonly #stopping = new AbortController();

  constructor(parts: Parts, rules: Omit<PostRules, 'loopback'> = {}) {
    this.#parts = parts;
    this.#rules = { ...rules, loopback: isDevelopment(parts), signal: this.#stopping.signal };
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), LOOK_EVERY_MS).unref();
    this.wake();
  }

  /** Finishes what is answered soon; what waits stays for another node, or the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer) clearInterval(this.#timer);
    const abort = setTimeout(() => this.#stopping.abort(), GRACE_MS).unref();
    await this.settled();
    clearTimeout(abort);
  }

  /** Something may be due. */
  wake(): void {
    this.#isWoken = true;
    if (this.#isStopped || this.#timer === null) return;
    this.#looking ??= this.#look()
      .catch(this.#parts.onProblem)
      .finally(() => {
        this.#looking = null;
        if (this.#isWoken && this.#busy.size < AT_ONCE) this.wake();
      });
  }

  /** When everything that was due has been tried. */
  async settled(): Promise<void> {
    while (this.#looking !== null || this.#busy.size > 0) await Promise.all([this.#looking, ...this.#busy]);
  }

  async #look(): Promise<void> {
    const { store, clock } = this.#parts;
    while (this.#isWoken && !this.#isStopped && this.#busy.size < AT_ONCE) {
      this.#isWoken = false;
      const now = nowSeconds(clock);
      if (!(await store.hasDueDeliveries(now))) return;
      const lease = { now, until: now + LEASE_SECONDS, limit: AT_ONCE - this.#busy.size };
      for (const endpoint of await store.leaseWebhookEndpoints(lease)) this.#begin(endpoint, lease.until);
    }
  }

  #begin(endpoint: WebhookEndpoint, until: number): void {
    const work = this.#serve(endpoint, until)
      .catch(this.#parts.onProblem)
      .finally(() => {
        this.#busy.delete(work);
        this.wake();
      });
    this.#busy.add(work);
  }

  async #serve(endpoint: WebhookEndpoint, until: number): Promise<void> {
    const { store, clock } = this.#parts;
    const due = await store.listDueDeliveries(endpoint.id, nowSeconds(clock), BATCH);
    let failures = 0;
    for (const delivery of due) {
      if (this.#isStopped || failures === MOST_FAILURES || nowSeconds(clock) > until - RESERVE_SECONDS) break;
      failures = (await this.#deliver(endpoint, delivery)) ? 0 : failures + 1;
    }
    await store.releaseWebhookEndpoint(endpoint.id, nowSeconds(clock));
  }

  async #deliver(endpoint: WebhookEndpoint, delivery: WebhookDelivery): Promise<boolean> {
    const { store, clock } = this.#parts;
    const message = { id: `msg_${delivery.id}`, timestamp: nowSeconds(clock), body: delivery.body };
    const headers = signWebhook(message, signingSecrets(this.#parts, endpoint));
    const outcome = await post(endpoint.url, { headers, body: delivery.body }, this.#rules);
    // Cut off by our own end: not the endpoint's fault, and due as before.
    if (outcome.status === null && this.#stopping.signal.aborted) return false;
    const now = nowSeconds(clock);
    const verdict = judge(endpoint, delivery, outcome, now);
    await store.recordWebhookAttempt(
      { delivery, ...verdict, answerStatus: outcome.status, answer: outcome.text },
      { now, actor: 'system' },
    );
    return verdict.state === 'delivered';
  }
}

/** Delivered is what was answered with 2xx; a redirect is not followed, and is a failure. */
function judge(
  { failingSince }: WebhookEndpoint,
  { attempts }: WebhookDelivery,
  { status }: PostOutcome,
  now: number,
): Pick<Parameters<Core['store']['recordWebhookAttempt']>[0], 'state' | 'dueAt' | 'off'> {
  if (status !== null && status >= 200 && status < 300) return { state: 'delivered', dueAt: null, off: null };
  const wait = RETRY_SECONDS[attempts];
  const off = status === GONE ? 'gone' : now - (failingSince ?? now) >= OFF_AFTER_SECONDS ? 'failing' : null;
  if (wait === undefined || off !== null) return { state: 'failed', dueAt: null, off };
  return { state: 'waiting', dueAt: now + wait, off };
}
