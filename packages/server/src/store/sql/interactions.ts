/** Authorization requests on their way through the pages. Each step that may happen once is one conditional statement (S-E4, S-E6). */
import type { EpochSeconds, Id, Interaction } from '../rows.ts';
import { execute, queryOne, type SqlValue, type Verb } from '../verb.ts';
import { interactions } from './tables.ts';

const OPEN = 'id = $1 AND consumed_at IS NULL AND expires_at > $2';

export type NewInteraction = Omit<
  Interaction,
  'consumedAt' | 'outcome' | 'accountId' | 'login' | 'loginTicketHash' | 'loginAnsweredAt' | 'authenticatedAt'
>;

export function* createInteraction(interaction: NewInteraction): Verb<void> {
  const later = {
    consumedAt: null,
    outcome: null,
    accountId: null,
    login: null,
    loginTicketHash: null,
    loginAnsweredAt: null,
    authenticatedAt: null,
  };
  yield* execute(interactions.insert, interactions.values({ ...interaction, ...later }));
}

export function* findInteraction(id: Id, now: EpochSeconds): Verb<Interaction | null> {
  const row = yield* queryOne(
    `SELECT ${interactions.columns('interactions')} FROM interactions WHERE ${OPEN}`,
    [id, now],
  );
  return row && interactions.read(row);
}

export function* findAnsweredInteraction(
  id: Id,
  browserHash: string,
  now: EpochSeconds,
): Verb<Interaction | null> {
  const row = yield* queryOne(
    `SELECT ${interactions.columns('interactions')} FROM interactions
      WHERE id = $1 AND browser_hash = $2 AND consumed_at IS NOT NULL AND expires_at > $3`,
    [id, browserHash, now],
  );
  return row && interactions.read(row);
}

export function* updateInteraction(
  id: Id,
  change: { accountId?: Id | null; authenticatedAt?: EpochSeconds },
  now: EpochSeconds,
): Verb<boolean> {
  const params: SqlValue[] = [id, now];
  const assignments: string[] = [];
  if (change.accountId !== undefined) assignments.push(`account_id = $${params.push(change.accountId)}`);
  if (change.authenticatedAt !== undefined)
    assignments.push(`authenticated_at = $${params.push(change.authenticatedAt)}`);
  if (assignments.length === 0) return (yield* findInteraction(id, now)) !== null;
  return (yield* execute(`UPDATE interactions SET ${assignments.join(', ')} WHERE ${OPEN}`, params)) === 1;
}

export function* answerLogin(
  id: Id,
  login: string,
  loginTicketHash: string,
  now: EpochSeconds,
): Verb<boolean> {
  const sql = `UPDATE interactions SET login = $3, login_ticket_hash = $4, login_answered_at = $2
    WHERE ${OPEN} AND login_answered_at IS NULL`;
  return (yield* execute(sql, [id, now, login, loginTicketHash])) === 1;
}

export function* consumeLoginTicket(id: Id, loginTicketHash: string, now: EpochSeconds): Verb<string | null> {
  const row = yield* queryOne(`SELECT login FROM interactions WHERE ${OPEN} AND login_ticket_hash = $3`, [
    id,
    now,
    loginTicketHash,
  ]);
  const sql = `UPDATE interactions SET login = NULL, login_ticket_hash = NULL WHERE ${OPEN} AND login_ticket_hash = $3`;
  const consumed = yield* execute(sql, [id, now, loginTicketHash]);
  return consumed === 1 ? ((row?.[0] ?? null) as string | null) : null;
}

export function* consumeInteraction(id: Id, outcome: string | null, now: EpochSeconds): Verb<boolean> {
  const sql = `UPDATE interactions SET consumed_at = $2, outcome = $3 WHERE ${OPEN}`;
  return (yield* execute(sql, [id, now, outcome])) === 1;
}
