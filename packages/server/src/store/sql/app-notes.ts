/** What developer and reviewer tell each other about an app, and what was decided. */
import type { AppNote, Id } from '../rows.ts';
import { execute, query, type SqlValue, type Verb } from '../verb.ts';
import { appNotes } from './tables.ts';

export function* addAppNote(note: AppNote): Verb<void> {
  yield* execute(appNotes.insert, appNotes.values(note));
}

export function* listAppNotes(filter: { appId: Id; before?: Id; limit: number }): Verb<AppNote[]> {
  const params: SqlValue[] = [filter.appId, filter.limit];
  const before = filter.before === undefined ? '' : `AND n.id < $${params.push(filter.before)}`;
  const rows = yield* query(
    `SELECT ${appNotes.columns('n')} FROM app_notes n WHERE n.app_id = $1 ${before} ORDER BY n.id DESC LIMIT $2`,
    params,
  );
  return rows.map(row => appNotes.read(row)!);
}
