/** What the lists of connections and of keys are filtered by, and the orders they have. */
import type { EpochSeconds, Id } from '../rows.ts';
import type { AccessOrder, ScopeSets } from '../store.ts';
import type { SqlValue } from '../verb.ts';

/** What people type into a search box, as a pattern for `LOWER(…) LIKE … ESCAPE '!'`: LOWER knows the letters of ASCII. */
export function containing(search: string): string {
  const lower = search.replaceAll(/[A-Z]/g, letter => letter.toLowerCase());
  return `%${lower.replaceAll(/[!%_]/g, '!$&')}%`;
}

interface SharedFilter {
  provider?: string;
  userId?: Id;
  accountId?: Id;
  search?: string;
  unusedSince?: EpochSeconds;
  fullAccess?: ScopeSets;
  order?: AccessOrder;
  after?: Id;
}

/** When it was used last, or else given: what was never used is as old as the consent. */
const USED = {
  c: 'COALESCE(c.last_used_at, c.consented_at)',
  k: 'COALESCE(k.last_used_at, k.created_at)',
} as const;

export function orderBy(of: 'c' | 'k', order: AccessOrder = 'newest'): string {
  const direction = isDescending(order) ? 'DESC' : 'ASC';
  return `ORDER BY ${isByUse(order) ? `${USED[of]} ${direction}, ` : ''}${of}.id ${direction}`;
}

/** A page begins behind the last row of the one before, which may be of either kind. */
function behind(of: 'c' | 'k', { order = 'newest', after }: SharedFilter, params: SqlValue[]): string {
  const last = `$${params.push(after!)}`;
  const comparison = isDescending(order) ? '<' : '>';
  if (!isByUse(order)) return `${of}.id ${comparison} ${last}`;
  return `(${USED[of]}, ${of}.id) ${comparison} (SELECT used, id FROM
    (SELECT ${USED.c} AS used, c.id FROM connections c WHERE c.id = ${last}
      UNION ALL SELECT ${USED.k}, k.id FROM api_keys k WHERE k.id = ${last}) AS last_row)`;
}

function isByUse(order: AccessOrder): boolean {
  return order === 'recently_used' || order === 'longest_unused';
}

function isDescending(order: AccessOrder): boolean {
  return order === 'newest' || order === 'recently_used';
}

/** @param of `c`, connections, or `k`, keys */
export function sharedConditions(of: 'c' | 'k', filter: SharedFilter, params: SqlValue[]): string[] {
  const { provider, userId, accountId, fullAccess, after } = filter;
  return [
    ...(provider === undefined ? [] : [`${of}.provider = $${params.push(provider)}`]),
    ...(userId === undefined ? [] : [`${of}.user_id = $${params.push(userId)}`]),
    ...(accountId === undefined ? [] : [`${of}.account_id = $${params.push(accountId)}`]),
    ...(fullAccess === undefined ? [] : [hasAnySet(`${of}.scopes`, fullAccess, params)]),
    ...(after === undefined ? [] : [behind(of, filter, params)]),
  ];
}

/** Among an account's people also by who they are. */
export function searchCondition(
  column: 'a.name' | 'k.label',
  { search, accountId }: SharedFilter,
  params: SqlValue[],
): string {
  const pattern = `$${params.push(containing(search!))}`;
  const columns = [column, ...(accountId === undefined ? [] : ['u.name', 'u.email'])];
  return `(${columns.map(name => `LOWER(${name}) LIKE ${pattern} ESCAPE '!'`).join(' OR ')})`;
}

/** Scopes are a list in JSON: a name stands in it between quotes. */
function hasAnySet(column: string, sets: ScopeSets, params: SqlValue[]): string {
  const hasAll = sets.map(scopes =>
    scopes
      .map(
        scope =>
          `${column} LIKE $${params.push(`%${JSON.stringify(scope).replaceAll(/[!%_]/g, '!$&')}%`)} ESCAPE '!'`,
      )
      .join(' AND '),
  );
  return `(${hasAll.map(condition => `(${condition || '1 = 0'})`).join(' OR ') || '1 = 0'})`;
}
