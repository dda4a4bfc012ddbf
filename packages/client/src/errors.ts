/** The errors of the client: one class, one table. Each says what happened, why, and what to do; none holds a token or a secret (S-R9, S-T7). */
import { toErrorText } from '@valetkey/protocol';

interface ErrorText {
  meaning: string;
  remedy: string;
}

/** Every code a caller can meet. `docs/guides/client.md` is this table. */
export const CLIENT_ERRORS = {
  config: {
    meaning: 'The client is set up wrongly.',
    remedy: 'Correct what the message names; it is found when the app starts.',
  },
  bad_callback: {
    meaning: 'The callback is not the answer to a connection that this browser began.',
    remedy: 'Show the user a button to connect again. Never accept the request.',
  },
  access_denied: {
    meaning: 'The user, or a rule of the account, said no.',
    remedy: 'Accept it; offer to connect again when the user asks for it.',
  },
  authorization_refused: {
    meaning: 'The provider refused the authorization request.',
    remedy: 'Read `error` and `description`; it is mostly a scope or a redirect URI that is not registered.',
  },
  token_refused: {
    meaning: 'The provider refused the token request.',
    remedy:
      'Read `error` and `description`; give the provider the request id. Ask the user to connect again.',
  },
  secret_refused: {
    meaning: 'The provider does not accept the client secret.',
    remedy: 'Correct clientSecret (and previousClientSecret while rotating). No connection is lost by this.',
  },
  hostile_answer: {
    meaning: 'The provider’s answer is not what OAuth allows: too large, not JSON, wrong types.',
    remedy: 'Check the address of the endpoint; tell the provider, with the request id.',
  },
  unreachable: {
    meaning: 'The provider gave no usable answer in time.',
    remedy: 'Try again later. No connection is lost by this.',
  },
  unsafe_address: {
    meaning: 'An address is not one this client sends credentials to.',
    remedy: 'Use https and public hosts, or name the origin in the configuration.',
  },
  metadata: {
    meaning: 'The provider’s metadata is missing, contradicts the configuration or lacks what is needed.',
    remedy: 'Compare `issuer` with the provider’s documentation, or configure the endpoints.',
  },
  unknown_provider: {
    meaning: 'No provider of that name is configured.',
    remedy: 'Answer 404, or add it to `providers`.',
  },
  unknown_connection: {
    meaning: 'There is no such connection.',
    remedy: 'Ask the user to connect.',
  },
  needs_reconnect: {
    meaning: 'The provider no longer accepts this connection.',
    remedy: 'Ask the user to connect again; `reason` says why.',
  },
  vault_key: {
    meaning: 'A record cannot be opened with the keys that were given.',
    remedy: 'Give the vault the key it was written with (as `key`, or in `previousKeys`).',
  },
  vault_record: {
    meaning: 'A record of the vault was changed or moved by somebody else than this client.',
    remedy: 'Treat it as an attack or a damaged database: restore it, or ask the user to connect again.',
  },
  vault_unavailable: {
    meaning: 'The vault’s database does not answer.',
    remedy: 'Restore the database. No connection is lost by this.',
  },
  rate_limited: {
    meaning: 'The call would have to wait longer for the provider’s limit than it may.',
    remedy: 'Call less often, or raise `maxWaitSeconds`.',
  },
  bad_webhook: {
    meaning: 'The webhook is not signed by the provider, or too old.',
    remedy: 'Answer 401 and change nothing. Check the signing secret and the clock.',
  },
} as const satisfies Record<string, ErrorText>;

export type ClientErrorCode = keyof typeof CLIENT_ERRORS;

export interface ClientErrorOptions {
  provider?: string | undefined;
  connectionId?: string | undefined;
  status?: number | undefined;
  /** As the server sent it: untrusted, so it is cleaned and cut (S-U3). */
  error?: string | undefined;
  description?: string | undefined;
  requestId?: string | undefined;
  reason?: string | undefined;
  retryAfterSeconds?: number | undefined;
  attempt?: FailedAttempt | undefined;
  cause?: unknown;
}

/** Whose attempt to connect failed. */
interface FailedAttempt {
  provider: string;
  owner: string;
  /** What `beginConnect` was given. */
  returnTo: string | null;
}

/**
 * @example
 * try { await api.fetch(url) } catch (error) {
 *   if (error instanceof ClientError && error.code === 'needs_reconnect') return askToReconnect(error.connectionId);
 *   throw error;
 * }
 */
export class ClientError extends Error {
  readonly code: ClientErrorCode;
  readonly provider: string | undefined;
  readonly connectionId: string | undefined;
  readonly status: number | undefined;
  readonly error: string | undefined;
  readonly description: string | undefined;
  readonly requestId: string | undefined;
  readonly reason: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** Of a failed callback: who to tell, and where to go back to. Absent when the callback may be forged. */
  readonly attempt: FailedAttempt | undefined;
  readonly #what: string;

  constructor(code: ClientErrorCode, what: string, options: ClientErrorOptions = {}) {
    super(messageOf(code, what, options), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ClientError';
    this.code = code;
    this.provider = options.provider;
    this.connectionId = options.connectionId;
    this.status = options.status;
    this.error = cleanText(options.error, 100);
    this.description = cleanText(options.description, 500);
    this.requestId = cleanText(options.requestId, 100);
    this.reason = options.reason;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.attempt = options.attempt;
    this.#what = what;
  }

  get remedy(): string {
    return CLIENT_ERRORS[this.code].remedy;
  }

  /** The same, with the attempt that failed. A new object: several callers may have been given this one. */
  about(attempt: FailedAttempt): ClientError {
    return new ClientError(this.code, this.#what, { ...this, attempt, cause: this.cause });
  }
}

function messageOf(code: ClientErrorCode, what: string, options: ClientErrorOptions): string {
  const told = [cleanText(options.error, 100), cleanText(options.description, 500)]
    .filter(Boolean)
    .join(': ');
  const id = cleanText(options.requestId, 100);
  const parts = [
    what,
    told && `The server says: ${told}.`,
    id && `Request id: ${id}.`,
    CLIENT_ERRORS[code].remedy,
  ];
  return parts.filter(Boolean).join(' ');
}

/** Control characters and what RFC 6749 §5.2 does not allow become `?`: nothing of a server's can break a log line. */
function cleanText(text: unknown, longest: number): string | undefined {
  return typeof text === 'string' && text !== '' ? toErrorText(text.slice(0, longest)) : undefined;
}
