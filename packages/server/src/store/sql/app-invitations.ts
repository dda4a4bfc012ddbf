/** Questions to people whether they join an app, or take it over. One an app and address. */
import type { App, AppInvitation, EpochSeconds, Id, User } from '../rows.ts';
import { StoreConflictError, type Act } from '../store.ts';
import { execute, query, queryOne, type Verb } from '../verb.ts';
import { insertAppMember } from './app-members.ts';
import { appendEvent } from './events.ts';
import { appInvitations, apps, users } from './tables.ts';

const MOST = 50;
const SELECT = `SELECT ${appInvitations.columns('i')} FROM app_invitations i`;

export function* inviteToApp(invitation: AppInvitation, act: Act): Verb<void> {
  const { id, provider, appId, email, role } = invitation;
  yield* execute('DELETE FROM app_invitations WHERE app_id = $1 AND (email = $2 OR expires_at <= $3)', [
    appId,
    email,
    act.now,
  ]);
  const open = yield* queryOne('SELECT COUNT(*) FROM app_invitations WHERE app_id = $1', [appId]);
  if (Number(open![0]) >= MOST) throw new StoreConflictError('the last free place for an invitation');
  yield* execute(appInvitations.insert, appInvitations.values(invitation));
  const detail = { invitationId: id, role };
  yield* appendEvent({ provider, type: 'app.member_invited', appId, detail }, act);
}

export function* findAppInvitation(id: Id): Verb<AppInvitation | null> {
  const row = yield* queryOne(`${SELECT} WHERE i.id = $1`, [id]);
  return row && appInvitations.read(row);
}

export function* listAppInvitations(
  of: { appId: Id } | { provider: string; email: string },
  now: EpochSeconds,
): Verb<{ invitation: AppInvitation; app: App; invitedBy: User }[]> {
  const [where, values] =
    'appId' in of
      ? ['i.app_id = $2', [of.appId]]
      : ['i.provider = $2 AND i.email = $3', [of.provider, of.email]];
  const rows = yield* query(
    `SELECT ${appInvitations.columns('i')}, ${apps.columns('a')}, ${users.columns('u')}
     FROM app_invitations i JOIN apps a ON a.id = i.app_id JOIN users u ON u.id = i.invited_by
     WHERE ${where} AND i.expires_at > $1 AND a.status <> 'deleted' ORDER BY i.id DESC`,
    [now, ...values],
  );
  return rows.map(row => ({
    invitation: appInvitations.read(row)!,
    app: apps.read(row, appInvitations.width)!,
    invitedBy: users.read(row, appInvitations.width + apps.width)!,
  }));
}

export function* endAppInvitation(
  id: Id,
  takenBy: Pick<User, 'id' | 'email'> | null,
  act: Act,
): Verb<boolean> {
  const invitation = yield* findAppInvitation(id);
  if (invitation === null || invitation.expiresAt <= act.now) return false;
  const { provider, appId, role } = invitation;
  // Whom the owner before asked to take it over takes it from nobody else.
  if (takenBy !== null && role === 'owner')
    yield* execute("DELETE FROM app_invitations WHERE app_id = $1 AND role = 'owner'", [appId]);
  else yield* execute('DELETE FROM app_invitations WHERE id = $1', [id]);
  if (takenBy === null) {
    const detail = { invitationId: id, role };
    yield* appendEvent({ provider, type: 'app.invitation_ended', appId, detail }, act);
    return true;
  }
  yield* takePlace(invitation, takenBy, act);
  yield* appendEvent(
    { provider, type: 'app.member_added', appId, userId: takenBy.id, detail: { role } },
    act,
  );
  return true;
}

/** The owner is never asked to be less; an app never has two. */
function* takePlace(
  { appId, role }: AppInvitation,
  { id: userId, email }: Pick<User, 'id' | 'email'>,
  act: Act,
): Verb<void> {
  const owner = yield* queryOne("SELECT user_id FROM app_members WHERE app_id = $1 AND role = 'owner'", [
    appId,
  ]);
  if (owner?.[0] === userId) return;
  if (role === 'owner') {
    yield* execute("UPDATE app_members SET role = 'developer' WHERE app_id = $1 AND role = 'owner'", [appId]);
    // The badge was for whoever had it: people are asked again, and the operator looks again (S-J4).
    yield* execute('UPDATE apps SET owner_email = $2, verified = 0, updated_at = $3 WHERE id = $1', [
      appId,
      email,
      act.now,
    ]);
  }
  yield* insertAppMember({ appId, userId, role, createdAt: act.now });
}
