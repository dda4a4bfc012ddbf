/**
 * An interaction without an app is a sign-in to the console. SQLite cannot drop a NOT NULL: the table is written anew, and what is under
 * way goes on.
 */
import type { Migration } from './migration.ts';

const COLUMNS =
  'id, provider, app_id, browser_hash, request, account_id, login, login_ticket_hash, login_answered_at, authenticated_at, created_at, expires_at, consumed_at, outcome';

export const consoleSignIn: Migration = {
  version: 10,
  name: 'console sign-in',
  statements: ({ text }) => [
    'DROP INDEX interactions_expiry',
    'ALTER TABLE interactions RENAME TO interactions_before',
    `CREATE TABLE interactions (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, app_id ${text} REFERENCES apps (id),
      browser_hash ${text} NOT NULL, request ${text} NOT NULL, account_id ${text}, login ${text}, login_ticket_hash ${text},
      login_answered_at BIGINT, authenticated_at BIGINT, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
      consumed_at BIGINT, outcome ${text})`,
    `INSERT INTO interactions (${COLUMNS}) SELECT ${COLUMNS} FROM interactions_before`,
    'DROP TABLE interactions_before',
    'CREATE INDEX interactions_expiry ON interactions (expires_at)',
    // The history of a connection is read by people.
    'CREATE INDEX events_connection ON events (connection_id, seq) WHERE connection_id IS NOT NULL',
  ],
};
