/** Authorization server metadata (RFC 8414 §2): what is truly offered, and nothing else (S-I11 to S-I13). */
import { PAGE_LOCALES, type AppAuthentication, type Profile } from './profile.ts';

export interface ServerMetadataInput {
  /** Without a slash at the end. */
  issuer: string;
  profile: Profile;
  /** Every scope the provider knows. */
  scopes: readonly string[];
  /** Whether keys are published: true where access tokens are JWTs. */
  jwks: boolean;
}

export function serverMetadata({
  issuer,
  profile,
  scopes,
  jwks,
}: ServerMetadataInput): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: issuer + (profile.authorize.paths[0]?.path ?? ''),
    ...tokenEndpoint(issuer, profile),
    ...(jwks ? { jwks_uri: issuer + profile.jwksPath } : {}),
    ...(profile.authorize.scope === 'ignored' ? {} : { scopes_supported: [...scopes] }),
    response_types_supported: ['code'],
    response_modes_supported: [...profile.authorize.responseModes],
    grant_types_supported: [...profile.token.grants],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: profile.authorize.iss,
    ui_locales_supported: [...PAGE_LOCALES],
    revocation_endpoint: issuer + profile.revokePath,
    revocation_endpoint_auth_methods_supported: wireNames(revocationAuthentication(profile)),
    introspection_endpoint: issuer + profile.introspectPath,
    introspection_endpoint_auth_methods_supported: wireNames(introspectionAuthentication(profile)),
  };
}

/** How apps authenticate to revoke: as at the token endpoint, but never in an address, whatever the profile (D-9). */
export function revocationAuthentication(profile: Profile): AppAuthentication[] {
  const methods = profile.token.authentication.filter(method => method !== 'query');
  return methods.length === 0 ? ['basic', 'post'] : methods;
}

/** Introspection is never open to callers without a secret (RFC 7662 §2.1, S-I6). */
export function introspectionAuthentication(profile: Profile): AppAuthentication[] {
  return revocationAuthentication(profile).filter(method => method !== 'none');
}

/** D-9: a token endpoint that takes secrets in its address is for those who know it from the company's document. */
function tokenEndpoint(issuer: string, profile: Profile): Record<string, unknown> {
  if (profile.token.method === 'GET') return {};
  return {
    token_endpoint: issuer + profile.token.path,
    token_endpoint_auth_methods_supported: wireNames(profile.token.authentication),
  };
}

function wireNames(methods: readonly AppAuthentication[]): string[] {
  const names = { basic: 'client_secret_basic', post: 'client_secret_post', none: 'none', query: null };
  return methods.map(method => names[method]).filter(name => name !== null);
}
