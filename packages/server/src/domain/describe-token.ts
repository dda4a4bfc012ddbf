/** What a live token is good for (RFC 7662 §2.2). */
import { formatScope } from '@valetkey/protocol';
import type { Provider } from './providers.ts';
import type { TokenReading } from './tokens.ts';

export function describeToken(
  provider: Provider,
  reading: Extract<TokenReading, { live: true }>,
): Record<string, string | number | boolean> {
  const { app, user, account } = reading.context;
  return {
    active: true,
    scope: formatScope(reading.scopes),
    client_id: app.id,
    ...(user ? { username: user.email } : {}),
    token_type: reading.kind === 'access' ? 'Bearer' : 'refresh_token',
    ...(reading.expiresAt === null ? {} : { exp: reading.expiresAt }),
    ...(reading.issuedAt === null ? {} : { iat: reading.issuedAt }),
    sub: user?.id ?? app.id,
    aud: provider.issuer,
    iss: provider.issuer,
    ...(account ? { account: account.id } : {}),
  };
}
