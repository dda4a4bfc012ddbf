/**
 * AES-256-GCM envelopes (S-R6): each record has a data key of its own, wrapped by a master key. What the record belongs to is bound
 * as associated data, so that a sealed text moved to another row, or put back after a later write, opens nowhere.
 */
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { ClientError } from '../errors.ts';
import type { KeyRing } from './key-ring.ts';

/** In front of every envelope: another algorithm gets another name (S-T11). */
const FORMAT = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** @param bound What the text belongs to; opening needs the very same parts. */
export function seal(ring: KeyRing, text: string, bound: readonly string[]): string {
  const dataKey = randomBytes(32);
  const { id, key } = ring.current;
  const wrapped = encrypt(key, dataKey, associated(['key', id, ...bound]));
  const body = encrypt(createSecretKey(dataKey), Buffer.from(text), associated(['record', ...bound]));
  dataKey.fill(0);
  return [FORMAT, id, wrapped.toString('base64url'), body.toString('base64url')].join('.');
}

export function open(ring: KeyRing, envelope: string, bound: readonly string[]): string {
  const [format, id = '', wrapped = '', body = ''] = envelope.split('.');
  if (format !== FORMAT) throw damaged();
  const master = ring.find(id);
  if (master === undefined) {
    throw new ClientError(
      'vault_key',
      `A record of the vault is sealed with the key ${id.slice(0, 12)}, which was not given.`,
    );
  }
  const dataKey = decrypt(master.key, wrapped, associated(['key', id, ...bound]));
  return decrypt(createSecretKey(dataKey), body, associated(['record', ...bound])).toString();
}

/** Each part with its length: no two lists of parts give the same bytes. */
function associated(parts: readonly string[]): Buffer {
  return Buffer.from(parts.map(part => `${Buffer.byteLength(part)}:${part}`).join(','));
}

/** A random nonce is safe here: a data key seals one text, a master key far fewer than the 2^32 data keys that NIST SP 800-38D §8.3 allows. */
function encrypt(key: KeyObject, plain: Buffer, aad: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(aad);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: KeyObject, text: string, aad: Buffer): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  // Spare bits of the last character: only the very text that was written opens.
  if (bytes.toString('base64url') !== text) throw damaged();
  // A shorter tag is easier to forge (CVE-class of `authTagLength` left open): the length is fixed.
  if (bytes.length < IV_BYTES + TAG_BYTES) throw damaged();
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(aad);
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw damaged();
  }
}

function damaged(): ClientError {
  return new ClientError('vault_record', 'A record of the vault does not belong where it stands.');
}
