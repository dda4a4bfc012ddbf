/**
 * What administrators of an account decide, and what its members hear of it. The policy stands on the account's own row: whoever asks
 * whether a token lives reads that row anyway.
 */
import type { Migration } from './migration.ts';

export const administration: Migration = {
  version: 14,
  name: 'administration',
  statements: ({ text, clustered }) => [
    // JSON: { "mode": "approved", "allowed": [app id, …], "blocked": [app id, …] }. Null: every app.
    `ALTER TABLE accounts ADD COLUMN app_policy ${text}`,

    // One row a person, app and account, however often somebody asks.
    `CREATE TABLE approval_requests (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, account_id ${text} NOT NULL REFERENCES accounts (id),
      app_id ${text} NOT NULL REFERENCES apps (id), user_id ${text} NOT NULL REFERENCES users (id), message ${text} NOT NULL,
      status ${text} NOT NULL, requested_at BIGINT NOT NULL, decided_at BIGINT, decided_by ${text}, reason ${text},
      UNIQUE (account_id, app_id, user_id))${clustered}`,

    // One row a member and act, however many connections the act ended.
    `CREATE TABLE notices (
      user_id ${text} NOT NULL REFERENCES users (id), act_id ${text} NOT NULL, provider ${text} NOT NULL,
      account_id ${text} NOT NULL REFERENCES accounts (id), kind ${text} NOT NULL, names ${text} NOT NULL, count INTEGER NOT NULL,
      actor ${text} NOT NULL, reason ${text} NOT NULL, at BIGINT NOT NULL, dismissed_at BIGINT, PRIMARY KEY (user_id, act_id))${clustered}`,

    'CREATE INDEX notices_time ON notices (at)',

    // The audit log of one account, and its members, are read by people.
    'CREATE INDEX events_account ON events (account_id, seq) WHERE account_id IS NOT NULL',
    'CREATE INDEX memberships_account ON memberships (account_id, user_id)',
  ],
};
