/** API keys: a user's own credential on an account, without an app. */
import type { ApiKeyContext, Id, Membership } from '../rows.ts';
import type { Act, NewApiKey, Store } from '../store.ts';
import { execute, query, queryOne, type SqlRow, type SqlValue, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';
import { findKeySunset } from './key-sunsets.ts';
import { addNotice } from './notices.ts';
import { orderBy, searchCondition, sharedConditions } from './search.ts';
import { accounts, apiKeys, users } from './tables.ts';

const CONTEXT = `SELECT ${apiKeys.columns('k')}, ${users.columns('u')}, ${accounts.columns('o')}, m.role
  FROM api_keys k JOIN users u ON u.id = k.user_id JOIN accounts o ON o.id = k.account_id
  LEFT JOIN memberships m ON m.user_id = k.user_id AND m.account_id = k.account_id`;
const REVOKE = 'UPDATE api_keys SET revoked_at = $1, revoked_by = $2 WHERE revoked_at IS NULL AND';
const REVOKED = 'RETURNING id, provider, user_id, account_id';

export function* createApiKey(key: NewApiKey, act: Act): Verb<void> {
  if (key.personal) {
    yield* revokeWhere('user_id = $3 AND account_id = $4 AND personal = 1', [key.userId, key.accountId], act);
  }
  const sunsetAt = (yield* findKeySunset(key.provider))?.endsAt ?? null;
  yield* execute(
    apiKeys.insert,
    apiKeys.values({ ...key, revokedAt: null, revokedBy: null, lastUsedAt: null, sunsetAt }),
  );
  const { provider, userId, accountId } = key;
  yield* appendEvent({ provider, type: 'api_key.created', userId, accountId, apiKeyId: key.id }, act);
}

export function* revokeApiKey(id: Id, act: Act, told?: { actId: Id; reason: string }): Verb<boolean> {
  const reason = told?.reason ?? '';
  const detail = { ...(told && { act: told.actId }), ...(reason === '' ? {} : { reason }) };
  if ((yield* revokeWhere('id = $3', [id], act, detail)) === 0) return false;
  const { key } = (yield* findApiKey(id))!;
  const { provider, userId, accountId, label } = key;
  if (told !== undefined)
    yield* addNotice(
      { provider, userId, accountId, actId: told.actId, kind: 'access_ended', names: [label], reason },
      act,
    );
  return true;
}

export function* revokeApiKeysOfMember(userId: Id, accountId: Id, act: Act): Verb<void> {
  yield* revokeWhere('user_id = $3 AND account_id = $4', [userId, accountId], act);
}

export function* revokeApiKeysOfUser(userId: Id, act: Act): Verb<void> {
  yield* revokeWhere('user_id = $3', [userId], act);
}

export function* revokeApiKeysOfAccount(accountId: Id, act: Act): Verb<void> {
  yield* revokeWhere('account_id = $3', [accountId], act);
}

/** @param condition a constant of this file. */
function* revokeWhere(
  condition: string,
  params: readonly SqlValue[],
  act: Act,
  detail: Record<string, unknown> = {},
): Verb<number> {
  const rows = yield* query(`${REVOKE} ${condition} ${REVOKED}`, [act.now, act.actor, ...params]);
  for (const [id, provider, userId, accountId] of rows as readonly string[][]) {
    const ids = { apiKeyId: id!, userId: userId!, accountId: accountId! };
    yield* appendEvent({ provider: provider!, type: 'api_key.revoked', ...ids, detail }, act);
  }
  return rows.length;
}

export function* findApiKey(id: Id): Verb<ApiKeyContext | null> {
  const row = yield* queryOne(`${CONTEXT} WHERE k.id = $1`, [id]);
  return row && readContext(row);
}

type KeyFilter = Parameters<Store['countListedApiKeys']>[0];

export function* listApiKeys(filter: Parameters<Store['listApiKeys']>[0]): Verb<ApiKeyContext[]> {
  const params: SqlValue[] = [filter.limit];
  const conditions = conditionsOf(filter, params);
  const rows = yield* query(
    `${CONTEXT} WHERE ${conditions.join(' AND ')} ${orderBy('k', filter.order)} LIMIT $1`,
    params,
  );
  return rows.map(readContext);
}

export function* countListedApiKeys(filter: KeyFilter): Verb<number> {
  const params: SqlValue[] = [];
  const row = yield* queryOne(
    `SELECT COUNT(*) FROM api_keys k JOIN users u ON u.id = k.user_id WHERE ${conditionsOf(filter, params).join(' AND ')}`,
    params,
  );
  return Number(row![0]);
}

function conditionsOf(filter: KeyFilter, params: SqlValue[]): string[] {
  const conditions = [
    filter.ended ? 'k.revoked_at IS NOT NULL' : 'k.revoked_at IS NULL',
    ...sharedConditions('k', filter, params),
  ];
  if (filter.search !== undefined) conditions.push(searchCondition('k.label', filter, params));
  if (filter.unusedSince !== undefined)
    conditions.push(`COALESCE(k.last_used_at, k.created_at) < $${params.push(filter.unusedSince)}`);
  return conditions;
}

function readContext(row: SqlRow): ApiKeyContext {
  return {
    key: apiKeys.read(row)!,
    user: users.read(row, apiKeys.width)!,
    account: accounts.read(row, apiKeys.width + users.width)!,
    role: row[apiKeys.width + users.width + accounts.width] as Membership['role'] | null,
  };
}
