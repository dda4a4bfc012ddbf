/** Redirect URIs (RFC 6749 §3.1.2, RFC 8252 §7, RFC 9700 §4.1): what may be registered, what a request may name, and how answers are added. */
import { OAuthError } from './errors.ts';
import { queryNames } from './query-names.ts';
import { say, type Sentence } from './sentences/say.ts';

export interface RedirectUriRules {
  /** http on 127.0.0.1, [::1] and localhost. */
  loopbackHttp: boolean;
  /** Private-use schemes (RFC 8252 §7.1), for native apps. */
  nativeSchemes: boolean;
  /** Whether the app is a native one. */
  native: boolean;
}

const LONGEST = 2048;
const LOOPBACK_HOSTS = new Set(['127.0.0.1', '[::1]', 'localhost']);
const RESPONSE_PARAMETERS = ['code', 'state', 'iss', 'error', 'error_description'];
/** scheme, authority (absent without `//`), path, query: RFC 3986 Appendix B, on the raw text. */
const PARTS = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?]*))?([^?]*)(?:\?(.*))?$/s;
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(?::([1-9][0-9]{0,4}))?([/?].*)?$/;

/** Throws invalid_request with what is wrong, why, and what to do, when `uri` may not be registered (S-A8 to S-A12). */
export function checkRedirectUri(uri: string, rules: RedirectUriRules): void {
  checkCharacters(uri);
  const [, scheme = '', authority, path = '', query] = PARTS.exec(uri) ?? [];
  if (scheme === '') throw refusal(say('redirect_uri_relative'));
  if (scheme === 'https') checkWebAuthority(uri, authority);
  else if (scheme === 'http') checkLoopback(uri, authority, rules);
  else checkPrivateScheme(scheme, authority, path, rules);
  checkDotSegments(path);
  checkOwnQuery(query ?? '');
}

/**
 * Whether a request may name this redirect URI: byte for byte a registered one (S-A1). For native apps a registered http loopback URI
 * matches on any port; everything else, the spelling of the host too, must be equal (RFC 8252 §7.3, S-A6). Nothing is parsed or normalised.
 */
export function matchRedirectUri(
  requested: string,
  registered: readonly string[],
  options: { native: boolean },
): boolean {
  if (!hasSafeScheme(requested)) return false;
  if (registered.includes(requested)) return true;
  const key = options.native ? loopbackWithoutPort(requested) : null;
  return key !== null && registered.some(uri => loopbackWithoutPort(uri) === key);
}

/** Adds the answer's parameters; the URI's own query stays as it is, byte for byte (R33). */
export function addToRedirectUri(uri: string, params: readonly (readonly [string, string])[]): string {
  const added = params.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  if (added.length === 0) return uri;
  return uri + separatorAfter(uri) + added.join('&');
}

/** Only the first `?` begins a query; further ones belong to it (RFC 3986 §3.4). */
function separatorAfter(uri: string): '?' | '&' | '' {
  const query = uri.indexOf('?');
  if (query < 0) return '?';
  return query === uri.length - 1 || uri.endsWith('&') ? '' : '&';
}

/** Where the browser goes, for people: `app.example:8443`, or `com.example.app:` for an app's own scheme. */
export function redirectHost(uri: string): string {
  const [, scheme = '', authority] = PARTS.exec(uri) ?? [];
  return isWeb(scheme) ? (authority ?? '') : `${scheme}:`;
}

/** Whether it leads to the user's own machine, where any program may listen (RFC 8252 §8.3). */
export function isLoopbackUri(uri: string): boolean {
  const [, scheme = '', authority = ''] = PARTS.exec(uri) ?? [];
  return isWeb(scheme) && LOOPBACK_HOSTS.has(authority.replace(/:[0-9]*$/, '').toLowerCase());
}

/** Checked again at request time: a registration made under older rules redirects nowhere dangerous (S-A8, S-A9). */
function hasSafeScheme(uri: string): boolean {
  const scheme = PARTS.exec(uri)?.[1] ?? '';
  return scheme === 'https' || (scheme === 'http' ? LOOPBACK.test(uri) : scheme.includes('.'));
}

function loopbackWithoutPort(uri: string): string | null {
  const [, host, port, rest = ''] = LOOPBACK.exec(uri) ?? [];
  return host === undefined || Number(port ?? 80) > 65535 ? null : `${host}${rest}`;
}

function checkCharacters(uri: string): void {
  if (uri.length > LONGEST) throw refusal(say('redirect_uri_long', { limit: LONGEST }));
  if (uri.includes('#')) {
    throw refusal(say('redirect_uri_fragment'));
  }
  if (!/^[A-Za-z0-9\-._~:/?[\]@!$&'()*+,;=%]+$/.test(uri)) {
    throw refusal(say('redirect_uri_characters'));
  }
  if (/%(?![0-9A-Fa-f]{2})/.test(uri)) {
    throw refusal(say('redirect_uri_percent'));
  }
  if (/%(?:[01][0-9A-Fa-f]|7[Ff]|5[Cc])/.test(uri)) {
    throw refusal(say('redirect_uri_control'));
  }
}

function checkWebAuthority(uri: string, authority: string | undefined): void {
  if (authority === undefined || authority === '') {
    throw refusal(say('redirect_uri_no_host'));
  }
  if (authority.includes('@')) {
    throw refusal(say('redirect_uri_user'));
  }
  const [, host = '', port] =
    /^(\[[0-9a-f:.]+\]|[a-z0-9-]+(?:\.[a-z0-9-]+)*)(?::([1-9][0-9]{0,4}))?$/i.exec(authority) ?? [];
  if (host === '' || Number(port ?? 443) > 65535 || !isCanonicalHost(uri, host)) {
    throw refusal(say('redirect_uri_host'));
  }
}

/** `0x7f.1` and `2130706433` are 127.0.0.1 to a browser: the text must already be what a browser makes of it. */
function isCanonicalHost(uri: string, host: string): boolean {
  try {
    return new URL(uri).hostname === host.toLowerCase();
  } catch {
    return false;
  }
}

function checkLoopback(uri: string, authority: string | undefined, rules: RedirectUriRules): void {
  checkWebAuthority(uri, authority);
  if (!LOOPBACK.test(uri)) {
    throw refusal(say('redirect_uri_http'));
  }
  if (!rules.loopbackHttp) throw refusal(say('redirect_uri_https_only'));
}

/** RFC 8252 §7.1: a scheme made of a domain of the app's maker, followed by a path. Schemes without a dot belong to browsers and systems. */
function checkPrivateScheme(
  scheme: string,
  authority: string | undefined,
  path: string,
  rules: RedirectUriRules,
): void {
  if (!/^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+$/.test(scheme)) {
    throw refusal(say('redirect_uri_scheme'));
  }
  if (!rules.nativeSchemes || !rules.native) {
    throw refusal(say(rules.nativeSchemes ? 'redirect_uri_native_only' : 'redirect_uri_own_scheme'));
  }
  if (authority !== undefined || !path.startsWith('/')) {
    throw refusal(say('redirect_uri_no_path'));
  }
}

function checkDotSegments(path: string): void {
  const isDots = (segment: string): boolean => /^(?:\.|%2e){1,2}$/i.test(segment);
  if (!path.split('/').some(isDots)) return;
  throw refusal(say('redirect_uri_dots'));
}

/** S-A12: the answer must not contain a parameter twice. */
function checkOwnQuery(query: string): void {
  const name = queryNames(query).find(candidate => RESPONSE_PARAMETERS.includes(candidate));
  if (name === undefined) return;
  throw refusal(say('redirect_uri_parameter', { name }));
}

function isWeb(scheme: string): boolean {
  return scheme === 'https' || scheme === 'http';
}

function refusal(sentence: Sentence): OAuthError {
  return new OAuthError('invalid_request', sentence);
}
