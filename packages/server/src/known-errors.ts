/** Everything that is not an expected refusal is a bug or an outage: logged in full, told in one safe sentence. */
import { OAuthError, redactQuery, say } from '@valetkey/protocol';
import { Overloaded } from './domain/admission.ts';
import type { Core } from './domain/core.ts';

/** Bytes of a request's body (S-V1). */
export const BODY_LIMIT = 65_536;

/** Everything that is not an expected refusal is a bug or an outage: logged in full, told in one safe sentence. */
export function toKnownError(core: Core, error: unknown, request: { requestId: string; url: string }): Error {
  const known = asKnownError(error);
  if (known instanceof OAuthError && known.status >= 500 && !(known instanceof Overloaded)) {
    core.log.error({ err: error, requestId: request.requestId, path: redactQuery(request.url) }, known.code);
  }
  return known;
}

function asKnownError(error: unknown): Error {
  if (error instanceof Error && (error instanceof OAuthError || error.name === 'PageProblem')) return error;
  if (error instanceof Error && error.name === 'StoreUnavailableError')
    return new OAuthError('temporarily_unavailable', say('database_silent'), {
      retryAfterSeconds: 2,
      cause: error,
    });
  return new OAuthError('server_error', say('server_error_logged'), { cause: error });
}
