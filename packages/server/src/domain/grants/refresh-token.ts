/** Grant `refresh_token` (RFC 6749 §6, RFC 9700 §4.14): rotation by one compare-and-set; a lost answer can be repeated within the replay window. */
import { OAuthError, isSubset, type TokenRequest, say, type Sentence } from '@valetkey/protocol';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import { explainDeath } from '../explain-death.ts';
import type { Provider } from '../providers.ts';
import {
  issueAccessToken,
  readRefreshToken,
  refreshTokenOf,
  stillAllowed,
  type IssuedTokens,
} from '../tokens.ts';
import type { App, Family, FamilyContext } from '../../store/rows.ts';

type RefreshRequest = Extract<TokenRequest, { grantType: 'refresh_token' }>;

export async function refresh(
  core: Core,
  provider: Provider,
  app: App,
  request: RefreshRequest,
): Promise<IssuedTokens> {
  const reading = await readRefreshToken(core, provider, request.refreshToken);
  const { context, generation } = reading;
  // Not ours at all: nothing is touched.
  if (!context || generation === undefined)
    throw refused(reading.live ? say('ended_unknown') : reading.reason);
  if (context.app.id !== app.id) throw await refuseForeign(core, app, context, generation);
  const scopes = pickScopes(context, request.scopes);
  const family = await rotate(core, provider, app, context, generation);
  const key = core.keys.macKeyById(family.keyId) ?? core.keys.macKey;
  const access = await issueAccessToken(core, provider, family, {
    scopes,
    serial: family.generation,
    issuedAt: family.rotatedAt,
    key,
    subject: context.user?.id ?? app.id,
  });
  return { ...access, refreshToken: refreshTokenOf(core, family), scopes };
}

/** Narrower is fine, and the next refresh may ask for all again; wider is not (S-D7). Nothing is consumed before this is settled. */
function pickScopes(context: FamilyContext, wanted: readonly string[] | null): readonly string[] {
  const granted = stillAllowed(context, context.family.scopes);
  if (wanted === null) return granted;
  if (!isSubset(wanted, granted)) throw new OAuthError('invalid_scope', say('refresh_wider'));
  return wanted;
}

async function rotate(
  core: Core,
  provider: Provider,
  app: App,
  context: FamilyContext,
  generation: number,
): Promise<Family> {
  const now = nowSeconds(core.clock);
  const { idleSeconds, replayWindowSeconds } = provider.refreshToken;
  const outcome = await core.store.rotateFamily(
    {
      id: context.family.id,
      appId: app.id,
      generation,
      keyId: core.keys.macKey.id,
      // Idleness starts anew; the absolute end never moves (S-D6).
      idleExpiresAt: context.family.idleExpiresAt === null ? null : now + idleSeconds,
      replayWindowSeconds: replayWindowSeconds[app.type],
    },
    { now, actor: `app:${app.id}` },
  );
  if (outcome.outcome === 'reused') throw refused(say('refresh_reused'));
  if (outcome.outcome === 'refused') throw refused(explainDeath(outcome.reason));
  return outcome.family;
}

/** S-D1: refused, with an event. S-D4: one that was used already has leaked: the family ends. */
async function refuseForeign(
  core: Core,
  app: App,
  context: FamilyContext,
  generation: number,
): Promise<OAuthError> {
  const act = { now: nowSeconds(core.clock), actor: `app:${app.id}` };
  if (generation < context.family.generation) {
    await core.store.revokeFamily(
      context.family.id,
      {
        reason: 'a used refresh token was presented by another app',
        endConnection: false,
        event: 'refresh.foreign',
      },
      act,
    );
  } else {
    await core.store.appendEvent(
      {
        provider: app.provider,
        type: 'refresh.foreign',
        appId: context.app.id,
        familyId: context.family.id,
        detail: { presentedBy: app.id },
      },
      act,
    );
  }
  return refused(say('refresh_foreign'));
}

function refused(reason: Sentence): OAuthError {
  return new OAuthError('invalid_grant', say('refresh_invalid'), { reason });
}
