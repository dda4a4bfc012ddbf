/** Accounts, users and who is a member of what. */
import type { Account, Id, Membership, User } from '../rows.ts';
import { StoreConflictError, type Act } from '../store.ts';
import { execute, query, queryOne, type SqlRow, type Verb } from '../verb.ts';
import { endSessionsOf } from './browsers.ts';
import { appendEvent } from './events.ts';
import { accounts, users } from './tables.ts';

const USERS = `SELECT ${users.columns('u')} FROM users u`;
const ACCOUNTS = `SELECT ${accounts.columns('o')} FROM accounts o`;

export function* createAccount(
  account: Omit<Account, 'epoch' | 'status' | 'appPolicy'>,
  act: Act,
): Verb<Account> {
  const row: Account = { ...account, epoch: 0, status: 'active', appPolicy: null };
  const inserted = yield* execute(`${accounts.insert} ON CONFLICT DO NOTHING`, accounts.values(row));
  if (inserted === 0) throw new StoreConflictError('the external id of the account');
  yield* appendEvent({ provider: row.provider, type: 'account.created', accountId: row.id }, act);
  return row;
}

export function* createUser(
  user: Omit<User, 'epoch' | 'status' | 'passwordChangedAt'>,
  act: Act,
): Verb<User> {
  const row: User = { ...user, passwordChangedAt: null, epoch: 0, status: 'active' };
  const inserted = yield* execute(`${users.insert} ON CONFLICT DO NOTHING`, users.values(row));
  if (inserted === 0) {
    const sameEmail = yield* findUserByEmail(row.provider, row.email);
    throw new StoreConflictError(sameEmail ? 'the e-mail address' : 'the external id of the user');
  }
  yield* appendEvent({ provider: row.provider, type: 'user.created', userId: row.id }, act);
  return row;
}

export function* setUserStatus(userId: Id, status: User['status'], act: Act): Verb<void> {
  const row = yield* queryOne(
    'UPDATE users SET status = $2 WHERE id = $1 AND status <> $2 RETURNING provider',
    [userId, status],
  );
  if (row === null) return;
  yield* appendEvent(
    { provider: row[0] as string, type: 'user.status_changed', userId, detail: { status } },
    act,
  );
  // S-L4: signed-in browsers end at once, and do not come back when the user does.
  if (status !== 'active') yield* endSessionsOf(userId, act);
}

export function* setPasswordHash(userId: Id, passwordHash: string, act: Act): Verb<void> {
  const sql =
    'UPDATE users SET password_hash = $2, password_changed_at = $3 WHERE id = $1 RETURNING provider';
  const row = yield* queryOne(sql, [userId, passwordHash, act.now]);
  if (row) yield* appendEvent({ provider: row[0] as string, type: 'user.password_changed', userId }, act);
}

export function* setAccountStatus(accountId: Id, status: Account['status'], act: Act): Verb<void> {
  const sql = 'UPDATE accounts SET status = $2 WHERE id = $1 AND status <> $2 RETURNING provider';
  const row = yield* queryOne(sql, [accountId, status]);
  if (row === null) return;
  yield* appendEvent(
    { provider: row[0] as string, type: 'account.status_changed', accountId, detail: { status } },
    act,
  );
}

export function* setAccountPlan(accountId: Id, plan: string | null, act: Act): Verb<void> {
  const account = yield* findAccount(accountId);
  if (account === null || account.plan === plan) return;
  yield* execute('UPDATE accounts SET plan = $2 WHERE id = $1', [accountId, plan]);
  const detail = { from: account.plan, to: plan };
  yield* appendEvent({ provider: account.provider, type: 'account.plan_changed', accountId, detail }, act);
}

export function* findUser(id: Id): Verb<User | null> {
  return readUser(yield* queryOne(`${USERS} WHERE u.id = $1`, [id]));
}

export function* findUserByEmail(provider: string, email: string): Verb<User | null> {
  return readUser(yield* queryOne(`${USERS} WHERE u.provider = $1 AND u.email = $2`, [provider, email]));
}

export function* findUserByExternalId(provider: string, externalId: string): Verb<User | null> {
  return readUser(
    yield* queryOne(`${USERS} WHERE u.provider = $1 AND u.external_id = $2`, [provider, externalId]),
  );
}

export function* findAccount(id: Id): Verb<Account | null> {
  return readAccount(yield* queryOne(`${ACCOUNTS} WHERE o.id = $1`, [id]));
}

/** The oldest, should several have the name. */
export function* findAccountByName(provider: string, name: string): Verb<Account | null> {
  const sql = `${ACCOUNTS} WHERE o.provider = $1 AND o.name = $2 ORDER BY o.id LIMIT 1`;
  return readAccount(yield* queryOne(sql, [provider, name]));
}

export function* findAccountByExternalId(provider: string, externalId: string): Verb<Account | null> {
  return readAccount(
    yield* queryOne(`${ACCOUNTS} WHERE o.provider = $1 AND o.external_id = $2`, [provider, externalId]),
  );
}

export function* listMemberships(userId: Id): Verb<Membership[]> {
  const rows = yield* query(
    `SELECT ${accounts.columns('o')}, m.role, m.last_used_at
     FROM memberships m JOIN accounts o ON o.id = m.account_id WHERE m.user_id = $1
     ORDER BY COALESCE(m.last_used_at, 0) DESC, o.name, o.id`,
    [userId],
  );
  return rows.map(row => ({
    account: accounts.read(row)!,
    role: row[accounts.width] as Membership['role'],
    lastUsedAt: row[accounts.width + 1] as number | null,
  }));
}

function readUser(row: SqlRow | null): User | null {
  return row && users.read(row);
}

function readAccount(row: SqlRow | null): Account | null {
  return row && accounts.read(row);
}
