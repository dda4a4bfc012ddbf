/** The form of PKCE values (RFC 7636 §4.1, §4.2); comparing them needs a hash and is the server's. */

/** An S256 challenge: 32 bytes in base64url are exactly 43 characters (S-B10). */
export function isCodeChallenge(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** 43 to 128 unreserved characters (RFC 7636 §4.1, S-B11). */
export function isCodeVerifier(text: string): boolean {
  return /^[A-Za-z0-9._~-]{43,128}$/.test(text);
}
