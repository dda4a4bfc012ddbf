/** The checks a live credential has to pass, in this order, none of which a caller can skip. */
import { OAuthError, say, quote } from '@valetkey/protocol';
import type { ActiveCredential, RollingWindow } from '@valetkey/protocol';
import type { RouteRule } from './guard-types.ts';
import type { GuardClock } from './guard-clock.ts';
import { costlyScopes, neededScopes } from './route-rule.ts';
import type { ServerCalls } from './server-calls.ts';

/**
 * Takes one call of the rolling window. The `RateLimit-*` trio is that of the IETF draft
 * (draft-ietf-httpapi-ratelimit-headers-07): seconds until reset, not a date; no `X-RateLimit-*` beside it.
 */
export function takeCall(
  window: RollingWindow,
  answer: ActiveCredential,
  clock: GuardClock,
  headers: Record<string, string>,
): void {
  if (answer.rate_limit === null) return;
  const { limit, window_seconds: windowSeconds } = answer.rate_limit;
  const taken = window.take(answer.limit_key, { limit, windowSeconds }, clock.elapsedMs());
  headers['ratelimit-limit'] = String(taken.limit);
  headers['ratelimit-remaining'] = String(taken.remaining);
  headers['ratelimit-reset'] = String(taken.resetSeconds);
  if (taken.allowed) return;
  throw new OAuthError('too_many_requests', say('call_too_many', { limit, seconds: windowSeconds }), {
    retryAfterSeconds: taken.retryAfterSeconds,
  });
}

/** R2: the credential is live, its account's plan is not. */
export function checkPlan(answer: ActiveCredential): void {
  if (answer.refusal !== null) {
    throw new OAuthError(answer.refusal.error, quote(answer.refusal.error_description));
  }
}

/** S-C21: client credentials name no user, so a route that acts for one has nobody to act for. */
export function checkUser(answer: ActiveCredential, rule: RouteRule): void {
  if (answer.user === null && rule.user !== false) {
    throw new OAuthError('access_denied', say('call_needs_user'));
  }
}

/** Keys and tokens alike (S-P5): what counts is the permissions, which hold all that a granted scope includes. */
export function checkScope(answer: ActiveCredential, rule: RouteRule): void {
  const missing = neededScopes(rule).filter(scope => !answer.permissions.includes(scope));
  if (missing.length === 0) return;
  throw new OAuthError('insufficient_scope', say('call_needs_scope', { scopes: missing.join(' and ') }));
}

/** R56: taken at the server before the handler runs, because the quota is one for all guards. */
export async function takeQuotas(
  calls: ServerCalls,
  answer: ActiveCredential,
  rule: RouteRule,
  clock: GuardClock,
): Promise<void> {
  for (const scope of costlyScopes(rule)) {
    if (!Object.hasOwn(answer.quotas, scope)) continue;
    const quota = await calls.quota({ limit_key: answer.limit_key, scope, count: 1 });
    if (quota.allowed) continue;
    const seconds = Math.max(1, Math.ceil(quota.reset_at - clock.wallMs() / 1000));
    throw new OAuthError('quota_exceeded', say('call_quota', { scope }), {
      retryAfterSeconds: seconds,
    });
  }
}
