/** Ending everything of one app, user or account: one row's epoch grows, whatever the number of connections. */
import type { EventType, Id } from '../rows.ts';
import type { Act } from '../store.ts';
import { queryOne, type Verb } from '../verb.ts';
import { revokeApiKeysOfAccount, revokeApiKeysOfUser } from './api-keys.ts';
import { appendEvent } from './events.ts';

type Whole = { appId: Id } | { userId: Id } | { accountId: Id };

export function* revokeAll(of: Whole, reason: string, act: Act): Verb<void> {
  if ('appId' in of) {
    yield* raiseEpoch('apps', of.appId, 'app.revoked', of, reason, act);
  } else if ('userId' in of) {
    yield* raiseEpoch('users', of.userId, 'user.revoked', of, reason, act);
    yield* revokeApiKeysOfUser(of.userId, act);
  } else {
    yield* raiseEpoch('accounts', of.accountId, 'account.revoked', of, reason, act);
    yield* revokeApiKeysOfAccount(of.accountId, act);
  }
}

function* raiseEpoch(
  table: 'apps' | 'users' | 'accounts',
  id: Id,
  type: EventType,
  of: Whole,
  reason: string,
  act: Act,
): Verb<void> {
  const row = yield* queryOne(`UPDATE ${table} SET epoch = epoch + 1 WHERE id = $1 RETURNING provider`, [id]);
  if (row) yield* appendEvent({ provider: row[0] as string, type, ...of, detail: { reason } }, act);
}
