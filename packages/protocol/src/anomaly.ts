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

/** `notify` and `mail` alone leave everything to people. */
export const ANOMALY_RESPONSES = ['notify', 'mail', 'throttle', 'revoke', 'suspend'] as const;
export type AnomalyResponse = (typeof ANOMALY_RESPONSES)[number];
