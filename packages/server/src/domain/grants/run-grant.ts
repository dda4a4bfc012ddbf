/** What every grant has in common once it is known whose request it is: parsed by the profile, allowed for this app, run. */
import { OAuthError, parseTokenRequest, type Params, say } from '@valetkey/protocol';
import type { App } from '../../store/rows.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';
import type { IssuedTokens } from '../tokens.ts';
import { redeemAuthorizationCode } from './authorization-code.ts';
import { grantClientCredentials } from './client-credentials.ts';
import { refresh } from './refresh-token.ts';

/** @param app that was authenticated */
export async function runGrant(
  core: Core,
  provider: Provider,
  app: App,
  params: Params,
): Promise<{ tokens: IssuedTokens; grant: string }> {
  const request = parseTokenRequest(params, provider.profile);
  const grant = request.grantType;
  if (!app.grants.includes(grant)) {
    throw new OAuthError('unauthorized_client', say('grant_not_registered', { grant }), {
      reason: say('grants_registered', { grants: app.grants.join(', ') }),
    });
  }
  switch (request.grantType) {
    case 'authorization_code':
      return { grant, tokens: await redeemAuthorizationCode(core, provider, app, request) };
    case 'refresh_token':
      return { grant, tokens: await refresh(core, provider, app, request) };
    case 'client_credentials':
      return { grant, tokens: await grantClientCredentials(core, provider, app, request) };
  }
}
