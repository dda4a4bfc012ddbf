/** What each hosted page is given. Everything here is plain data: pages decide nothing and read nothing. */
import type { PageLocale, Sentence } from '@valetkey/protocol';

/** The frame around every page. */
export interface PageFrame {
  provider: {
    name: string;
    /** `data:` URL or a path on our own origin; null: the name is set in type. */
    logo: string | null;
    /** Accent colours, contrast checked by the configuration. */
    accent: { light: string; dark: string } | null;
    privacyUrl: string | null;
    termsUrl: string | null;
    supportUrl: string | null;
    /** "Settings → Integrations → Active Integrations" */
    settingsPath: string;
    /** The console's page of that name. */
    settingsHref: string;
    /** What the company calls the app's id: `client_id`, or `client_key` (R20). */
    clientIdWord: string;
    /** The old version's banner (R59). */
    notice: string | null;
  };
  locale: PageLocale;
  /** The same page in the other languages; empty where a switch makes no sense. */
  languages: readonly { locale: PageLocale; href: string }[];
  /** For the style and script elements (CSP). */
  nonce: string;
  requestId: string;
}

export interface AppOnPage {
  name: string;
  /** "analyze your database" */
  description: string;
  publisher: string;
  /** How far the publisher is known. */
  standing: 'verified' | 'unverified' | 'development';
  logo: string | null;
  homepageUrl: string | null;
  privacyUrl: string | null;
  termsUrl: string | null;
}

/** Where a form goes, and the hidden fields that make it ours (CSRF token and the like). */
export interface PageForm {
  action: string;
  hidden: Readonly<Record<string, string>>;
}

export interface LoginModel {
  /** Posts `email` and `password`. */
  form: PageForm;
  app: AppOnPage | null;
  /** Filled in again after a failure, or from `login_hint`. */
  email: string;
  problem: null | { kind: 'wrong' } | { kind: 'throttled'; retryAfterSeconds: number } | { kind: 'stale' };
  /** "Cancel" posts `cancel=1` to the same form: access_denied. */
  cancellable: boolean;
}

export interface AccountPickerModel {
  form: PageForm;
  app: AppOnPage;
  signedInAs: { name: string; email: string };
  /** Last used first. The form posts `account=<id>`; "Cancel" posts `cancel=1` (access_denied), "Not you?" `not_me=1`. */
  accounts: readonly {
    id: string;
    name: string;
    role: 'member' | 'administrator';
    plan: string | null;
    lastUsed: boolean;
    /** Its administrators do not let the app in as it is; may be chosen, to ask them. */
    needsApproval: boolean;
    /** Shown, not selectable, with the reason. */
    blocked: null | { kind: 'plan'; plans: readonly string[] } | { kind: 'suspended' };
  }[];
}

export interface AskAdministratorModel {
  form: PageForm;
  app: AppOnPage;
  signedInAs: { name: string; email: string };
  account: { name: string };
  canChangeAccount: boolean;
  /** `approval`: asking helps. `blocked`: this app. `none`: every app. */
  why: 'approval' | 'blocked' | 'none';
  state: { kind: 'new' } | { kind: 'waiting' } | { kind: 'refused'; reason: string };
}

export interface ScopeOnPage {
  name: string;
  /** "Read your projects" */
  title: string;
  description: string | null;
  access: 'read' | 'change';
  /** Heading the scope stands under: "Projects". */
  group: string | null;
  /** May be unticked; posts `scope=<name>` when ticked. */
  optional: boolean;
  /** Not granted before: when asked again, only these stand out. */
  isNew: boolean;
}

export interface ConsentModel {
  form: PageForm;
  app: AppOnPage;
  signedInAs: { name: string; email: string };
  account: { name: string };
  /** True when the user has several accounts: "another account" posts `another_account=1`. "Not you?" posts `not_me=1`. */
  canChangeAccount: boolean;
  scopes: readonly ScopeOnPage[];
  /** What the app can not do: "see your password", always; and scopes of the provider that were not asked for, by group. */
  cannot: readonly string[];
  /** How long access lasts. Null: until taken back. */
  accessLasts: { kind: 'until-revoked' } | { kind: 'limited'; seconds: number };
  /** Asked before: what the connection has already is folded away. */
  extending: boolean;
  /** Where the browser goes next. */
  redirect: { host: string; address: string; loopback: boolean };
  /** `decision=allow` or `decision=deny`. Words of the button: Copper's reads "Authorize". */
  allowWord: 'allow' | 'authorize';
}

export interface ErrorModel {
  status: number;
  /** Which text of the locale files: `error.<key>.title`, `.user` and `.developer`. */
  key:
    | 'unknown_app'
    | 'redirect_uri'
    | 'duplicate_parameter'
    | 'app_not_approved'
    | 'app_in_development'
    | 'app_suspended'
    | 'state_missing'
    | 'state_refused'
    | 'invalid_request'
    | 'invalid_scope'
    | 'unsupported_response_type'
    | 'session_lost'
    | 'already_answered'
    | 'expired'
    | 'cross_site'
    | 'no_account'
    | 'app_limit'
    | 'not_found'
    | 'method'
    | 'too_many_requests'
    | 'unavailable'
    | 'server_error'
    | 'login_failed'
    | 'access_denied';
  /**
   * Values for the texts; attacker-controlled ones among them. Read: `reason` (a StateRefusal, or `used`) by
   * `state_refused`, `parameter` by `duplicate_parameter`, `retryAfterSeconds` by `too_many_requests` and `unavailable`.
   */
  values: Readonly<Record<string, string>>;
  /** What exactly is wrong, for the developer; may be attacker-influenced: escape. */
  detail: Sentence | null;
  /** A line of code that mends it (S4's state), shown in a code block. */
  code: string | null;
  app: { name: string; clientId: string } | null;
  /** An error of an app we do not know well: shown here, and the way back is a choice (S-A20). */
  wayBack: { host: string; href: string } | null;
  /** "Start again" link, where there is a safe one on our own origin. */
  retryHref: string | null;
}

/** `response_mode=form_post`: posts itself; with a Continue button where JavaScript is off. */
export interface FormPostModel {
  action: string;
  host: string;
  fields: Readonly<Record<string, string>>;
}
