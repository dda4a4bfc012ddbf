/** The end of an authorization: the answer that takes the browser back to the app, as a value for the sender. */
import { OAuthError, redirectHost, type ErrorCode, type Sentence } from '@valetkey/protocol';
import type { App, RequestLogEntry } from '../../store/rows.ts';
import type { Core } from '../core.ts';
import { PageProblem, type ProblemModel } from '../page-problem.ts';
import type { Provider } from '../providers.ts';
import { respond, responseUrl, type AuthorizationResponse } from './frozen-request.ts';

export interface ReturnTarget extends Pick<AuthorizationResponse, 'redirect' | 'responseMode' | 'locale'> {
  state: string | null | undefined;
}

/** Refused before anybody was asked. An app we do not know well gets no automatic redirect: the person decides (S-A20, RFC 9700 §4.11.2). */
export function refuse(
  core: Core,
  provider: Provider,
  app: App,
  target: ReturnTarget,
  error: OAuthError,
  requestId: string,
): AuthorizationResponse {
  const response = answerError(core, provider, app, target, error, requestId);
  if (isTrusted(provider, app)) return response;
  throw new PageProblem(
    provider,
    {
      status: error.status,
      key: problemKey(error.code),
      detail: error.description,
      app: { name: app.name, clientId: app.id },
      wayBack: { host: redirectHost(target.redirect), href: responseUrl(response) },
    },
    { locale: target.locale },
  );
}

/** The error for the app itself (RFC 6749 §4.1.2.1), whoever it is: only where a person has just chosen to go there. */
export function answerError(
  core: Core,
  provider: Provider,
  app: App,
  target: ReturnTarget,
  error: OAuthError,
  requestId: string,
): AuthorizationResponse {
  logAuthorize(core, provider, app, requestId, 'refused', error.code, error.reason);
  return respond(provider, target.redirect, target, [
    ['error', error.code],
    ['error_description', error.description],
  ]);
}

/** The company has looked at it: registered it itself, approved it, or verified who makes it. */
function isTrusted(provider: Provider, app: App): boolean {
  return !app.selfRegistered || app.verified || provider.profile.registration === 'approval';
}

function problemKey(code: ErrorCode): ProblemModel['key'] {
  return code === 'invalid_scope' || code === 'unsupported_response_type' || code === 'access_denied'
    ? code
    : 'invalid_request';
}

export function logAuthorize(
  core: Core,
  provider: Provider,
  app: App,
  requestId: string,
  outcome: RequestLogEntry['outcome'],
  code: string | null,
  reason: Sentence,
): void {
  if (outcome !== 'ok')
    core.metrics.refusals.inc({ provider: provider.slug, endpoint: 'authorize', code: code ?? 'none' });
  core.requestLog.add({
    provider: provider.slug,
    appId: app.id,
    requestId,
    at: core.clock.nowMs(),
    endpoint: 'authorize',
    outcome,
    code,
    reason,
  });
}
