/** What one event ended, or stopped, of many connections and keys at once: for those who are to be told of it in one go. */
import type { EventRow, Id } from '../rows.ts';
import type { EndedAccess } from '../store.ts';
import { query, type SqlRow, type SqlValue, type Verb } from '../verb.ts';

const CONNECTIONS = `SELECT c.id, c.user_id, c.account_id, a.name, c.app_id FROM connections c
  JOIN apps a ON a.id = c.app_id JOIN users u ON u.id = c.user_id JOIN accounts o ON o.id = c.account_id`;
const KEYS = 'SELECT k.id, k.user_id, k.account_id, k.label, NULL FROM api_keys k';

/** Connections whose epoch lacks exactly what was raised from event `$1` on: this event ended them, and nothing before it. */
const ENDED_FROM = `c.revoked_at IS NULL AND a.epoch + u.epoch + o.epoch - c.epoch = (
  SELECT COUNT(*) FROM events e WHERE e.seq >= $1 AND (
    (e.type = 'app.revoked' AND e.app_id = c.app_id) OR (e.type = 'user.revoked' AND e.user_id = c.user_id)
    OR (e.type = 'account.revoked' AND e.account_id = c.account_id)))`;

export function* listEndedAccess(event: EventRow): Verb<EndedAccess[]> {
  const { type, userId, accountId } = event;
  if (type === 'user.revoked') return yield* endedBy(event, 'user_id', userId!);
  if (type === 'account.revoked') return yield* endedBy(event, 'account_id', accountId!);
  if (type === 'member.removed' || type === 'member.added') return yield* endedWithMembership(event);
  return type === 'account.policy_changed' ? yield* liveOn(accountId!) : [];
}

/** That have webhooks. */
export function* listConnectionsEndedBy(seq: number, of: { userId: Id } | { accountId: Id }): Verb<Id[]> {
  const [column, id] = 'userId' in of ? ['user_id', of.userId] : ['account_id', of.accountId];
  const rows = yield* query(
    `${CONNECTIONS} WHERE c.${column} = $2 AND EXISTS (SELECT 1 FROM webhook_endpoints w WHERE w.app_id = c.app_id)
      AND ${ENDED_FROM} ORDER BY c.id`,
    [seq, id],
  );
  return rows.map(row => row[0] as Id);
}

function* endedBy({ seq, at, actor }: EventRow, column: string, id: Id): Verb<EndedAccess[]> {
  const connections = yield* query(`${CONNECTIONS} WHERE c.${column} = $2 AND ${ENDED_FROM} ORDER BY c.id`, [
    seq,
    id,
  ]);
  return read(connections, yield* keysEnded(`k.${column} = $3`, [id], { at, actor }));
}

function* endedWithMembership({ at, actor, userId, accountId }: EventRow): Verb<EndedAccess[]> {
  const connections = yield* query(
    `${CONNECTIONS} WHERE c.user_id = $1 AND c.account_id = $2 AND c.revoked_at = $3
      AND c.revoke_reason IN ('member_removed', 'role_lost') ORDER BY c.id`,
    [userId, accountId, at / 1000],
  );
  const keys = yield* keysEnded('k.user_id = $3 AND k.account_id = $4', [userId, accountId], { at, actor });
  return read(connections, keys);
}

function* liveOn(accountId: Id): Verb<EndedAccess[]> {
  const sql = `${CONNECTIONS} WHERE c.account_id = $1 AND c.revoked_at IS NULL AND c.epoch = a.epoch + u.epoch + o.epoch ORDER BY c.id`;
  return read(yield* query(sql, [accountId]), []);
}

/** In the same moment by the same hand. */
function* keysEnded(
  whose: string,
  ids: readonly SqlValue[],
  { at, actor }: Pick<EventRow, 'at' | 'actor'>,
): Verb<readonly SqlRow[]> {
  const sql = `${KEYS} WHERE k.revoked_at = $1 AND k.revoked_by = $2 AND ${whose} ORDER BY k.id`;
  return yield* query(sql, [at / 1000, actor, ...ids]);
}

function read(connections: readonly SqlRow[], keys: readonly SqlRow[]): EndedAccess[] {
  return [...connections, ...keys].map(([, userId, accountId, name, appId]) => ({
    userId: userId as Id,
    accountId: accountId as Id,
    name: name as string,
    appId: appId as Id | null,
  }));
}
