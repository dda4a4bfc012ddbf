/** Cookies (S-L2): `__Host-` and Secure wherever the address is https; on http loopback browsers would drop those, so a plain name there. */

export interface SetCookie {
  name: string;
  /** Null: delete it. */
  value: string | null;
  maxAgeSeconds: number;
  secure: boolean;
}

export function cookieName(base: string, secure: boolean): string {
  return secure ? `__Host-${base}` : base;
}

/** The first cookie of that exact name; values of ours are base64url, anything else is ignored. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (!header || header.length > 16_384) return undefined;
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) {
      const value = pair.slice(at + 1).trim();
      return /^[A-Za-z0-9_-]{16,128}$/.test(value) ? value : undefined;
    }
  }
  return undefined;
}

/** `SameSite=Lax`: a link from an app's site must find the session; a cross-site POST must not. */
export function renderCookie(cookie: SetCookie): string {
  const age = cookie.value === null ? 0 : cookie.maxAgeSeconds;
  return `${cookie.name}=${cookie.value ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${cookie.secure ? '; Secure' : ''}`;
}
