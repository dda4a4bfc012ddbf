/** What was odd: one row a rule, subject and day, however often it is seen. */
import type { Migration } from './migration.ts';

export const anomalies: Migration = {
  version: 12,
  name: 'anomalies',
  statements: ({ text }) => [
    `CREATE TABLE anomalies (
      id ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, rule ${text} NOT NULL, subject ${text} NOT NULL, day INTEGER NOT NULL,
      at BIGINT NOT NULL, app_id ${text}, connection_id ${text}, api_key_id ${text}, seen BIGINT NOT NULL, normal BIGINT NOT NULL,
      unit ${text} NOT NULL, what ${text}, response ${text} NOT NULL, throttled_until BIGINT, status ${text} NOT NULL,
      closed_at BIGINT, closed_by ${text}, note ${text}, UNIQUE (provider, rule, subject, day))`,
    'CREATE INDEX anomalies_status ON anomalies (provider, status, id)',
    'CREATE INDEX anomalies_throttled ON anomalies (throttled_until) WHERE throttled_until IS NOT NULL',
  ],
};
