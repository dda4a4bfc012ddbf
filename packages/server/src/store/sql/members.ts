/** Memberships, and what dies with them. */
import type { Id, Membership, User } from '../rows.ts';
import { StoreConflictError, type Act } from '../store.ts';
import { execute, query, queryOne, type Verb } from '../verb.ts';
import { revokeApiKeysOfMember } from './api-keys.ts';
import { revokeConnectionsOfMember } from './connections.ts';
import { appendEvent } from './events.ts';
import {
  createAccount,
  createUser,
  findAccountByExternalId,
  findUserByEmail,
  findUserByExternalId,
  setAccountPlan,
} from './people.ts';

type Role = Membership['role'];

export interface Person {
  provider: string;
  user: { newId: Id; externalId: string; email: string; name: string };
  accounts: readonly PersonAccount[];
}
type PersonAccount = {
  newId: Id;
  externalId: string;
  name: string;
  role: Role;
  /** Undefined: the company did not say; what is known stays. */
  plan?: string | null | undefined;
};

export function* putMember(accountId: Id, userId: Id, role: Role, act: Act): Verb<void> {
  // S-W11: an account and a user of different providers never meet.
  const pair = yield* queryOne(
    'SELECT o.provider FROM accounts o JOIN users u ON u.provider = o.provider WHERE o.id = $1 AND u.id = $2',
    [accountId, userId],
  );
  if (pair === null) throw new Error('putMember: account and user do not exist in the same provider');
  const before = yield* queryOne('SELECT role FROM memberships WHERE user_id = $1 AND account_id = $2', [
    userId,
    accountId,
  ]);
  const changed = yield* execute(
    `INSERT INTO memberships (user_id, account_id, role, last_used_at) VALUES ($1, $2, $3, NULL)
     ON CONFLICT (user_id, account_id) DO UPDATE SET role = excluded.role WHERE memberships.role <> excluded.role`,
    [userId, accountId, role],
  );
  if (changed === 0) return;
  yield* appendEvent(
    { provider: pair[0] as string, type: 'member.added', userId, accountId, detail: { role } },
    act,
  );
  // S-O6: what was connected by an administrator may do more than a member may.
  if (before?.[0] === 'administrator') yield* endAccess(userId, accountId, 'role_lost', act);
}

/** S-O6: connections and API keys end for good; a later membership does not bring them back. */
export function* removeMember(accountId: Id, userId: Id, act: Act): Verb<void> {
  const removed = yield* execute('DELETE FROM memberships WHERE user_id = $1 AND account_id = $2', [
    userId,
    accountId,
  ]);
  if (removed === 0) return;
  const row = yield* queryOne('SELECT provider FROM users WHERE id = $1', [userId]);
  yield* appendEvent({ provider: row![0] as string, type: 'member.removed', userId, accountId }, act);
  yield* endAccess(userId, accountId, 'member_removed', act);
}

function* endAccess(userId: Id, accountId: Id, reason: string, act: Act): Verb<void> {
  yield* revokeConnectionsOfMember(userId, accountId, reason, act);
  yield* revokeApiKeysOfMember(userId, accountId, act);
}

export function* upsertPerson(person: Person, act: Act): Verb<User> {
  const user = yield* upsertUser(person.provider, person.user, act);
  const kept = new Set<Id>();
  for (const account of person.accounts) {
    const accountId = yield* upsertAccount(person.provider, account, act);
    kept.add(accountId);
    yield* putMember(accountId, user.id, account.role, act);
  }
  for (const row of yield* query('SELECT account_id FROM memberships WHERE user_id = $1', [user.id])) {
    if (!kept.has(row[0] as Id)) yield* removeMember(row[0] as Id, user.id, act);
  }
  return user;
}

function* upsertUser(
  provider: string,
  { newId, externalId, email, name }: Person['user'],
  act: Act,
): Verb<User> {
  const found = yield* findUserByExternalId(provider, externalId);
  if (found?.email !== email) yield* freeAddress(provider, email, act);
  if (found === null) {
    return yield* createUser(
      { id: newId, provider, externalId, email, name, passwordHash: null, createdAt: act.now },
      act,
    );
  }
  if (found.email === email && found.name === name) return found;
  yield* execute('UPDATE users SET email = $2, name = $3 WHERE id = $1', [found.id, email, name]);
  return { ...found, email, name };
}

/**
 * The company knows people by its own id and may give an address to somebody else. Whoever of its people had it here is told by the
 * next sign-in what theirs is now; until then they have none. A user of our own directory keeps theirs.
 */
function* freeAddress(provider: string, email: string, act: Act): Verb<void> {
  const holder = yield* findUserByEmail(provider, email);
  if (holder === null) return;
  if (holder.externalId === null) throw new StoreConflictError('the e-mail address');
  yield* execute('UPDATE users SET email = $2 WHERE id = $1', [holder.id, `${holder.id}@moved.invalid`]);
  yield* appendEvent({ provider, type: 'user.email_moved', userId: holder.id }, act);
}

function* upsertAccount(
  provider: string,
  { newId, externalId, name, plan }: PersonAccount,
  act: Act,
): Verb<Id> {
  const found = yield* findAccountByExternalId(provider, externalId);
  if (found === null) {
    const created = yield* createAccount(
      { id: newId, provider, externalId, name, plan: plan ?? null, createdAt: act.now },
      act,
    );
    return created.id;
  }
  if (found.name !== name) yield* execute('UPDATE accounts SET name = $2 WHERE id = $1', [found.id, name]);
  if (plan !== undefined) yield* setAccountPlan(found.id, plan, act);
  return found.id;
}
