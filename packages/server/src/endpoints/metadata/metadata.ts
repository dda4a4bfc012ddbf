/** Authorization server metadata (RFC 8414), at the path-inserted, the appended and the OpenID-style address. */
import { serverMetadata } from '@valetkey/protocol';
import type { Provider } from '../../domain/providers.ts';
import type { Answer } from '../../http/answer.ts';

/** Depends on the configuration alone, never on a header of the request (S-I14, S-A28). */
export function metadata(provider: Provider): Answer {
  const { issuer, profile, scopeNames, accessToken } = provider;
  const body = serverMetadata({ issuer, profile, scopes: scopeNames, jwks: accessToken.format === 'jwt' });
  return { kind: 'json', status: 200, body, cacheSeconds: 300, headers: PUBLIC };
}

/** Anybody's page may read what is public anyway. */
const PUBLIC = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
