/** After a restore, where the last database is still whole: what it knows is newer than the backup, and it knows what ended. */
import { ALL_TABLES, type TableWithKey } from '../sql/all-tables.ts';
import { appendEvent } from '../sql/events.ts';
import type { Act } from '../store.ts';
import { execute, queryOne, type Verb } from '../verb.ts';

/** Rows that only the backup has: what gives access was removed since, or is lost, and nobody knows which. */
const ENDED_BY: Readonly<Record<string, string>> = {
  connections: "revoked_at = $1, revoked_by = $2, revoke_reason = 'restored'",
  families: "revoked_at = $1, revoke_reason = 'restored'",
  api_keys: 'revoked_at = $1, revoked_by = $2',
  app_secrets: 'revoked_at = $1',
};
const REMOVED: ReadonlySet<string> = new Set(['memberships', 'sessions', 'interactions']);

/** `last` is attached under that name, with the same schema; foreign keys are off. @returns how many rows came back from the backup. */
export function* overlay(act: Act): Verb<number> {
  let restored = 0;
  for (const table of ALL_TABLES) {
    yield* execute(`INSERT OR REPLACE INTO main.${table.name} SELECT * FROM last.${table.name}`);
    const end = ENDED_BY[table.name];
    if (REMOVED.has(table.name)) yield* execute(`DELETE FROM main.${table.name} WHERE ${isMissing(table)}`);
    else if (end) {
      const params = end.includes('$2') ? [act.now, act.actor] : [act.now];
      yield* execute(
        `UPDATE main.${table.name} SET ${end} WHERE revoked_at IS NULL AND ${isMissing(table)}`,
        params,
      );
    }
    restored += yield* countMissing(table);
  }
  yield* appendEvent({ provider: '', type: 'store.restored', detail: { restored } }, act);
  return restored;
}

function isMissing({ name, key }: TableWithKey): string {
  const keys = key.join(', ');
  return `(${keys}) NOT IN (SELECT ${keys} FROM last.${name})`;
}

function* countMissing(table: TableWithKey): Verb<number> {
  return Number((yield* queryOne(`SELECT COUNT(*) FROM main.${table.name} WHERE ${isMissing(table)}`))![0]);
}
