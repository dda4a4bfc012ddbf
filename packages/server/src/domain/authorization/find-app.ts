/** The app of an authorization request, as far as a browser may be told about it. */
import { isAppUsable } from '../../store/liveness.ts';
import type { App } from '../../store/rows.ts';
import type { Core } from '../core.ts';
import { isId } from '../ids.ts';
import { PageProblem } from '../page-problem.ts';
import type { Provider } from '../providers.ts';

/** @throws {PageProblem} the same page for unknown and suspended (S-A3); its own for one that waits for approval (R13). */
export async function findAppForPage(core: Core, provider: Provider, clientId: string): Promise<App> {
  const app = isId(clientId) ? await core.store.findApp(clientId) : null;
  if (app?.provider === provider.slug && app.status === 'in_review') {
    throw new PageProblem(provider, {
      status: 400,
      key: 'app_not_approved',
      app: { name: app.name, clientId: app.id },
      values: { app: app.name },
    });
  }
  if (app === null || app.provider !== provider.slug || !isAppUsable(app))
    throw new PageProblem(provider, { status: 400, key: 'unknown_app' });
  return app;
}
