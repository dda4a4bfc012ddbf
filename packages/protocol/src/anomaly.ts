/** What may be odd about an app's or a connection's calls, and what may happen by itself then (docs/guides/monitoring.md). */

export const ANOMALY_RULES = [
  'volume',
  'errors',
  'refused',
  'new_scope',
  'new_place',
  'dormant',
  'ended_token',
  'token_reuse',
  'many_consents',
  'old_secret',
] as const;
export type AnomalyRule = (typeof ANOMALY_RULES)[number];

/** `notify` alone leaves everything to people. */
export type AnomalyResponse = 'notify' | 'throttle' | 'revoke' | 'suspend';
