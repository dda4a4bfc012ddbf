/** A request begins its way through the pages: frozen, bound to one browser, for ten minutes (S-A29, S-A31). */
import type { Id } from '../../store/rows.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import { newId } from '../ids.ts';
import type { Provider } from '../providers.ts';
import type { ConsoleRequest, FrozenRequest } from './frozen-request.ts';

const INTERACTION_SECONDS = 600;

/** The address of its first page. `appId` null: a sign-in to the console. */
export async function startInteraction(
  core: Core,
  provider: Provider,
  appId: Id | null,
  browserHash: string,
  request: FrozenRequest | ConsoleRequest,
): Promise<string> {
  const now = nowSeconds(core.clock);
  const id = newId(core.clock.nowMs());
  await core.store.createInteraction({
    id,
    provider: provider.slug,
    appId,
    browserHash,
    request: JSON.stringify(request),
    createdAt: now,
    expiresAt: now + INTERACTION_SECONDS,
  });
  return `${provider.issuer}/interactions/${id}`;
}
