/** What a guard and the server say to each other, below `{issuer}/guard`. Every call carries `Authorization: Bearer <guard secret>`. */
import type { ApiProfile, ProfileName } from './profile.ts';
import type { Sunset } from './sunset.ts';
import { say } from './sentences/say.ts';

/** A credential as it stood in an API request (see `readCredential` in api-request.ts). */
export type ApiCredential =
  { type: 'bearer'; value: string } | { type: 'api_key'; value: string; companions: Record<string, string> };

/** `POST {issuer}/guard/check` */
export interface CheckRequest {
  credential: ApiCredential;
  /** Of the API's caller, where the guard knows it: guesses at API keys are limited by network. */
  address?: string;
}

/**
 * Answer to a check. Unknown, expired and revoked look alike: `{ "active": false }` (RFC 7662 §2.2).
 * `retry_after`: seconds; the credential was not looked at, because its network guessed too often.
 */
export type CheckAnswer = { active: false; retry_after?: number } | ActiveCredential;

export const TOO_MANY_WRONG_KEYS = say('call_key_attempts');

export interface ActiveCredential {
  active: true;
  kind: 'token' | 'api_key';
  /** `vka` family, or the API key's id: what usage is counted under. */
  family_id: string | null;
  api_key_id: string | null;
  connection_id: string | null;
  app: { client_id: string; name: string } | null;
  /** Null for client credentials: the app acts for itself (S-C21). */
  user: { id: string; external_id: string | null; email: string; name: string } | null;
  account: { id: string; external_id: string | null; name: string; plan: string | null } | null;
  /** As granted. */
  scope: string[];
  /** Granted scopes and everything they include: what a route's scope is compared with. */
  permissions: string[];
  /** Epoch seconds; null: lives until revoked. */
  expires_at: number | null;
  /** Whose rolling window and quota a call counts against. */
  limit_key: string;
  rate_limit: { limit: number; window_seconds: number } | null;
  /** Costly scopes with a daily quota: call `POST {issuer}/guard/quota` before serving one. */
  quotas: Record<string, { limit: number }>;
  /** Of an API key whose end was announced; older servers say nothing. */
  sunset?: Sunset;
  /** A live credential that may do nothing now, with the reason to tell (R2: the account lost its plan). */
  refusal: { status: 403; error: 'plan_required'; error_description: string } | null;
}

/** `POST {issuer}/guard/quota`: takes `count` of today's quota (UTC day), atomically. */
export interface QuotaRequest {
  limit_key: string;
  scope: string;
  count: number;
}

export interface QuotaAnswer {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Epoch seconds of the next day's start. */
  reset_at: number;
}

/** `POST {issuer}/guard/usage`: counters since the last report, at most 1,000 entries. Answer: 204. */
export interface UsageReport {
  /** Random id of the report: a repeated one is counted once. */
  report_id: string;
  entries: UsageEntry[];
}

export interface UsageEntry {
  app_id: string | null;
  connection_id: string | null;
  api_key_id: string | null;
  /** The route's pattern, never the address that was called. */
  route: string;
  /** Epoch seconds of the hour. */
  hour: number;
  calls: number;
  /** 4xx of the API's own making, 5xx, 403 by scope or plan, 429. */
  errors: number;
  denied: number;
  limited: number;
  /** Of the answers' bodies, as far as the adapter knows. */
  bytes?: number | undefined;
  /** Calls by duration class (usage.ts). */
  latency?: number[] | undefined;
  /** Where the calls came from and what they asked for: at most MAX_TRAITS each (usage.ts). */
  networks?: string[] | undefined;
  agents?: string[] | undefined;
  scopes?: string[] | undefined;
}

/**
 * `GET {issuer}/guard/feed?after=<cursor>&wait=<seconds ≤ 25>`: what ended since. Without `after`: the present cursor at once.
 * An answer holds all that ended before it was made: guards take it as proof that nothing else did.
 * A server that would have to leave some out says `reset`.
 */
export interface FeedAnswer {
  cursor: string;
  /** True when the cursor is unknown or too old: forget everything that is cached. */
  reset: boolean;
  endings: Ending[];
}

/** Everything that matches any one of the members is no longer to be believed from a cache. */
export interface Ending {
  family_id?: string;
  connection_id?: string;
  api_key_id?: string;
  app_id?: string;
  user_id?: string;
  account_id?: string;
}

/** `GET {issuer}/guard/configuration` */
export interface GuardConfiguration {
  issuer: string;
  profile: ProfileName;
  api: ApiProfile;
  scopes: string[];
}
