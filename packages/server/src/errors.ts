/** One error class, one table, and its renderers: JSON for programs, a page for people. (On a redirect: domain/authorization/conclude.ts; for API calls: the guard.) */
import { AppCredentialsError, OAuthError, toErrorText, type PageLocale, say } from '@valetkey/protocol';
import type { Core } from './domain/core.ts';
import { MachineRefusedError } from './domain/guards.ts';
import { PageProblem } from './domain/page-problem.ts';
import type { Provider } from './domain/providers.ts';
import type { Answer, PageAnswer } from './http/answer.ts';
import type { Incoming } from './http/incoming.ts';
import { renderError } from './pages/error.ts';
import { frameOf } from './pages/frame-of.ts';
import type { ErrorModel } from './pages/models.ts';
import { wantedLocale } from './pages/wanted-locale.ts';

/** RFC 6749 §5.2, with the request id in the body too, where a developer sees it. `provider`: whose guide explains the code. */
export function errorAnswer(error: Error, requestId: string, provider?: Provider): Answer {
  const known = error instanceof OAuthError ? error : new OAuthError('server_error', say('server_error'));
  // S4: 400 without a challenge, whatever is wrong.
  const { plain = false } = known as { plain?: boolean };
  return {
    kind: 'json',
    status: plain && known.status === 401 ? 400 : known.status,
    body: {
      error: known.code,
      error_description: toErrorText(known.description),
      ...(provider ? { error_uri: `${provider.issuer}/errors#${known.code}` } : {}),
      request_id: requestId,
    },
    headers: {
      ...(known.status === 401 && !plain ? challengeOf(known) : {}),
      ...(known.retryAfterSeconds === undefined ? {} : { 'retry-after': String(known.retryAfterSeconds) }),
    },
  };
}

function challengeOf(error: OAuthError): Record<string, string> {
  if (error instanceof MachineRefusedError) return { 'www-authenticate': error.challenge };
  const basicTried = error instanceof AppCredentialsError && error.basicTried;
  return basicTried ? { 'www-authenticate': 'Basic realm="valetkey", charset="UTF-8"' } : {};
}

export function errorPage(
  core: Core,
  provider: Provider,
  error: Error,
  incoming: Incoming,
  pathLocale: PageLocale | null,
): PageAnswer {
  const problem = error instanceof PageProblem ? error : new PageProblem(provider, modelOf(error));
  const locale = problem.locale ?? pathLocale ?? wantedLocale(incoming) ?? 'en';
  const model: ErrorModel = {
    values: {},
    detail: null,
    code: null,
    app: null,
    wayBack: null,
    retryHref: null,
    ...problem.model,
  };
  core.metrics.refusals.inc({ provider: provider.slug, endpoint: 'page', code: model.key });
  const retryAfter =
    problem.retryAfterSeconds ?? (error instanceof OAuthError ? error.retryAfterSeconds : undefined);
  return {
    kind: 'page',
    status: model.status,
    html: nonce => renderError(frameOf(provider, { locale, nonce, requestId: incoming.requestId }), model),
    formTargets: [],
    script: 'none',
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  };
}

function modelOf(error: Error): PageProblem['model'] {
  if (!(error instanceof OAuthError)) return { status: 500, key: 'server_error' };
  const keys = {
    429: 'too_many_requests',
    503: 'unavailable',
    500: 'server_error',
    404: 'not_found',
    405: 'method',
  } as const;
  return {
    status: error.status,
    key: keys[error.status as keyof typeof keys] ?? 'invalid_request',
    detail: error.description,
  };
}
