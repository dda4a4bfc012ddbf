/** An app's secrets (screen 13): at most two live ones, so that one can be replaced without downtime (R53). */
import { operation } from './operation.ts';
import { id, integer, list, nullable, object, oneOf, text, time } from './schema.ts';

export const listSecrets = operation({
  name: 'secrets.list',
  summary: 'The secrets of an app by their last four characters, newest first',
  method: 'GET',
  path: '/apps/:appId/secrets',
  role: 'user',
  command: 'app show',
  answer: object({
    secrets: list(
      object({
        id,
        lastFour: text(),
        state: oneOf('live', 'ending', 'ended'),
        createdAt: time,
        /** When it ends, or ended; null: it does not. */
        endsAt: nullable(time),
        lastUsedAt: nullable(time),
        /** The network it was last used from. */
        lastUsedFrom: nullable(text()),
      }),
    ),
  }),
});

export const createSecret = operation({
  name: 'secrets.create',
  summary: 'Make a secret; the ones before work a while longer',
  method: 'POST',
  path: '/apps/:appId/secrets',
  role: 'user',
  command: 'app rotate-secret',
  recentSignIn: true,
  body: object({
    /** How long the ones before still work, at most 90 days. */
    overlapSeconds: integer({ max: 90 * 86_400 }),
  }),
  answer: object({
    id,
    /** Shown this once. */
    clientSecret: text(),
  }),
});

export const endSecret = operation({
  name: 'secrets.end',
  summary: 'End one secret of an app at once',
  method: 'POST',
  path: '/apps/:appId/secrets/:secretId/end',
  role: 'user',
  command: 'app revoke-secret',
});
