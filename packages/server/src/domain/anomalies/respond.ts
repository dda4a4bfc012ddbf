/** What is done about an anomaly: by itself the mildest that the operator chose for the rule, or what the staff decides. */
import { OAuthError, type AnomalyResponse, say } from '@valetkey/protocol';
import type { AnomalyAnswer } from '@valetkey/protocol/console-api';
import type { Anomaly } from '../../store/rows.ts';
import type { Act, Store } from '../../store/store.ts';
import type { Core } from '../core.ts';
import { newId } from '../ids.ts';
import { noteOf, SUSPENDABLE, type Decision } from '../review/decide.ts';

/** A day: until somebody has looked at it. */
export const THROTTLE_SECONDS = 86_400;
/** Calls a minute of a throttled credential. */
export const THROTTLED = { limit: 10, window_seconds: 60 } as const;

/** A throttle is read where credentials are checked: it stands on the anomaly itself. */
export async function respond(store: Store, anomaly: Anomaly, act: Act): Promise<void> {
  await end(store, anomaly, anomaly.response, { act, name: act.actor, text: `anomaly: ${anomaly.rule}` });
}

async function end(
  store: Store,
  { appId, connectionId, apiKeyId }: Anomaly,
  how: AnomalyResponse,
  by: Decision,
): Promise<void> {
  const { act, text: reason } = by;
  if (how === 'suspend' && appId !== null)
    await store.moveApp(appId, SUSPENDABLE, 'suspended', act, noteOf(appId, 'suspended', by));
  if (how !== 'revoke') return;
  if (connectionId !== null) await store.revokeConnection(connectionId, reason, act);
  else if (apiKeyId !== null)
    await store.revokeApiKey(apiKeyId, act, { actId: newId(act.now * 1000), reason });
  else if (appId !== null) await store.revokeAll({ appId }, reason, act);
}

/** What can be done about it now. A throttle needs a credential that still calls. */
export function answersOf({ status, subject, appId, connectionId, apiKeyId }: Anomaly): AnomalyAnswer[] {
  if (status !== 'open') return [];
  const calls = subject === (connectionId ?? apiKeyId);
  return [
    'dismiss',
    ...(calls ? ['throttle' as const] : []),
    'revoke',
    ...(appId ? ['suspend' as const] : []),
  ];
}

/** @throws {OAuthError} invalid_request: it is closed, or that cannot be done about this one. */
export async function answerAnomaly(
  core: Core,
  anomaly: Anomaly,
  answer: AnomalyAnswer,
  by: Decision,
): Promise<void> {
  const { act, text } = by;
  if (!answersOf(anomaly).includes(answer))
    throw new OAuthError(
      'invalid_request',
      anomaly.status === 'open'
        ? say('anomaly_answer', { answer, answers: answersOf(anomaly).join(', ') })
        : say('anomaly_closed', { status: anomaly.status }),
    );
  const { store, watch } = core;
  if (answer === 'throttle') {
    await store.throttleAnomaly(anomaly.id, { until: act.now + THROTTLE_SECONDS, note: text }, act);
  } else {
    if (answer !== 'dismiss') await end(store, anomaly, answer, by);
    const status = answer === 'dismiss' ? 'dismissed' : 'handled';
    await store.closeAnomaly(anomaly.id, { status, note: text }, act);
  }
  // Here it holds before the answer; other nodes hear of it by the feed.
  await watch.loadThrottled();
}
