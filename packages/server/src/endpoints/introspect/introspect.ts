/** Introspection endpoint (RFC 7662): for the app a token belongs to, and for guards. Inactive for any reason is exactly `{"active":false}` (S-I7). */
import {
  OAuthError,
  checkNotRepeated,
  readAppCredentials,
  type Params,
  introspectionAuthentication,
  say,
} from '@valetkey/protocol';
import { authenticateApp } from '../../domain/apps.ts';
import type { Core } from '../../domain/core.ts';
import { describeToken } from '../../domain/describe-token.ts';
import { authenticateGuard } from '../../domain/guards.ts';
import type { Provider } from '../../domain/providers.ts';
import { readAccessToken, readRefreshToken, type TokenReading } from '../../domain/tokens.ts';
import type { Answer } from '../../http/answer.ts';
import { readForm } from '../../http/bodies.ts';
import { header, type Incoming } from '../../http/incoming.ts';

const INACTIVE: Answer = { kind: 'json', status: 200, body: { active: false } };

export async function introspect(core: Core, provider: Provider, incoming: Incoming): Promise<Answer> {
  const params = readForm(incoming.body);
  checkNotRepeated(params);
  const caller = await readCaller(core, provider, incoming, params);
  const token = params.get('token');
  if (token === undefined) throw new OAuthError('invalid_request', say('token_missing'));
  const reading = await readToken(core, provider, token, caller);
  return reading.live ? { kind: 'json', status: 200, body: describeToken(provider, reading) } : INACTIVE;
}

type Caller = { guard: true } | { guard: false; appId: string };

async function readCaller(
  core: Core,
  provider: Provider,
  incoming: Incoming,
  params: Params,
): Promise<Caller> {
  const authorization = header(incoming, 'authorization');
  if (authorization !== undefined && /^bearer /i.test(authorization)) {
    authenticateGuard(core, provider, authorization, incoming.address);
    return { guard: true };
  }
  const methods = introspectionAuthentication(provider.profile);
  const app = await authenticateApp(core, provider, readAppCredentials({ authorization, params, methods }), {
    ...incoming,
    endpoint: 'introspect',
  });
  return { guard: false, appId: app.id };
}

/** A guard is the audience of access tokens only; an app may ask about its own, refresh tokens too; others' are inactive to it (S-I6, S-I10). */
async function readToken(
  core: Core,
  provider: Provider,
  token: string,
  caller: Caller,
): Promise<TokenReading> {
  const reading =
    token.startsWith('vkr_') && !caller.guard
      ? await readRefreshToken(core, provider, token)
      : await readAccessToken(core, provider, token);
  if (reading.live && !caller.guard && reading.context.app.id !== caller.appId)
    return { live: false, reason: say('ended_foreign') };
  return reading;
}
