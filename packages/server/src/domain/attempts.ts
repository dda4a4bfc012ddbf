/**
 * Limits on guessing (S-K6, S-C10): per thing that is guessed AND network it is guessed from, and per network in all.
 * Nobody else's failures lock the honest one out, because no counter is kept per account alone (S-V9).
 */
import { isIPv4, isIPv6 } from 'node:net';

interface Count {
  failures: number;
  /** Epoch milliseconds before which the next attempt is refused. */
  blockedUntil: number;
  lastAt: number;
  /** Up to then failures have faded. */
  fadedAt: number;
  /** Epoch milliseconds of the last success, where that is trusted for a while. */
  provenAt: number;
  lastWrong: string;
}

export interface AttemptRule {
  /** Failures before waiting begins. */
  free: number;
  /** The first wait; it doubles with each further failure. */
  firstWaitSeconds: number;
  maxWaitSeconds: number;
  /**
   * Without a failure for so long, all is forgotten; and in so long the free ones fade, one after another: where many people share a
   * network and somebody mistypes at every hour of the day, nothing would ever be forgotten otherwise.
   */
  forgetSeconds: number;
  /** Who was right within so long is never made to wait, whoever else guesses under the same key. */
  trustSeconds?: number;
}

export const LOGIN_RULE: AttemptRule = {
  free: 5,
  firstWaitSeconds: 2,
  maxWaitSeconds: 900,
  forgetSeconds: 3600,
};
export const SECRET_RULE: AttemptRule = {
  free: 10,
  firstWaitSeconds: 1,
  maxWaitSeconds: 300,
  forgetSeconds: 3600,
};
/**
 * A guard, or the company's login: one secret for a whole company, so a wait would be an outage of its API. A network from which the
 * right secret came stays open, although somebody else in it guesses.
 */
export const MACHINE_RULE: AttemptRule = { ...SECRET_RULE, trustSeconds: 3600 };
/** One network guessing at many things. */
export const NETWORK_RULE: AttemptRule = {
  free: 100,
  firstWaitSeconds: 1,
  maxWaitSeconds: 300,
  forgetSeconds: 3600,
};
/** The same at API keys. An API behind a proxy it does not know of sees all its callers in one network: those with right keys keep it open. */
export const KEY_NETWORK_RULE: AttemptRule = { ...NETWORK_RULE, trustSeconds: 3600 };

export class Attempts {
  readonly #rule: AttemptRule;
  readonly #maxKeys: number;
  readonly #counts = new Map<string, Count>();

  constructor(rule: AttemptRule, maxKeys = 50_000) {
    this.#rule = rule;
    this.#maxKeys = maxKeys;
  }

  /** Seconds to wait before an attempt is heard; 0: now. */
  waitOf(key: string, nowMs: number): number {
    const count = this.#counts.get(key);
    if (!count || this.#isStale(count, nowMs) || this.#isTrusted(count, nowMs)) return 0;
    const { blockedUntil } = count;
    return blockedUntil > nowMs ? Math.ceil((blockedUntil - nowMs) / 1000) : 0;
  }

  /**
   * Counts an attempt as failed before it is judged: for what is dear to judge (passwords), so that a thousand parallel ones are not
   * all free (S-E5). Returns the seconds to wait (0: go on). Call {@link succeeded} when it was right.
   */
  begin(key: string, nowMs: number): number {
    const wait = this.waitOf(key, nowMs);
    if (wait === 0) this.failed(key, nowMs);
    return wait;
  }

  /** `wrong`: a digest of what was tried. The same again is no guess, but a machine with an old secret that does not know better. */
  failed(key: string, nowMs: number, wrong = ''): void {
    const count = this.#find(key, nowMs);
    if (wrong !== '' && wrong === count.lastWrong) return;
    count.lastWrong = wrong;
    count.failures++;
    count.lastAt = nowMs;
    const over = count.failures - this.#rule.free;
    if (over >= 0) {
      const wait = Math.min(this.#rule.firstWaitSeconds * 2 ** Math.min(over, 20), this.#rule.maxWaitSeconds);
      count.blockedUntil = nowMs + wait * 1000;
    }
  }

  succeeded(key: string, nowMs: number): void {
    if (this.#rule.trustSeconds === undefined) return void this.#counts.delete(key);
    const count = this.#find(key, nowMs);
    Object.assign(count, { failures: 0, blockedUntil: 0, lastAt: nowMs, provenAt: nowMs });
  }

  /** Takes one attempt back without forgetting the others: for a key many people share. */
  forgive(key: string): void {
    const count = this.#counts.get(key);
    if (!count) return;
    count.failures--;
    count.blockedUntil = 0;
    if (count.failures <= 0) this.#counts.delete(key);
  }

  #find(key: string, nowMs: number): Count {
    const known = this.#counts.get(key);
    this.#counts.delete(key);
    const fresh = !known || this.#isStale(known, nowMs);
    const count = fresh ? newCount(nowMs) : known;
    this.#fade(count, nowMs);
    if (this.#counts.size >= this.#maxKeys) this.#counts.delete(this.#counts.keys().next().value!);
    this.#counts.set(key, count);
    return count;
  }

  #fade(count: Count, nowMs: number): void {
    const oneMs = (this.#rule.forgetSeconds * 1000) / this.#rule.free;
    const faded = Math.max(0, Math.floor((nowMs - count.fadedAt) / oneMs));
    count.failures = Math.max(0, count.failures - faded);
    count.fadedAt += faded * oneMs;
  }

  #isTrusted({ provenAt }: Count, nowMs: number): boolean {
    const { trustSeconds } = this.#rule;
    return trustSeconds !== undefined && Math.abs(nowMs - provenAt) <= trustSeconds * 1000;
  }

  /** Forgotten; or of a time that has not come yet: a clock that jumped back must not lock anybody out until it is there again (S-E11). */
  #isStale({ lastAt }: Count, nowMs: number): boolean {
    const { forgetSeconds, maxWaitSeconds } = this.#rule;
    return nowMs - lastAt > forgetSeconds * 1000 || lastAt - nowMs > maxWaitSeconds * 1000;
  }
}

function newCount(nowMs: number): Count {
  return {
    failures: 0,
    blockedUntil: 0,
    lastAt: nowMs,
    fadedAt: nowMs,
    provenAt: Number.NEGATIVE_INFINITY,
    lastWrong: '',
  };
}

/** The network an address belongs to: an IPv4 address, or an IPv6 /64; mapped and alternative spellings folded (S-K6). */
export function networkOf(address: string): string {
  const plain = address.split('%', 1)[0]!.toLowerCase();
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return 'unknown';
  // The URL parser knows every spelling of an IPv6 address and writes one.
  const [head = '', tail] = new URL(`http://[${plain}]/`).hostname.slice(1, -1).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  const groups = [...left, ...middle, ...right];
  if (groups.slice(0, 5).every(g => g === '0') && groups[5] === 'ffff')
    return mappedIPv4(groups[6]!, groups[7]!);
  return `${groups.slice(0, 4).join(':')}::/64`;
}

function mappedIPv4(high: string, low: string): string {
  const [h, l] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [h >> 8, h & 255, l >> 8, l & 255].join('.');
}

/** Who calls from here: a person who tries it out, a tool of the operator's, or a proxy. */
export function isThisMachine(address: string): boolean {
  return ['127.0.0.1', '0:0:0:0::/64'].includes(networkOf(address));
}
