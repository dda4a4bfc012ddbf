/** Revocation endpoint (RFC 7009): any token of a family ends the family; 200 only when that is durable (S-I3). */
import {
  OAuthError,
  checkNotRepeated,
  readAppCredentials,
  revocationAuthentication,
  say,
} from '@valetkey/protocol';
import { authenticateApp } from '../../domain/apps.ts';
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import type { Provider } from '../../domain/providers.ts';
import { readAccessToken, readRefreshToken, type TokenReading } from '../../domain/tokens.ts';
import type { Answer } from '../../http/answer.ts';
import { readForm } from '../../http/bodies.ts';
import { header, type Incoming } from '../../http/incoming.ts';

export async function revoke(core: Core, provider: Provider, incoming: Incoming): Promise<Answer> {
  const params = readForm(incoming.body);
  checkNotRepeated(params);
  const methods = revocationAuthentication(provider.profile);
  const app = await authenticateApp(
    core,
    provider,
    readAppCredentials({ authorization: header(incoming, 'authorization'), params, methods }),
    { ...incoming, endpoint: 'revoke' },
  );
  const token = params.get('token');
  if (token === undefined) throw new OAuthError('invalid_request', say('token_missing'));
  // `token_type_hint` only helps servers that need it: ours sees the type in the token (RFC 7009 §2.1).
  const reading = token.startsWith('vkr_')
    ? await readRefreshToken(core, provider, token)
    : await readAccessToken(core, provider, token);
  const family = endableFamily(reading);
  if (family === null) return done();
  if (family.appId !== app.id) throw new OAuthError('unauthorized_client', say('token_other_app'));
  const ended = await core.store.revokeFamily(
    family.id,
    { reason: 'revoked by the app', endConnection: true },
    { now: nowSeconds(core.clock), actor: `app:${app.id}` },
  );
  core.requestLog.add({
    provider: provider.slug,
    appId: app.id,
    requestId: incoming.requestId,
    at: core.clock.nowMs(),
    endpoint: 'revoke',
    outcome: 'ok',
    code: null,
    reason: ended ? say('token_revoked') : say('token_revoked_before'),
  });
  return done();
}

/** A used refresh token is proof enough that its holder wants the family gone; an expired or unknown token changes nothing (S-I2). */
function endableFamily(
  reading: TokenReading & { generation?: number },
): { id: string; appId: string } | null {
  if (!reading.context) return null;
  const { family } = reading.context;
  if (!reading.live && (family.revokedAt !== null || reading.expired)) return null;
  return { id: family.id, appId: family.appId };
}

/** RFC 7009 §2.2: nothing to say. Named JSON all the same: simple-oauth2 takes an empty answer without a type for a failure. */
function done(): Answer {
  return { kind: 'empty', status: 200, headers: { 'content-type': 'application/json; charset=utf-8' } };
}
