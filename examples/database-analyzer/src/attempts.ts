/** One click on "analyze": `state` and the PKCE verifier, kept on the server, used once, for ten minutes. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ProviderSettings } from './config.ts';

const lifetimeMilliseconds = 10 * 60 * 1000;
/** Several tabs may be under way at once; more than these are somebody playing. */
const maximum = 8;

export interface Attempt {
  slug: string;
  state: string;
  /** Null for Copernica, whose document knows no PKCE. */
  codeVerifier: string | null;
  expiresAt: number;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** RFC 7636 §4.2, S256. */
export function codeChallenge(codeVerifier: string): string {
  return sha256(codeVerifier).toString('base64url');
}

/** Adds an attempt to the session's; the oldest make room. */
export function createAttempt(attempts: Attempt[], provider: ProviderSettings, now: number): Attempt {
  const copernica = provider.profile === 'copernica';
  const attempt: Attempt = {
    slug: provider.slug,
    state: randomBytes(32).toString(copernica ? 'hex' : 'base64url'),
    codeVerifier: copernica ? null : randomBytes(32).toString('base64url'),
    expiresAt: now + lifetimeMilliseconds,
  };
  attempts.push(attempt);
  attempts.splice(0, attempts.length - maximum);
  return attempt;
}

/**
 * The attempt that `state` belongs to, removed so that it works once; null when there is none.
 * Digests are compared, in constant time: how much of a guess was right cannot be measured.
 */
export function consumeAttempt(
  attempts: Attempt[],
  slug: string,
  state: string,
  now: number,
): Attempt | null {
  const given = sha256(state);
  const index = attempts.findIndex(attempt => timingSafeEqual(sha256(attempt.state), given));
  const attempt = index === -1 ? undefined : attempts.splice(index, 1)[0];
  // RFC 9700 §4.4: an answer that comes back to another provider's address is a mix-up.
  return attempt !== undefined && attempt.slug === slug && attempt.expiresAt > now ? attempt : null;
}
