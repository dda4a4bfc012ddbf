/** A request begins its way through the pages: frozen, bound to one browser, for ten minutes (S-A29, S-A31). */
import type { App } from '../../store/rows.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import { newId } from '../ids.ts';
import type { Provider } from '../providers.ts';
import type { FrozenRequest } from './frozen-request.ts';

const INTERACTION_SECONDS = 600;

/** The address of its first page. */
export async function startInteraction(
  core: Core,
  provider: Provider,
  app: App,
  browserHash: string,
  request: FrozenRequest,
): Promise<string> {
  const now = nowSeconds(core.clock);
  const id = newId(core.clock.nowMs());
  await core.store.createInteraction({
    id,
    provider: provider.slug,
    appId: app.id,
    browserHash,
    request: JSON.stringify(request),
    createdAt: now,
    expiresAt: now + INTERACTION_SECONDS,
  });
  return `${provider.issuer}/interactions/${id}`;
}
