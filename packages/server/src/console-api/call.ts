/** One call of the console API by somebody who is signed in. */
import type { Core } from '../domain/core.ts';
import type { Provider } from '../domain/providers.ts';
import type { SetCookie } from '../http/cookies.ts';
import type { Incoming } from '../http/incoming.ts';
import type { EpochSeconds, Membership, Session, User } from '../store/rows.ts';
import type { Act } from '../store/store.ts';

/** A sign-in counts as recent for so long (S-L9). */
export const RECENT_SECONDS = 15 * 60;

export interface Call {
  core: Core;
  provider: Provider;
  incoming: Incoming;
  user: User;
  session: Session;
  memberships: readonly Membership[];
  /** Of the provider's staff. */
  operator: boolean;
  now: EpochSeconds;
  /** Who does it, and when: for the store's verbs. */
  act: Act;
  /** Headers and cookies for the answer. */
  reply: { cookies: SetCookie[]; headers: Record<string, string> };
}
