/** Connections: one user's consent that one app may act on one account. */
import type { AppWithoutLogo, ConnectionContext, Id, Membership } from '../rows.ts';
import type { Act, Store } from '../store.ts';
import { query, queryOne, type SqlRow, type SqlValue, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';
import { orderBy, searchCondition, sharedConditions } from './search.ts';
import type { Table } from './table.ts';
import { accounts, apps, appsWithoutLogo, connections, users } from './tables.ts';

const FROM = `FROM connections c JOIN apps a ON a.id = c.app_id JOIN users u ON u.id = c.user_id JOIN accounts o ON o.id = c.account_id
  LEFT JOIN memberships m ON m.user_id = c.user_id AND m.account_id = c.account_id`;
const CONTEXT = contextColumns(apps);
/** For the token endpoint: without the logo. */
const PARTIES = contextColumns(appsWithoutLogo);
const LIVE = 'c.revoked_at IS NULL AND c.epoch = a.epoch + u.epoch + o.epoch';
const ENDED = '(c.revoked_at IS NOT NULL OR c.epoch <> a.epoch + u.epoch + o.epoch)';
const REVOKE = `UPDATE connections SET revoked_at = $1, revoked_by = $2, revoke_reason = $3 WHERE revoked_at IS NULL AND`;
const REVOKED = 'RETURNING id, provider, app_id, user_id, account_id';

export function* findConnection(appId: Id, userId: Id, accountId: Id): Verb<ConnectionContext | null> {
  const sql = `${CONTEXT} WHERE c.user_id = $1 AND c.app_id = $2 AND c.account_id = $3`;
  const row = yield* queryOne(sql, [userId, appId, accountId]);
  return row && readConnectionContext(row);
}

export function* findConnectionById(id: Id): Verb<ConnectionContext | null> {
  const row = yield* queryOne(`${CONTEXT} WHERE c.id = $1`, [id]);
  return row && readConnectionContext(row);
}

type ConnectionFilter = Parameters<Store['countListedConnections']>[0];

export function* listConnections(filter: Parameters<Store['listConnections']>[0]): Verb<ConnectionContext[]> {
  const params: SqlValue[] = [filter.limit];
  const conditions = conditionsOf(filter, params);
  const rows = yield* query(
    `${CONTEXT} WHERE ${conditions.join(' AND ')} ${orderBy('c', filter.order)} LIMIT $1`,
    params,
  );
  return rows.map(readConnectionContext);
}

/** Live ones of each app; one that has none is not in it. */
export function* countConnections(appIds: readonly Id[]): Verb<ReadonlyMap<Id, number>> {
  if (appIds.length === 0) return new Map();
  const places = appIds.map((_, i) => `$${i + 1}`).join(', ');
  const rows = yield* query(
    `SELECT c.app_id, COUNT(*) ${FROM} WHERE c.app_id IN (${places}) AND ${LIVE} GROUP BY c.app_id`,
    [...appIds],
  );
  return new Map(rows.map(([appId, count]) => [appId as Id, Number(count)]));
}

export function* countListedConnections(filter: ConnectionFilter): Verb<number> {
  const params: SqlValue[] = [];
  const row = yield* queryOne(
    `SELECT COUNT(*) ${FROM} WHERE ${conditionsOf(filter, params).join(' AND ')}`,
    params,
  );
  return Number(row![0]);
}

function conditionsOf(filter: ConnectionFilter, params: SqlValue[]): string[] {
  const conditions = [filter.ended ? ENDED : LIVE, ...sharedConditions('c', filter, params)];
  if (filter.appId !== undefined) conditions.push(`c.app_id = $${params.push(filter.appId)}`);
  if (filter.unverified) conditions.push('a.verified = 0');
  if (filter.search !== undefined) conditions.push(searchCondition('a.name', filter, params));
  if (filter.unusedSince !== undefined)
    conditions.push(`COALESCE(c.last_used_at, c.consented_at) < $${params.push(filter.unusedSince)}`);
  return conditions;
}

/** With everything a family of the connection depends on. */
export function* findConnectionParties(id: Id): Verb<ConnectionParties | null> {
  const row = yield* queryOne(`${PARTIES} WHERE c.id = $1`, [id]);
  return row && readContext(row, appsWithoutLogo);
}

type ConnectionParties = Omit<ConnectionContext, 'app'> & { app: AppWithoutLogo };

function contextColumns(app: Pick<Table<never>, 'columns'>): string {
  return `SELECT ${connections.columns('c')}, ${users.columns('u')}, ${accounts.columns('o')}, m.role, ${app.columns('a')} ${FROM}`;
}

function readConnectionContext(row: SqlRow): ConnectionContext {
  return readContext(row, apps);
}

function readContext<A extends AppWithoutLogo>(row: SqlRow, app: Table<A>) {
  const atUser = connections.width;
  const atAccount = atUser + users.width;
  const atRole = atAccount + accounts.width;
  return {
    connection: connections.read(row)!,
    app: app.read(row, atRole + 1)!,
    user: users.read(row, atUser)!,
    account: accounts.read(row, atAccount)!,
    role: row[atRole] as Membership['role'] | null,
  };
}

/** How many came and how many ended one by one, by stretches of time; those without any are left out. */
export function* sumConnectionsByTime(filter: {
  appId: Id;
  from: number;
  to: number;
  stepSeconds: number;
}): Verb<{ at: number; connected: number; ended: number }[]> {
  const stretch = (column: string, connected: 0 | 1): string =>
    `SELECT ${column} - ${column} % $4 AS at, ${connected} AS connected, ${1 - connected} AS ended FROM connections
     WHERE app_id = $1 AND ${column} >= $2 AND ${column} < $3`;
  const sql = `SELECT at, CAST(SUM(connected) AS BIGINT), CAST(SUM(ended) AS BIGINT)
    FROM (${stretch('created_at', 1)} UNION ALL ${stretch('revoked_at', 0)}) AS changes GROUP BY at ORDER BY at`;
  const { appId, from, to, stepSeconds } = filter;
  const rows = (yield* query(sql, [appId, from, to, stepSeconds])) as readonly (readonly number[])[];
  return rows.map(([at, connected, ended]) => ({ at: at!, connected: connected!, ended: ended! }));
}

export function* revokeConnection(id: Id, reason: string, act: Act): Verb<boolean> {
  return (yield* revokeWhere('id = $4', [id], reason, act)) > 0;
}

export function* revokeConnectionsOfMember(userId: Id, accountId: Id, reason: string, act: Act): Verb<void> {
  yield* revokeWhere('user_id = $4 AND account_id = $5', [userId, accountId], reason, act);
}

/** @param condition a constant of this file. Families are not touched: they live only as long as their connection. */
function* revokeWhere(
  condition: string,
  params: readonly SqlValue[],
  reason: string,
  act: Act,
): Verb<number> {
  const rows = yield* query(`${REVOKE} ${condition} ${REVOKED}`, [act.now, act.actor, reason, ...params]);
  for (const [connectionId, provider, appId, userId, accountId] of rows as readonly string[][]) {
    const ids = { connectionId: connectionId!, appId: appId!, userId: userId!, accountId: accountId! };
    yield* appendEvent({ provider: provider!, type: 'connection.revoked', ...ids, detail: { reason } }, act);
  }
  return rows.length;
}
