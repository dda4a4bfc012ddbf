/** When an access token is to be replaced: a while before its end, each process at a slightly different moment. */
import type { Tokens } from '../vault/connection-record.ts';

const LONGEST_AHEAD_SECONDS = 300;
const SHARE_OF_LIFETIME = 0.1;
/** A token that ends while the call is under way is no use; clocks differ a little, too. */
const LEAST_AHEAD_SECONDS = 5;

/** @param chance 0 to 1, a new one for each question: of many processes some ask earlier, one refreshes, the others find it done. */
export function isDue(tokens: Tokens, now: number, chance: number): boolean {
  if (tokens.expiresAt === null || tokens.refresh === null) return false;
  const lifetime = Math.max(0, tokens.expiresAt - tokens.receivedAt);
  const ahead = Math.min(LONGEST_AHEAD_SECONDS, lifetime * SHARE_OF_LIFETIME) * (0.5 + chance / 2);
  return now >= tokens.expiresAt - Math.max(ahead, Math.min(LEAST_AHEAD_SECONDS, lifetime / 2));
}

export function isEnded(tokens: Tokens, now: number): boolean {
  return tokens.expiresAt !== null && now >= tokens.expiresAt;
}
