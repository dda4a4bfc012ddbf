/** Guards: the company's API servers that ask about credentials. They hold a secret from the configuration; several, so that it can be rotated. */
import type { Provider } from './providers.ts';
import { bearerOf, equalSecrets } from './secrets.ts';

/** `authorization`: the whole header, `Bearer <guard secret>`. */
export function isGuard(provider: Provider, authorization: string | undefined): boolean {
  return isGuardSecret(provider, bearerOf(authorization) ?? '');
}

export function isGuardSecret(provider: Provider, presented: string): boolean {
  // Every secret is compared, so that time tells nothing about which one fits.
  return provider.config.guardSecrets.filter(secret => equalSecrets(presented, secret)).length > 0;
}
