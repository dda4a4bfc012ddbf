/** What an app's calls came to (screen 17). */
import { operation } from './operation.ts';
import { id, integer, list, nullable, object, oneOf, optional, text, time } from './schema.ts';

/** Seconds of the range, and of one point of the chart. */
export const USAGE_RANGES = {
  day: [86_400, 3600],
  week: [7 * 86_400, 6 * 3600],
  month: [30 * 86_400, 86_400],
  quarter: [90 * 86_400, 86_400],
} as const;
export type UsageRange = keyof typeof USAGE_RANGES;

const counters = {
  calls: integer(),
  errors: integer(),
  /** 403: not within its scopes or its plan. */
  denied: integer(),
  /** 429. */
  limited: integer(),
};

export const readUsage = operation({
  name: 'usage.read',
  summary: 'Calls, errors, refusals, new and ended connections of an app over time, and by route',
  method: 'GET',
  path: '/apps/:appId/usage',
  role: 'user',
  command: 'usage',
  query: object({ range: optional(oneOf('day', 'week', 'month', 'quarter')) }),
  answer: object({
    appId: id,
    stepSeconds: integer({ min: 1 }),
    /** Without a gap: where nothing happened stands 0. */
    points: list(object({ at: time, ...counters, connected: integer(), ended: integer() })),
    routes: list(
      object({
        route: text(),
        ...counters,
        /** 95 of 100 calls took no longer; null: longer than the last class. */
        p95Ms: nullable(integer()),
      }),
    ),
  }),
});
