/** Ids: a UUIDv7 as 26 lower-case base32hex characters. Ascending in time, alphanumeric (R19), equal in database, log and address. */
import { randomFillSync } from 'node:crypto';
import type { Id } from '../store/rows.ts';

const ALPHABET = '0123456789abcdefghijklmnopqrstuv';
/** Two characters for ten bits. */
const PAIRS = Array.from({ length: 1024 }, (_, i) => ALPHABET[i >> 5]! + ALPHABET[i & 31]!);
const ID = /^[0-9a-v]{26}$/;
const pool = new Uint8Array(8192);
let used = pool.length;
let lastMs = 0;
let sequence = 0;

/** 16 bytes: 48 bits of milliseconds, then a counter that keeps ids of one process ascending, then randomness. */
export function newIdBytes(nowMs: number): Uint8Array {
  if (used + 10 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  if (nowMs > lastMs) {
    lastMs = nowMs;
    sequence = ((pool[used]! & 0x07) << 8) | pool[used + 1]!;
  } else if (++sequence > 0xfff) {
    lastMs += 1;
    sequence = 0;
  }
  const bytes = new Uint8Array(16);
  let ms = lastMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes.set(pool.subarray(used + 2, used + 10), 8);
  bytes[6] = 0x70 | (sequence >> 8);
  bytes[7] = sequence & 0xff;
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  used += 10;
  return bytes;
}

export function newId(nowMs: number): Id {
  return idFromBytes(newIdBytes(nowMs));
}

/** @param bytes 16 bytes at `offset`. */
export function idFromBytes(bytes: Uint8Array, offset = 0): Id {
  let text = '';
  // Five bytes are eight characters; the last byte, two.
  for (let i = offset; i < offset + 15; i += 5) {
    const high = (bytes[i]! << 12) | (bytes[i + 1]! << 4) | (bytes[i + 2]! >> 4);
    const low = ((bytes[i + 2]! & 15) << 16) | (bytes[i + 3]! << 8) | bytes[i + 4]!;
    text += PAIRS[high >> 10]! + PAIRS[high & 1023]! + PAIRS[low >> 10]! + PAIRS[low & 1023]!;
  }
  return text + PAIRS[bytes[offset + 15]! << 2]!;
}

/** The 16 bytes of an id; throws a RangeError when it is none (check with {@link isId} first). */
export function idToBytes(id: Id): Uint8Array {
  const bytes = new Uint8Array(16);
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < 26; i++) {
    const code = id.charCodeAt(i);
    const value = code >= 97 ? code - 87 : code - 48;
    if (!(value >= 0 && value < 32)) throw new RangeError('not an id');
    buffer = (buffer << 5) | value;
    bits += 5;
    if (bits >= 8 && at < 16) {
      bits -= 8;
      bytes[at++] = (buffer >> bits) & 255;
    }
    buffer &= (1 << bits) - 1;
  }
  return bytes;
}

export function isId(text: string): boolean {
  return ID.test(text);
}
