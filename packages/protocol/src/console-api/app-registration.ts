/** Registering an app, changing it and giving it up (screens 12 and 13). Nothing that is chosen here is final but the end. */
import { PAGE_LOCALES } from '../profile.ts';
import { developedApp } from './apps.ts';
import { done, operation } from './operation.ts';
import { flag, list, nullable, object, oneOf, optional, text } from './schema.ts';
import { companyWords } from './scope-in-words.ts';

const shortText = text({ max: 256 });
const url = nullable(text({ max: 2048 }));
const redirectUris = list(text({ min: 1, max: 2048 }), { max: 20 });
const scopeReasons = list(object({ scope: text({ max: 256 }), reason: text({ max: 256 }) }), { max: 200 });

/** What the consent page is made of; empty where nothing was typed yet. */
const shownToPeople = {
  name: shortText,
  description: shortText,
  publisher: shortText,
  homepageUrl: url,
  privacyUrl: url,
  termsUrl: url,
};

export const createApp = operation({
  name: 'apps.create',
  summary: 'Register an app of one’s own; it begins in development',
  method: 'POST',
  path: '/apps',
  role: 'user',
  command: 'app create',
  body: object({
    ...shownToPeople,
    redirectUris,
    scopes: list(text({ max: 256 }), { max: 200 }),
    scopeReasons,
    type: oneOf('confidential', 'public'),
    native: flag,
    refresh: flag,
    clientCredentials: flag,
  }),
  answer: object({
    app: developedApp,
    /** Shown this once. Null: the app has none, or gets it with the approval. */
    clientSecret: nullable(text()),
  }),
});

export const updateApp = operation({
  name: 'apps.update',
  summary: 'Change what people see of an app, and what it may ask for',
  method: 'PATCH',
  path: '/apps/:appId',
  role: 'user',
  command: 'app update',
  body: object({
    name: optional(shortText),
    description: optional(shortText),
    publisher: optional(shortText),
    homepageUrl: optional(url),
    privacyUrl: optional(url),
    termsUrl: optional(url),
    scopes: optional(list(text({ max: 256 }), { max: 200 })),
    scopeReasons: optional(scopeReasons),
    refresh: optional(flag),
    clientCredentials: optional(flag),
  }),
  answer: developedApp,
});

/** Apart from the rest: it decides where codes go, and who must prove what. */
export const changeAddresses = operation({
  name: 'apps.changeAddresses',
  summary: 'Change where an app’s users come back to, and whether the app has a secret',
  method: 'PUT',
  path: '/apps/:appId/addresses',
  role: 'user',
  command: 'app update',
  recentSignIn: true,
  body: object({ redirectUris, type: oneOf('confidential', 'public'), native: flag }),
  answer: developedApp,
});

/** The browser makes it small before it sends it: a body has at most 64 KiB. */
export const changeLogo = operation({
  name: 'apps.changeLogo',
  summary: 'Give an app a logo (PNG or WebP, drawn anew by the server), or take it away',
  method: 'PUT',
  path: '/apps/:appId/logo',
  role: 'user',
  command: 'app update',
  body: object({
    image: nullable(text({ max: 65_000, pattern: /^[A-Za-z0-9+/]+={0,2}$/, format: 'base64' })),
  }),
  answer: developedApp,
});

export const previewConsent = operation({
  name: 'apps.preview',
  summary: 'The consent page as people would see it for this draft',
  method: 'POST',
  path: '/app-preview',
  role: 'user',
  command: { none: 'a page is looked at in a browser' },
  body: object({
    ...shownToPeople,
    logo: nullable(text({ max: 60_000 })),
    redirectUri: text({ max: 2048 }),
    scopes: list(text({ max: 256 }), { max: 200 }),
    refresh: flag,
    verified: flag,
    locale: oneOf(...PAGE_LOCALES),
    /** Of the page that shows it: its policy lets no other style in. */
    nonce: text({ min: 8, max: 64, pattern: /^[A-Za-z0-9_-]+$/ }),
  }),
  answer: object({ html: text({ max: 500_000 }) }),
});

export const deleteApp = operation({
  name: 'apps.delete',
  summary: 'Give an app up, for good: its connections, tokens and secrets end at once',
  method: 'DELETE',
  path: '/apps/:appId',
  role: 'user',
  command: 'app delete',
  recentSignIn: true,
  answer: done,
});

/** What the provider offers to apps: the choices of the form. */
export const readRegistrationRules = operation({
  name: 'apps.rules',
  summary: 'What this provider asks of apps: scopes, kinds, addresses',
  method: 'GET',
  path: '/app-rules',
  role: 'user',
  command: { none: 'a form reads its choices; they stand in the configuration' },
  answer: object({
    scopes: list(
      object({
        name: text(),
        title: companyWords,
        access: oneOf('read', 'change'),
        isDefault: flag,
      }),
    ),
    /** False: the provider does not read them (S4). */
    scopesChosen: flag,
    publicApps: flag,
    loopbackHttp: flag,
    nativeSchemes: flag,
    refresh: oneOf('rotating', 'per-app', 'none'),
    clientCredentials: flag,
  }),
});
