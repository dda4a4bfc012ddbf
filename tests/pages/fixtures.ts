/** What the hosted pages are shown with: ordinary people and apps, and the worst an app can call itself. */
import type { PageLocale } from '@valetkey/protocol';
import type {
  AccountPickerModel,
  AskAdministratorModel,
  AppOnPage,
  ConsentModel,
  ErrorModel,
  LoginModel,
  PageForm,
  PageFrame,
  ScopeOnPage,
} from '../../packages/server/src/pages/models.ts';

export const NONCE = 'Z2FsbGVyeS1ub25jZQ';

/** 64 characters without a place to break. */
export const UNBROKEN = 'W'.repeat(64);
export const HOSTILE = '"><img src=x onerror=alert(1)><script>alert(1)</script>{app}\u202E';

const form: PageForm = { action: '/acme/transaction', hidden: { transaction: 't1', csrf: 'c1' } };

export function frame(locale: PageLocale = 'en', provider: Partial<PageFrame['provider']> = {}): PageFrame {
  return {
    provider: {
      name: 'Northwind CRM',
      logo: null,
      accent: null,
      privacyUrl: 'https://northwind.example/privacy',
      termsUrl: 'https://northwind.example/terms',
      supportUrl: 'https://northwind.example/help',
      settingsPath: 'Settings → Integrations → Active Integrations',
      settingsHref: 'https://auth.example/crm/console/settings/integrations',
      clientIdWord: 'client_id',
      notice: null,
      ...provider,
    },
    locale,
    languages: [
      { locale: 'en', href: '/acme/oauth/authorize?ui_locales=en' },
      { locale: 'nl', href: '/acme/oauth/authorize?ui_locales=nl' },
    ],
    nonce: NONCE,
    requestId: '01K9X3M7Q2V8T4',
  };
}

export const app: AppOnPage = {
  name: 'Database Analyzer',
  description: 'analyze your database',
  publisher: 'Insight Tools B.V.',
  standing: 'verified',
  logo: null,
  homepageUrl: 'https://database-analyzer.example/',
  privacyUrl: 'https://database-analyzer.example/privacy',
  termsUrl: 'https://database-analyzer.example/terms',
};

export const person = { name: 'Sanne de Vries', email: 'sanne@acme.example' };

export function login(values: Partial<LoginModel> = {}): LoginModel {
  return { form, app, email: '', problem: null, cancellable: true, ...values };
}

export function picker(values: Partial<AccountPickerModel> = {}): AccountPickerModel {
  const account = {
    role: 'administrator',
    plan: 'enterprise',
    lastUsed: false,
    needsApproval: false,
    blocked: null,
  } as const;
  return {
    form,
    app,
    signedInAs: person,
    accounts: [
      { ...account, id: 'a1', name: 'Acme', lastUsed: true },
      { ...account, id: 'a2', name: 'Brouwerij ’t IJ', role: 'member', plan: null, needsApproval: true },
      {
        ...account,
        id: 'a3',
        name: 'Old Shop',
        plan: 'free',
        blocked: { kind: 'plan', plans: ['enterprise'] },
      },
      { ...account, id: 'a4', name: 'Closed Ltd.', plan: null, blocked: { kind: 'suspended' } },
    ],
    ...values,
  };
}

export function ask(values: Partial<AskAdministratorModel> = {}): AskAdministratorModel {
  return {
    form,
    app,
    signedInAs: person,
    account: { name: 'Acme' },
    canChangeAccount: true,
    why: 'approval',
    state: { kind: 'new' },
    ...values,
  };
}

export function scope(name: string, title: string, values: Partial<ScopeOnPage> = {}): ScopeOnPage {
  return {
    name,
    title,
    description: null,
    access: 'read',
    group: null,
    optional: false,
    isNew: true,
    ...values,
  };
}

export const SCOPES: readonly ScopeOnPage[] = [
  scope('write:project', 'Create and change projects', {
    access: 'change',
    group: 'Projects',
    description: 'New projects, and names and settings of the ones you have.',
  }),
  scope('read:project', 'Read your projects', { group: 'Projects' }),
  scope('read:analysis', 'Read your analyses', { group: 'Analyses', description: 'Results and reports.' }),
  scope('write:analysis', 'Start new analyses', { group: 'Analyses', access: 'change', optional: true }),
  scope('offline', 'Keep working while you are away', { optional: true }),
];

export const DUTCH_SCOPES: readonly ScopeOnPage[] = [
  scope('read:project', 'Je projecten inzien', { group: 'Projecten' }),
  scope('write:project', 'Projecten aanmaken en wijzigen', { group: 'Projecten', access: 'change' }),
  scope('offline', 'Doorwerken terwijl je weg bent', { group: 'Toegang', optional: true }),
];

export function consent(values: Partial<ConsentModel> = {}): ConsentModel {
  return {
    form,
    app,
    signedInAs: person,
    account: { name: 'Acme' },
    canChangeAccount: true,
    scopes: SCOPES,
    cannot: ['See your password', 'See or change your contacts', 'Send e-mail in your name'],
    accessLasts: { kind: 'limited', seconds: 90 * 86_400 },
    extending: false,
    redirect: {
      host: 'database-analyzer.example',
      address: 'https://database-analyzer.example/oauth/callback?from=northwind',
      loopback: false,
    },
    allowWord: 'allow',
    ...values,
  };
}

export function error(key: ErrorModel['key'], values: Partial<ErrorModel> = {}): ErrorModel {
  return {
    status: 400,
    key,
    values: {},
    detail: null,
    code: null,
    app: { name: app.name, clientId: '06dq2m1s5k7v9a3c8e4g0htb6w' },
    wayBack: null,
    retryHref: null,
    ...values,
  };
}

export const ERROR_KEYS = [
  'unknown_app',
  'redirect_uri',
  'duplicate_parameter',
  'app_not_approved',
  'app_in_development',
  'app_suspended',
  'state_missing',
  'state_refused',
  'invalid_request',
  'invalid_scope',
  'unsupported_response_type',
  'session_lost',
  'already_answered',
  'expired',
  'cross_site',
  'no_account',
  'app_limit',
  'not_found',
  'method',
  'too_many_requests',
  'unavailable',
  'server_error',
  'login_failed',
  'access_denied',
] as const satisfies readonly ErrorModel['key'][];

/** A ring on a square of 48 pixels: enough of a logo to see where it stands. */
export const LOGO =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAADAAAAAwCAMAAABg3Am1AAAABlBMVEVbP7////+l8BZyAAAAWUlEQVR42u2UsRYAIAgC5f9/uqVJe9rVVrLCLYWYtT6WpmB8E5ETzVeExAiJERIkXKIEQqAiop0DKzclll4Dt8+KP45XA5eP1xsfED9RPgJ8ZviQHUxl60kNSsgBzcm6w9gAAAAASUVORK5CYII=';

export const hostileApp: AppOnPage = {
  name: HOSTILE,
  description: HOSTILE,
  publisher: HOSTILE,
  standing: 'unverified',
  logo: 'https://evil.example/pixel.png',
  homepageUrl: 'javascript:alert(1)',
  privacyUrl: 'http://evil.example/',
  termsUrl: 'data:text/html,<script>alert(1)</script>',
};

export const longApp: AppOnPage = { ...app, name: UNBROKEN, publisher: UNBROKEN, standing: 'unverified' };

export const STATE_CODE = "const state = crypto.randomBytes(32).toString('hex');";
