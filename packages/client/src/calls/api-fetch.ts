/** `fetch` for a connection: the token is added, replaced before it ends and once after a 401, and limits are kept. What may have had an effect is never sent twice. */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { ClientError } from '../errors.ts';
import { abortable } from '../net/abortable.ts';
import { requestIdOf, retryAfterOf } from '../exchange/refusal.ts';
import type { Provider } from '../provider/provider.ts';
import { markNeedsReconnect } from '../refresh/needs-reconnect.ts';
import type { RefreshParts, Refresher } from '../refresh/refresher.ts';
import { isEnded } from '../refresh/due.ts';
import { nowSeconds } from '../clock.ts';
import type { ConnectionRecord } from '../vault/connection-record.ts';
import type { CallGate } from './call-gate.ts';
import { readBearerRefusal } from './challenge.ts';
import type { Deadlines } from './deadline.ts';
import { checkTarget, toOutgoingCall, type OutgoingCall } from './outgoing-call.ts';

export interface ApiInit extends RequestInit {
  /** For one try, to the last byte of the answer; 60 by default. */
  timeoutSeconds?: number;
  /** For limits and `Retry-After` of the provider; 60 by default. */
  maxWaitSeconds?: number;
}

export interface ApiParts extends RefreshParts {
  clock: Clock;
  refresher: Refresher;
  gate: CallGate;
  deadlines: Deadlines;
  fetch: typeof fetch;
}

/** Where a connection's record is kept between calls. */
export interface RecordSource {
  /** One of a working connection that is a few seconds old at most. */
  copy(): ConnectionRecord | null;
  /** The copy, or what the vault has. */
  read(): Promise<ConnectionRecord>;
  keep(record: ConnectionRecord): void;
}

const MOST_TRIES = 3;
const MOST_REDIRECTS = 5;
const PAUSE_MS = 250;

export async function apiFetch(
  parts: ApiParts,
  provider: Provider,
  source: RecordSource,
  input: string | URL | Request,
  init: ApiInit = {},
): Promise<Response> {
  const { timeoutSeconds = 60, maxWaitSeconds = 60, ...rest } = init;
  const call = toOutgoingCall(provider, input, rest);
  const signal = init.signal ?? (input instanceof Request ? input.signal : undefined) ?? undefined;
  const limits = { timeoutMs: timeoutSeconds * 1000, maxWaitMs: maxWaitSeconds * 1000, signal };
  const copy = source.copy();
  let record =
    copy !== null && parts.refresher.isFresh(copy) ? copy : await usableRecord(parts, source, signal);
  let isRefreshed = false;
  for (let tries = 1; ; tries++) {
    const rule = provider.profile?.api.rateLimit;
    if (!parts.gate.isOpen(record.id, rule))
      await parts.gate.pass({ connectionId: record.id, provider: provider.name, rule, ...limits });
    const response = await sendOnce(parts, provider, call, record, limits, tries);
    if (response === null) continue;
    if (response.status < 400) return response;
    if (response.status === 401 && !isRefreshed && call.canRepeat && record.tokens.refresh !== null) {
      // A 401 says that nothing was done. The answer is let go before the call is sent again.
      await response.body?.cancel();
      record = await parts.refresher.fresh(record, record.tokens.access, signal);
      source.keep(record);
      checkUsable(record);
      isRefreshed = true;
      continue;
    }
    const waitSeconds = secondsToWait(response, call, parts.clock.nowMs());
    if (waitSeconds !== null) parts.gate.pause(record.id, waitSeconds);
    if (waitSeconds === null || tries >= MOST_TRIES || waitSeconds > maxWaitSeconds)
      return settle(parts, provider, source, record, response);
    await response.body?.cancel();
  }
}

/** The record with a token that has not ended; the one way to a token for whoever calls without `fetch`. */
export async function usableRecord(
  parts: ApiParts,
  source: RecordSource,
  signal?: AbortSignal,
): Promise<ConnectionRecord> {
  const known = await source.read();
  checkUsable(known);
  const record = await parts.refresher.fresh(known, null, signal);
  if (record !== known) source.keep(record);
  checkUsable(record);
  if (record.tokens.refresh === null && isEnded(record.tokens, nowSeconds(parts.clock))) {
    await markNeedsReconnect(parts, record, 'expired');
    throw needsReconnect(record, 'expired');
  }
  return record;
}

interface Limits {
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

/** Null: no answer came, and the call may be sent again. */
async function sendOnce(
  parts: ApiParts,
  provider: Provider,
  call: OutgoingCall,
  record: ConnectionRecord,
  limits: Limits,
  tries: number,
): Promise<Response | null> {
  const timeout = parts.deadlines.after(limits.timeoutMs);
  const signal = limits.signal === undefined ? timeout : AbortSignal.any([limits.signal, timeout]);
  try {
    return await followWithinOrigin(parts, provider, call, record, signal);
  } catch (cause) {
    if (cause instanceof ClientError) throw cause;
    limits.signal?.throwIfAborted();
    if (call.isSafe && tries < MOST_TRIES) {
      await abortable(sleep(randomInt(PAUSE_MS / 2, PAUSE_MS * 2) * tries), limits.signal);
      return null;
    }
    const uncertain = call.isSafe
      ? ''
      : ' It is not known whether the call had an effect, so it was not sent again.';
    throw new ClientError('unreachable', `${provider.name}: ${call.url.host} gave no answer.${uncertain}`, {
      provider: provider.name,
      connectionId: record.id,
      cause,
    });
  }
}

/** The token follows a redirect within its origin only; any other is the caller's to look at (S-R10). */
async function followWithinOrigin(
  parts: ApiParts,
  provider: Provider,
  call: OutgoingCall,
  record: ConnectionRecord,
  signal: AbortSignal,
): Promise<Response> {
  const init = { ...call.init, headers: call.headersWith(`Bearer ${record.tokens.access.reveal()}`), signal };
  let { url } = call;
  for (let hops = 0; ; hops++) {
    const response = await parts.fetch(url, init);
    if (response.ok) return response;
    const location =
      response.status >= 301 && response.status <= 308 ? response.headers.get('location') : null;
    if (location === null || !call.isSafe || hops >= MOST_REDIRECTS || !URL.canParse(location, url))
      return response;
    const next = new URL(location, url);
    if (next.origin !== url.origin) return response;
    checkTarget(provider, next);
    await response.body?.cancel();
    url = next;
  }
}

/** 429 says that nothing was done; 503 does not, so only a safe call is sent again after it. Null: not to be sent again. */
function secondsToWait(response: Response, call: OutgoingCall, nowMs: number): number | null {
  if (!call.canRepeat) return null;
  if (response.status !== 429 && !(response.status === 503 && call.isSafe)) return null;
  return retryAfterOf(response.headers, nowMs) ?? (response.status === 429 ? 1 : null);
}

/** The last answer, and what it means for the connection. */
async function settle(
  parts: ApiParts,
  provider: Provider,
  source: RecordSource,
  record: ConnectionRecord,
  response: Response,
): Promise<Response> {
  if (response.status > 403) return response;
  const { error, scopes } = readBearerRefusal(response.headers);
  if (response.status === 403 && error === 'insufficient_scope') {
    await markNeedsReconnect(parts, record, 'scope_missing', scopes);
    source.keep((await parts.vault.find(record.id)) ?? record);
  }
  if (!(await isTokenDead(parts, provider, record, response.status, error))) return response;
  await response.body?.cancel();
  await markNeedsReconnect(parts, record, 'revoked');
  throw needsReconnect(record, 'revoked', requestIdOf(response.headers));
}

/** With a refresh token a fresh one was refused already, and the API may have reasons of its own: that is left to the caller. */
async function isTokenDead(
  parts: ApiParts,
  provider: Provider,
  record: ConnectionRecord,
  status: number,
  error: string | null,
): Promise<boolean> {
  if (record.tokens.refresh !== null) return false;
  if (status === 401 && error === 'invalid_token') return true;
  // Some answer 401 without a word, and S4 answers 400 to everything: whether it is the token, only the provider can say.
  const isUnclear =
    (status === 401 && error === null) || (status === 400 && provider.profile?.token.plainErrors === true);
  if (!isUnclear) return false;
  const endpoints = await parts.findEndpoints(provider);
  const known = await parts.tokenCalls.introspect(provider, endpoints, record.tokens).catch(() => null);
  return known?.active === false;
}

function checkUsable(record: ConnectionRecord): void {
  if (record.state === 'needs_reconnect' && record.reason !== 'scope_missing')
    throw needsReconnect(record, record.reason ?? 'revoked');
}

function needsReconnect(record: ConnectionRecord, reason: string, requestId?: string): ClientError {
  const { id, provider } = record;
  return new ClientError('needs_reconnect', `${provider}: the connection has ended (${reason}).`, {
    provider,
    connectionId: id,
    reason,
    requestId,
  });
}
