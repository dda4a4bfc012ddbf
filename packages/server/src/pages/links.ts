/** Which addresses may become links, images or form targets (S-N5). What is not allowed becomes null and is not shown. */

const BASE = 'https://own.invalid';

function parse(address: string): URL | null {
  return URL.parse(address, BASE);
}

/** An address an app or provider gave us: absolute and https, or nothing (S-N5). */
export function externalHref(address: string | null): string | null {
  if (address === null || !/^https:\/\//i.test(address)) return null;
  const url = URL.parse(address);
  return url !== null && url.username === '' && url.password === '' ? url.href : null;
}

/** A link of our own: a path, a query, or an absolute http(s) address; never `javascript:` and its like. */
export function ownHref(address: string | null): string | null {
  if (address === null) return null;
  const url = parse(address);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? address : null;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Back to an app: https, http on loopback, or a native app's private-use scheme, which has a dot (RFC 8252 §7.1). */
export function appHref(address: string | null): string | null {
  if (address === null) return null;
  const url = URL.parse(address);
  if (url === null) return null;
  if (url.protocol === 'https:') return address;
  if (url.protocol === 'http:') return LOOPBACK.has(url.hostname) ? address : null;
  return url.protocol.includes('.') ? address : null;
}

/** A picture: inlined PNG or WebP, or a path on our own origin. Anything else would be a request to somebody else (S-N4). */
export function imageSource(address: string | null): string | null {
  if (address === null) return null;
  if (/^data:image\/(?:png|webp);base64,[A-Za-z0-9+/]+={0,2}$/.test(address)) return address;
  return /^\/(?![/\\])/.test(address) && parse(address)?.origin === BASE ? address : null;
}
