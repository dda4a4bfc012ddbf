/** What happens by itself: the mildest that the operator chose for the rule. A throttle is read where credentials are checked. */
import type { Anomaly } from '../../store/rows.ts';
import type { Act, Store } from '../../store/store.ts';

/** A day: until somebody has looked at it. */
export const THROTTLE_SECONDS = 86_400;
/** Calls a minute of a throttled credential. */
export const THROTTLED = { limit: 10, window_seconds: 60 } as const;

export async function respond(store: Store, anomaly: Anomaly, act: Act): Promise<void> {
  const reason = `anomaly: ${anomaly.rule}`;
  const { response, appId, connectionId, apiKeyId } = anomaly;
  if (response === 'suspend' && appId !== null) await store.setAppStatus(appId, 'suspended', act);
  if (response !== 'revoke') return;
  if (connectionId !== null) await store.revokeConnection(connectionId, reason, act);
  else if (apiKeyId !== null) await store.revokeApiKey(apiKeyId, act);
  else if (appId !== null) await store.revokeAll({ appId }, reason, act);
}
