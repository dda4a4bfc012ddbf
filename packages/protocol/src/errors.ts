/** The one error class of the protocol, and the one table that says what each code means on the wire. */
import type { Sentence } from './sentences/say.ts';

/** What an error code means on the wire, and to whoever meets it. */
export interface ErrorMeaning {
  status: number;
  /** Where it is defined. */
  section: string;
  meaning: string;
  remedy: string;
}

/** Every error code the product can answer with. `docs/errors.md` and the hosted guide are this table. */
export const ERROR_CODES = {
  invalid_request: {
    status: 400,
    section: 'RFC 6749 §5.2',
    meaning: 'A parameter is missing, repeated, too long or malformed.',
    remedy: 'error_description names the parameter and says what to send.',
  },
  invalid_client: {
    status: 401,
    section: 'RFC 6749 §5.2',
    meaning:
      'The app could not be authenticated: unknown or disabled app, wrong, expired or revoked secret, or another way of authentication than it is registered for. The answer is the same for all of these.',
    remedy:
      'Check client_id and client_secret and how they are sent. The app’s request log has the true reason.',
  },
  invalid_grant: {
    status: 400,
    section: 'RFC 6749 §5.2',
    meaning:
      'The code or refresh token is not valid: used, expired, revoked, of another app, or redirect_uri or code_verifier do not fit.',
    remedy:
      'Do not repeat the request. Ask the user to connect again; the app’s request log has the true reason.',
  },
  unauthorized_client: {
    status: 400,
    section: 'RFC 6749 §5.2',
    meaning: 'The app is not registered for this grant, or the token is another app’s.',
    remedy: 'Register the app for the grant, or use the app the token was issued to.',
  },
  unsupported_grant_type: {
    status: 400,
    section: 'RFC 6749 §5.2',
    meaning: 'The provider does not offer this grant_type.',
    remedy: 'Use one of grant_types_supported in the metadata.',
  },
  unsupported_response_type: {
    status: 400,
    section: 'RFC 6749 §4.1.2.1',
    meaning: 'Only response_type=code is offered.',
    remedy: 'Send response_type=code.',
  },
  invalid_scope: {
    status: 400,
    section: 'RFC 6749 §5.2',
    meaning:
      'A scope is unknown, malformed, not among those the app is registered for, or more than was granted.',
    remedy: 'Ask for scopes the app is registered for; a refresh can only narrow.',
  },
  access_denied: {
    status: 403,
    section: 'RFC 6749 §4.1.2.1',
    meaning: 'The user, or a rule of the account, said no.',
    remedy: 'Accept it. Offer to connect again when the user asks for it.',
  },
  login_required: {
    status: 400,
    section: 'OpenID Connect Core §3.1.2.6',
    meaning: 'prompt=none was sent and nobody is signed in.',
    remedy: 'Send the request again without prompt=none.',
  },
  consent_required: {
    status: 400,
    section: 'OpenID Connect Core §3.1.2.6',
    meaning: 'prompt=none was sent and the user would have to be asked.',
    remedy: 'Send the request again without prompt=none.',
  },
  account_selection_required: {
    status: 400,
    section: 'OpenID Connect Core §3.1.2.6',
    meaning: 'prompt=none was sent and the user has to pick an account.',
    remedy: 'Send the request again without prompt=none.',
  },
  sign_in_required: {
    status: 401,
    section: 'Valetkey',
    meaning: 'The console’s API was called without a session, or the session has ended.',
    remedy: 'Sign in to the console, then call again from the same browser.',
  },
  insufficient_user_authentication: {
    status: 401,
    section: 'RFC 9470 §3',
    meaning: 'What was asked for needs a recent sign-in, and this session’s is older.',
    remedy: 'Sign in again, then repeat the same request.',
  },
  server_error: {
    status: 500,
    section: 'RFC 6749 §4.1.2.1',
    meaning: 'Something went wrong on our side.',
    remedy: 'Try again once; then tell the provider the request id.',
  },
  temporarily_unavailable: {
    status: 503,
    section: 'RFC 6749 §4.1.2.1',
    meaning: 'The server cannot answer now, and nothing was changed.',
    remedy: 'Repeat the same request after Retry-After seconds.',
  },
  too_many_requests: {
    status: 429,
    section: 'RFC 6585 §4',
    meaning: 'Too many requests or failed attempts from here.',
    remedy: 'Wait Retry-After seconds; then find out why attempts fail.',
  },
  method_not_allowed: {
    status: 405,
    section: 'RFC 9110 §15.5.6',
    meaning: 'This address does not take this method.',
    remedy: 'Use one of the methods in Allow.',
  },
  content_too_large: {
    status: 413,
    section: 'RFC 9110 §15.5.14',
    meaning: 'The body is too large.',
    remedy: 'Send less.',
  },
  unsupported_media_type: {
    status: 415,
    section: 'RFC 9110 §15.5.16',
    meaning: 'The body’s type or encoding is not taken here.',
    remedy:
      'Send application/x-www-form-urlencoded in UTF-8, without compression (JSON where the document says so).',
  },
  not_found: {
    status: 404,
    section: 'RFC 9110 §15.5.5',
    meaning: 'There is nothing at this address.',
    remedy: 'Take the addresses from the metadata; they are exact, without a slash at the end.',
  },
  invalid_token: {
    status: 401,
    section: 'RFC 6750 §3.1',
    meaning: 'The access token or API key is unknown, expired or revoked.',
    remedy: 'Refresh once; if that fails, ask the user to connect again.',
  },
  insufficient_scope: {
    status: 403,
    section: 'RFC 6750 §3.1',
    meaning: 'The token is good, but not for this call.',
    remedy: 'Send the user through authorize again with the scopes that WWW-Authenticate names.',
  },
  plan_required: {
    status: 403,
    section: 'Valetkey',
    meaning: 'The account’s plan does not include API access.',
    remedy: 'The account’s owner must change the plan; the token works again then.',
  },
  quota_exceeded: {
    status: 429,
    section: 'Valetkey',
    meaning: 'The daily quota of a costly scope is used up.',
    remedy: 'Wait until the start of the next day (UTC), or ask the provider for more.',
  },
} as const satisfies Record<string, ErrorMeaning>;

export type ErrorCode = keyof typeof ERROR_CODES;

export interface OAuthErrorOptions {
  /** What really happened, for the log and the app's own request log; never sent to an unauthenticated caller. */
  reason?: Sentence;
  /** Seconds after which trying again makes sense; becomes `Retry-After`. */
  retryAfterSeconds?: number;
  cause?: unknown;
}

/**
 * An expected refusal: it speaks to the app. Status and section come from {@link ERROR_CODES}.
 * `message` is sent as `error_description`: keep it constant and safe, put details in `reason`.
 */
export class OAuthError extends Error {
  readonly code: ErrorCode;
  readonly reason: Sentence;
  /** A sentence of the catalogue: `say`. */
  readonly description: Sentence;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, description: Sentence, options: OAuthErrorOptions = {}) {
    super(description, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'OAuthError';
    this.code = code;
    this.description = description;
    this.reason = options.reason ?? description;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }
}

/** The characters RFC 6749 §5.2 allows in `error_description`; everything else becomes `?` (S-A24). */
export function toErrorText(text: string): string {
  return text.replace(/"/g, "'").replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?');
}
