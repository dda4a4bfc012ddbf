/** The master keys of a vault. The id of a key is derived from it, so nobody has to name one, and a wrong key is known at once. */
import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { ClientError } from '../errors.ts';

/** 32 bytes, or their base64, base64url or hex. */
export type KeyInput = string | Uint8Array;

export interface VaultKeys {
  key: KeyInput;
  /** Still able to open what they sealed, until `rotateKeys` has run. */
  previousKeys?: readonly KeyInput[];
}

export interface MasterKey {
  id: string;
  /** A KeyObject: several times faster than raw bytes, and it does not print. */
  key: KeyObject;
}

export class KeyRing {
  readonly current: MasterKey;
  readonly #byId: ReadonlyMap<string, MasterKey>;

  constructor(keys: VaultKeys) {
    this.current = toMasterKey(keys.key);
    const all = [this.current, ...(keys.previousKeys ?? []).map(toMasterKey)];
    this.#byId = new Map(all.map(key => [key.id, key]));
  }

  find(id: string): MasterKey | undefined {
    return this.#byId.get(id);
  }
}

function toMasterKey(input: KeyInput): MasterKey {
  const bytes = typeof input === 'string' ? decodeKey(input) : Buffer.from(input);
  // S-T7: the message says the length, never the key.
  if (bytes.length !== 32) {
    throw new ClientError(
      'config',
      `The vault's key has ${bytes.length} bytes instead of 32. Make one with: openssl rand -base64 32.`,
    );
  }
  const id = createHash('sha256')
    .update('valetkey vault key id\0')
    .update(bytes)
    .digest('base64url')
    .slice(0, 12);
  return { id, key: createSecretKey(bytes) };
}

function decodeKey(text: string): Buffer {
  return /^[0-9a-fA-F]{64}$/.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
}
