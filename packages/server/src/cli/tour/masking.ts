/** What the tour must not show whole: secrets, codes, tokens, cookies. The first six characters tell them apart. */

const SHOWN = 6;
/** Of anything shorter, six characters would be too much of it. */
const SHORTEST_SHOWN = 20;
/** Parameters and members whose value is such a secret. */
const SECRET_NAMES: ReadonlySet<string> = new Set([
  'access_token',
  'client_secret',
  'code',
  'code_verifier',
  'csrf',
  'password',
  'refresh_token',
  'token',
]);

export class Masking {
  readonly #masks = new Map<string, string>();

  hide(secret: string): void {
    if (secret === '') return;
    const mask = secret.length < SHORTEST_SHOWN ? '••••••' : `${secret.slice(0, SHOWN)}…`;
    // As it stands in JSON and headers, in an address, and in a form.
    for (const spelling of [secret, encodeURIComponent(secret), formEncode(secret)])
      this.#masks.set(spelling, mask);
  }

  /** Hides the values of names that are known to hold secrets. */
  hideNamed(pairs: Iterable<readonly [string, unknown]>): void {
    for (const [name, value] of pairs)
      if (SECRET_NAMES.has(name) && typeof value === 'string') this.hide(value);
  }

  mask(text: string): string {
    // Longest first: a secret may contain another one.
    const known = [...this.#masks].toSorted(([a], [b]) => b.length - a.length);
    return known.reduce((masked, [secret, mask]) => masked.replaceAll(secret, mask), text);
  }
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
