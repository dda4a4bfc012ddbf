/** What an administrator looks through: the members of an account and the apps that are connected to it, each with what is live there. */
import type { ConnectedApp, Id, MemberRow, Membership } from '../rows.ts';
import type { Store } from '../store.ts';
import { query, type SqlValue, type Verb } from '../verb.ts';
import { containing } from './search.ts';
import { appsWithoutLogo, users } from './tables.ts';

type Filter = Parameters<Store['listMembers']>[0];

const LIVE = `c.revoked_at IS NULL AND c.epoch = u.epoch + o.epoch + (SELECT a.epoch FROM apps a WHERE a.id = c.app_id)`;

/** By name. */
export function* listMembers({ accountId, search, after, limit }: Filter): Verb<MemberRow[]> {
  const params: SqlValue[] = [accountId, limit];
  const conditions = ['m.account_id = $1'];
  if (search !== undefined) {
    const pattern = `$${params.push(containing(search))}`;
    conditions.push(`(LOWER(u.name) LIKE ${pattern} ESCAPE '!' OR u.email LIKE ${pattern} ESCAPE '!')`);
  }
  if (after !== undefined)
    conditions.push(
      `(LOWER(u.name), u.id) > (SELECT LOWER(name), id FROM users WHERE id = $${params.push(after)})`,
    );
  const rows = yield* query(
    `SELECT ${users.columns('u')}, m.role FROM memberships m JOIN users u ON u.id = m.user_id
      WHERE ${conditions.join(' AND ')} ORDER BY LOWER(u.name), u.id LIMIT $2`,
    params,
  );
  const live = yield* countLive(
    accountId,
    rows.map(row => users.read(row)!.id),
  );
  return rows.map(row => {
    const user = users.read(row)!;
    return { user, role: row[users.width] as Membership['role'], ...live(user.id) };
  });
}

type Live = Pick<MemberRow, 'connections' | 'apiKeys' | 'lastUsedAt'>;

/** Counted for those on the page only, and once: an account may have ten thousand connections. */
function* countLive(accountId: Id, userIds: readonly Id[]): Verb<(userId: Id) => Live> {
  if (userIds.length === 0) return () => ({ connections: 0, apiKeys: 0, lastUsedAt: null });
  const members = userIds.map((_, i) => `$${i + 2}`).join(', ');
  const connections = yield* query(
    `SELECT c.user_id, COUNT(*), MAX(c.last_used_at)
       FROM connections c JOIN users u ON u.id = c.user_id JOIN accounts o ON o.id = c.account_id
      WHERE c.account_id = $1 AND c.user_id IN (${members}) AND ${LIVE} GROUP BY c.user_id`,
    [accountId, ...userIds],
  );
  const keys = yield* query(
    `SELECT k.user_id, COUNT(*) FROM api_keys k
      WHERE k.account_id = $1 AND k.user_id IN (${members}) AND k.revoked_at IS NULL GROUP BY k.user_id`,
    [accountId, ...userIds],
  );
  const connectionsOf = new Map(connections.map(([id, ...sums]) => [id as Id, sums]));
  const keysOf = new Map(keys.map(([id, count]) => [id as Id, Number(count)]));
  return userId => {
    const [count = 0, lastUsedAt = null] = connectionsOf.get(userId) ?? [];
    return {
      connections: Number(count),
      apiKeys: keysOf.get(userId) ?? 0,
      lastUsedAt: lastUsedAt as number | null,
    };
  };
}

/** By name. */
export function* listConnectedApps({ accountId, search, after, limit }: Filter): Verb<ConnectedApp[]> {
  const params: SqlValue[] = [accountId, limit];
  const conditions = ['1 = 1'];
  if (search !== undefined)
    conditions.push(`LOWER(a.name) LIKE $${params.push(containing(search))} ESCAPE '!'`);
  if (after !== undefined)
    conditions.push(
      `(LOWER(a.name), a.id) > (SELECT LOWER(name), id FROM apps WHERE id = $${params.push(after)})`,
    );
  const rows = yield* query(
    `SELECT ${appsWithoutLogo.columns('a')}, s.connections, s.members, s.last_used
       FROM (SELECT c.app_id, COUNT(*) AS connections, COUNT(DISTINCT c.user_id) AS members, MAX(c.last_used_at) AS last_used
               FROM connections c JOIN users u ON u.id = c.user_id JOIN accounts o ON o.id = c.account_id
              WHERE c.account_id = $1 AND ${LIVE} GROUP BY c.app_id) s
       JOIN apps a ON a.id = s.app_id
      WHERE ${conditions.join(' AND ')} ORDER BY LOWER(a.name), a.id LIMIT $2`,
    params,
  );
  return rows.map(row => {
    const [connections, members, lastUsedAt] = row.slice(appsWithoutLogo.width);
    return {
      app: appsWithoutLogo.read(row)!,
      connections: Number(connections),
      members: Number(members),
      lastUsedAt: lastUsedAt as number | null,
    };
  });
}
