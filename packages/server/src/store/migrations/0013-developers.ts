/** Whose an app is: its people, who was asked to join, what was said about it, and why it asks for each scope. */
import type { Migration } from './migration.ts';

export const developers: Migration = {
  version: 13,
  name: 'developers',
  statements: ({ text, clustered }) => [
    `CREATE TABLE app_members (
      app_id ${text} NOT NULL REFERENCES apps (id), user_id ${text} NOT NULL REFERENCES users (id), role ${text} NOT NULL,
      created_at BIGINT NOT NULL, PRIMARY KEY (app_id, user_id))${clustered}`,
    'CREATE INDEX app_members_user ON app_members (user_id, app_id)',
    "CREATE UNIQUE INDEX app_members_owner ON app_members (app_id) WHERE role = 'owner'",

    // One open question per app and address; answered ones are in the events.
    `CREATE TABLE app_invitations (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, app_id ${text} NOT NULL REFERENCES apps (id), email ${text} NOT NULL,
      role ${text} NOT NULL, invited_by ${text} NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
      UNIQUE (app_id, email))${clustered}`,
    'CREATE INDEX app_invitations_email ON app_invitations (provider, email)',
    'CREATE INDEX app_invitations_expiry ON app_invitations (expires_at)',

    `CREATE TABLE app_notes (
      id ${text} NOT NULL PRIMARY KEY, app_id ${text} NOT NULL REFERENCES apps (id), kind ${text} NOT NULL, author ${text} NOT NULL,
      by_staff INTEGER NOT NULL, text ${text} NOT NULL, created_at BIGINT NOT NULL)${clustered}`,
    'CREATE INDEX app_notes_app ON app_notes (app_id, id)',

    `ALTER TABLE apps ADD COLUMN scope_reasons ${text} NOT NULL DEFAULT '{}'`,
    `ALTER TABLE app_secrets ADD COLUMN last_used_from ${text}`,
    // As addresses of people are written: an app is found by the address of its developer.
    'UPDATE apps SET owner_email = LOWER(owner_email)',
    'CREATE INDEX apps_owner ON apps (provider, owner_email)',
  ],
};
