/** S-X4: where `state` is judged, one that somebody else used within 24 hours is refused. */
import { STATE_EXAMPLE, say } from '@valetkey/protocol';
import type { App, Id } from '../../store/rows.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import { PageProblem } from '../page-problem.ts';
import type { Provider } from '../providers.ts';
import { logAuthorize } from './conclude.ts';
import type { FrozenRequest } from './frozen-request.ts';

/** @throws {PageProblem} state_refused with the reason `used`. */
export async function claimState(
  core: Core,
  provider: Provider,
  app: App,
  request: FrozenRequest,
  by: { browserHash: string; userId: Id | null },
  requestId: string,
): Promise<void> {
  if (provider.profile.authorize.state !== 'judged' || request.state === null) return;
  const stateHash = core.keys.pepper.hash('state', app.id, request.state);
  if ((await core.store.claimState({ appId: app.id, stateHash, ...by }, nowSeconds(core.clock))) === 'mine')
    return;
  const detail = say('state_used');
  logAuthorize(core, provider, app, requestId, 'refused', 'invalid_request', detail);
  throw new PageProblem(
    provider,
    {
      status: 400,
      key: 'state_refused',
      values: { reason: 'used', app: app.name },
      detail,
      code: STATE_EXAMPLE,
      app: { name: app.name, clientId: app.id },
    },
    { locale: request.locale },
  );
}
