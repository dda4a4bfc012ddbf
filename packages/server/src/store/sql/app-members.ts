/** Whose an app is: one owner, and who works on it or tries it. */
import type { App, AppMember, AppRole, Id, User } from '../rows.ts';
import { StoreConflictError, type Act } from '../store.ts';
import { execute, query, queryOne, type SqlValue, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';
import { appMembers, apps, users } from './tables.ts';

const ROLE = 'SELECT m.role FROM app_members m WHERE m.app_id = $1 AND m.user_id = $2';
const CLAIMABLE = `a.provider = $1 AND a.owner_email = $2 AND a.status <> 'deleted'
  AND NOT EXISTS (SELECT 1 FROM app_members m WHERE m.app_id = a.id AND m.role = 'owner')`;

export function* findAppRole(appId: Id, userId: Id): Verb<AppRole | null> {
  const row = yield* queryOne(ROLE, [appId, userId]);
  return row && (row[0] as AppRole);
}

export function* listAppsOf(filter: {
  userId: Id;
  after?: Id;
  limit: number;
}): Verb<{ app: App; role: AppRole }[]> {
  const params: SqlValue[] = [filter.userId, filter.limit];
  const after = filter.after === undefined ? '' : `AND m.app_id < $${params.push(filter.after)}`;
  const rows = yield* query(
    `SELECT ${apps.columns('a')}, m.role FROM app_members m JOIN apps a ON a.id = m.app_id
     WHERE m.user_id = $1 AND m.role <> 'tester' AND a.status <> 'deleted' ${after} ORDER BY m.app_id DESC LIMIT $2`,
    params,
  );
  return rows.map(row => ({ app: apps.read(row)!, role: row[apps.width] as AppRole }));
}

/** In the transaction that adds one. */
export function* checkRoomFor({ userId, limit }: { userId: Id; limit: number }): Verb<void> {
  const row = yield* queryOne(
    `SELECT COUNT(*) FROM app_members m JOIN apps a ON a.id = m.app_id
     WHERE m.user_id = $1 AND m.role = 'owner' AND a.status <> 'deleted'`,
    [userId],
  );
  if (Number(row![0]) >= limit) throw new StoreConflictError('the last free place for an app');
}

export function* insertAppMember(member: AppMember): Verb<void> {
  yield* execute(
    `${appMembers.insert} ON CONFLICT (app_id, user_id) DO UPDATE SET role = excluded.role`,
    appMembers.values(member),
  );
}

export function* hasClaimableApps(provider: string, email: string): Verb<boolean> {
  const row = yield* queryOne(`SELECT 1 FROM apps a WHERE ${CLAIMABLE} LIMIT 1`, [provider, email]);
  return row !== null;
}

export function* claimApps(
  { provider, email, userId }: { provider: string; email: string; userId: Id },
  act: Act,
): Verb<number> {
  const rows = yield* query(`SELECT a.id FROM apps a WHERE ${CLAIMABLE}`, [provider, email]);
  for (const row of rows) {
    const appId = row[0] as Id;
    yield* insertAppMember({ appId, userId, role: 'owner', createdAt: act.now });
    yield* appendEvent(
      {
        provider,
        type: 'app.member_added',
        appId,
        userId,
        detail: { role: 'owner', because: 'owner_email' },
      },
      act,
    );
  }
  return rows.length;
}

export function* listAppMembers(appId: Id): Verb<{ member: AppMember; user: User }[]> {
  const rows = yield* query(
    `SELECT ${appMembers.columns('m')}, ${users.columns('u')} FROM app_members m JOIN users u ON u.id = m.user_id
     WHERE m.app_id = $1 ORDER BY m.created_at, u.name`,
    [appId],
  );
  return rows.map(row => ({
    member: appMembers.read(row)!,
    user: users.read(row, appMembers.width)!,
  }));
}

export function* removeAppMember(appId: Id, userId: Id, act: Act): Verb<boolean> {
  const row = yield* queryOne(
    `DELETE FROM app_members WHERE app_id = $1 AND user_id = $2 AND role <> 'owner' RETURNING role`,
    [appId, userId],
  );
  if (row === null) return false;
  const provider = (yield* queryOne('SELECT provider FROM apps WHERE id = $1', [appId]))![0] as string;
  yield* appendEvent({ provider, type: 'app.member_removed', appId, userId, detail: { role: row[0] } }, act);
  return true;
}
