/** The token response (RFC 6749 §5.1), with exactly the members a profile's document lists, in its order (R40). */
import type { Profile } from './profile.ts';
import { formatScope } from './scope.ts';

export interface TokenValues {
  accessToken: string;
  /** Seconds; null: lives until revoked. */
  expiresIn: number | null;
  refreshToken: string | null;
  scopes: readonly string[];
}

/** Members that have no value are left out. */
export function renderTokenResponse(profile: Profile, values: TokenValues): Record<string, string | number> {
  const members = {
    access_token: values.accessToken,
    token_type: 'Bearer',
    expires_in: values.expiresIn,
    refresh_token: values.refreshToken,
    scope: formatScope(values.scopes) || null,
  };
  const response: Record<string, string | number> = {};
  for (const name of profile.token.response) {
    const value = members[name];
    if (value !== null) response[name] = value;
  }
  return response;
}
