/** Grant `authorization_code` (RFC 6749 §4.1.3, RFC 7636 §4.6): every check before anything is consumed, so a failed attempt costs nobody the code (D-3, D-4). */
import { hash, timingSafeEqual } from 'node:crypto';
import { OAuthError, scopesOfMask, type TokenRequest, say, type Sentence } from '@valetkey/protocol';
import { hashRedirectUri } from '../authorization/issue-code.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import { explainDeath } from '../explain-death.ts';
import type { Provider } from '../providers.ts';
import { randomToken } from '../secrets.ts';
import { decodeCode, type CodeContent } from '../token-format.ts';
import { issueAccessToken, newStoredToken, refreshTokenOf, type IssuedTokens } from '../tokens.ts';
import type { App, ConnectionContext, Family } from '../../store/rows.ts';

type CodeRequest = Extract<TokenRequest, { grantType: 'authorization_code' }>;

export async function redeemAuthorizationCode(
  core: Core,
  provider: Provider,
  app: App,
  request: CodeRequest,
): Promise<IssuedTokens> {
  const code = await decodeCode(core.keys, request.code);
  if (code === null) throw refused(say('code_not_ours'));
  const now = nowSeconds(core.clock);
  if (code.expiresAt <= now)
    throw refused(say('code_expired', { ago: now - code.expiresAt, lifetime: provider.codeLifetimeSeconds }));
  const connection = await core.store.findConnectionById(code.connectionId);
  checkBinding(provider, app, connection);
  checkRedirectUri(code, request.redirectUri);
  checkVerifier(code, request.codeVerifier);
  return await redeem(core, provider, app, code, connection);
}

/** S-B6: a code of another app is refused and stays redeemable by that one. */
function checkBinding(
  provider: Provider,
  app: App,
  connection: ConnectionContext | null,
): asserts connection is ConnectionContext {
  if (connection === null || connection.connection.provider !== provider.slug || connection.app.id !== app.id)
    throw refused(say('code_foreign'));
}

/** R38, S-B7: named in the authorization request, it must be named again, and be the same. */
function checkRedirectUri(code: CodeContent, redirectUri: string | undefined): void {
  if (redirectUri === undefined) {
    if (code.redirectUriGiven) throw refused(say('code_redirect_uri_missing'));
  } else if (!timingSafeEqual(hashRedirectUri(redirectUri), code.redirectUriHash)) {
    throw refused(say('code_redirect_uri_differs'));
  }
}

/** RFC 7636 §4.6; RFC 9700 §4.8.2: a verifier without a challenge is a downgrade attempt. */
function checkVerifier(code: CodeContent, verifier: string | undefined): void {
  if (code.codeChallenge === null) {
    if (verifier !== undefined) throw refused(say('verifier_needless'));
    return;
  }
  if (verifier === undefined) throw refused(say('verifier_missing'));
  const challenge = hash('sha256', verifier, 'buffer');
  if (!timingSafeEqual(challenge, Buffer.from(code.codeChallenge, 'base64url')))
    throw refused(say('verifier_wrong'));
}

async function redeem(
  core: Core,
  provider: Provider,
  app: App,
  code: CodeContent,
  { connection }: ConnectionContext,
): Promise<IssuedTokens> {
  const now = nowSeconds(core.clock);
  const key = core.keys.macKey;
  const stored = provider.accessToken.format === 'stored' ? newStoredToken(provider) : null;
  const refreshes = provider.profile.token.refresh !== 'none' && app.grants.includes('refresh_token');
  const outcome = await core.store.redeemCode(
    {
      id: code.familyId,
      provider: provider.slug,
      appId: app.id,
      connectionId: connection.id,
      codeIssuedAt: code.expiresAt - provider.codeLifetimeSeconds,
      scopes: scopesOfMask(connection.scopes, code.scopeMask),
      revision: code.revision,
      secret: randomToken(),
      keyId: key.id,
      rotatedAt: now,
      tokenHash: stored === null ? null : core.keys.pepper.hash('token', stored),
      createdAt: now,
      ...familyEnd(provider, refreshes, now),
    },
    { now, actor: `app:${app.id}` },
  );
  if (outcome.outcome === 'replayed') throw refused(say('code_used'));
  if (outcome.outcome === 'refused') throw refused(explainDeath(outcome.reason));
  const { family } = outcome.context;
  if (stored !== null)
    return { accessToken: stored, expiresIn: null, refreshToken: null, scopes: family.scopes };
  const access = await issueAccessToken(core, provider, family, {
    scopes: family.scopes,
    serial: family.generation,
    issuedAt: family.rotatedAt,
    key,
    subject: connection.userId,
  });
  return { ...access, refreshToken: refreshes ? refreshTokenOf(core, family) : null, scopes: family.scopes };
}

/** A family without refresh ends with its access token; one with a stored token only by revocation. */
export function familyEnd(
  provider: Provider,
  refreshes: boolean,
  now: number,
): Pick<Family, 'expiresAt' | 'idleExpiresAt'> {
  const { lifetimeSeconds } = provider.accessToken;
  if (lifetimeSeconds === null) return { expiresAt: null, idleExpiresAt: null };
  if (!refreshes) return { expiresAt: now + lifetimeSeconds, idleExpiresAt: null };
  const { absoluteSeconds, idleSeconds } = provider.refreshToken;
  return { expiresAt: now + absoluteSeconds, idleExpiresAt: now + idleSeconds };
}

function refused(reason: Sentence): OAuthError {
  return new OAuthError('invalid_grant', say('code_invalid'), { reason });
}
