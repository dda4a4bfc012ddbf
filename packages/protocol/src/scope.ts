/** Scopes (RFC 6749 §3.3): the text on the wire, subsets as bit masks in codes and tokens, and what one scope includes. */
import { OAuthError } from './errors.ts';
import { say } from './sentences/say.ts';

const MOST_SCOPES = 100;

/** The scopes of a space-separated list, in order, each once. Throws invalid_scope for anything else (S-A25, S-V2). */
export function parseScope(text: string): string[] {
  if (text === '') return [];
  const tokens = text.split(' ');
  if (tokens.length > MOST_SCOPES) {
    throw new OAuthError('invalid_scope', say('scope_too_many', { limit: MOST_SCOPES }));
  }
  if (!tokens.every(isScopeToken)) {
    throw new OAuthError('invalid_scope', say('scope_malformed'));
  }
  return [...new Set(tokens)];
}

/** RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ). */
export function isScopeToken(text: string): boolean {
  return /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(text);
}

export function formatScope(scopes: readonly string[]): string {
  return scopes.join(' ');
}

/** Bit i (of byte i / 8, lowest first) stands for `all[i]`; no zero bytes at the end. Every scope of `subset` must be in `all`. */
export function scopeMask(all: readonly string[], subset: readonly string[]): Uint8Array {
  const bits = subset.map(scope => all.indexOf(scope));
  if (bits.includes(-1)) throw new RangeError('a scope is not in the list that the mask points into');
  const mask = new Uint8Array(bits.length === 0 ? 0 : (Math.max(...bits) >> 3) + 1);
  for (const bit of bits) mask[bit >> 3] = (mask[bit >> 3] ?? 0) | (1 << (bit & 7));
  return mask;
}

/** What {@link scopeMask} meant. A bit beyond the list gives nothing: fewer rights, never more. */
export function scopesOfMask(all: readonly string[], mask: Uint8Array): string[] {
  return all.filter((_, bit) => ((mask[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0);
}

/** The granted scopes and everything they include, transitively; `'*'` includes every key of the map. */
export function expandScopes(
  granted: readonly string[],
  includes: ReadonlyMap<string, readonly string[] | '*'>,
): string[] {
  // A Set gives out what is added while it is walked, and nothing twice: the walk is transitive and ends on cycles.
  const expanded = new Set(granted);
  for (const scope of expanded) {
    const included = includes.get(scope);
    for (const other of included === '*' ? includes.keys() : (included ?? [])) expanded.add(other);
  }
  return [...expanded];
}

/** Whether every scope of `part` is in `whole`. */
export function isSubset(part: readonly string[], whole: readonly string[]): boolean {
  const known = new Set(whole);
  return part.every(scope => known.has(scope));
}
