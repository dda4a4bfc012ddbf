/**
 * Counters of a day's hours and of a week's days in one row each (sql/slots.ts): a month of 10,000 connections was 180 MB on
 * PostgreSQL, mostly heads and keys of rows. The tables of before stay for nodes of the version before, and are emptied at each
 * clean-up; the next version drops them.
 */
import { moveOldUsage } from '../sql/usage-before.ts';
import type { Migration } from './migration.ts';

/** As many as fit into memory without a thought: each portion passes by what the ones before have deleted. */
const PORTION = 50_000;

export const packedUsage: Migration = {
  version: 20,
  name: 'packed usage',
  statements: ({ text, clustered, spacious }) => [
    // route '' is the sum of all routes, app_id '*' of all apps; calls with an API key stand under `api_keys`.
    // hours: calls, errors, denied, limited, bytes and the ten durations of each hour.
    `CREATE TABLE usage_route_days (
      provider ${text} NOT NULL, app_id ${text} NOT NULL, route ${text} NOT NULL, day INTEGER NOT NULL, hours ${text} NOT NULL,
      PRIMARY KEY (provider, app_id, route, day))${spacious}`,
    "CREATE INDEX usage_route_days_sums ON usage_route_days (day, provider) WHERE route = ''",
    "CREATE INDEX usage_route_days_routes ON usage_route_days (day) WHERE route <> ''",

    // The credential is a connection, an API key, or an app that acts for itself. A week begins on Thursday, as 1970 did.
    // days: calls, errors, denied, limited, bytes and the calls by hour of each day.
    `CREATE TABLE usage_weeks (
      credential ${text} NOT NULL, week INTEGER NOT NULL, days ${text} NOT NULL, PRIMARY KEY (credential, week))${clustered}`,
    'CREATE INDEX usage_weeks_time ON usage_weeks (week)',
  ],
  *convert() {
    while ((yield* moveOldUsage(PORTION)) > 0);
  },
};
