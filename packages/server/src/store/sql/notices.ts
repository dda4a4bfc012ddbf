/** Notices: what a member is told of something that an administrator did. */
import type { Id, NoticeRow } from '../rows.ts';
import type { Act } from '../store.ts';
import { execute, query, queryOne, type Verb } from '../verb.ts';
import { notices } from './tables.ts';

/** More names than these are a number. */
const NAMES = 5;

type NewNotice = Omit<NoticeRow, 'count' | 'actor' | 'at' | 'dismissedAt'>;

/** An act that goes on in a second transaction adds to the notice it began. Nobody is told of what they did themselves. */
export function* addNotice(notice: NewNotice, act: Act): Verb<void> {
  if (act.actor === `user:${notice.userId}`) return;
  const row = yield* queryOne(
    `SELECT ${notices.columns('n')} FROM notices n WHERE user_id = $1 AND act_id = $2`,
    [notice.userId, notice.actId],
  );
  const before = row && notices.read(row);
  const names = [...new Set([...(before?.names ?? []), ...notice.names])].slice(0, NAMES);
  const count = (before?.count ?? 0) + notice.names.length;
  const written = { ...notice, names, count, actor: act.actor, at: act.now, dismissedAt: null };
  yield* execute(
    `${notices.insert} ON CONFLICT (user_id, act_id) DO UPDATE SET kind = excluded.kind, names = excluded.names, count = excluded.count,
       actor = excluded.actor, reason = excluded.reason, at = excluded.at, dismissed_at = NULL`,
    notices.values(written),
  );
}

/** Newest first, those that were not dismissed. */
export function* listNotices(userId: Id, limit: number): Verb<NoticeRow[]> {
  const sql = `SELECT ${notices.columns('n')} FROM notices n WHERE n.user_id = $1 AND n.dismissed_at IS NULL
    ORDER BY n.at DESC, n.act_id DESC LIMIT $2`;
  return (yield* query(sql, [userId, limit])).map(row => notices.read(row)!);
}

export function* findNotice(userId: Id, actId: Id): Verb<NoticeRow | null> {
  const sql = `SELECT ${notices.columns('n')} FROM notices n WHERE n.user_id = $1 AND n.act_id = $2`;
  const row = yield* queryOne(sql, [userId, actId]);
  return row && notices.read(row);
}

export function* dismissNotice(userId: Id, actId: Id, act: Act): Verb<boolean> {
  const sql =
    'UPDATE notices SET dismissed_at = $3 WHERE user_id = $1 AND act_id = $2 AND dismissed_at IS NULL';
  return (yield* execute(sql, [userId, actId, act.now])) > 0;
}
