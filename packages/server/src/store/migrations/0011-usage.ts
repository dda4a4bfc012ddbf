/**
 * Counters in two sizes instead of one that multiplies: hours by app and route for the charts, days by credential for people and
 * for what is odd. What a credential does once (a network, a program, a scope) stands once, on a row of its own.
 */
import type { Migration } from './migration.ts';

const COUNTERS = `calls BIGINT NOT NULL, errors BIGINT NOT NULL, denied BIGINT NOT NULL, limited BIGINT NOT NULL, bytes BIGINT NOT NULL`;
const LATENCY = Array.from({ length: 10 }, (_, i) => `latency_${i} BIGINT NOT NULL`).join(', ');

export const usage: Migration = {
  version: 11,
  name: 'usage',
  statements: ({ text, clustered }) => [
    'DROP TABLE usage_hours',

    // route '' is the sum of all routes, app_id '*' of all apps; calls with an API key stand under `api_keys`: no app's id looks like these.
    `CREATE TABLE usage_hours (
      provider ${text} NOT NULL, app_id ${text} NOT NULL, route ${text} NOT NULL, hour BIGINT NOT NULL,
      ${COUNTERS}, ${LATENCY}, PRIMARY KEY (provider, app_id, route, hour))${clustered}`,
    "CREATE INDEX usage_hours_sums ON usage_hours (hour, provider) WHERE route = ''",
    "CREATE INDEX usage_hours_routes ON usage_hours (hour) WHERE route <> ''",

    // The credential is a connection, an API key, or an app that acts for itself. hours: calls by hour of the day, `9:12 10:3`.
    `CREATE TABLE usage_days (
      credential ${text} NOT NULL, day INTEGER NOT NULL, provider ${text} NOT NULL, ${COUNTERS}, hours ${text} NOT NULL,
      PRIMARY KEY (credential, day))${clustered}`,
    'CREATE INDEX usage_days_time ON usage_days (day)',

    // JSON: { networks: { "198.51.100.0/24": [first day, last day] }, agents: {…}, scopes: {…} }.
    `CREATE TABLE usage_traits (
      credential ${text} NOT NULL PRIMARY KEY, provider ${text} NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
      traits ${text} NOT NULL)${clustered}`,
    'CREATE INDEX usage_traits_time ON usage_traits (last_day)',
  ],
};
