/** Random secrets of our own making: alphanumeric (R19), 256 bits, with a checksum so that a typing error or a leak is recognised at sight. */
import { createHash, createHmac, randomFillSync, timingSafeEqual, type KeyObject } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

/** `length` unbiased characters of `alphabet` (S-B1: no modulo bias). 43 of base62 are 256 bits. */
export function randomText(length: number, alphabet = ALPHABET): string {
  const limit = 256 - (256 % alphabet.length);
  const bytes = new Uint8Array(length * 2);
  let text = '';
  while (text.length < length) {
    randomFillSync(bytes);
    for (let i = 0; i < bytes.length && text.length < length; i++) {
      if (bytes[i]! < limit) text += alphabet[bytes[i]! % alphabet.length];
    }
  }
  return text;
}

const pool = Buffer.alloc(4096);
let used = pool.length;

/** 32 random bytes in base64url: 43 characters. From a pool that is filled in one go, and each byte given out once. */
export function randomToken(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const text = pool.toString('base64url', used, used + 32);
  pool.fill(0, used, used + 32);
  used += 32;
  return text;
}

/** CRC-32 as 6 base62 characters. */
function checksum(text: string): string {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  let value = (crc ^ 0xffffffff) >>> 0;
  let out = '';
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    out = ALPHABET[value % 62] + out;
    value = Math.floor(value / 62);
  }
  return out;
}

/** `vks…`: an app secret, 52 alphanumeric characters. */
export function newAppSecret(): string {
  const body = `vks${randomText(SECRET_LENGTH)}`;
  return body + checksum(body);
}

/** `vkk_<key id>_<secret><checksum>`: an API key (S-P1). The id in it finds the row; the secret alone opens. */
export function newApiKey(id: string): string {
  const body = `vkk_${id}_${randomText(SECRET_LENGTH)}`;
  return body + checksum(body);
}

/** The id in an API key, or null when it is not one of ours (form or checksum): no database is asked. */
export function apiKeyId(key: string): string | null {
  const match = /^(vkk_([0-9a-v]{26})_[0-9A-Za-z]{43})([0-9A-Za-z]{6})$/.exec(key);
  return match && checksum(match[1]!) === match[3] ? match[2]! : null;
}

/** Keyed hashes of random secrets: a stolen database can neither be tested offline nor have rows forged into it (S-T2). */
export class Pepper {
  readonly #key: KeyObject;

  constructor(key: KeyObject) {
    this.#key = key;
  }

  /** HMAC-SHA-256 in base64url. `kind` keeps hashes of different things apart (S-B19). */
  hash(
    kind:
      | 'app-secret'
      | 'api-key'
      | 'session'
      | 'browser'
      | 'token'
      | 'ticket'
      | 'state'
      | 'form'
      | 'credential-link'
      | 'audit',
    ...parts: string[]
  ): string {
    const mac = createHmac('sha256', this.#key).update(kind);
    for (const part of parts) mac.update('\0').update(part);
    return mac.digest('base64url');
  }

  /** Constant time over fixed-length digests (S-T3). */
  matches(kind: Parameters<Pepper['hash']>[0], secret: string, hash: string): boolean {
    return equalDigests(this.hash(kind, secret), hash);
  }
}

/** Compares two digests of the same length in constant time; false for other lengths. */
export function equalDigests(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Compares what was presented with a secret from the configuration, in constant time whatever their lengths (S-T3). */
export function equalSecrets(presented: string, expected: string): boolean {
  return timingSafeEqual(sha256(presented), sha256(expected));
}

/** The credential in `Authorization: Bearer …`; null where there is none. */
export function bearerOf(authorization: string | undefined): string | null {
  return /^bearer +(\S{1,256})$/i.exec(authorization ?? '')?.[1] ?? null;
}

/** What tells two secrets apart without keeping either. */
export function digestOf(text: string): string {
  return sha256(text).toString('base64url');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
