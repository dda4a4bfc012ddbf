/** Finds credentials in bytes: those that were noted, in every usual writing, and whatever looks like one of ours. */
import { crc32 } from 'node:zlib';

/** What no artefact holds, whoever made it. Hashes stand side by side in a database: a prefix alone may come about by itself. */
const SHAPES: Readonly<Record<string, { text: RegExp; isReal?: (text: string) => boolean }>> = {
  'authorization code': { text: /vkc_AQA[A-Za-z0-9_-]{100,}/g },
  'refresh token': { text: /vkr_AgA[A-Za-z0-9_-]{50,}/g },
  'access token': { text: /vka_AwA[A-Za-z0-9_-]{60,}/g },
  'API key': { text: /vkk_[0-9a-v]{26}_[0-9A-Za-z]{49}/g, isReal: hasChecksum },
  'app secret': { text: /vks[0-9A-Za-z]{49}/g, isReal: hasChecksum },
  'JWT access token': { text: /eyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{40,}/g },
  'private key': { text: /-----BEGIN (?:EC )?PRIVATE KEY-----/g },
};
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Shorter texts ("x", "password") stand everywhere by themselves. */
const SHORTEST = 16;
const BUCKETS = 1 << 20;

interface Needle {
  kind: string;
  bytes: Buffer;
}

export class Needles {
  readonly #waiting = new Map<string, string>();
  readonly #byStart = new Map<number, Needle[]>();
  /** Whether anything begins so: nearly every place of a file is refused by this alone. */
  readonly #mayBegin = new Uint8Array(BUCKETS);
  #count = 0;

  /** How many different credentials were noted. */
  get count(): number {
    return this.#count + this.#waiting.size;
  }

  note(kind: string, credential: string | Uint8Array): void {
    if (credential.length < SHORTEST) return;
    this.#waiting.set(Buffer.from(credential).toString('latin1'), kind);
  }

  /** @returns the kinds that stand there. */
  find(bytes: Buffer): string[] {
    const found = new Set<string>();
    const text = bytes.toString('latin1');
    for (const [kind, { text: shape, isReal = () => true }] of Object.entries(SHAPES))
      if (text.match(shape)?.some(isReal)) found.add(`what looks like: ${kind}`);
    this.#takeIn();
    if (this.#byStart.size > 0) for (const kind of this.#findNoted(bytes)) found.add(kind);
    return [...found];
  }

  #findNoted(bytes: Buffer): Set<string> {
    const found = new Set<string>();
    let start = 0;
    for (let end = 0; end < bytes.length; end++) {
      start = ((start << 8) | bytes[end]!) >>> 0;
      if (end < 3 || this.#mayBegin[bucketOf(start)] === 0) continue;
      const at = end - 3;
      for (const { kind, bytes: needle } of this.#byStart.get(start) ?? [])
        if (bytes.subarray(at, at + needle.length).equals(needle)) found.add(kind);
    }
    return found;
  }

  /** Written out only when something is searched: most are noted in processes that leave nothing behind. */
  #takeIn(): void {
    for (const [credential, kind] of this.#waiting) {
      this.#count++;
      for (const bytes of writingsOf(Buffer.from(credential, 'latin1'))) {
        const start = bytes.readUInt32BE(0);
        this.#mayBegin[bucketOf(start)] = 1;
        const others = this.#byStart.get(start);
        if (others) others.push({ kind, bytes });
        else this.#byStart.set(start, [{ kind, bytes }]);
      }
    }
    this.#waiting.clear();
  }
}

function bucketOf(start: number): number {
  return (Math.imul(start, 0x9e3779b1) >>> 12) & (BUCKETS - 1);
}

/** The last six characters are the CRC-32 of those before, in base 62. */
function hasChecksum(text: string): boolean {
  let value = crc32(text.slice(0, -6));
  let digits = '';
  for (let i = 0; i < 6; i++, value = Math.floor(value / 62)) digits = DIGITS[value % 62]! + digits;
  return text.endsWith(digits);
}

/** As it is, percent-encoded, in hex, and in base64 and base64url at each of the three places it may have in a longer text. */
function writingsOf(bytes: Buffer): Buffer[] {
  const plain = bytes.toString('utf8');
  const encoded = encodeURIComponent(plain);
  const hex = bytes.toString('hex');
  const texts = new Set([hex, hex.toUpperCase(), encoded, encoded.replaceAll('%20', '+')]);
  for (const [before, cut] of [
    [0, 0],
    [1, 2],
    [2, 3],
  ] as const) {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    // Up to the last whole group of three bytes: what follows them is somebody else's.
    const text = whole.subarray(0, whole.length - (whole.length % 3)).toString('base64');
    texts.add(text.slice(cut));
    texts.add(text.slice(cut).replaceAll('+', '-').replaceAll('/', '_'));
  }
  return [bytes, ...[...texts].filter(text => text !== plain).map(text => Buffer.from(text))];
}
