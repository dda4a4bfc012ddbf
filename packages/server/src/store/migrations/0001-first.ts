/**
 * The first schema. Ids ascend in time, so primary keys are appended to; there is no index a verb does not need, because each
 * costs every connection some bytes and every write some time. `logo` stands last: rows are read without it.
 */
import type { Migration } from './migration.ts';

export const first: Migration = {
  version: 1,
  name: 'first',
  statements: ({ text, clustered, ascending }) => [
    `CREATE TABLE accounts (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, external_id ${text}, name ${text} NOT NULL, plan ${text},
      status ${text} NOT NULL, epoch INTEGER NOT NULL, created_at BIGINT NOT NULL,
      UNIQUE (provider, external_id))${clustered}`,
    'CREATE INDEX accounts_name ON accounts (provider, name)',

    `CREATE TABLE users (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, external_id ${text}, email ${text} NOT NULL, name ${text} NOT NULL,
      password_hash ${text}, password_changed_at BIGINT, status ${text} NOT NULL, epoch INTEGER NOT NULL, created_at BIGINT NOT NULL,
      UNIQUE (provider, email), UNIQUE (provider, external_id))${clustered}`,

    `CREATE TABLE memberships (
      user_id ${text} NOT NULL REFERENCES users (id), account_id ${text} NOT NULL REFERENCES accounts (id),
      role ${text} NOT NULL, last_used_at BIGINT, PRIMARY KEY (user_id, account_id))${clustered}`,

    `CREATE TABLE apps (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, owner_email ${text} NOT NULL, name ${text} NOT NULL,
      description ${text} NOT NULL, publisher ${text} NOT NULL, homepage_url ${text}, privacy_url ${text}, terms_url ${text},
      status ${text} NOT NULL, verified INTEGER NOT NULL, self_registered INTEGER NOT NULL, type ${text} NOT NULL, native INTEGER NOT NULL,
      redirect_uris ${text} NOT NULL, scopes ${text} NOT NULL, grants ${text} NOT NULL, authentication ${text},
      epoch INTEGER NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, logo ${text})`,

    `CREATE TABLE app_secrets (
      id ${text} NOT NULL PRIMARY KEY, app_id ${text} NOT NULL REFERENCES apps (id), hash ${text} NOT NULL, last_four ${text} NOT NULL,
      created_at BIGINT NOT NULL, expires_at BIGINT, revoked_at BIGINT, last_used_at BIGINT)${clustered}`,
    'CREATE INDEX app_secrets_app ON app_secrets (app_id, id)',

    // The order (user, app, account) lets the unique index serve a user's list too.
    `CREATE TABLE connections (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, app_id ${text} NOT NULL REFERENCES apps (id),
      user_id ${text} NOT NULL REFERENCES users (id), account_id ${text} NOT NULL REFERENCES accounts (id),
      scopes ${text} NOT NULL, revision INTEGER NOT NULL, epoch INTEGER NOT NULL, created_at BIGINT NOT NULL,
      consented_at BIGINT NOT NULL, last_used_at BIGINT, revoked_at BIGINT, revoked_by ${text}, revoke_reason ${text},
      UNIQUE (user_id, app_id, account_id))${clustered}`,
    'CREATE INDEX connections_app ON connections (app_id, id)',
    'CREATE INDEX connections_account ON connections (account_id, id)',

    `CREATE TABLE families (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, app_id ${text} NOT NULL REFERENCES apps (id),
      connection_id ${text} REFERENCES connections (id), scopes ${text} NOT NULL, revision INTEGER NOT NULL, secret ${text} NOT NULL,
      generation INTEGER NOT NULL, key_id ${text} NOT NULL, rotated_at BIGINT NOT NULL, token_hash ${text},
      created_at BIGINT NOT NULL, expires_at BIGINT, idle_expires_at BIGINT, revoked_at BIGINT, revoke_reason ${text})${clustered}`,
    'CREATE INDEX families_connection ON families (connection_id) WHERE connection_id IS NOT NULL',
    'CREATE UNIQUE INDEX families_token ON families (token_hash) WHERE token_hash IS NOT NULL',
    'CREATE UNIQUE INDEX families_own ON families (app_id) WHERE connection_id IS NULL',

    `CREATE TABLE api_keys (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, user_id ${text} NOT NULL REFERENCES users (id),
      account_id ${text} NOT NULL REFERENCES accounts (id), label ${text} NOT NULL, hash ${text} NOT NULL, last_four ${text} NOT NULL,
      scopes ${text} NOT NULL, personal INTEGER NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT, revoked_at BIGINT,
      revoked_by ${text}, last_used_at BIGINT)${clustered}`,
    'CREATE INDEX api_keys_user ON api_keys (user_id, id)',
    'CREATE INDEX api_keys_account ON api_keys (account_id, id)',
    'CREATE UNIQUE INDEX api_keys_personal ON api_keys (user_id, account_id) WHERE personal = 1 AND revoked_at IS NULL',

    `CREATE TABLE sessions (
      id_hash ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, user_id ${text} NOT NULL REFERENCES users (id),
      created_at BIGINT NOT NULL, authenticated_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL, ended_at BIGINT)${clustered}`,
    'CREATE INDEX sessions_user ON sessions (user_id)',
    'CREATE INDEX sessions_expiry ON sessions (expires_at)',

    `CREATE TABLE interactions (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, app_id ${text} NOT NULL REFERENCES apps (id),
      browser_hash ${text} NOT NULL, request ${text} NOT NULL, account_id ${text}, login ${text}, login_ticket_hash ${text},
      login_answered_at BIGINT, authenticated_at BIGINT, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
      consumed_at BIGINT, outcome ${text})`,
    'CREATE INDEX interactions_expiry ON interactions (expires_at)',

    `CREATE TABLE state_claims (
      app_id ${text} NOT NULL, state_hash ${text} NOT NULL, browser_hash ${text} NOT NULL, user_id ${text},
      claimed_at BIGINT NOT NULL, PRIMARY KEY (app_id, state_hash))${clustered}`,
    'CREATE INDEX state_claims_time ON state_claims (claimed_at)',

    `CREATE TABLE keys (
      id ${text} NOT NULL PRIMARY KEY, use ${text} NOT NULL, material ${text} NOT NULL, created_at BIGINT NOT NULL,
      active_at BIGINT NOT NULL, revoked_at BIGINT)`,

    // Never reused, also after the newest were deleted: a follower's position stays valid.
    `CREATE TABLE events (
      seq ${ascending}, provider ${text} NOT NULL, type ${text} NOT NULL, at BIGINT NOT NULL, actor ${text} NOT NULL,
      app_id ${text}, user_id ${text}, account_id ${text}, connection_id ${text}, family_id ${text}, api_key_id ${text}, detail ${text} NOT NULL)`,

    `CREATE TABLE request_log (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, app_id ${text} NOT NULL, request_id ${text} NOT NULL, at BIGINT NOT NULL,
      endpoint ${text} NOT NULL, outcome ${text} NOT NULL, code ${text}, reason ${text} NOT NULL)${clustered}`,
    'CREATE INDEX request_log_app ON request_log (app_id, id)',

    // Absent ids are '' here: a primary key takes no null.
    `CREATE TABLE usage_hours (
      hour BIGINT NOT NULL, provider ${text} NOT NULL, app_id ${text} NOT NULL, connection_id ${text} NOT NULL, api_key_id ${text} NOT NULL,
      route ${text} NOT NULL, calls BIGINT NOT NULL, errors BIGINT NOT NULL, denied BIGINT NOT NULL, limited BIGINT NOT NULL,
      PRIMARY KEY (hour, provider, app_id, connection_id, api_key_id, route))${clustered}`,
    "CREATE INDEX usage_hours_app ON usage_hours (app_id, hour) WHERE app_id <> ''",
    "CREATE INDEX usage_hours_key ON usage_hours (api_key_id, hour) WHERE api_key_id <> ''",

    `CREATE TABLE usage_reports (id ${text} NOT NULL PRIMARY KEY, at BIGINT NOT NULL)${clustered}`,
    'CREATE INDEX usage_reports_time ON usage_reports (at)',

    `CREATE TABLE quota_days (
      day BIGINT NOT NULL, limit_key ${text} NOT NULL, scope ${text} NOT NULL, used BIGINT NOT NULL,
      PRIMARY KEY (day, limit_key, scope))${clustered}`,

    // Where the housekeeping goes on, and a row to write when somebody asks whether writing works.
    `CREATE TABLE markers (name ${text} NOT NULL PRIMARY KEY, position ${text} NOT NULL)${clustered}`,
  ],
};
