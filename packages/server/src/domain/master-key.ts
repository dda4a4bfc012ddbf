/** The master key: wraps every other key. From the configuration, the environment, a file, or, for the embedded default, a file made here. */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from '../config.ts';

export class MasterKey {
  readonly #wrapping: KeyObject;

  /** @param bytes 32 bytes. */
  constructor(bytes: Uint8Array) {
    if (bytes.length !== 32)
      throw new ConfigError(`The master key has ${bytes.length} bytes; expected 32 (openssl rand -hex 32).`);
    this.#wrapping = createSecretKey(Buffer.from(hkdfSync('sha256', bytes, '', 'valetkey/wrap/v1', 32)));
  }

  /** AES-256-GCM; `context` is bound as associated data, so a row moved elsewhere does not open. */
  wrap(plain: Uint8Array, context: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#wrapping, nonce).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** @throws {ConfigError} when it was wrapped by another master key, or changed since (S-T6). */
  unwrap(wrapped: string, context: string): Buffer {
    const bytes = Buffer.from(wrapped, 'base64url');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#wrapping, bytes.subarray(0, 12), {
        authTagLength: 16,
      })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    } catch {
      throw new ConfigError(
        'The master key does not open this database. It is not the key the database was made with: check VALETKEY_MASTER_KEY, VALETKEY_MASTER_KEY_FILE or the file master.key in the data directory.',
      );
    }
  }
}

/** 32 bytes as 64 hex digits or base64. */
export function parseMasterKey(text: string, source: string): MasterKey {
  const value = text.trim();
  if (/^[0-9a-fA-F]{64}$/.test(value)) return new MasterKey(Buffer.from(value, 'hex'));
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(value)) return new MasterKey(Buffer.from(value, 'base64'));
  throw new ConfigError(
    `${source}: expected 32 bytes as 64 hex digits or base64 (make one with: openssl rand -hex 32).`,
  );
}

/** Reads the key file; makes it, with mode 0600, at the first start. Refuses one that others can read (S-T10). */
export function masterKeyFromFile(path: string, options: { create: boolean }): MasterKey {
  try {
    return readOrMakeKey(path, options);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new ConfigError(
      `The master key ${path} cannot be used (${code}, ${syscall}). The user that runs Valetkey must own this file and its directory.`,
    );
  }
}

function readOrMakeKey(path: string, options: { create: boolean }): MasterKey {
  if (!existsSync(path)) {
    if (!options.create) throw new ConfigError(`There is no master key at ${path}.`);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    try {
      writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    } catch (error) {
      // Another process of ours made it in the same moment: read that one.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    if (!options.create) throw new ConfigError(`${path} can be read by others. Run: chmod 600 ${path}`);
    chmodSync(path, 0o600);
  }
  return parseMasterKey(readFileSync(path, 'utf8'), path);
}
