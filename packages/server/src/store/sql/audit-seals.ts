/** Seals over the events, and the head that names the last of them. What they say is made and read by who has the key. */
import type { AuditSeal } from '../rows.ts';
import { execute, query, queryOne, type SqlRow, type Verb } from '../verb.ts';
import { auditSeals } from './tables.ts';

const SEALS = `SELECT ${auditSeals.columns('s')} FROM audit_seals s`;
const HEAD = 'audit head';

/** The last place up to which the events went by their retention. */
export const TRIMMED = 'SELECT COALESCE(MAX(number), 0) FROM audit_seals WHERE trimmed IS NOT NULL';

export function* findAuditHead(): Verb<string | null> {
  const row = yield* queryOne('SELECT position FROM markers WHERE name = $1', [HEAD]);
  return row === null ? null : (row[0] as string);
}

/** Of several nodes that seal the same events one moves the head on. */
export function* addSeal(seal: AuditSeal, head: { from: string | null; to: string }): Verb<boolean> {
  const moved =
    head.from === null
      ? yield* execute('INSERT INTO markers (name, position) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
          HEAD,
          head.to,
        ])
      : yield* execute('UPDATE markers SET position = $2 WHERE name = $1 AND position = $3', [
          HEAD,
          head.to,
          head.from,
        ]);
  if (moved === 0) return false;
  yield* execute(`${auditSeals.insert} ON CONFLICT DO NOTHING`, auditSeals.values(seal));
  return true;
}

export function* findLastSeal(): Verb<AuditSeal | null> {
  const row = yield* queryOne(`${SEALS} ORDER BY s.number DESC LIMIT 1`);
  return row === null ? null : read(row);
}

export function* findTrimmedSeal(): Verb<AuditSeal | null> {
  const row = yield* queryOne(`${SEALS} WHERE s.number = (${TRIMMED})`);
  return row === null ? null : read(row);
}

export function* listSeals(filter: { after: number; limit: number }): Verb<AuditSeal[]> {
  const sql = `${SEALS} WHERE s.number > $1 ORDER BY s.number LIMIT $2`;
  return (yield* query(sql, [filter.after, filter.limit])).map(read);
}

export function* trimSeal(number: number, proof: string): Verb<void> {
  yield* execute('UPDATE audit_seals SET trimmed = $2 WHERE number = $1 AND trimmed IS NULL', [
    number,
    proof,
  ]);
}

function read(row: SqlRow): AuditSeal {
  return auditSeals.read(row)!;
}
