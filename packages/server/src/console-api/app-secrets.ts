/** An app's secrets: seen once, then by their last four characters (R21, R53, S-J9). */
import * as operations from '@valetkey/protocol/console-api';
import { newSecret } from '../domain/developers/secrets.ts';
import type { AppSecret, EpochSeconds } from '../store/rows.ts';
import { appSecretToChange, appToChange, ownApp } from './owned.ts';
import { route, type Route } from './route.ts';

export const appSecretRoutes: readonly Route[] = [
  route(operations.listSecrets, {
    owned: ownApp,
    handle: async ({ core, now }, { object: { app } }) => ({
      secrets: (await core.store.listAppSecrets(app.id)).map(secret => toWire(secret, now)),
    }),
  }),
  route(operations.createSecret, {
    owned: appToChange,
    handle: async ({ core, provider, act }, { object: { app }, body: { overlapSeconds } }) => {
      const { id, secret } = await newSecret(core, provider, app, overlapSeconds, act.actor);
      return { id, clientSecret: secret };
    },
  }),
  route(operations.endSecret, {
    owned: appSecretToChange,
    handle: async ({ core, act }, { object: { app, secret } }) => {
      await core.store.revokeAppSecret(app.id, secret.id, act);
      return {};
    },
  }),
];

function toWire(
  secret: AppSecret,
  now: EpochSeconds,
): operations.AnswerOf<typeof operations.listSecrets>['secrets'][number] {
  const { id, lastFour, createdAt, expiresAt, revokedAt, lastUsedAt, lastUsedFrom } = secret;
  const endsAt = revokedAt ?? expiresAt;
  const ended = endsAt !== null && endsAt <= now;
  const state = ended ? 'ended' : endsAt === null ? 'live' : 'ending';
  return { id, lastFour, state, createdAt, endsAt, lastUsedAt, lastUsedFrom };
}
