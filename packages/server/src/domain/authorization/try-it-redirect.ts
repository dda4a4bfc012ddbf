/**
 * The console's own redirect URI, where "Try it" gets its answers. No app registers it, and codes go there for an app's own people only:
 * the dispatcher refuses everybody else, and the page belongs to the provider.
 */
import type { Provider } from '../providers.ts';

export function tryItRedirectUri({ issuer }: Provider): string {
  return `${issuer}/console/try-it`;
}
