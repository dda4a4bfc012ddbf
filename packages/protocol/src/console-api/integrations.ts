/** Settings → Integrations: what may open somebody's data, and taking it back (screens 6 and 7). */
import { operation, page } from './operation.ts';
import { scopeInWords } from './scope-in-words.ts';
import { flag, id, integer, list, nullable, object, oneOf, optional, text, time } from './schema.ts';

export const integration = object({
  /** `connection`: an app; `key`: an API key of one's own. */
  kind: oneOf('connection', 'key'),
  id,
  /** Of the app, or the label of the key. */
  name: text(),
  app: nullable(
    object({
      id,
      publisher: text(),
      /** What it is for: "analyze your database". */
      description: text(),
      standing: oneOf('verified', 'unverified', 'development'),
      logo: nullable(text({ max: 100_000 })),
      homepageUrl: nullable(text()),
    }),
  ),
  /** Of a key: its last four characters, and whether it is the one personal key. */
  key: nullable(object({ lastFour: text(), personal: flag })),
  account: object({ id, name: text() }),
  scopes: list(scopeInWords),
  state: oneOf('active', 'expired', 'app_suspended', 'account_suspended', 'not_allowed', 'ended'),
  connectedAt: time,
  lastUsedAt: nullable(time),
  calls30Days: integer(),
  /** When it ends by itself if nobody uses it. Null: it does not. */
  endsAt: nullable(time),
  /** Whether the app holds any token now; a key always does. */
  hasToken: flag,
});

/** By id, or by when it was used last; what was never used counts from its consent. */
export const accessOrder = optional(oneOf('newest', 'oldest', 'recently_used', 'longest_unused'));

export const listIntegrations = operation({
  name: 'integrations.list',
  summary: 'Connections and API keys of whoever is signed in, newest first unless another order is asked for',
  method: 'GET',
  path: '/integrations',
  role: 'user',
  command: 'connection list',
  query: object({ after: optional(id), search: optional(text({ max: 100 })), order: accessOrder }),
  answer: page(integration),
});

export const readConnection = operation({
  name: 'connections.read',
  summary: 'One connection',
  method: 'GET',
  path: '/connections/:connectionId',
  role: 'user',
  command: 'connection list',
  answer: integration,
});

export const HISTORY_TYPES = [
  'connection.created',
  'connection.extended',
  'connection.revoked',
  'code.redeemed',
  'code.replayed',
  'family.revoked',
  'refresh.reused',
  'refresh.foreign',
] as const;

const historyEntry = object({
  seq: integer(),
  at: time,
  type: oneOf(...HISTORY_TYPES),
  by: oneOf('you', 'app', 'administrator', 'provider', 'system'),
  scopes: list(scopeInWords),
});

export const readConnectionHistory = operation({
  name: 'connections.history',
  summary: 'What happened to one connection, newest first',
  method: 'GET',
  path: '/connections/:connectionId/history',
  role: 'user',
  command: 'events',
  query: object({ before: optional(text({ max: 16, pattern: /^\d+$/ })) }),
  answer: page(historyEntry),
});

/** Taking away asks for no new sign-in: it opens nothing, and it may be urgent. */
export const revokeConnection = operation({
  name: 'connections.revoke',
  summary: 'Take an app’s access back: none of its tokens works any more, anywhere',
  method: 'POST',
  path: '/connections/:connectionId/revoke',
  role: 'user',
  command: 'connection revoke',
  answer: object({
    /** False: it had ended before. */
    revoked: flag,
    /** How many token families ended with it. */
    tokens: integer(),
  }),
});

export const revokeApiKey = operation({
  name: 'keys.revoke',
  summary: 'End an API key of one’s own',
  method: 'POST',
  path: '/keys/:keyId/revoke',
  role: 'user',
  command: 'api-key revoke',
  answer: object({ revoked: flag }),
});

export const createApiKey = operation({
  name: 'keys.create',
  summary: 'Make an API key for an account of one’s own; where a user has but one, the one before ends',
  method: 'POST',
  path: '/keys',
  role: 'user',
  command: 'api-key create',
  recentSignIn: true,
  body: object({ accountId: id, label: text({ min: 1, max: 64 }) }),
  answer: object({
    id,
    /** Shown this once. */
    key: text(),
  }),
});
