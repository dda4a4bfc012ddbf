/**
 * Watches what credentials do (R52, S-Q11): counters when guards have reported, events when they happen. What is odd is recorded
 * once, and answered as the provider's configuration says. Looking costs no request anything: it happens afterwards.
 */
import type { AnomalyRule } from '@valetkey/protocol';
import type { Anomaly, EventRow, Id, UsageRow } from '../../store/rows.ts';
import type { Store } from '../../store/store.ts';
import { nowSeconds, type Clock } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Provider } from '../providers.ts';
import { judgeCalls } from './rules.ts';
import { respond, THROTTLE_SECONDS } from './respond.ts';

const DAY = 86_400;
const LOOK_EVERY_MS = 15_000;
const LOOK_BACK_DAYS = 90;
/** Credentials waiting to be looked at, and counters of dead tokens: beyond that the next report brings them again. */
const MAX_PENDING = 20_000;
/** A guard remembers a dead token for seconds only, and well-behaved apps need a moment to notice: so many in an hour are odd. */
const ENDED_TOKEN_CALLS = 30;
const CONSENTS = { windowSeconds: 600, floor: 20, times: 10, normalSeconds: 7 * DAY };

interface Subject {
  provider: string;
  subject: string;
  appId: Id | null;
  connectionId: Id | null;
  apiKeyId: Id | null;
}

interface Seen {
  seen: number;
  normal: number;
  unit: string;
  what?: string | null;
}

export interface WatchParts {
  store: Store;
  clock: Clock;
  providers: ReadonlyMap<string, Provider>;
  onProblem(error: unknown): void;
}

export class AnomalyWatch {
  readonly #parts: WatchParts;
  readonly #timer: NodeJS.Timeout;
  #pending = new Map<string, Subject>();
  /** Calls with ended tokens by connection or app in the present hour. */
  #ended = { hour: 0, calls: new Map<string, number>() };
  #throttled = new Map<string, number>();

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.look().catch(parts.onProblem), LOOK_EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Calls of this credential are let through one by one until then; what `checkCredential` asks. */
  isThrottled(credential: string): boolean {
    return (this.#throttled.get(credential) ?? 0) > nowSeconds(this.#parts.clock);
  }

  reported(rows: readonly UsageRow[]): void {
    for (const { provider, appId, connectionId, apiKeyId } of rows) {
      const subject = connectionId ?? apiKeyId ?? appId;
      if (subject === null || this.#pending.size >= MAX_PENDING) continue;
      this.#pending.set(subject, { provider, subject, appId, connectionId, apiKeyId });
    }
  }

  /** A token that ended is still in use: an app that did not notice, or somebody who took it. */
  async endedTokenUsed(of: { provider: string; appId: Id; connectionId: Id | null }): Promise<void> {
    const hour = Math.floor(nowSeconds(this.#parts.clock) / 3600);
    if (this.#ended.hour !== hour) this.#ended = { hour, calls: new Map() };
    const subject = of.connectionId ?? of.appId;
    const { calls } = this.#ended;
    if (!calls.has(subject) && calls.size >= MAX_PENDING) return;
    const seen = (calls.get(subject) ?? 0) + 1;
    calls.set(subject, seen);
    // Powers of two: what goes on and on is not written at each call.
    if (seen < ENDED_TOKEN_CALLS || !Number.isInteger(Math.log2(seen / ENDED_TOKEN_CALLS))) return;
    const counted = { seen, normal: 0, unit: 'calls_in_an_hour' };
    await this.#found('ended_token', { ...of, subject, apiKeyId: null }, counted);
  }

  /** Looks at every credential that was reported since; never twice at once, since the timer is slower than it. */
  async look(): Promise<void> {
    const pending = this.#pending;
    this.#pending = new Map();
    for (const subject of pending.values()) await this.#lookAt(subject);
  }

  async #lookAt(subject: Subject): Promise<void> {
    const { store, clock } = this.#parts;
    const day = Math.floor(nowSeconds(clock) / DAY);
    const traits = await store.findUsageTraits(subject.subject);
    if (traits === null || traits.provider !== subject.provider) return;
    const days = await store.listUsageDays(subject.subject, day - LOOK_BACK_DAYS);
    const today = days.find(each => each.day === day) ?? null;
    for (const finding of judgeCalls({ day, today, past: days.filter(each => each.day < day), traits })) {
      const { rule, seen, normal, of, what } = finding;
      await this.#found(rule, subject, { seen, normal, unit: of, what });
    }
  }

  /** From the event feed, on every node: the store lets one of them record it. */
  async follow(events: readonly EventRow[]): Promise<void> {
    for (const event of events) {
      const { provider, appId, connectionId, familyId } = event;
      if (event.type.startsWith('anomaly.')) await this.loadThrottled();
      else if (event.type === 'refresh.reused' || event.type === 'code.replayed')
        await this.#found(
          'token_reuse',
          { provider, subject: familyId ?? '', appId, connectionId, apiKeyId: null },
          { seen: 1, normal: 0, unit: 'times', what: event.type },
        );
      else if (event.type === 'connection.created' && appId !== null)
        await this.#countConsents(provider, appId);
    }
  }

  async loadThrottled(): Promise<void> {
    const throttled = await this.#parts.store.listThrottled(nowSeconds(this.#parts.clock));
    this.#throttled = new Map(throttled.map(({ subject, throttledUntil }) => [subject, throttledUntil!]));
  }

  /** Many people say yes to one app within minutes: a success, or consent phishing. */
  async #countConsents(provider: string, appId: Id): Promise<void> {
    const { store, clock } = this.#parts;
    const now = nowSeconds(clock);
    const seen = await store.countNewConnections(appId, now - CONSENTS.windowSeconds);
    if (seen < CONSENTS.floor) return;
    const before = (await store.countNewConnections(appId, now - CONSENTS.normalSeconds)) - seen;
    const normal = Math.ceil((before * CONSENTS.windowSeconds) / CONSENTS.normalSeconds);
    if (seen < normal * CONSENTS.times) return;
    const subject = { provider, subject: appId, appId, connectionId: null, apiKeyId: null };
    await this.#found('many_consents', subject, { seen, normal, unit: 'consents_in_ten_minutes' });
  }

  /** The older of two secrets is in use although the newer one has been for longer than the overlap. */
  async oldSecretUsed(provider: string, appId: Id, secretId: Id, days: number): Promise<void> {
    const subject = { provider, subject: secretId, appId, connectionId: null, apiKeyId: null };
    await this.#found('old_secret', subject, { seen: days, normal: 1, unit: 'days_after_rotation' });
  }

  async #found(rule: AnomalyRule, of: Subject, { seen, normal, unit, what = null }: Seen): Promise<void> {
    const { store, clock, providers } = this.#parts;
    const response = providers.get(of.provider)?.anomalies[rule];
    if (response === undefined || response === 'off') return;
    const now = nowSeconds(clock);
    const act = { now, actor: 'system' };
    const anomaly: Anomaly = {
      ...of,
      id: newId(clock.nowMs()),
      rule,
      day: Math.floor(now / DAY),
      at: now,
      seen,
      normal,
      unit,
      what,
      response,
      throttledUntil: response === 'throttle' ? now + THROTTLE_SECONDS : null,
      status: 'open',
      closedAt: null,
      closedBy: null,
      note: null,
    };
    if ((await store.recordAnomaly(anomaly, act)) === 'new') await respond(store, anomaly, act);
  }
}
