/** Developer Settings: one's own apps (screen 11). What each screen of an app begins with. */
import { operation, page } from './operation.ts';
import { scopeInWords } from './scope-in-words.ts';
import { flag, id, integer, list, nullable, object, oneOf, optional, text, time } from './schema.ts';

export const APP_STATUSES = ['draft', 'in_review', 'approved', 'suspended'] as const;

const appInList = object({
  id,
  name: text(),
  publisher: text(),
  logo: nullable(text({ max: 100_000 })),
  status: oneOf(...APP_STATUSES),
  verified: flag,
  /** Of whoever asks. */
  role: oneOf('owner', 'developer', 'viewer'),
  createdAt: time,
  /** Live ones. */
  connections: integer(),
  /** In seven days. */
  calls: integer(),
  errors: integer(),
});

export const listApps = operation({
  name: 'apps.list',
  summary: 'The apps whoever is signed in works on, newest first',
  method: 'GET',
  path: '/apps',
  role: 'user',
  command: 'app list',
  query: object({ after: optional(id) }),
  answer: page(appInList),
});

export const developedApp = object({
  id,
  name: text(),
  /** The purpose, as an infinitive: "analyze your database". */
  description: text(),
  publisher: text(),
  homepageUrl: nullable(text()),
  privacyUrl: nullable(text()),
  termsUrl: nullable(text()),
  logo: nullable(text({ max: 100_000 })),
  status: oneOf(...APP_STATUSES),
  verified: flag,
  role: oneOf('owner', 'developer', 'viewer'),
  type: oneOf('confidential', 'public'),
  native: flag,
  redirectUris: list(text()),
  scopes: list(scopeInWords),
  /** By name of the scope; where nothing was said it is missing. */
  scopeReasons: list(object({ scope: text(), reason: text() })),
  grants: list(oneOf('authorization_code', 'refresh_token', 'client_credentials')),
  authentication: nullable(oneOf('basic', 'post', 'query', 'none')),
  /** Whether there may be secrets now: not for a public app, nor before an approval that the profile asks for. */
  mayHaveSecrets: flag,
  createdAt: time,
  updatedAt: time,
});

export const readApp = operation({
  name: 'apps.read',
  summary: 'One app as its developers see it; no secret is in it',
  method: 'GET',
  path: '/apps/:appId',
  role: 'user',
  command: 'app show',
  answer: developedApp,
});

/** R9: the accounts an app may open. Not who said yes, and no token. */
export const listAppConnections = operation({
  name: 'apps.connections',
  summary: 'The accounts an app may open, newest first',
  method: 'GET',
  path: '/apps/:appId/connections',
  role: 'user',
  command: 'connection list',
  query: object({ after: optional(id) }),
  answer: page(
    object({
      id,
      account: text(),
      scopes: list(text()),
      connectedAt: time,
      lastUsedAt: nullable(time),
      calls30Days: integer(),
    }),
  ),
});

export const FIRST_STEPS = ['registered', 'authorised', 'token', 'called', 'refreshed'] as const;

/** Ticked by what really happened. */
export const readFirstSteps = operation({
  name: 'apps.firstSteps',
  summary: 'How far an app has come: registered, authorised, token, first call, refreshed',
  method: 'GET',
  path: '/apps/:appId/first-steps',
  role: 'user',
  command: 'app review',
  answer: object({ steps: list(object({ name: oneOf(...FIRST_STEPS), done: flag })) }),
});
