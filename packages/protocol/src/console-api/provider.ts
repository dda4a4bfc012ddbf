/** Operation → Overview, Provider and API keys (screens 22, 24 and 25). */
import { reason } from './anomalies.ts';
import { operation, page } from './operation.ts';
import { flag, id, integer, list, nullable, object, oneOf, optional, text, time } from './schema.ts';
import { scopeInWords } from './scope-in-words.ts';

const change = object({
  /** Of the last seven days, and of the seven before. */
  now: integer(),
  before: integer(),
});

export const readOverview = operation({
  name: 'overview.read',
  summary:
    'What the provider’s API is used for: thirty days of calls, errors, latency and connections, and what changed this week',
  method: 'GET',
  path: '/operation/overview',
  role: 'operator',
  command: 'provider overview',
  answer: object({
    apps: object({ approved: integer(), inReview: integer(), suspended: integer() }),
    openAnomalies: integer(),
    week: object({
      calls: change,
      errors: change,
      connected: change,
      ended: change,
      anomalies: change,
      /** Issued. */
      tokens: change,
    }),
    /** Days (UTC), without a gap. */
    days: list(
      object({
        at: time,
        calls: integer(),
        errors: integer(),
        limited: integer(),
        connected: integer(),
        ended: integer(),
        anomalies: integer(),
        tokens: integer(),
        /** Milliseconds that half, and 95 of 100 calls, took at most; 0 without calls. */
        p50: integer(),
        p95: integer(),
      }),
    ),
    /** Most called first; null: the calls with API keys. */
    top: list(object({ app: nullable(object({ id, name: text() })), calls: integer(), errors: integer() })),
  }),
});

const signingKey = object({
  id: text(),
  use: oneOf('mac', 'jwt', 'pepper'),
  state: oneOf('active', 'soon', 'verifies', 'revoked'),
  createdAt: time,
  activeAt: time,
});

export const readProvider = operation({
  name: 'provider.read',
  summary: 'The provider as configured: profile with its warnings, addresses, scopes, keys, login and health',
  method: 'GET',
  path: '/operation/provider',
  role: 'operator',
  command: 'provider show',
  answer: object({
    profile: text(),
    warnings: list(object({ rule: text(), reason: text() })),
    endpoints: list(object({ name: text(), url: text() })),
    scopes: list(
      object({
        scope: scopeInWords,
        includes: list(text()),
        everything: flag,
        dailyQuota: nullable(integer()),
      }),
    ),
    keys: list(signingKey),
    login: object({ type: oneOf('directory', 'handoff'), url: nullable(text()) }),
    health: object({
      ready: flag,
      version: text(),
      schema: list(object({ version: integer(), name: text() })),
      mail: flag,
    }),
  }),
});

export const rotateKeys = operation({
  name: 'provider.rotate',
  summary: 'Make new token keys: new tokens are signed by them, live ones go on',
  method: 'POST',
  path: '/operation/provider/rotate',
  role: 'operator',
  command: 'keys rotate',
  recentSignIn: true,
  body: object({ use: oneOf('mac', 'jwt') }),
});

export const checkLogin = operation({
  name: 'provider.check-login',
  summary: 'Ask the company’s own login whether it answers',
  method: 'POST',
  path: '/operation/provider/check-login',
  role: 'operator',
  command: 'provider check-login',
  answer: object({
    answers: flag,
    /** The status it answered with; null: it did not answer. */
    status: nullable(integer()),
    milliseconds: integer(),
  }),
});

const keySunset = object({ endsAt: time, notice: text(), announcedAt: time });

export const listKeyHolders = operation({
  name: 'key-holders.list',
  summary: 'Who still uses API keys, how much, and how many accounts use apps as well',
  method: 'GET',
  path: '/operation/keys',
  role: 'operator',
  command: 'api-key list',
  query: object({ search: optional(text({ max: 100 })), after: optional(id) }),
  answer: page(
    object({
      id,
      label: text(),
      lastFour: text(),
      owner: object({ name: text(), email: text() }),
      account: text(),
      createdAt: time,
      lastUsedAt: nullable(time),
      endsAt: nullable(time),
      calls30Days: integer(),
      /** The account has an app connected, too. */
      moved: flag,
    }),
  ),
});

export const summariseKeys = operation({
  name: 'key-holders.summary',
  summary:
    'How many keys and accounts there are, how many are in use, how many moved to apps; and the announced end',
  method: 'GET',
  path: '/operation/keys/summary',
  role: 'operator',
  command: 'api-key sunset',
  answer: object({
    keys: integer(),
    usedIn30Days: integer(),
    accounts: integer(),
    movedAccounts: integer(),
    sunset: nullable(keySunset),
  }),
});

export const endKey = operation({
  name: 'key-holders.end',
  summary: 'End somebody’s API key at once',
  method: 'POST',
  path: '/operation/keys/:keyId/end',
  role: 'operator',
  command: 'api-key revoke',
  recentSignIn: true,
  body: object({ reason }),
});

export const announceSunset = operation({
  name: 'key-holders.announce',
  summary: 'Announce the day on which every API key ends, those made later, too',
  method: 'POST',
  path: '/operation/key-sunset',
  role: 'operator',
  command: 'api-key sunset',
  recentSignIn: true,
  body: object({ endsAt: time, notice: text({ min: 3, max: 500 }) }),
  answer: object({ keys: integer() }),
});

export const withdrawSunset = operation({
  name: 'key-holders.withdraw',
  summary: 'Withdraw the announced end: keys go on as before',
  method: 'POST',
  path: '/operation/key-sunset/withdraw',
  role: 'operator',
  command: 'api-key sunset',
  recentSignIn: true,
  body: object({ reason }),
});

export const readSunset = operation({
  name: 'keys.sunset',
  summary: 'When API keys end, for who has one; null: nothing is announced',
  method: 'GET',
  path: '/key-sunset',
  role: 'user',
  command: 'api-key sunset',
  answer: object({ sunset: nullable(keySunset) }),
});
