/** Tokens that were opened a while ago. The database is asked each time; what has not changed there is not deciphered again. */
import { parseTokens, type Tokens } from './connection-record.ts';
import { open } from './envelope.ts';
import type { KeyRing } from './key-ring.ts';

/** Of tokens as long as a header takes, 24 MB at the very most; of ordinary ones less than one. */
const MOST = 1000;

export class OpenedTokens {
  readonly #ring: KeyRing;
  /** By the very text of the envelope, its random nonce in it: another write is another text. The oldest first. */
  readonly #bySealed = new Map<string, { bound: string; tokens: Tokens }>();

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  /** @param bound What the row says it belongs to: the same text in another row opens nowhere, here neither. */
  tokensOf(sealed: string, bound: readonly string[]): Tokens {
    const place = JSON.stringify(bound);
    const known = this.#bySealed.get(sealed);
    if (known?.bound === place) return known.tokens;
    const tokens = parseTokens(open(this.#ring, sealed, bound));
    if (this.#bySealed.size >= MOST) this.#bySealed.delete(this.#bySealed.keys().next().value!);
    this.#bySealed.set(sealed, { bound: place, tokens });
    return tokens;
  }
}
