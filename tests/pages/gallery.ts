/** Every hosted page as people could meet it: ordinary, Dutch, and as bad as an app can make it. */
import { quote, say } from '@valetkey/protocol';
import { renderAccountPicker } from '../../packages/server/src/pages/account-picker.ts';
import { renderAskAdministrator } from '../../packages/server/src/pages/ask-administrator.ts';
import { renderConsent } from '../../packages/server/src/pages/consent.ts';
import { renderError } from '../../packages/server/src/pages/error.ts';
import { renderFormPost } from '../../packages/server/src/pages/form-post.ts';
import { renderLogin } from '../../packages/server/src/pages/login.ts';
import {
  DUTCH_SCOPES,
  HOSTILE,
  LOGO,
  SCOPES,
  STATE_CODE,
  UNBROKEN,
  app,
  ask,
  consent,
  error,
  frame,
  hostileApp,
  login,
  longApp,
  person,
  picker,
  scope,
} from './fixtures.ts';

export interface GalleryPage {
  name: string;
  html: string;
}

function loginPages(): GalleryPage[] {
  return [
    { name: 'login', html: renderLogin(frame(), login()) },
    {
      name: 'login-wrong',
      html: renderLogin(frame(), login({ email: person.email, problem: { kind: 'wrong' } })),
    },
    {
      name: 'login-throttled-nl',
      html: renderLogin(frame('nl'), login({ problem: { kind: 'throttled', retryAfterSeconds: 300 } })),
    },
    {
      name: 'login-no-app-notice',
      html: renderLogin(
        frame('en', { notice: 'This is the old REST API. Version 2 is recommended.', logo: LOGO }),
        login({ app: null, cancellable: false, problem: { kind: 'stale' } }),
      ),
    },
    {
      name: 'login-hostile',
      html: renderLogin(frame('en', { name: HOSTILE }), login({ app: hostileApp, email: HOSTILE })),
    },
    { name: 'login-long', html: renderLogin(frame('nl', { name: UNBROKEN }), login({ app: longApp })) },
  ];
}

function pickerPages(): GalleryPage[] {
  const blocked = picker().accounts.filter(account => account.blocked !== null);
  const first = picker().accounts[0]!;
  return [
    { name: 'picker', html: renderAccountPicker(frame(), picker()) },
    { name: 'picker-nl', html: renderAccountPicker(frame('nl'), picker()) },
    { name: 'picker-none', html: renderAccountPicker(frame(), picker({ accounts: blocked })) },
    {
      name: 'picker-hostile-long',
      html: renderAccountPicker(
        frame(),
        picker({
          app: longApp,
          signedInAs: { name: UNBROKEN, email: `${UNBROKEN}@acme.example` },
          accounts: [
            { ...first, name: UNBROKEN, plan: UNBROKEN },
            {
              ...first,
              id: HOSTILE,
              name: HOSTILE,
              plan: HOSTILE,
              blocked: { kind: 'plan', plans: [HOSTILE] },
            },
          ],
        }),
      ),
    },
  ];
}

function askPages(): GalleryPage[] {
  return [
    { name: 'ask', html: renderAskAdministrator(frame(), ask()) },
    {
      name: 'ask-waiting-nl',
      html: renderAskAdministrator(frame('nl'), ask({ canChangeAccount: false, state: { kind: 'waiting' } })),
    },
    { name: 'ask-blocked', html: renderAskAdministrator(frame(), ask({ why: 'blocked' })) },
    {
      name: 'ask-hostile-long',
      html: renderAskAdministrator(
        frame('en', { name: UNBROKEN }),
        ask({
          app: hostileApp,
          account: { name: UNBROKEN },
          signedInAs: { name: HOSTILE, email: HOSTILE },
          state: { kind: 'refused', reason: HOSTILE },
        }),
      ),
    },
  ];
}

function consentPages(): GalleryPage[] {
  const extended = SCOPES.map((each, i) => ({ ...each, isNew: i === 3 }));
  const unending = { accessLasts: { kind: 'until-revoked' } } as const;
  const loopback = { host: 'localhost:53682', address: 'http://localhost:53682/callback', loopback: true };
  const longScopes = [
    scope(UNBROKEN, UNBROKEN, { group: UNBROKEN, description: UNBROKEN, optional: true }),
    scope('x', `developer/v1/${UNBROKEN}`, { access: 'change' }),
  ];
  return [
    { name: 'consent', html: renderConsent(frame(), consent()) },
    {
      name: 'consent-nl',
      html: renderConsent(
        frame('nl', { settingsPath: 'Instellingen → Integraties → Actieve integraties' }),
        consent({
          app: { ...app, description: 'je database te analyseren' },
          scopes: DUTCH_SCOPES,
          cannot: ['Je wachtwoord zien', 'Contacten inzien of wijzigen'],
          ...unending,
        }),
      ),
    },
    {
      name: 'consent-extending',
      html: renderConsent(frame(), consent({ extending: true, scopes: extended })),
    },
    {
      name: 'consent-development-loopback',
      html: renderConsent(
        frame('en', { accent: { light: '#5B3FBF', dark: '#B7A6FF' }, logo: LOGO }),
        consent({
          app: { ...app, standing: 'development', logo: LOGO, name: 'My CLI', homepageUrl: null },
          redirect: loopback,
          canChangeAccount: false,
          scopes: [scope('read:project', 'Read your projects')],
          ...unending,
        }),
      ),
    },
    {
      name: 'consent-full-access',
      html: renderConsent(
        frame('en', { accent: { light: '#B3261E', dark: '#FFB4AB' } }),
        consent({
          app: { ...app, standing: 'unverified' },
          scopes: [
            scope('developer/v1/all', 'Read and change everything in your account', { access: 'change' }),
          ],
          allowWord: 'authorize',
          ...unending,
        }),
      ),
    },
    { name: 'consent-nothing', html: renderConsent(frame(), consent({ scopes: [], cannot: [] })) },
    {
      name: 'consent-long',
      html: renderConsent(
        frame('nl', { name: UNBROKEN, settingsPath: UNBROKEN }),
        consent({
          app: longApp,
          account: { name: UNBROKEN },
          scopes: longScopes,
          signedInAs: { name: UNBROKEN, email: `${UNBROKEN}@x.example` },
          redirect: {
            host: `${UNBROKEN}.example`,
            address: `https://${UNBROKEN}.example/${UNBROKEN}`,
            loopback: true,
          },
          allowWord: 'authorize',
        }),
      ),
    },
    {
      name: 'consent-hostile',
      html: renderConsent(
        frame('en', {
          name: HOSTILE,
          logo: 'https://evil.example/logo.png',
          accent: { light: '#fff}</style><script>alert(1)</script>', dark: 'red' },
          privacyUrl: 'javascript:alert(1)',
          settingsPath: HOSTILE,
        }),
        consent({
          app: hostileApp,
          signedInAs: { name: HOSTILE, email: HOSTILE },
          account: { name: HOSTILE },
          cannot: [HOSTILE],
          scopes: [scope(HOSTILE, HOSTILE, { description: HOSTILE, group: HOSTILE, optional: true })],
          redirect: { host: HOSTILE, address: HOSTILE, loopback: true },
        }),
      ),
    },
  ];
}

function errorPages(): GalleryPage[] {
  const refused = { values: { reason: 'sequence' }, code: STATE_CODE } as const;
  const detail = say('scope_not_registered', { scope: 'delete:everything' });
  const hostile = error('state_refused', {
    values: { reason: HOSTILE, parameter: HOSTILE },
    detail: quote(HOSTILE),
    code: HOSTILE,
    app: { name: HOSTILE, clientId: HOSTILE },
    wayBack: { host: HOSTILE, href: 'javascript:alert(1)' },
    retryHref: 'javascript:alert(1)',
  });
  return [
    { name: 'error-unknown-app', html: renderError(frame(), error('unknown_app', { app: null })) },
    { name: 'error-state-refused', html: renderError(frame(), error('state_refused', refused)) },
    { name: 'error-state-refused-nl', html: renderError(frame('nl'), error('state_refused', refused)) },
    {
      name: 'error-way-back',
      html: renderError(
        frame(),
        error('invalid_scope', {
          detail,
          wayBack: {
            host: 'database-analyzer.example',
            href: 'https://database-analyzer.example/cb?error=invalid_scope',
          },
        }),
      ),
    },
    {
      name: 'error-expired-retry-nl',
      html: renderError(frame('nl'), error('expired', { retryHref: '/acme/oauth/authorize?client_id=1' })),
    },
    { name: 'error-hostile', html: renderError(frame(), hostile) },
    {
      name: 'error-long',
      html: renderError(
        frame(),
        error('redirect_uri', {
          detail: quote(UNBROKEN),
          code: UNBROKEN,
          app: { name: UNBROKEN, clientId: UNBROKEN },
          wayBack: { host: `${UNBROKEN}.example`, href: `https://${UNBROKEN}.example/` },
        }),
      ),
    },
  ];
}

function formPostPages(): GalleryPage[] {
  const action = 'https://database-analyzer.example/oauth/callback';
  const host = 'database-analyzer.example';
  return [
    { name: 'form-post', html: renderFormPost(frame(), { action, host, fields: { code: 'c', state: 's' } }) },
    {
      name: 'form-post-hostile-nl',
      html: renderFormPost(frame('nl'), {
        action: `${action}?x="><script>alert(1)</script>`,
        host: HOSTILE,
        fields: { [HOSTILE]: HOSTILE, submit: 'x' },
      }),
    },
  ];
}

export function galleryPages(): GalleryPage[] {
  return [
    ...loginPages(),
    ...pickerPages(),
    ...askPages(),
    ...consentPages(),
    ...errorPages(),
    ...formPostPages(),
  ];
}
