/** Signed-in browsers, and remembered `state` values. */
import type { EpochSeconds, Id, Session, User } from '../rows.ts';
import type { Act } from '../store.ts';
import { execute, query, queryOne, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';
import { sessions, users } from './tables.ts';

const END = 'UPDATE sessions SET ended_at = $1 WHERE ended_at IS NULL AND';
const STATE_MEMORY_SECONDS = 24 * 3600;

/** S-L1: the session that was there before dies in the same transaction. */
export function* createSession(
  session: Omit<Session, 'endedAt'>,
  replacesIdHash: string | null,
  act: Act,
): Verb<void> {
  if (replacesIdHash !== null) yield* endSession(replacesIdHash, act);
  yield* execute(sessions.insert, sessions.values({ ...session, endedAt: null }));
  yield* appendEvent({ provider: session.provider, type: 'session.created', userId: session.userId }, act);
}

/** Expired ones too. */
export function* findSession(idHash: string): Verb<{ session: Session; user: User } | null> {
  const row = yield* queryOne(
    `SELECT ${sessions.columns('s')}, ${users.columns('u')} FROM sessions s JOIN users u ON u.id = s.user_id
     WHERE s.id_hash = $1 AND s.ended_at IS NULL AND u.status = 'active'`,
    [idHash],
  );
  return row && { session: sessions.read(row)!, user: users.read(row, sessions.width)! };
}

export function* touchSession(idHash: string, now: EpochSeconds): Verb<void> {
  yield* execute(
    'UPDATE sessions SET last_seen_at = $2 WHERE id_hash = $1 AND last_seen_at < $2 AND ended_at IS NULL',
    [idHash, now],
  );
}

export function* endSession(idHash: string, act: Act): Verb<void> {
  yield* endWhere('id_hash = $2', idHash, act);
}

export function* endSessionsOf(userId: Id, act: Act): Verb<void> {
  yield* endWhere('user_id = $2', userId, act);
}

function* endWhere(condition: string, value: string, act: Act): Verb<void> {
  const rows = yield* query(`${END} ${condition} RETURNING provider, user_id`, [act.now, value]);
  for (const row of rows) {
    yield* appendEvent({ provider: row[0] as string, type: 'session.ended', userId: row[1] as Id }, act);
  }
}

export interface StateClaim {
  appId: Id;
  stateHash: string;
  browserHash: string;
  userId: Id | null;
}

/** One statement: of two browsers that claim the same value at once, one gets it. */
export function* claimState(claim: StateClaim, now: EpochSeconds): Verb<'mine' | 'taken'> {
  const row = yield* queryOne(
    `INSERT INTO state_claims (app_id, state_hash, browser_hash, user_id, claimed_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (app_id, state_hash) DO UPDATE SET
       browser_hash = excluded.browser_hash,
       user_id = CASE WHEN state_claims.claimed_at <= $6 THEN excluded.user_id
                      ELSE COALESCE(state_claims.user_id, excluded.user_id) END,
       claimed_at = CASE WHEN state_claims.claimed_at <= $6 THEN excluded.claimed_at ELSE state_claims.claimed_at END
     WHERE state_claims.claimed_at <= $6
        OR (state_claims.browser_hash = excluded.browser_hash
            AND (state_claims.user_id IS NULL OR excluded.user_id IS NULL OR state_claims.user_id = excluded.user_id))
     RETURNING 1`,
    [claim.appId, claim.stateHash, claim.browserHash, claim.userId, now, now - STATE_MEMORY_SECONDS],
  );
  return row === null ? 'taken' : 'mine';
}
