/** Credentials of an API request (RFC 6750 §2), the challenge that answers a bad one (§3), and addresses made safe for logs. */
import { OAuthError, toErrorText, type ErrorCode } from './errors.ts';
import type { ApiCredential } from './guard-api.ts';
import type { Params } from './params.ts';
import type { ApiProfile } from './profile.ts';
import { say, type Sentence } from './sentences/say.ts';

type HeaderValue = string | string[] | undefined;

export interface ApiRequest {
  authorization: HeaderValue;
  /** Names in lower case. */
  headers: Readonly<Record<string, HeaderValue>>;
  query: Params;
}

const LONGEST_CREDENTIAL = 8192;
/** RFC 6750 §2.1: b64token. */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

/**
 * The one credential of a request; null when there is none. Throws invalid_request for two of them or a malformed one (RFC 6750 §3.1),
 * invalid_token for a key in a place where keys are not taken. A token in the query counts only where the profile says so (S-Q2).
 */
export function readCredential(request: ApiRequest, api: ApiProfile): ApiCredential | null {
  const found = [
    readAuthorization(request.authorization, api),
    readKeyHeader(request.headers, api),
    readQueryParameter(request.query, api),
  ].filter(credential => credential !== null);
  if (found.length > 1) throw invalidRequest(say('call_two_credentials'));
  return found[0] ?? null;
}

/** API keys of ours begin with `vkk_`: keys and tokens are told apart by their form. */
export function isApiKey(value: string): boolean {
  return value.startsWith('vkk_');
}

/** The value of `WWW-Authenticate`; without an error it is the bare challenge for a request without credentials (RFC 6750 §3). */
export function bearerChallenge(options: {
  error?: ErrorCode;
  description?: string;
  scopes?: readonly string[];
}): string {
  const { error, description, scopes = [] } = options;
  const parts = ['realm="api"'];
  if (error !== undefined) parts.push(`error="${error}"`);
  if (description !== undefined) parts.push(`error_description="${toErrorText(description)}"`);
  if (scopes.length > 0) parts.push(`scope="${toErrorText(scopes.join(' '))}"`);
  return `Bearer ${parts.join(', ')}`;
}

/** An address for a log: the names of its parameters, `***` for their values (S-U2). */
export function redactQuery(pathWithQuery: string): string {
  const [address = ''] = pathWithQuery.split('#', 1);
  const mark = address.indexOf('?');
  if (mark < 0) return address;
  const parts = address.slice(mark + 1).split('&');
  return address.slice(0, mark + 1) + parts.map(redactPart).join('&');
}

/** What has no `=` may be a value whose name was forgotten. */
function redactPart(part: string): string {
  const equals = part.indexOf('=');
  if (equals < 0) return part === '' ? '' : '***';
  return `${part.slice(0, equals)}=***`;
}

/** Counted from the end: a pattern for it takes a quarter of a second for 16,000 spaces in the middle (S-V5). */
function withoutEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ') end--;
  return text.slice(0, end);
}

function readAuthorization(header: HeaderValue, api: ApiProfile): ApiCredential | null {
  const value = single(header, say('call_authorization_twice'));
  const [, scheme = '', rest = ''] = /^([^ ]*) *(.*)$/s.exec(value ?? '') ?? [];
  // Another scheme is for somebody else (a proxy); for us the request has no credential.
  return scheme.toLowerCase() === 'bearer' ? toCredential(withoutEnd(rest), api) : null;
}

function readQueryParameter(query: Params, api: ApiProfile): ApiCredential | null {
  if (api.queryParameter === undefined) return null;
  if (query.repeated.has(api.queryParameter)) {
    throw invalidRequest(say('call_token_twice'));
  }
  const value = query.get(api.queryParameter);
  return value === undefined ? null : toCredential(value, api);
}

function toCredential(text: string, api: ApiProfile): ApiCredential {
  const value = checkCredential(text);
  if (!isApiKey(value)) return { type: 'bearer', value };
  if (api.keyAsBearer) return { type: 'api_key', value, companions: {} };
  throw new OAuthError(
    'invalid_token',
    api.keyHeader === undefined ? say('call_no_keys') : say('call_key_header', { name: api.keyHeader }),
  );
}

function readKeyHeader(headers: ApiRequest['headers'], api: ApiProfile): ApiCredential | null {
  if (api.keyHeader === undefined) return null;
  const key = singleHeader(headers, api.keyHeader);
  if (key === undefined || key === '') return null;
  const companions: Record<string, string> = {};
  for (const { header } of api.keyCompanions ?? []) {
    const value = singleHeader(headers, header);
    if (value !== undefined) companions[header] = value;
  }
  return { type: 'api_key', value: checkCredential(key), companions };
}

function singleHeader(headers: ApiRequest['headers'], name: string): string | undefined {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return single(value, say('call_header_twice', { name }));
}

function single(value: HeaderValue, refusal: Sentence): string | undefined {
  if (!Array.isArray(value)) return value;
  if (value.length > 1) throw invalidRequest(refusal);
  return value[0];
}

function checkCredential(text: string): string {
  if (text.length <= LONGEST_CREDENTIAL && TOKEN.test(text)) return text;
  throw invalidRequest(say('call_credential_malformed'));
}

function invalidRequest(description: Sentence): OAuthError {
  return new OAuthError('invalid_request', description);
}
