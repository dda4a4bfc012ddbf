/** What the provider's staff sets: limits of an app, the links that hand credentials over, the end of API keys. */
import type { Migration } from './migration.ts';

export const operation: Migration = {
  version: 16,
  name: 'operation',
  statements: ({ text, clustered }) => [
    // suspended_from: what the app is again when the suspension is lifted. A limit that is null is the provider's own.
    `CREATE TABLE app_controls (
      app_id ${text} NOT NULL PRIMARY KEY REFERENCES apps (id), suspended_from ${text}, daily_connections BIGINT,
      calls_per_minute BIGINT, updated_at BIGINT NOT NULL)${clustered}`,

    `CREATE TABLE credential_links (
      hash ${text} NOT NULL PRIMARY KEY, app_id ${text} NOT NULL REFERENCES apps (id), created_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL, opened_at BIGINT, opened_by ${text})${clustered}`,
    'CREATE INDEX credential_links_app ON credential_links (app_id)',
    'CREATE INDEX credential_links_expiry ON credential_links (expires_at)',

    // One announcement a provider; each key has its date, so that a check reads its own row only.
    `CREATE TABLE key_sunsets (
      provider ${text} NOT NULL PRIMARY KEY, ends_at BIGINT NOT NULL, notice ${text} NOT NULL, announced_at BIGINT NOT NULL)${clustered}`,
    'ALTER TABLE api_keys ADD COLUMN sunset_at BIGINT',
  ],
};
