/** What is told to apps and people: webhooks with their deliveries, mails until they are sent. Who follows the events keeps its place in `markers`. */
import type { Migration } from './migration.ts';

export const outbox: Migration = {
  version: 15,
  name: 'webhooks and mail',
  statements: ({ text }) => [
    `CREATE TABLE webhook_endpoints (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, app_id ${text} NOT NULL REFERENCES apps (id), url ${text} NOT NULL,
      types ${text} NOT NULL, status ${text} NOT NULL, secret ${text} NOT NULL, old_secret ${text}, old_secret_until BIGINT,
      created_at BIGINT NOT NULL, failing_since BIGINT, leased_until BIGINT NOT NULL)`,
    'CREATE INDEX webhook_endpoints_app ON webhook_endpoints (app_id)',

    // body: what is signed and sent, byte by byte. due_at is null when nothing more will be tried.
    `CREATE TABLE webhook_deliveries (
      id ${text} NOT NULL PRIMARY KEY, endpoint_id ${text} NOT NULL REFERENCES webhook_endpoints (id), type ${text} NOT NULL,
      body ${text} NOT NULL, state ${text} NOT NULL, created_at BIGINT NOT NULL, due_at BIGINT, attempts INTEGER NOT NULL,
      tried_at BIGINT, answer_status INTEGER, answer ${text})`,
    'CREATE INDEX webhook_deliveries_endpoint ON webhook_deliveries (endpoint_id, id)',
    'CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, due_at) WHERE due_at IS NOT NULL',

    `CREATE TABLE mails (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, recipient ${text} NOT NULL, subject ${text} NOT NULL,
      body ${text} NOT NULL, html ${text} NOT NULL, created_at BIGINT NOT NULL, due_at BIGINT NOT NULL, attempts INTEGER NOT NULL)`,
    'CREATE INDEX mails_due ON mails (due_at)',

    // The language somebody last signed in with; null: never did.
    `ALTER TABLE users ADD COLUMN locale ${text}`,
    // When its developer was told that it will end.
    'ALTER TABLE app_secrets ADD COLUMN expiry_told_at BIGINT',
    'CREATE INDEX app_secrets_expiring ON app_secrets (expires_at) WHERE expires_at IS NOT NULL AND expiry_told_at IS NULL',
  ],
};
