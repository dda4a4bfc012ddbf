/** Which client library is proved on which profile: each test file takes its profiles from here, and docs/interop.md is held to it. */
import { profiles, type ProfileName } from '@valetkey/protocol';

export const SLUGS = Object.keys(profiles) as ProfileName[];

/** Copernica's token request is a GET: most libraries only know the POST. */
const BY_POST = SLUGS.filter(slug => profiles[slug].token.method === 'POST');

export const CLIENTS = {
  'simple-oauth2': BY_POST,
  oauth4webapi: BY_POST,
  'openid-client': BY_POST,
  'passport-oauth2': BY_POST,
  grant: SLUGS,
  'requests-oauthlib': SLUGS,
  'golang-oauth2': BY_POST,
  'ruby-oauth2': SLUGS,
  'omniauth-oauth2': SLUGS,
  curl: SLUGS,
};

/** What is done there, for the title of the test. */
export function waysOf(slug: ProfileName): string {
  const refresh = profiles[slug].token.refresh === 'none' ? '' : 'refresh (R41), ';
  return `connect, call, ${refresh}revoke`;
}
