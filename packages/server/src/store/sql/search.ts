/** What the lists of connections and of keys are filtered by. */
import type { EpochSeconds, Id } from '../rows.ts';
import type { ScopeSets } from '../store.ts';
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
  after?: Id;
}

/** @param of `c`, connections, or `k`, keys */
export function sharedConditions(of: 'c' | 'k', filter: SharedFilter, params: SqlValue[]): string[] {
  const { provider, userId, accountId, fullAccess, after } = filter;
  return [
    ...(provider === undefined ? [] : [`${of}.provider = $${params.push(provider)}`]),
    ...(userId === undefined ? [] : [`${of}.user_id = $${params.push(userId)}`]),
    ...(accountId === undefined ? [] : [`${of}.account_id = $${params.push(accountId)}`]),
    ...(fullAccess === undefined ? [] : [hasAnySet(`${of}.scopes`, fullAccess, params)]),
    ...(after === undefined ? [] : [`${of}.id < $${params.push(after)}`]),
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
