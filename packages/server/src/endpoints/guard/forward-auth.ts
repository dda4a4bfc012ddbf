/**
 * Forward authentication for proxies: nginx `auth_request`, Traefik `forwardAuth`, Envoy `ext_authz`.
 * The proxy names itself by `X-Valetkey-Guard` and the scope by `?scope=` or `X-Valetkey-Scope`; the answer's status and headers decide.
 */
import {
  OAuthError,
  TOO_MANY_WRONG_KEYS,
  bearerChallenge,
  parseParams,
  readCredential,
  sunsetHeaders,
  type ActiveCredential,
  type Params,
  say,
} from '@valetkey/protocol';
import { checkCredential } from '../../domain/check-credential.ts';
import type { Core } from '../../domain/core.ts';
import { authenticateProxy } from '../../domain/guards.ts';
import type { Provider } from '../../domain/providers.ts';
import type { Answer } from '../../http/answer.ts';
import { header, readQuery, type Incoming } from '../../http/incoming.ts';
import { noteRefusedCall, takeOfDay } from './guard-api.ts';

type Decision = Extract<Answer, { kind: 'json' | 'empty' }>;

export async function forwardAuth(core: Core, provider: Provider, incoming: Incoming): Promise<Answer> {
  const presented = header(incoming, 'x-valetkey-guard') ?? null;
  authenticateProxy(core, provider, { presented, address: incoming.address });
  const needed = neededScopes(provider, incoming);
  try {
    const access = await findAccess(core, provider, incoming);
    if (access === null)
      return refusal(
        'invalid_request',
        401,
        { 'www-authenticate': bearerChallenge({ scopes: needed }) },
        'Send Authorization: Bearer <access token>.',
      );
    const answer = await decide(core, provider, access, needed);
    return { ...answer, headers: { ...answer.headers, ...(access.sunset && sunsetHeaders(access.sunset)) } };
  } catch (error) {
    if (!(error instanceof OAuthError) || error.status >= 500) throw error;
    if (error.retryAfterSeconds !== undefined)
      return limitRefusal(error.code, error.retryAfterSeconds, error.description);
    const challenge = bearerChallenge({ error: error.code, description: error.description });
    return refusal(error.code, error.status, { 'www-authenticate': challenge }, error.description);
  }
}

function neededScopes(provider: Provider, incoming: Incoming): string[] {
  // Envoy appends the caller's own path and query to ours: there, `?scope=` is the caller's wish and no word of the proxy.
  const inQuery = isCallersPath(incoming) ? undefined : readQuery(incoming).get('scope');
  const needed = (inQuery ?? header(incoming, 'x-valetkey-scope') ?? '').split(' ').filter(Boolean);
  const unknown = needed.filter(scope => !provider.scopes.has(scope));
  // A route without a scope, or with a misspelt one, must not be open (S-Q8).
  if (needed.length === 0 || unknown.length > 0)
    throw new OAuthError('server_error', say('proxy_no_scope'), {
      reason: say('proxy_scope', { scope: needed.join(' ') }),
    });
  return needed;
}

async function findAccess(
  core: Core,
  provider: Provider,
  incoming: Incoming,
): Promise<ActiveCredential | null> {
  const { authorization } = incoming.headers;
  const credential = readCredential(
    { authorization, headers: incoming.headers, query: originalQuery(provider, incoming) },
    provider.profile.api,
  );
  if (credential === null) return null;
  const outcome = await checkCredential(core, provider, credential, incoming.address);
  if (outcome.waitSeconds !== undefined)
    throw new OAuthError('too_many_requests', TOO_MANY_WRONG_KEYS, {
      retryAfterSeconds: outcome.waitSeconds,
    });
  noteRefusedCall(core, provider, outcome, incoming.requestId);
  const { answer, reason } = outcome;
  if (!answer.active)
    throw new OAuthError('invalid_token', say('call_credential_invalid'), {
      reason: reason ?? say('call_not_active'),
    });
  return answer;
}

/** `/{slug}/guard/envoy/*` */
function isCallersPath(incoming: Incoming): boolean {
  return incoming.route['*'] !== undefined;
}

/** The address the caller used: nginx says it in X-Original-URI, Traefik in X-Forwarded-Uri; Envoy's is in our own path. */
function originalQuery(provider: Provider, incoming: Incoming): Params {
  const { queryParameter } = provider.profile.api;
  // Where no token is taken from the query it is not read at all; elsewhere that parameter alone. The rest is between the API and its caller.
  if (queryParameter === undefined) return parseParams('');
  const parts = rawOriginalQuery(incoming).split('&');
  return parseParams(parts.filter(part => part.split('=', 1)[0] === queryParameter).join('&'));
}

function rawOriginalQuery(incoming: Incoming): string {
  if (isCallersPath(incoming)) return incoming.rawQuery;
  const uri = header(incoming, 'x-original-uri') ?? header(incoming, 'x-forwarded-uri') ?? '';
  const at = uri.indexOf('?');
  return at < 0 ? '' : uri.slice(at + 1);
}

async function decide(
  core: Core,
  provider: Provider,
  access: ActiveCredential,
  needed: readonly string[],
): Promise<Decision> {
  if (access.refusal)
    return refusal(access.refusal.error, access.refusal.status, {}, access.refusal.error_description);
  if (!needed.every(scope => access.permissions.includes(scope))) {
    const challenge = bearerChallenge({
      error: 'insufficient_scope',
      description: 'This call needs another scope.',
      scopes: needed,
    });
    return refusal(
      'insufficient_scope',
      403,
      { 'www-authenticate': challenge },
      `This call needs the scope ${needed.join(' ')}.`,
    );
  }
  const limited = takeRate(core, access) ?? (await takeQuotas(core, provider, access, needed));
  return limited ?? { kind: 'empty', status: 200, headers: identityHeaders(access) };
}

function takeRate(core: Core, access: ActiveCredential): Decision | null {
  if (!access.rate_limit) return null;
  const rule = { limit: access.rate_limit.limit, windowSeconds: access.rate_limit.window_seconds };
  const taken = core.forwardRates.take(access.limit_key, rule, core.clock.nowMs());
  return taken.allowed
    ? null
    : limitRefusal(
        'too_many_requests',
        taken.retryAfterSeconds,
        `At most ${rule.limit} calls in ${rule.windowSeconds} s.`,
      );
}

async function takeQuotas(
  core: Core,
  provider: Provider,
  access: ActiveCredential,
  needed: readonly string[],
): Promise<Decision | null> {
  for (const scope of needed.filter(name => access.quotas[name])) {
    const quota = await takeOfDay(core, provider, { limit_key: access.limit_key, scope, count: 1 });
    if (!quota.allowed) {
      const wait = Math.max(1, quota.reset_at - Math.floor(core.clock.nowMs() / 1000));
      return limitRefusal(
        'quota_exceeded',
        wait,
        `The daily quota of ${quota.limit} calls for ${scope} is used up.`,
      );
    }
  }
  return null;
}

/** nginx's auth_request lets only 401 and 403 through: the true status stands in a header, for `error_page` to use. */
function limitRefusal(code: string, retryAfterSeconds: number, description: string): Decision {
  return refusal(code, 429, { 'retry-after': String(retryAfterSeconds) }, description);
}

function refusal(
  code: string,
  status: number,
  headers: Record<string, string>,
  description: string,
): Decision {
  const body = { error: code, error_description: description };
  return {
    kind: 'json',
    status,
    body,
    headers: { ...headers, 'x-valetkey-status': String(status), 'x-valetkey-error': code },
  };
}

/**
 * For the API behind the proxy. Values are ids and scopes: no header can be split by them. All of them, always: a proxy that copies
 * what is here leaves what the caller sent where nothing is (S-Q12), so an app's own token with a forged user would act for that user.
 */
function identityHeaders(access: ActiveCredential): Record<string, string> {
  return {
    'x-valetkey-kind': access.kind,
    'x-valetkey-scope': access.scope.join(' '),
    'x-valetkey-app': access.app?.client_id ?? '',
    'x-valetkey-user': access.user?.id ?? '',
    'x-valetkey-account': access.account?.id ?? '',
    'x-valetkey-account-external': encodeURIComponent(access.account?.external_id ?? ''),
    'x-valetkey-connection': access.connection_id ?? '',
  };
}
