/** Operation → Apps and Inbox (screens 20 and 21): every app of the provider, and what the staff decides about it. */
import { reason } from './anomalies.ts';
import { APP_STATUSES } from './apps.ts';
import { operation, page } from './operation.ts';
import { flag, id, integer, list, nullable, object, oneOf, optional, text, time } from './schema.ts';
import { scopeInWords } from './scope-in-words.ts';

const lookAlike = object({
  kind: oneOf('app', 'provider', 'well_known'),
  name: text(),
  how: oneOf('same', 'similar', 'contains'),
});

const nameFindings = object({
  lookAlikes: list(lookAlike),
  /** Letters of two scripts in one word. */
  mixedScripts: flag,
});

export const catalogueApp = object({
  id,
  name: text(),
  publisher: text(),
  logo: nullable(text({ max: 100_000 })),
  status: oneOf(...APP_STATUSES),
  verified: flag,
  selfRegistered: flag,
  ownerEmail: text(),
  createdAt: time,
  /** Live ones. */
  connections: integer(),
  /** In seven days. */
  calls: integer(),
  errors: integer(),
  nameFindings,
});

export const listCatalogue = operation({
  name: 'catalogue.list',
  summary: 'All apps of the provider, newest first',
  method: 'GET',
  path: '/operation/apps',
  role: 'operator',
  command: 'app list',
  query: object({
    status: optional(oneOf(...APP_STATUSES)),
    verified: optional(oneOf('yes', 'no')),
    search: optional(text({ max: 100 })),
    after: optional(id),
  }),
  answer: page(catalogueApp),
});

export const readCatalogueApp = operation({
  name: 'catalogue.read',
  summary: 'One app as its reviewer sees it; no secret is in it',
  method: 'GET',
  path: '/operation/apps/:appId',
  role: 'operator',
  command: 'app show',
  answer: object({
    app: catalogueApp,
    description: text(),
    homepageUrl: nullable(text()),
    privacyUrl: nullable(text()),
    termsUrl: nullable(text()),
    type: oneOf('confidential', 'public'),
    native: flag,
    redirectUris: list(text()),
    scopes: list(object({ scope: scopeInWords, reason: nullable(text()) })),
    limits: object({
      /** New connections in 24 hours, and calls in a minute; null: any number. */
      dailyConnections: nullable(integer()),
      callsPerMinute: nullable(integer()),
      /** Which of them were set for this app. */
      own: list(oneOf('dailyConnections', 'callsPerMinute')),
    }),
    /** Live ones. */
    secrets: integer(),
    link: nullable(object({ createdAt: time, expiresAt: time, openedAt: nullable(time) })),
    /** Newest first, at most 50. */
    notes: list(
      object({
        id,
        kind: oneOf(
          'message',
          'submitted',
          'changed',
          'changes_asked',
          'approved',
          'refused',
          'suspended',
          'resumed',
        ),
        author: text(),
        byStaff: flag,
        text: text(),
        createdAt: time,
      }),
    ),
  }),
});

/** What every step about one app has in common. */
const step = { method: 'POST', role: 'operator', recentSignIn: true } as const;
/** A text that the app's developer reads. */
const told = object({ text: text({ min: 3, max: 2000 }) });
const link = object({
  /** Shown this once; null where the app needs no secret, or has one. */
  link: nullable(text()),
});

export const approveCatalogueApp = operation({
  ...step,
  name: 'catalogue.approve',
  summary: 'Approve an app; answers with a one-time link to its credentials, for its developer alone',
  path: '/operation/apps/:appId/approve',
  command: 'app approve',
  body: told,
  answer: link,
});

export const askForChanges = operation({
  ...step,
  name: 'catalogue.ask',
  summary: 'Send an app in review back to its developer with what has to change',
  path: '/operation/apps/:appId/ask',
  command: 'app ask-changes',
  body: told,
});

export const refuseCatalogueApp = operation({
  ...step,
  name: 'catalogue.refuse',
  summary: 'Refuse an app in review, with the reason',
  path: '/operation/apps/:appId/refuse',
  command: 'app refuse',
  body: told,
});

export const suspendCatalogueApp = operation({
  ...step,
  name: 'catalogue.suspend',
  summary: 'Stop an app at once: no new connections, no token works until it is lifted',
  path: '/operation/apps/:appId/suspend',
  command: 'app suspend',
  body: told,
});

export const resumeCatalogueApp = operation({
  ...step,
  name: 'catalogue.resume',
  summary: 'Lift a suspension: the app is again what it was',
  path: '/operation/apps/:appId/resume',
  command: 'app resume',
  body: told,
});

export const tellDeveloper = operation({
  ...step,
  name: 'catalogue.tell',
  summary: 'Write to the developer of an app',
  path: '/operation/apps/:appId/notes',
  command: 'app tell',
  recentSignIn: false,
  body: told,
});

export const verifyCatalogueApp = operation({
  ...step,
  name: 'catalogue.verify',
  summary: 'Give the verified badge to an app, or take it away; with the reason',
  path: '/operation/apps/:appId/verify',
  command: 'app verify',
  body: object({ verified: flag, reason }),
});

export const limitCatalogueApp = operation({
  ...step,
  name: 'catalogue.limit',
  summary: 'Set how many new connections a day and calls a minute an app may have; null: the provider’s own',
  path: '/operation/apps/:appId/limits',
  command: 'app limit',
  body: object({
    dailyConnections: nullable(integer({ min: 1, max: 10_000_000 })),
    callsPerMinute: nullable(integer({ min: 1, max: 10_000_000 })),
    reason,
  }),
});

export const createLink = operation({
  ...step,
  name: 'catalogue.link',
  summary: 'A new one-time link to an app’s credentials; one before it that nobody opened ends',
  path: '/operation/apps/:appId/link',
  command: 'app credential-link',
  answer: link,
});

export const openCredentials = operation({
  name: 'credentials.open',
  summary: 'Open a one-time link: makes the app’s secret and shows it this once',
  method: 'POST',
  path: '/credentials',
  role: 'user',
  command: 'app rotate-secret',
  recentSignIn: true,
  body: object({ link: text({ min: 20, max: 64, pattern: /^[\w-]+$/ }) }),
  answer: object({ appId: id, name: text(), clientSecret: text() }),
});
