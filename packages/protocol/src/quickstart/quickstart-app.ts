/** What a quickstart is filled in with, and the addresses that follow from it. */
import type { Profile } from '../profile.ts';

export interface QuickstartApp {
  profile: Profile;
  issuer: string;
  clientId: string;
  /** One of the registered ones. */
  redirectUri: string;
  scopes: readonly string[];
  /** A public app has no secret (RFC 6749 §2.1). */
  isPublic: boolean;
  /** Whether the app is registered for the grant `refresh_token`. */
  refreshes: boolean;
  /** Address of the first call; null where the company has configured none. */
  callUrl: string | null;
}

const SOME_CALL = 'https://api.example.com/me';

export interface QuickstartAddresses {
  authorize: string;
  token: string;
  call: string;
  /** Where the program listens: the redirect URI's own host and port where that is this machine. */
  host: string;
  port: number;
  /** Path of the redirect URI. */
  callback: string;
}

export function addressesOf({ profile, issuer, redirectUri, callUrl }: QuickstartApp): QuickstartAddresses {
  const { protocol, hostname, port, pathname } = new URL(redirectUri);
  const isHere = protocol === 'http:';
  return {
    authorize: issuer + profile.authorize.paths.at(-1)!.path,
    token: issuer + profile.token.path,
    call: callUrl ?? SOME_CALL,
    host: isHere ? hostname.replace(/^\[|\]$/g, '') : 'localhost',
    port: isHere ? Number(port || 80) : 3000,
    callback: pathname,
  };
}

export function hasScope({ profile }: QuickstartApp): boolean {
  return profile.authorize.scope !== 'ignored';
}

/** S4: the token request is a GET, and most libraries only know the POST. */
export function tokenByGet({ profile }: QuickstartApp): boolean {
  return profile.token.method === 'GET';
}

/** S1: the answer comes to the redirect URI as a form. */
export function callbackByPost({ profile }: QuickstartApp): boolean {
  return profile.authorize.responseModes[0] === 'form_post';
}

/** The browser brings a cookie along with another site's POST only where the cookie says so. */
export function attemptCookie(app: QuickstartApp): string {
  return callbackByPost(app) ? 'Path=/; HttpOnly; SameSite=None; Secure' : 'Path=/; HttpOnly; SameSite=Lax';
}

/** An issuer without TLS is one on this machine, and some libraries want to be told that it is meant. */
export function isWithoutTls({ issuer }: QuickstartApp): boolean {
  return issuer.startsWith('http:');
}
