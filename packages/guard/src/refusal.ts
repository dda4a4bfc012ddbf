/** How a refusal looks on the wire: RFC 6750 §3 challenges, `Retry-After`, and a body that says what to do. */
import { bearerChallenge, OAuthError, say, quote } from '@valetkey/protocol';
import type { GuardRequest, Refusal, RenderedRefusal } from './guard-types.ts';
import { ServerFailure } from './server-failure.ts';

/** RFC 6750 §3.1: a request without credentials learns the scheme, and no error. */
export class MissingCredential extends OAuthError {
  constructor() {
    super('invalid_token', say('call_no_credential'));
  }
}

const UNREACHABLE_RETRY_SECONDS = 5;

/** What anything that went wrong means to the caller. A bug of ours is a 500 that tells nothing. */
export function toOAuthError(error: unknown): OAuthError {
  if (error instanceof OAuthError) return error;
  if (error instanceof ServerFailure) {
    return new OAuthError('temporarily_unavailable', say('call_unchecked'), {
      reason: quote(error.message),
      retryAfterSeconds: UNREACHABLE_RETRY_SECONDS,
      cause: error,
    });
  }
  return new OAuthError('server_error', say('server_error'), {
    reason: quote(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'),
    cause: error,
  });
}

/** @param scopes what the route needs, told with `insufficient_scope` (RFC 6750 §3). */
export function toRefusal(
  error: OAuthError,
  requestId: string,
  scopes: readonly string[],
  headers: Record<string, string>,
): Refusal {
  const challenge = challengeFor(error, scopes);
  return {
    status: error.status,
    error: error.code,
    description: error.description,
    requestId,
    headers: {
      ...headers,
      'cache-control': 'no-store',
      ...(challenge === null ? {} : { 'www-authenticate': challenge }),
      ...(error.retryAfterSeconds === undefined ? {} : { 'retry-after': String(error.retryAfterSeconds) }),
    },
  };
}

function challengeFor(error: OAuthError, scopes: readonly string[]): string | null {
  if (error instanceof MissingCredential) return bearerChallenge({});
  switch (error.code) {
    case 'invalid_token':
    case 'invalid_request':
      return bearerChallenge({ error: error.code, description: error.description });
    case 'insufficient_scope':
      return bearerChallenge({ error: error.code, description: error.description, scopes: [...scopes] });
    default:
      return null;
  }
}

export function renderStandardRefusal(refusal: Refusal, _request: GuardRequest): RenderedRefusal {
  return {
    status: refusal.status,
    headers: refusal.headers,
    body: { error: refusal.error, error_description: refusal.description, request_id: refusal.requestId },
  };
}
