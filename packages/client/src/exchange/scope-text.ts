/** Scopes as a server wrote them (RFC 6749 §3.3). */

export function isScopeToken(text: string): boolean {
  return /^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/.test(text);
}
