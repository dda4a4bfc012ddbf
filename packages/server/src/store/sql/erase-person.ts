/**
 * What is known of a person goes (S-U7): their access ends as by a revocation, with events; names and addresses become a tombstone.
 * Events hold ids only, so the audit log stays as it was sealed.
 */
import type { Id } from '../rows.ts';
import type { Act } from '../store.ts';
import { execute, query, type Verb } from '../verb.ts';
import { endSessionsOf } from './browsers.ts';
import { appendEvent } from './events.ts';
import { removeMember } from './members.ts';
import { findUser, setUserStatus } from './people.ts';
import { OWN_CREDENTIALS } from './person-data.ts';

const ERASED = '(erased)';

/** What is theirs alone: the row goes. */
const GONE = [
  'DELETE FROM sessions WHERE user_id = $1',
  'DELETE FROM approval_requests WHERE user_id = $1',
  'DELETE FROM notices WHERE user_id = $1',
  'DELETE FROM state_claims WHERE user_id = $1',
  `DELETE FROM usage_traits WHERE credential IN (${OWN_CREDENTIALS})`,
];

export function* erasePerson(userId: Id, spellings: readonly string[], act: Act): Verb<boolean> {
  const user = yield* findUser(userId);
  if (user === null) return false;
  const { provider, email } = user;
  const tombstone = `${userId}@erased.invalid`;
  for (const [accountId] of yield* query('SELECT account_id FROM memberships WHERE user_id = $1', [userId]))
    yield* removeMember(accountId as Id, userId, act);
  yield* setUserStatus(userId, 'disabled', act);
  yield* endSessionsOf(userId, act);
  for (const sql of GONE) yield* execute(sql, [userId]);
  yield* execute('DELETE FROM app_invitations WHERE provider = $1 AND email = $2', [provider, email]);
  yield* execute('DELETE FROM mails WHERE provider = $1 AND recipient = $2', [provider, email]);
  for (const spelling of spellings) yield* forgetSpelling(provider, spelling);
  yield* execute('UPDATE api_keys SET label = $2 WHERE user_id = $1', [userId, ERASED]);
  yield* execute("UPDATE app_notes SET author = $2 WHERE actor = 'user:' || $1", [userId, ERASED]);
  const owned = 'UPDATE apps SET owner_email = $3 WHERE provider = $1 AND owner_email = $2';
  yield* execute(owned, [provider, email, tombstone]);
  yield* execute(
    `UPDATE users SET email = $2, name = $3, external_id = NULL, password_hash = NULL, locale = NULL WHERE id = $1`,
    [userId, tombstone, ERASED],
  );
  yield* appendEvent({ provider, type: 'user.erased', userId }, act);
  return true;
}

/** In what is on its way to others, or was written about them. */
function* forgetSpelling(provider: string, spelling: string): Verb<void> {
  const params = [provider, spelling, ERASED];
  yield* execute(
    `UPDATE mails SET subject = REPLACE(subject, $2, $3), body = REPLACE(body, $2, $3), html = REPLACE(html, $2, $3)
      WHERE provider = $1`,
    params,
  );
  yield* execute(
    `UPDATE app_notes SET text = REPLACE(text, $2, $3) WHERE app_id IN (SELECT a.id FROM apps a WHERE a.provider = $1)
      AND text <> REPLACE(text, $2, $3)`,
    params,
  );
  const held = ['login', 'request', 'outcome'].map(column => `${column} <> REPLACE(${column}, $2, '')`);
  yield* execute(`DELETE FROM interactions WHERE provider = $1 AND (${held.join(' OR ')})`, [
    provider,
    spelling,
  ]);
}
