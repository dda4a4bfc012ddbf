/** Connections of the past: consent, tokens, and some that were taken back. */
import type { Core } from '../../../domain/core.ts';
import { newId } from '../../../domain/ids.ts';
import type { Provider } from '../../../domain/providers.ts';
import { randomToken } from '../../../domain/secrets.ts';
import { newStoredToken } from '../../../domain/tokens.ts';
import { familyEnd } from '../../../domain/grants/authorization-code.ts';
import type { App, Connection } from '../../../store/rows.ts';
import type { CastApp } from './cast.ts';
import { momentAt, type Moment } from './moment.ts';
import type { Member } from './people.ts';
import type { Random } from './random.ts';

const DAY = 86_400;
const OLDEST_DAYS = 150;

export interface CastConnection {
  connection: Connection;
  app: App;
  cast: CastApp;
  endedAt: number | null;
}

export async function seedConnections(
  core: Core,
  provider: Provider,
  parts: {
    apps: readonly { app: App; cast: CastApp }[];
    members: readonly Member[];
    now: number;
    random: Random;
  },
): Promise<CastConnection[]> {
  const { apps, members, now, random } = parts;
  const wanted = members.flatMap(member =>
    apps
      .filter(({ cast }) => random.chance(cast.popularity))
      .map(one => ({
        ...one,
        member,
        at: now - Math.floor(random.between(3, OLDEST_DAYS) * DAY),
        isEnded: random.chance(0.1),
      })),
  );
  // Side by side: what arrives together commits together.
  const made = await Promise.all(
    wanted.map(async ({ app, cast, member, at, isEnded }) => {
      const connection = await connect(core, provider, app, member, at);
      if (connection === null) return [];
      const endedAt = isEnded ? Math.floor(at + (now - at) * 0.8) : null;
      if (endedAt !== null)
        await core.store.revokeConnection(connection.id, 'not used any more', {
          now: endedAt,
          actor: `user:${member.user.id}`,
        });
      return [{ connection, app, cast, endedAt }];
    }),
  );
  return made.flat();
}

/** Null where the account may not (R2). */
export async function connect(
  core: Core,
  provider: Provider,
  app: App,
  { user, account }: Member,
  at: number,
): Promise<Connection | null> {
  const { id: appId, scopes } = app;
  const ids = { provider: provider.slug, appId, userId: user.id, accountId: account.id };
  const act = { now: at, actor: `user:${user.id}` };
  const consent = { ...ids, newId: newId(at * 1000), scopes, exact: false };
  const connection = await core.store.recordConsent(consent, act);
  if ('refused' in connection) return null;
  await giveTokens(core, provider, app, connection, momentAt(at + 2, `app:${appId}`));
  return connection;
}

async function giveTokens(
  core: Core,
  provider: Provider,
  app: App,
  connection: Connection,
  at: Moment,
): Promise<void> {
  const refreshes = provider.profile.token.refresh !== 'none' && app.grants.includes('refresh_token');
  const isStored = provider.accessToken.format === 'stored';
  await core.store.redeemCode(
    {
      id: newId(at.ms),
      provider: provider.slug,
      appId: app.id,
      connectionId: connection.id,
      codeIssuedAt: at.seconds - 1,
      scopes: connection.scopes,
      revision: connection.revision,
      secret: randomToken(),
      keyId: core.keys.macKey.id,
      rotatedAt: at.seconds,
      tokenHash: isStored ? core.keys.pepper.hash('token', newStoredToken(provider)) : null,
      createdAt: at.seconds,
      // Nobody refreshes them, so they stay as long as any.
      ...familyEnd(provider, refreshes, Math.floor(core.clock.nowMs() / 1000)),
    },
    at.act,
  );
}
