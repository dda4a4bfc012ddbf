/** What guards call: check, quota, usage, feed, configuration (`@valetkey/protocol` guard-api.ts is the contract). */
import {
  LATENCY_CLASSES,
  MAX_TRAITS,
  OAuthError,
  type CheckAnswer,
  type FeedAnswer,
  type GuardConfiguration,
  type QuotaAnswer,
  type UsageEntry,
  say,
} from '@valetkey/protocol';
import { z } from 'zod';
import { checkCredential, type CheckOutcome } from '../../domain/check-credential.ts';
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { authenticateGuard } from '../../domain/guards.ts';
import type { Provider } from '../../domain/providers.ts';
import type { Id, UsageRow } from '../../store/rows.ts';
import type { Answer } from '../../http/answer.ts';
import { readJson } from '../../http/bodies.ts';
import { header, readQuery, type Incoming } from '../../http/incoming.ts';

const DAY = 86_400;
const NO_LATENCY = Array.from({ length: LATENCY_CLASSES }, () => 0);
const MAX_WAIT_SECONDS = 25;
/** As long as the guard's own limit (`readCredential`). */
const text = z.string().max(8192);
const id = z.string().max(64).nullable();
const count = z.int().min(0);
const traits = z.array(z.string().max(128)).max(MAX_TRAITS);

const credentialSchema = z.strictObject({
  credential: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('bearer'), value: text }),
    z.strictObject({ type: z.literal('api_key'), value: text, companions: z.record(z.string(), text) }),
  ]),
  address: z.string().max(64).optional(),
});
const quotaSchema = z.strictObject({
  limit_key: z.string().max(128),
  scope: z.string().max(256),
  count: z.int().min(1).max(1000),
});
const usageSchema = z.strictObject({
  report_id: z.string().min(8).max(64),
  entries: z
    .array(
      z.strictObject({
        app_id: id,
        connection_id: id,
        api_key_id: id,
        route: z.string().max(256),
        hour: count,
        calls: count,
        errors: count,
        denied: count,
        limited: count,
        bytes: count.optional(),
        latency: z.array(count).length(LATENCY_CLASSES).optional(),
        networks: traits.optional(),
        agents: traits.optional(),
        scopes: traits.optional(),
      }) satisfies z.ZodType<UsageEntry>,
    )
    .max(1000),
});

export async function check(core: Core, provider: Provider, incoming: Incoming): Promise<Answer> {
  checkGuard(core, provider, incoming);
  const { credential, address } = parse(credentialSchema, incoming);
  const outcome = await checkCredential(core, provider, credential, address);
  if (outcome.waitSeconds !== undefined)
    return json({ active: false, retry_after: outcome.waitSeconds } satisfies CheckAnswer);
  noteRefusedCall(core, provider, outcome, incoming.requestId);
  return json(outcome.answer);
}

export async function takeQuota(core: Core, provider: Provider, incoming: Incoming): Promise<Answer> {
  checkGuard(core, provider, incoming);
  const request = parse(quotaSchema, incoming);
  return json(await takeOfDay(core, provider, request));
}

/** One UTC day's quota of a costly scope (R56). */
export async function takeOfDay(
  core: Core,
  provider: Provider,
  request: { limit_key: string; scope: string; count: number },
): Promise<QuotaAnswer> {
  const limit = provider.quotas[request.scope]?.limit;
  if (limit === undefined) throw new OAuthError('invalid_request', say('quota_none'));
  const day = Math.floor(nowSeconds(core.clock) / DAY);
  const { allowed, used } = await core.store.takeQuota({
    limitKey: `${provider.slug} ${request.limit_key}`,
    scope: request.scope,
    day,
    count: request.count,
    limit,
  });
  return { allowed, limit, remaining: Math.max(0, limit - used), reset_at: (day + 1) * DAY };
}

export async function reportUsage(core: Core, provider: Provider, incoming: Incoming): Promise<Answer> {
  checkGuard(core, provider, incoming);
  const report = parse(usageSchema, incoming);
  const rows = await ownRows(
    core,
    report.entries.map(entry => toUsageRow(core, provider, entry)),
    provider,
  );
  const reportId = `${provider.slug} ${report.report_id}`;
  if (await core.store.addUsage(reportId, rows, nowSeconds(core.clock))) core.watch.reported(rows);
  return { kind: 'empty', status: 204 };
}

/** A guard says whose calls it counted: of another provider's connection, key or app it counts nothing (S-F13). */
async function ownRows(core: Core, rows: UsageRow[], { slug }: Provider): Promise<UsageRow[]> {
  const idsOf = ({ appId, connectionId, apiKeyId }: UsageRow): Id[] =>
    [appId, connectionId, apiKeyId].filter(id => id !== null);
  const own = await core.store.findOwnIds(slug, [...new Set(rows.flatMap(idsOf))]);
  const kept = rows.filter(row => idsOf(row).every(id => own.has(id)));
  if (kept.length < rows.length)
    core.log.warn(
      { provider: slug, dropped: rows.length - kept.length },
      'a guard counted calls of strangers',
    );
  return kept;
}

/** Guards of older versions say less. */
function toUsageRow({ config }: Core, provider: Provider, entry: UsageEntry): UsageRow {
  const { route, hour, calls, errors, denied, limited } = entry;
  return {
    provider: provider.slug,
    appId: entry.app_id,
    connectionId: entry.connection_id,
    apiKeyId: entry.api_key_id,
    route,
    hour,
    calls,
    errors,
    denied,
    limited,
    bytes: entry.bytes ?? 0,
    latency: entry.latency ?? NO_LATENCY,
    networks: config.privacy?.addresses === 'none' ? [] : (entry.networks ?? []),
    agents: entry.agents ?? [],
    scopes: entry.scopes ?? [],
  };
}

export async function readFeed(core: Core, provider: Provider, incoming: Incoming): Promise<Answer> {
  checkGuard(core, provider, incoming);
  const query = readQuery(incoming);
  const wait = Number(query.get('wait') ?? '0');
  const seconds = Number.isFinite(wait) ? Math.min(Math.max(wait, 0), MAX_WAIT_SECONDS) : 0;
  return json((await core.feed.read(provider.slug, query.get('after'), seconds)) satisfies FeedAnswer);
}

export function readConfiguration(core: Core, provider: Provider, incoming: Incoming): Answer {
  checkGuard(core, provider, incoming);
  const { issuer, profile, scopeNames } = provider;
  return json({
    issuer,
    profile: profile.name,
    api: profile.api,
    scopes: [...scopeNames],
  } satisfies GuardConfiguration);
}

function checkGuard(core: Core, provider: Provider, incoming: Incoming): void {
  authenticateGuard(core, provider, header(incoming, 'authorization'), incoming.address);
}

function parse<T>(schema: z.ZodType<T>, incoming: Incoming): T {
  const parsed = schema.safeParse(readJson(incoming.body));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new OAuthError(
    'invalid_request',
    say('body_unexpected', { what: `${issue?.path.join('.') || 'body'}: ${issue?.message ?? '?'}` }),
  );
}

function json(body: unknown): Answer {
  return { kind: 'json', status: 200, body };
}

/** A call with a dead token: its app's developer finds out why in the request log, and many of them are odd. */
export function noteRefusedCall(
  core: Core,
  provider: Provider,
  { answer, appId, connectionId, reason }: CheckOutcome,
  requestId: string,
): void {
  if (answer.active || appId === null) return;
  core.requestLog.add({
    provider: provider.slug,
    appId,
    requestId,
    at: core.clock.nowMs(),
    endpoint: 'api',
    outcome: 'refused',
    code: 'invalid_token',
    reason: say('call_refused', { why: reason ?? say('call_not_active') }),
  });
  core.watch
    .endedTokenUsed({ provider: provider.slug, appId, connectionId })
    .catch((error: unknown) => core.log.warn({ err: error }, 'use of an ended token was not recorded'));
}
