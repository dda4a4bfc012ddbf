/**
 * Codes, refresh and access tokens as signed pointers: ids, a time and a MAC. No personal data, no row per token.
 * Bytes: type, key number (2), then per type; the MAC is last. In base64url behind a prefix.
 */
import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { EpochSeconds, Id } from '../store/rows.ts';
import { idFromBytes, idToBytes } from './ids.ts';
import type { KeyRing, MacKey } from './keys.ts';

export type CodeText = `vkc_${string}`;
export type RefreshText = `vkr_${string}`;
export type AccessText = `vka_${string}`;

const PREFIX = { code: 'vkc_', refresh: 'vkr_', access: 'vka_' } as const;
const TYPE = { code: 1, refresh: 2, access: 3 } as const;
const MAC_LENGTH = 32;
const HEADER_LENGTH = 3;

export interface CodeContent {
  /** Of the family to be: redeeming inserts it under this id. */
  familyId: Id;
  connectionId: Id;
  /** Of the consent it stands for. */
  revision: number;
  expiresAt: EpochSeconds;
  /** RFC 7636 `code_challenge` (S256), 43 characters; null: none was sent. */
  codeChallenge: string | null;
  /** Whether the authorization request named the redirect URI: then the token request must, too (RFC 6749 §4.1.3). */
  redirectUriGiven: boolean;
  /** SHA-256 of the redirect URI, 32 bytes. */
  redirectUriHash: Uint8Array;
  /** Over the connection's scopes at that revision. */
  scopeMask: Uint8Array;
}

export interface RefreshContent {
  familyId: Id;
  generation: number;
}

export interface AccessContent {
  familyId: Id;
  expiresAt: EpochSeconds;
  /** The family's generation at issue; for an app's own family see `ownSerial`. */
  serial: number;
  /** Over the family's scopes. */
  scopeMask: Uint8Array;
}

export function encodeCode(key: MacKey, code: CodeContent): CodeText {
  const body = Buffer.alloc(HEADER_LENGTH + 16 + 16 + 4 + 6 + 1 + 32 + 32 + code.scopeMask.length);
  writeHeader(body, TYPE.code, key);
  body.set(idToBytes(code.familyId), 3);
  body.set(idToBytes(code.connectionId), 19);
  body.writeUInt32BE(code.revision, 35);
  body.writeUIntBE(code.expiresAt, 39, 6);
  body[45] = (code.codeChallenge === null ? 0 : 1) | (code.redirectUriGiven ? 2 : 0);
  if (code.codeChallenge !== null) body.set(Buffer.from(code.codeChallenge, 'base64url'), 46);
  body.set(code.redirectUriHash, 78);
  body.set(code.scopeMask, 110);
  return `${PREFIX.code}${seal(body, key.code, '')}`;
}

/** Null when it is not a code of ours, or changed in any way. Expiry is for the caller to judge. */
export async function decodeCode(keys: KeyRing, text: string): Promise<CodeContent | null> {
  const opened = await open(keys, text, 'code', 110);
  if (!opened || !isSealed(opened, opened.key.code, '')) return null;
  const { body } = opened;
  const flags = body[45]!;
  return {
    familyId: idFromBytes(body, 3),
    connectionId: idFromBytes(body, 19),
    revision: body.readUInt32BE(35),
    expiresAt: body.readUIntBE(39, 6),
    codeChallenge: flags & 1 ? body.toString('base64url', 46, 78) : null,
    redirectUriGiven: (flags & 2) !== 0,
    redirectUriHash: body.subarray(78, 110),
    scopeMask: body.subarray(110),
  };
}

/** `secret`: the family's own. The same generation and key give the same token again: a lost answer can be repeated. */
export function encodeRefresh(key: MacKey, token: RefreshContent, secret: string): RefreshText {
  const body = Buffer.alloc(HEADER_LENGTH + 16 + 4);
  writeHeader(body, TYPE.refresh, key);
  body.set(idToBytes(token.familyId), 3);
  body.writeUInt32BE(token.generation, 19);
  return `${PREFIX.refresh}${seal(body, key.refresh, secret)}`;
}

/** What the token says; believe it only after `isAuthentic(secret)`, for which the family's row is needed. */
export interface Unverified<T> {
  content: T;
  isAuthentic(secret: string): boolean;
}

export async function decodeRefresh(keys: KeyRing, text: string): Promise<Unverified<RefreshContent> | null> {
  const opened = await open(keys, text, 'refresh', 23);
  if (!opened || opened.body.length !== 23) return null;
  return {
    content: { familyId: idFromBytes(opened.body, 3), generation: opened.body.readUInt32BE(19) },
    isAuthentic: secret => isSealed(opened, opened.key.refresh, secret),
  };
}

export function encodeAccess(key: MacKey, token: AccessContent, secret: string): AccessText {
  const body = Buffer.alloc(HEADER_LENGTH + 16 + 6 + 4 + token.scopeMask.length);
  writeHeader(body, TYPE.access, key);
  body.set(idToBytes(token.familyId), 3);
  body.writeUIntBE(token.expiresAt, 19, 6);
  body.writeUInt32BE(token.serial, 25);
  body.set(token.scopeMask, 29);
  return `${PREFIX.access}${seal(body, key.access, secret)}`;
}

export async function decodeAccess(keys: KeyRing, text: string): Promise<Unverified<AccessContent> | null> {
  const opened = await open(keys, text, 'access', 29);
  if (!opened) return null;
  const { body } = opened;
  return {
    content: {
      familyId: idFromBytes(body, 3),
      expiresAt: body.readUIntBE(19, 6),
      serial: body.readUInt32BE(25),
      scopeMask: body.subarray(29),
    },
    isAuthentic: secret => isSealed(opened, opened.key.access, secret),
  };
}

function writeHeader(body: Buffer, type: number, key: MacKey): void {
  body[0] = type;
  body.writeUInt16BE(key.number, 1);
}

function mac(key: KeyObject, body: Uint8Array, secret: string): Buffer {
  return createHmac('sha256', key).update(body).update(secret).digest();
}

function seal(body: Buffer, key: KeyObject, secret: string): string {
  return Buffer.concat([body, mac(key, body, secret)]).toString('base64url');
}

interface Opened {
  key: MacKey;
  body: Buffer;
  mac: Buffer;
}

function isSealed(opened: Opened, key: KeyObject, secret: string): boolean {
  return timingSafeEqual(mac(key, opened.body, secret), opened.mac);
}

async function open(
  keys: KeyRing,
  text: string,
  kind: keyof typeof PREFIX,
  minimum: number,
): Promise<Opened | null> {
  if (!text.startsWith(PREFIX[kind]) || text.length > 1024) return null;
  const encoded = text.slice(PREFIX[kind].length);
  const bytes = Buffer.from(encoded, 'base64url');
  // Node skips characters that are no base64url: only the exact text we issued is a token (S-D11).
  if (
    bytes.length < minimum + MAC_LENGTH ||
    bytes[0] !== TYPE[kind] ||
    bytes.toString('base64url') !== encoded
  )
    return null;
  const key = await keys.findMacKey(bytes.readUInt16BE(1));
  if (!key) return null;
  return { key, body: bytes.subarray(0, -MAC_LENGTH), mac: bytes.subarray(-MAC_LENGTH) };
}
