/** An app's people: asked by address, members only once they said yes themselves. */
import { OAuthError, say } from '@valetkey/protocol';
import { StoreConflictError } from '../../store/store.ts';
import type { App, AppInvitation, AppRole, User } from '../../store/rows.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import { newId } from '../ids.ts';
import { normaliseEmail } from '../people.ts';

const INVITATION_SECONDS = 14 * 86_400;

/** Whether anybody has the address is not told (S-K10): it waits for who signs in with it. `owner`: to take the app over. */
export async function inviteToApp(
  core: Core,
  app: App,
  asked: { email: string; role: AppRole },
  invitedBy: User,
  actor: string,
): Promise<AppInvitation> {
  const now = nowSeconds(core.clock);
  const email = normaliseEmail(asked.email);
  if (email === invitedBy.email) throw new OAuthError('invalid_request', say('own_address'));
  const invitation: AppInvitation = {
    id: newId(core.clock.nowMs()),
    provider: app.provider,
    appId: app.id,
    email,
    role: asked.role,
    invitedBy: invitedBy.id,
    createdAt: now,
    expiresAt: now + INVITATION_SECONDS,
  };
  try {
    await core.store.inviteToApp(invitation, { now, actor });
  } catch (error) {
    if (!(error instanceof StoreConflictError)) throw error;
    throw new OAuthError('invalid_request', say('invitations_too_many'));
  }
  return invitation;
}
