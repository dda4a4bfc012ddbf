/** How many tokens each app was issued, by hour: a counter, since an issued token has no row. */
import type { Migration } from './migration.ts';

export const tokenHours: Migration = {
  version: 19,
  name: 'token hours',
  statements: ({ text, clustered }) => [
    `CREATE TABLE token_hours (
      provider ${text} NOT NULL, app_id ${text} NOT NULL, hour BIGINT NOT NULL, issued BIGINT NOT NULL,
      PRIMARY KEY (provider, app_id, hour))${clustered}`,
    'CREATE INDEX token_hours_hour ON token_hours (hour)',
  ],
};
