/** An authorization request after validation, frozen (S-A31): later pages read this, never what a browser sends. */
import { addToRedirectUri, matchRedirectUri, type PageLocale, type ResponseMode } from '@valetkey/protocol';
import type { App } from '../../store/rows.ts';
import type { Provider } from '../providers.ts';
import { tryItRedirectUri } from './try-it-redirect.ts';

export interface FrozenRequest {
  redirectUri: string;
  /** False: the app has one and left it out. */
  redirectUriGiven: boolean;
  responseMode: ResponseMode;
  state: string | null;
  scopes: readonly string[];
  codeChallenge: string | null;
  prompts: readonly string[];
  locale: PageLocale;
  loginHint: string | null;
}

/** Somebody signs in to the console; nobody asks for access. */
export interface ConsoleRequest extends Pick<FrozenRequest, 'prompts' | 'locale' | 'loginHint'> {
  /** Path inside the console, checked before it was frozen. */
  returnTo: string;
}

declare const trusted: unique symbol;
/** A redirect URI that is registered for this app, or the console's own. Only {@link trustRedirect} makes one, and only who holds one can send a browser there (R35). */
export type TrustedRedirect = string & { readonly [trusted]: true };

/** The registered redirect URI the request means, or null: then there is no redirect at all (S-A1, S-A4, S-A5). */
export function trustRedirect(
  provider: Provider,
  app: App,
  requested: string | undefined,
): TrustedRedirect | null {
  if (requested === tryItRedirectUri(provider)) return requested as TrustedRedirect;
  const only = app.redirectUris.length === 1 ? app.redirectUris[0] : undefined;
  // Matched also where it was left out: what older rules registered is not followed unseen (S-A9).
  const meant = requested ?? only;
  return meant !== undefined && matchRedirectUri(meant, app.redirectUris, { native: app.native })
    ? (meant as TrustedRedirect)
    : null;
}

/** The way back to the app, as a value. */
export interface AuthorizationResponse {
  redirect: TrustedRedirect;
  responseMode: ResponseMode;
  fields: readonly (readonly [string, string])[];
  /** Of the page that posts itself; null: as the browser asks. */
  locale: PageLocale | null;
}

/** Adds `state` unchanged and `iss` (RFC 9207) to the outcome, success or error alike. */
export function respond(
  provider: Provider,
  redirect: TrustedRedirect,
  request: Pick<AuthorizationResponse, 'responseMode' | 'locale'> & { state: string | null | undefined },
  outcome: readonly (readonly [string, string])[],
): AuthorizationResponse {
  const fields = [...outcome];
  if (request.state !== null && request.state !== undefined) fields.push(['state', request.state]);
  if (provider.profile.authorize.iss) fields.push(['iss', provider.issuer]);
  return { redirect, responseMode: request.responseMode, fields, locale: request.locale };
}

/** RFC 6749 §4.1.2: added to the address without losing its own query (R33). */
export function responseUrl(response: AuthorizationResponse): string {
  return addToRedirectUri(response.redirect, response.fields);
}
