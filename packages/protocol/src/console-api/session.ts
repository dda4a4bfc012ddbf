/** Who is signed in, and what they may see. */
import { operation } from './operation.ts';
import { flag, id, list, nullable, object, oneOf, text, time } from './schema.ts';

export const readSession = operation({
  name: 'session.read',
  summary: 'Who is signed in, and what they may see',
  method: 'GET',
  path: '/session',
  role: 'user',
  command: { none: 'a session is a browser’s' },
  answer: object({
    user: object({ id, name: text(), email: text() }),
    accounts: list(object({ id, name: text(), role: oneOf('member', 'administrator') })),
    /** Of the provider's staff. */
    operator: flag,
    /** Sensitive actions need no new sign-in until then. */
    recentUntil: time,
  }),
});

export const endSession = operation({
  name: 'session.end',
  summary: 'Sign out of this browser',
  method: 'POST',
  path: '/session/end',
  role: 'user',
  command: { none: 'a session is a browser’s' },
});

/** What the page knows of its provider before anybody has signed in; it stands in the page itself. */
export const consoleProvider = object({
  slug: text(),
  name: text(),
  /** Path of the console, without a slash at the end. */
  base: text(),
  locale: text(),
  logo: nullable(text({ max: 100_000 })),
  accent: nullable(object({ light: text(), dark: text() })),
  privacyUrl: nullable(text()),
  termsUrl: nullable(text()),
  supportUrl: nullable(text()),
  /** The company's own words: where users find their integrations, what it calls an app's id and the developers' place. */
  words: object({ settingsPath: text(), clientId: text(), developerPlace: text() }),
  /** API keys beside OAuth: several with labels, one personal key, or none. */
  keys: oneOf('none', 'one', 'several'),
  registration: oneOf('self-service', 'approval'),
});
