/**
 * Taking access on one account back on behalf of its members: some connections and keys a transaction, so that ten thousand of them
 * hold nobody up. Each ends as a whole; whoever is cut off goes on with the same call.
 */
import type { Id } from '../rows.ts';
import type { AccessSelection, Act, RevokedAccess } from '../store.ts';
import { query, type SqlValue, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';
import { summariseFamilies } from './families.ts';
import { addNotice } from './notices.ts';

interface Ending {
  id: Id;
  provider: string;
  userId: Id;
  appId: Id | null;
  /** Of the app, or the label of the key. */
  name: string;
}

export function* revokeAccess(
  selection: AccessSelection,
  { actId, reason, limit }: { actId: Id; reason: string; limit: number },
  act: Act,
): Verb<RevokedAccess> {
  const connections = yield* findConnections(selection, limit);
  const ids = connections.map(({ id }) => id);
  const families = yield* summariseFamilies(ids, act.now);
  const keys = selection.appId === undefined ? yield* findKeys(selection, limit - ids.length) : [];
  yield* endAll('connections', ids, [act.now, act.actor, reason]);
  yield* endAll(
    'api_keys',
    keys.map(({ id }) => id),
    [act.now, act.actor],
  );
  const ended = [...connections, ...keys];
  const { accountId } = selection;
  for (const [userId, theirs] of Map.groupBy(ended, ({ userId }) => userId)) {
    const [{ provider }] = theirs as [Ending];
    const names = theirs.map(({ name }) => name);
    yield* addNotice({ userId, actId, provider, accountId, kind: 'access_revoked', names, reason }, act);
    for (const [i, ending] of theirs.entries()) {
      // Whoever loses several at once is told by the first.
      const together = names.length < 2 ? {} : i === 0 ? { apps: names } : { told: true };
      yield* tell(ending, accountId, { reason, act: actId, ...together }, act);
    }
  }
  return {
    connections: connections.length,
    tokens: [...families.values()].reduce((sum, { live }) => sum + live, 0),
    apiKeys: keys.length,
    members: [...new Set(ended.map(({ userId }) => userId))],
    more: ended.length === limit,
  };
}

function* findConnections({ accountId, appId, userId, ids }: AccessSelection, limit: number): Verb<Ending[]> {
  const params: SqlValue[] = [accountId, limit];
  const conditions = [
    'c.account_id = $1',
    'c.revoked_at IS NULL',
    'c.epoch = a.epoch + u.epoch + o.epoch',
    ...(appId === undefined ? [] : [`c.app_id = $${params.push(appId)}`]),
    ...(userId === undefined ? [] : [`c.user_id = $${params.push(userId)}`]),
    ...(ids === undefined ? [] : [oneOf('c.id', ids, params)]),
  ];
  const rows = yield* query(
    `SELECT c.id, c.provider, c.user_id, c.app_id, a.name FROM connections c JOIN apps a ON a.id = c.app_id
       JOIN users u ON u.id = c.user_id JOIN accounts o ON o.id = c.account_id
      WHERE ${conditions.join(' AND ')} ORDER BY c.id LIMIT $2`,
    params,
  );
  return rows.map(readEnding);
}

function* findKeys({ accountId, userId, ids }: AccessSelection, limit: number): Verb<Ending[]> {
  const params: SqlValue[] = [accountId, limit];
  const conditions = [
    'account_id = $1',
    'revoked_at IS NULL',
    ...(userId === undefined ? [] : [`user_id = $${params.push(userId)}`]),
    ...(ids === undefined ? [] : [oneOf('id', ids, params)]),
  ];
  const rows = yield* query(
    `SELECT id, provider, user_id, NULL, label FROM api_keys WHERE ${conditions.join(' AND ')} ORDER BY id LIMIT $2`,
    params,
  );
  return rows.map(readEnding);
}

function* endAll(
  table: 'connections' | 'api_keys',
  ids: readonly Id[],
  values: readonly SqlValue[],
): Verb<void> {
  if (ids.length === 0) return;
  const params = [...values];
  const reason = values.length === 3 ? ', revoke_reason = $3' : '';
  yield* query(
    `UPDATE ${table} SET revoked_at = $1, revoked_by = $2${reason} WHERE ${oneOf('id', ids, params)} RETURNING id`,
    params,
  );
}

function* tell(
  { id, provider, userId, appId }: Ending,
  accountId: Id,
  detail: Record<string, unknown>,
  act: Act,
): Verb<void> {
  const ids = { provider, userId, accountId, detail };
  if (appId === null) yield* appendEvent({ ...ids, type: 'api_key.revoked', apiKeyId: id }, act);
  else yield* appendEvent({ ...ids, type: 'connection.revoked', appId, connectionId: id }, act);
}

function oneOf(column: string, ids: readonly Id[], params: SqlValue[]): string {
  if (ids.length === 0) return '1 = 0';
  return `${column} IN (${ids.map(id => `$${params.push(id)}`).join(', ')})`;
}

function readEnding([id, provider, userId, appId, name]: readonly SqlValue[]): Ending {
  return {
    id: id as Id,
    provider: provider as string,
    userId: userId as Id,
    appId: appId as Id | null,
    name: name as string,
  };
}
