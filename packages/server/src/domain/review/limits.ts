/** What an app may use: the provider's own limits, or what the staff set for this app (R56, S-J16). */
import { OAuthError, type ActiveCredential, say } from '@valetkey/protocol';
import type { App, AppControls, Id } from '../../store/rows.ts';
import type { Act } from '../../store/store.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';

/** For an app that its developer registered by himself and that nobody has looked at. */
const NEW_APP_DAILY_CONNECTIONS = 100;
const MINUTE = 60;

/** New connections in any 24 hours; null: any number. */
export async function dailyLimitOf({ store }: Core, provider: Provider, app: App): Promise<number | null> {
  return (await store.findAppControls(app.id)).dailyConnections ?? ownDailyLimit(provider, app);
}

export function ownDailyLimit({ config, profile }: Provider, app: App): number | null {
  const isKnown = app.verified || !app.selfRegistered || profile.registration === 'approval';
  return isKnown ? null : (config.newAppDailyConnections ?? NEW_APP_DAILY_CONNECTIONS);
}

type RateLimit = ActiveCredential['rate_limit'];

export async function rateLimitOf({ store }: Core, provider: Provider, appId: Id): Promise<RateLimit> {
  const { callsPerMinute } = await store.findAppControls(appId);
  return callsPerMinute === null
    ? rateLimitOfProvider(provider)
    : { limit: callsPerMinute, window_seconds: MINUTE };
}

export function rateLimitOfProvider({ rateLimit }: Provider): RateLimit {
  return rateLimit && { limit: rateLimit.limit, window_seconds: rateLimit.windowSeconds };
}

/** @throws {OAuthError} invalid_request */
export async function limitApp(
  { store }: Core,
  app: App,
  limits: Pick<AppControls, 'dailyConnections' | 'callsPerMinute'>,
  reason: string,
  act: Act,
): Promise<void> {
  if (Object.values(limits).some(limit => limit !== null && limit < 1))
    throw new OAuthError('invalid_request', say('limit_too_low'));
  await store.setAppLimits(app.id, limits, reason, act);
}
