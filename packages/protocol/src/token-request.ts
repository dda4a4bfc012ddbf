/** The token request (RFC 6749 §4.1.3, §4.4.2, §6): which grant, with what. */
import { OAuthError } from './errors.ts';
import { checkNotRepeated, type Params } from './params.ts';
import { isCodeVerifier } from './pkce.ts';
import type { GrantType, Profile } from './profile.ts';
import { parseScope } from './scope.ts';
import { say } from './sentences/say.ts';

export * from './app-credentials.ts';

export type TokenRequest =
  | {
      grantType: 'authorization_code';
      code: string;
      redirectUri: string | undefined;
      codeVerifier: string | undefined;
    }
  /** `scopes` null: as granted. */
  | { grantType: 'refresh_token'; refreshToken: string; scopes: string[] | null }
  | { grantType: 'client_credentials'; scopes: string[] | null };

const KNOWN = ['grant_type', 'code', 'redirect_uri', 'code_verifier', 'refresh_token', 'scope'];

/** Throws invalid_request, unsupported_grant_type, invalid_scope, or invalid_grant for a malformed verifier. */
export function parseTokenRequest(params: Params, profile: Profile): TokenRequest {
  checkNotRepeated(params, KNOWN);
  const grantType = parseGrantType(params, profile);
  if (grantType === 'authorization_code') return parseCodeRequest(params);
  if (grantType === 'client_credentials') return { grantType, scopes: parseOptionalScope(params) };
  const refreshToken = getRequired(params, 'refresh_token');
  return { grantType, refreshToken, scopes: parseOptionalScope(params) };
}

function parseGrantType(params: Params, profile: Profile): GrantType {
  const named = params.get('grant_type');
  if (named === undefined && !profile.token.grantTypeNamed) return 'authorization_code';
  if (named === undefined) throw missing('grant_type');
  const grantType = profile.token.grants.find(grant => grant === named);
  if (grantType !== undefined) return grantType;
  const offered = profile.token.grants.join(', ');
  throw new OAuthError('unsupported_grant_type', say('grant_unsupported', { offered }));
}

function parseCodeRequest(params: Params): TokenRequest {
  const code = getRequired(params, 'code');
  const codeVerifier = params.get('code_verifier');
  if (codeVerifier !== undefined && !isCodeVerifier(codeVerifier)) {
    // S-B11: a verifier that cannot be one is a wrong one.
    throw new OAuthError('invalid_grant', say('verifier_malformed'));
  }
  return { grantType: 'authorization_code', code, redirectUri: params.get('redirect_uri'), codeVerifier };
}

function parseOptionalScope(params: Params): string[] | null {
  const text = params.get('scope');
  return text === undefined ? null : parseScope(text);
}

function getRequired(params: Params, name: string): string {
  const value = params.get(name);
  if (value === undefined) throw missing(name);
  return value;
}

function missing(name: string): OAuthError {
  return new OAuthError('invalid_request', say('parameter_missing', { name }));
}
