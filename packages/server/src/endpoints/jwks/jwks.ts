/** JSON Web Key Set (RFC 7517): public keys only (S-I15), the next one published before it signs. */
import type { Core } from '../../domain/core.ts';
import type { Answer } from '../../http/answer.ts';

export function jwks(core: Core): Answer {
  return {
    kind: 'json',
    status: 200,
    body: core.keys.jwks,
    cacheSeconds: 300,
    headers: { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' },
  };
}
