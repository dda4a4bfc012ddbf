/** What an administrator looks through: the members of an account and the apps that are connected to it, each with what is live there. */
import type { ConnectedApp, MemberRow, Membership } from '../rows.ts';
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
    `SELECT ${users.columns('u')}, m.role,
        (SELECT COUNT(*) FROM connections c WHERE c.user_id = u.id AND c.account_id = o.id AND ${LIVE}),
        (SELECT COUNT(*) FROM api_keys k WHERE k.user_id = u.id AND k.account_id = o.id AND k.revoked_at IS NULL),
        (SELECT MAX(c.last_used_at) FROM connections c WHERE c.user_id = u.id AND c.account_id = o.id AND ${LIVE})
       FROM memberships m JOIN users u ON u.id = m.user_id JOIN accounts o ON o.id = m.account_id
      WHERE ${conditions.join(' AND ')} ORDER BY LOWER(u.name), u.id LIMIT $2`,
    params,
  );
  return rows.map(row => {
    const [role, connections, apiKeys, lastUsedAt] = row.slice(users.width);
    return {
      user: users.read(row)!,
      role: role as Membership['role'],
      connections: Number(connections),
      apiKeys: Number(apiKeys),
      lastUsedAt: lastUsedAt as number | null,
    };
  });
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
