/** Answers about credentials, for a short time: bounded, least recently used goes first, never the credential itself (S-Q7). */
import { hash } from 'node:crypto';
import type { ApiCredential, CheckAnswer } from '@valetkey/protocol';
import type { EndedIds } from './endings.ts';

/** SHA-256 over the whole credential: type, value and companions, so that nothing is shared between two that differ. */
export function credentialKey(credential: ApiCredential): string {
  const parts = [credential.type, credential.value];
  if (credential.type === 'api_key') {
    for (const name of Object.keys(credential.companions).toSorted()) {
      parts.push(name, credential.companions[name]!);
    }
  }
  return hash('sha256', JSON.stringify(parts), 'base64url');
}

interface Entry {
  answer: CheckAnswer;
  /** On the clock of durations. */
  untilMs: number;
}

export interface Now {
  /** Clock of durations. */
  elapsedMs: number;
  /** Wall clock, for `exp`. */
  wallMs: number;
}

export interface CacheLimits {
  maxEntries: number;
  maxSeconds: number;
  negativeSeconds: number;
}

export class CredentialCache {
  readonly #limits: CacheLimits;
  readonly #active = new Map<string, Entry>();
  /** Apart from the live ones: guessing must not push those out. */
  readonly #inactive = new Map<string, Entry>();

  constructor(limits: CacheLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#active.size + this.#inactive.size;
  }

  keys(): string[] {
    return [...this.#active.keys(), ...this.#inactive.keys()];
  }

  find(key: string, now: Now): CheckAnswer | null {
    return this.#findIn(this.#active, key, now) ?? this.#findIn(this.#inactive, key, now);
  }

  keep(key: string, answer: CheckAnswer, now: Now): void {
    const seconds = answer.active ? this.#limits.maxSeconds : this.#limits.negativeSeconds;
    if (seconds <= 0 || isExpired(answer, now)) return;
    this.#active.delete(key);
    this.#inactive.delete(key);
    const entries = answer.active ? this.#active : this.#inactive;
    entries.set(key, { answer, untilMs: now.elapsedMs + seconds * 1000 });
    if (entries.size > this.#limits.maxEntries) entries.delete(entries.keys().next().value!);
  }

  remove(ended: EndedIds): void {
    for (const [key, entry] of this.#active) if (ended.match(entry.answer)) this.#active.delete(key);
  }

  clear(): void {
    this.#active.clear();
    this.#inactive.clear();
  }

  #findIn(entries: Map<string, Entry>, key: string, now: Now): CheckAnswer | null {
    const entry = entries.get(key);
    if (entry === undefined) return null;
    entries.delete(key);
    if (now.elapsedMs >= entry.untilMs || isExpired(entry.answer, now)) return null;
    entries.set(key, entry);
    return entry.answer;
  }
}

function isExpired(answer: CheckAnswer, now: Now): boolean {
  return answer.active && answer.expires_at !== null && answer.expires_at * 1000 <= now.wallMs;
}
