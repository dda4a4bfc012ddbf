/** Guesses at API keys (S-P6): per key and network, and per network in all. A key that is right, alive or not, is no guess. */
import { networkOf } from './attempts.ts';
import type { Core } from './core.ts';

export class KeyGuesses {
  readonly #core: Core;
  /** Null: what came has not the form of a key, or nobody told from where. Neither can be counted against anybody. */
  readonly #keys: { pair: string; network: string } | null;

  constructor(core: Core, keyId: string | null, address: string | undefined) {
    this.#core = core;
    const network = address === undefined ? null : networkOf(address);
    this.#keys = keyId === null || network === null ? null : { pair: `${keyId} ${network}`, network };
  }

  /** Seconds; 0: now. */
  wait(): number {
    if (this.#keys === null) return 0;
    const { apiKey, apiKeyNetwork } = this.#core.attempts;
    const nowMs = this.#core.clock.nowMs();
    return Math.max(apiKey.waitOf(this.#keys.pair, nowMs), apiKeyNetwork.waitOf(this.#keys.network, nowMs));
  }

  wrong(digest: string): void {
    if (this.#keys === null) return;
    const { apiKey, apiKeyNetwork } = this.#core.attempts;
    const nowMs = this.#core.clock.nowMs();
    apiKey.failed(this.#keys.pair, nowMs, digest);
    apiKeyNetwork.failed(this.#keys.network, nowMs, digest);
  }

  right(): void {
    if (this.#keys === null) return;
    const nowMs = this.#core.clock.nowMs();
    this.#core.attempts.apiKey.succeeded(this.#keys.pair, nowMs);
    this.#core.attempts.apiKeyNetwork.succeeded(this.#keys.network, nowMs);
  }
}
