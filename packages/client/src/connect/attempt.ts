/** One attempt to connect, from the click to the callback (S-R1): kept in the vault, bound to the browser by a cookie of its own. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Vault } from '../vault/vault.ts';

export const ATTEMPT_SECONDS = 600;

export interface Attempt {
  provider: string;
  owner: string;
  verifier: string;
  redirectUri: string;
  scopes: readonly string[];
  /** SHA-256 of the cookie's value. */
  browserHash: string;
  returnTo: string | null;
  /** The connection that this one replaces. */
  connectionId: string | null;
}

/** 256 bits, 43 characters: long and mixed enough for the judge of S4 (R25). */
export function randomText(): string {
  return randomBytes(32).toString('base64url');
}

export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

export function isSameBrowser(attempt: Attempt, cookie: string | undefined): boolean {
  if (cookie === undefined) return false;
  return timingSafeEqual(Buffer.from(hashText(cookie)), Buffer.from(attempt.browserHash));
}

export async function saveAttempt(vault: Vault, state: string, attempt: Attempt): Promise<void> {
  await vault.putAttempt(state, JSON.stringify(attempt), ATTEMPT_SECONDS);
}

export async function consumeAttempt(vault: Vault, state: string): Promise<Attempt | null> {
  const text = await vault.consumeAttempt(state);
  return text === null ? null : (JSON.parse(text) as Attempt);
}
