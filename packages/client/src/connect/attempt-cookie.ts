/**
 * The cookie that binds an attempt to a browser. Where the provider's answer is a POST from another site, `Lax` would keep the cookie at home:
 * there it is `SameSite=None; Secure`. It is worth nothing to a forger, who does not know its value, and it opens nothing but this attempt.
 */
import type { Endpoints } from '../provider/provider.ts';
import { ATTEMPT_SECONDS, hashText } from './attempt.ts';

interface CookiePlace {
  provider: string;
  state: string;
  redirectUri: string;
}

/** S-R3: provider and attempt are in the name, so two tabs, or two providers, do not disturb one another. */
function nameOf({ provider, state, redirectUri }: CookiePlace): string {
  const base = `vk-${provider}-${hashText(state).slice(0, 12)}`;
  return isHttps(redirectUri) ? `__Host-${base}` : base;
}

export function renderAttemptCookie(
  place: CookiePlace,
  value: string | null,
  isPostedAcrossSites: boolean,
): string {
  const age = value === null ? 0 : ATTEMPT_SECONDS;
  // Most browsers take Secure cookies on http://localhost, too; SameSite=None only with it.
  const site = isPostedAcrossSites
    ? 'SameSite=None; Secure'
    : `SameSite=Lax${isHttps(place.redirectUri) ? '; Secure' : ''}`;
  return `${nameOf(place)}=${value ?? ''}; Path=/; Max-Age=${age}; HttpOnly; ${site}`;
}

/** Between two programs on this machine every browser sends Lax cookies, and not every one keeps Secure ones. */
export function isPostedAcrossSites(endpoints: Endpoints, redirectUri: string): boolean {
  return endpoints.formPost && new URL(endpoints.authorization).hostname !== new URL(redirectUri).hostname;
}

export function readAttemptCookie(header: string | null | undefined, place: CookiePlace): string | undefined {
  if (!header || header.length > 32_768) return undefined;
  const name = nameOf(place);
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

function isHttps(uri: string): boolean {
  return uri.startsWith('https:');
}
