/**
 * The console's own redirect URI, where "Try it" gets its answers. No app registers it and none is told codes there but its own people:
 * the dispatcher refuses everybody else, and the page belongs to the provider.
 */
import type { App, User } from '../../store/rows.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';

export function tryItRedirectUri({ issuer }: Provider): string {
  return `${issuer}/console/try-it`;
}

export async function mayTry(core: Core, app: App, user: User): Promise<boolean> {
  return (await core.store.findAppRole(app.id, user.id)) !== null;
}
