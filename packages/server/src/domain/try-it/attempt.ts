/**
 * One run through the flow in the console. What it holds – the tokens – is sealed for this app and this person and kept by their page:
 * nothing is stored, and no token is ever in a browser.
 */
import { OAuthError, say } from '@valetkey/protocol';
import { ConfigError } from '../../config.ts';
import type { App, EpochSeconds, User } from '../../store/rows.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import { randomToken } from '../secrets.ts';

/** Long enough to read every step. */
const LIFETIME_SECONDS = 3600;

export interface Attempt {
  state: string;
  accessToken: string | null;
  refreshToken: string | null;
  expiresAt: EpochSeconds;
}

export function newAttempt(core: Core): Attempt {
  const expiresAt = nowSeconds(core.clock) + LIFETIME_SECONDS;
  return { state: randomToken(), accessToken: null, refreshToken: null, expiresAt };
}

export function sealAttempt(core: Core, app: App, user: User, attempt: Attempt): string {
  return core.keys.seal(JSON.stringify(attempt), contextOf(app, user));
}

/** @throws {OAuthError} invalid_request where it is another's, was changed, or is over. */
export function openAttempt(core: Core, app: App, user: User, sealed: string): Attempt {
  const attempt = unseal(core, app, user, sealed);
  if (attempt === null || attempt.expiresAt <= nowSeconds(core.clock))
    throw new OAuthError('invalid_request', say('try_over'));
  return attempt;
}

function unseal(core: Core, app: App, user: User, sealed: string): Attempt | null {
  try {
    return JSON.parse(core.keys.open(sealed, contextOf(app, user))) as Attempt;
  } catch (error) {
    if (error instanceof ConfigError || error instanceof TypeError || error instanceof RangeError)
      return null;
    throw error;
  }
}

function contextOf({ id }: App, user: User): string {
  return `try-it ${id} ${user.id}`;
}
