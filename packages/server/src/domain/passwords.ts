/** Passwords of a directory: argon2id, in a bounded pool so that logins never stall tokens (S-K1, S-K2). */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { OAuthError, say } from '@valetkey/protocol';

/** OWASP Password Storage: 19 MiB, two passes, one lane. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
export const MAX_PASSWORD_BYTES = 1024;

export class PasswordPool {
  readonly #running = { count: 0 };
  readonly #waiting: (() => void)[] = [];
  readonly #concurrency: number;
  readonly #maxWaiting: number;
  #decoy: Promise<string> | null = null;

  constructor(options: { concurrency?: number; maxWaiting?: number } = {}) {
    this.#concurrency = options.concurrency ?? 2;
    this.#maxWaiting = options.maxWaiting ?? 64;
  }

  /** PHC string. @throws {OAuthError} too_many_requests when the pool's queue is full. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(16);
    const tag = await this.#derive(password, salt);
    return `$argon2id$v=19$m=${PARAMETERS.memory},t=${PARAMETERS.passes},p=${PARAMETERS.parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
  }

  /** Takes as long for a user who does not exist (`hash` null) as for one who does (S-K4). */
  async verify(password: string, hash: string | null): Promise<boolean> {
    this.#decoy ??= this.hash(randomBytes(16).toString('hex')).catch((error: unknown) => {
      this.#decoy = null;
      throw error;
    });
    const [, , , parameters, salt, tag] = (hash ?? (await this.#decoy)).split('$');
    if (Buffer.byteLength(password) > MAX_PASSWORD_BYTES || !parameters || !salt || !tag) return false;
    const expected = Buffer.from(tag, 'base64');
    const actual = await this.#derive(password, Buffer.from(salt, 'base64'), parseParameters(parameters));
    return hash !== null && actual.length === expected.length && timingSafeEqual(actual, expected);
  }

  async #derive(
    password: string,
    nonce: Uint8Array,
    parameters: { memory: number; passes: number; parallelism: number } = PARAMETERS,
  ): Promise<Buffer> {
    await this.#enter();
    try {
      return await new Promise<Buffer>((resolve, reject) => {
        argon2(
          'argon2id',
          { message: password.normalize('NFKC'), nonce, ...PARAMETERS, ...parameters },
          (error, tag) => (error ? reject(error) : resolve(tag)),
        );
      });
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#running.count < this.#concurrency) {
      this.#running.count++;
      return;
    }
    if (this.#waiting.length >= this.#maxWaiting) {
      throw new OAuthError('too_many_requests', say('too_many_signing_in'), {
        retryAfterSeconds: 3,
      });
    }
    await new Promise<void>(resolve => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running.count--;
  }
}

function unpadded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

function parseParameters(text: string): { memory: number; passes: number; parallelism: number } {
  const values = Object.fromEntries(text.split(',').map(part => part.split('='))) as Record<string, string>;
  return { memory: Number(values['m']), passes: Number(values['t']), parallelism: Number(values['p']) };
}
