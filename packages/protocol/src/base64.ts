/** Strict base64 (RFC 4648 §4, §3.5): the decoders of the platforms accept junk between the characters (S-C7). */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));

/** The bytes as a text of characters U+0000 to U+00FF; null unless padded, canonical base64. */
export function decodeBase64(text: string): string | null {
  if (text.length % 4 !== 0) return null;
  const body = text.replace(/={1,2}$/, '');
  let bytes = '';
  let bits = 0;
  let pending = 0;
  for (const character of body) {
    const value = VALUES.get(character);
    if (value === undefined) return null;
    pending = (pending << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += String.fromCharCode(pending >> bits);
    pending &= (1 << bits) - 1;
  }
  // Left-over bits that are not zero would give one credential several spellings.
  return pending === 0 ? bytes : null;
}
