/** The guard: decides on each API request, from memory where that is safe, and fails closed where it is not. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  agentOfCall,
  networkOfCall,
  OAuthError,
  parseParams,
  readCredential,
  RollingWindow,
  sunsetHeaders,
  TOO_MANY_WRONG_KEYS,
  say,
} from '@valetkey/protocol';
import type { ActiveCredential, ApiProfile, Params } from '@valetkey/protocol';
import { toAccess, toCounted } from './access.ts';
import { checkPlan, checkScope, checkUser, takeCall, takeQuotas } from './admission.ts';
import { outcomeOf, toLogEntry } from './call-log.ts';
import { CredentialLookup } from './credential-lookup.ts';
import { EndingsFeed } from './endings-feed.ts';
import { guardClock } from './guard-clock.ts';
import type { GuardClock } from './guard-clock.ts';
import { parseGuardOptions } from './guard-options.ts';
import { GuardSetup } from './guard-setup.ts';
import type {
  CallOrigin,
  Guard,
  GuardLogEntry,
  GuardOptions,
  GuardRequest,
  RouteRule,
  Verdict,
} from './guard-types.ts';
import { MissingCredential, renderStandardRefusal, toOAuthError, toRefusal } from './refusal.ts';
import { neededScopes } from './route-rule.ts';
import { createServerCalls } from './server-calls.ts';
import type { ServerCalls } from './server-calls.ts';
import { UsageCounters } from './usage-counters.ts';

/** Apps and keys whose rolling window is remembered. */
const MAX_LIMITED = 10_000;

const FEED_START_MS = 3000;

const NO_PARAMS = parseParams('');

/** What one request has come to so far. */
interface Call {
  request: GuardRequest;
  rule: RouteRule;
  requestId: string;
  startedMs: number;
  headers: Record<string, string>;
  answer: ActiveCredential | null;
}

/**
 * A guard for one provider's API.
 *
 * @example
 * const guard = createGuard({ issuer: 'https://auth.example.com/crm', secret: process.env.GUARD_SECRET });
 * const verdict = await guard.check({ method, url, headers }, { scope: 'people:read' });
 *
 * @throws GuardConfigError when an option is wrong
 */
export function createGuard(options: GuardOptions): Guard {
  const parsed = parseGuardOptions(options);
  const clock = guardClock(options.clock);
  const log = safeLog(options.onLog, clock);
  const calls = createServerCalls({
    issuer: parsed.issuer,
    secret: options.secret,
    fetch: options.fetch ?? fetch,
    // An answer may be as old as its flight: within the bound it must stay, too.
    timeoutMs: Math.min(5, parsed.failClosedAfterSeconds) * 1000,
  });
  const setup = new GuardSetup(calls, parsed.issuer);
  const feed = new EndingsFeed(calls, clock, parsed.failClosedAfterSeconds, {
    onAnswer: answer => lookup.applyFeed(answer),
    onLost: reason => log({ event: 'feed_lost', level: 'warn', reason: describe(reason) }),
    onConfirmed: () => log({ event: 'feed_confirmed', level: 'info' }),
  });
  const lookup = new CredentialLookup(calls, clock, parsed.cache, () => feed.isConfirmed());
  const usage = new UsageCounters(calls, parsed.flushSeconds, {
    onDropped: dropped => log({ event: 'usage_dropped', level: 'warn', calls: dropped }),
    onDelayed: reason => log({ event: 'usage_delayed', level: 'warn', reason: describe(reason) }),
  });
  const window = new RollingWindow({ maxKeys: MAX_LIMITED });
  const render = options.renderRefusal ?? renderStandardRefusal;

  async function check(request: GuardRequest, rule: RouteRule): Promise<Verdict> {
    setup.check(rule);
    const call = beginCall(request, rule, clock);
    if (rule.public === true) return allow(call);
    feed.start();
    try {
      const { api } = await setup.configuration();
      await admit(call, api, { lookup, window, calls, clock });
      return allow(call);
    } catch (error) {
      return refuse(call, toOAuthError(error), render);
    }
  }

  function report(verdict: Verdict, status: number, bytes = 0): void {
    const now = clock.now();
    if (verdict.counted !== null) {
      const durationMs = now.elapsedMs - verdict.startedMs;
      usage.count(verdict.counted, verdict.route, now.wallMs, {
        outcome: outcomeOf(verdict, status),
        durationMs,
        bytes,
        ...verdict.origin,
      });
    }
    log(toLogEntry(verdict, status, now));
  }

  return {
    declare: rule => setup.declare(rule),
    check,
    report,
    ready: async () => {
      await setup.ready();
      // Not longer than this: without the feed the guard is slower, not less safe.
      await Promise.race([feed.firstAnswer(), sleep(FEED_START_MS, undefined, { ref: false })]);
    },
    close: async () => {
      await Promise.all([feed.stop(), usage.close()]);
    },
  };
}

interface Collaborators {
  lookup: CredentialLookup;
  window: RollingWindow;
  calls: ServerCalls;
  clock: GuardClock;
}

/** Throws what stands in the way; the order is part of the contract: window, plan, user, scope, quota. */
async function admit(call: Call, api: ApiProfile, with_: Collaborators): Promise<void> {
  const credential = readCredential(
    {
      authorization: call.request.authorization ?? call.request.headers['authorization'],
      headers: call.request.headers,
      query: queryOf(call.request.url, api),
    },
    api,
  );
  if (credential === null) throw new MissingCredential();
  const answer = await with_.lookup.find(credential, call.request.address);
  if (!answer.active) {
    if (answer.retry_after !== undefined)
      throw new OAuthError('too_many_requests', TOO_MANY_WRONG_KEYS, {
        retryAfterSeconds: answer.retry_after,
      });
    throw new OAuthError('invalid_token', say('call_token_invalid'));
  }
  call.answer = answer;
  // Also where the call is refused: whoever reads the answer is told.
  if (answer.sunset !== undefined) Object.assign(call.headers, sunsetHeaders(answer.sunset));
  takeCall(with_.window, answer, with_.clock, call.headers);
  checkPlan(answer);
  checkUser(answer, call.rule);
  checkScope(answer, call.rule);
  await takeQuotas(with_.calls, answer, call.rule, with_.clock);
}

/**
 * S-Q2: where the profile does not take tokens from the query, the query is not even read.
 * Where it does, only that parameter is: the rest is between the API and its caller.
 */
function queryOf(url: string, { queryParameter }: ApiProfile): Params {
  const at = queryParameter === undefined ? -1 : url.indexOf('?');
  if (at === -1) return NO_PARAMS;
  const parts = url.slice(at + 1).split('&');
  return parseParams(parts.filter(part => part.split('=', 1)[0] === queryParameter).join('&'));
}

function beginCall(request: GuardRequest, rule: RouteRule, clock: GuardClock): Call {
  const requestId = request.requestId ?? randomUUID();
  const headers = { 'x-request-id': requestId };
  return { request, rule, requestId, startedMs: clock.elapsedMs(), headers, answer: null };
}

function verdictBase(call: Call) {
  return {
    requestId: call.requestId,
    method: call.request.method,
    route: call.rule.route ?? '(unnamed)',
    counted: call.answer && toCounted(call.answer),
    origin: originOf(call),
    access: call.answer && toAccess(call.answer),
    startedMs: call.startedMs,
  };
}

function originOf({ request, rule }: Call): CallOrigin {
  const agent = request.headers['user-agent'];
  return {
    network: request.address === undefined ? null : networkOfCall(request.address),
    agent: typeof agent === 'string' ? agentOfCall(agent) : null,
    scopes: neededScopes(rule),
  };
}

function allow(call: Call): Verdict {
  return { ...verdictBase(call), allowed: true, headers: call.headers };
}

function refuse(call: Call, error: OAuthError, render: typeof renderStandardRefusal): Verdict {
  const refusal = toRefusal(error, call.requestId, neededScopes(call.rule), call.headers);
  return {
    ...verdictBase(call),
    allowed: false,
    refusal,
    rendered: render(refusal, call.request),
    reason: error.reason,
  };
}

type Untimed<Entry> = Entry extends GuardLogEntry ? Omit<Entry, 'time'> & { time?: string } : never;

/** S-Q10: a log that fails or is full costs the line, never the request. */
function safeLog(onLog: GuardOptions['onLog'], clock: GuardClock): (entry: Untimed<GuardLogEntry>) => void {
  return entry => {
    try {
      onLog?.({ time: new Date(clock.wallMs()).toISOString(), ...entry });
    } catch {
      // Nothing to be done that would not do harm.
    }
  };
}

function describe(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
