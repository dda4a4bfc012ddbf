/** Grant `client_credentials` (RFC 6749 §4.4): the app acts for itself, no user, no refresh token, no row (R10, S-C21). */
import { OAuthError, isSubset, type TokenRequest, say } from '@valetkey/protocol';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';
import { issueAccessToken, ownSerial, type IssuedTokens } from '../tokens.ts';
import type { App } from '../../store/rows.ts';

export async function grantClientCredentials(
  core: Core,
  provider: Provider,
  app: App,
  request: Extract<TokenRequest, { grantType: 'client_credentials' }>,
): Promise<IssuedTokens> {
  if (app.type === 'public') throw new OAuthError('unauthorized_client', say('app_alone_secret'));
  const scopes = request.scopes ?? app.scopes;
  if (!isSubset(scopes, app.scopes)) throw new OAuthError('invalid_scope', say('app_scopes_wider'));
  const family = await core.store.findOwnFamily(app.id);
  if (family === null) throw new OAuthError('unauthorized_client', say('app_alone'));
  const access = await issueAccessToken(core, provider, family, {
    scopes,
    serial: ownSerial(app, family),
    issuedAt: nowSeconds(core.clock),
    key: core.keys.macKey,
    subject: app.id,
  });
  return { ...access, refreshToken: null, scopes };
}
