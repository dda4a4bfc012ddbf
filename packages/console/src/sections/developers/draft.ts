/** An app as it is being typed: one shape for registering and for changing. */
import { checkRedirectUri } from '@valetkey/protocol';
import {
  type AnswerOf,
  type BodyOf,
  type createApp,
  type readRegistrationRules,
} from '@valetkey/protocol/console-api';
import type { DevelopedApp } from './app.ts';

export type Rules = AnswerOf<typeof readRegistrationRules>;
export type Kind = 'confidential' | 'public' | 'native';

export interface Draft {
  name: string;
  description: string;
  publisher: string;
  homepageUrl: string;
  privacyUrl: string;
  termsUrl: string;
  kind: Kind;
  redirectUris: readonly string[];
  scopes: readonly string[];
  reasons: Readonly<Record<string, string>>;
  refresh: boolean;
  clientCredentials: boolean;
}

export type Change = (change: Partial<Draft>) => void;

/** Where every quickstart listens: whoever only wants to begin changes nothing. */
const ON_THIS_COMPUTER = 'http://localhost:3000/callback';

function isPossible(uri: string, rules: Rules): boolean {
  try {
    checkRedirectUri(uri, { ...rules, native: false });
    return true;
  } catch {
    return false;
  }
}

/** The company's own defaults, else the least there is to read: an app without any has nothing to call. */
function firstScopes({ scopes }: Rules): Rules['scopes'] {
  const defaults = scopes.filter(({ isDefault }) => isDefault);
  return defaults.length > 0 ? defaults : scopes.filter(({ access }) => access === 'read').slice(0, 1);
}

export function emptyDraft(rules: Rules): Draft {
  return {
    name: '',
    description: '',
    publisher: '',
    homepageUrl: '',
    privacyUrl: '',
    termsUrl: '',
    kind: 'confidential',
    redirectUris: [isPossible(ON_THIS_COMPUTER, rules) ? ON_THIS_COMPUTER : ''],
    scopes: firstScopes(rules).map(({ name }) => name),
    reasons: {},
    refresh: rules.refresh === 'rotating',
    clientCredentials: false,
  };
}

export function draftOf(app: DevelopedApp): Draft {
  return {
    name: app.name,
    description: app.description,
    publisher: app.publisher,
    homepageUrl: app.homepageUrl ?? '',
    privacyUrl: app.privacyUrl ?? '',
    termsUrl: app.termsUrl ?? '',
    kind: kindOf(app),
    redirectUris: app.redirectUris,
    scopes: app.scopes.map(({ name }) => name),
    reasons: Object.fromEntries(app.scopeReasons.map(({ scope, reason }) => [scope, reason])),
    refresh: app.grants.includes('refresh_token'),
    clientCredentials: app.grants.includes('client_credentials'),
  };
}

export function kindOf({ type, native }: Pick<DevelopedApp, 'type' | 'native'>): Kind {
  return native ? 'native' : type;
}

/** A native app keeps no secret where the provider has apps without one. */
function typeOf(
  kind: Kind,
  rules: Pick<Rules, 'publicApps'>,
): { type: 'confidential' | 'public'; native: boolean } {
  const secretless = kind === 'public' || (kind === 'native' && rules.publicApps);
  return { type: secretless ? 'public' : 'confidential', native: kind === 'native' };
}

/** What people see, and what the app may ask for. */
export function detailsOf(draft: Draft) {
  const { name, description, publisher, scopes, reasons, refresh, clientCredentials } = draft;
  return {
    name,
    description,
    publisher,
    homepageUrl: orNull(draft.homepageUrl),
    privacyUrl: orNull(draft.privacyUrl),
    termsUrl: orNull(draft.termsUrl),
    scopes,
    scopeReasons: scopes
      .map(scope => ({ scope, reason: (reasons[scope] ?? '').trim() }))
      .filter(({ reason }) => reason !== ''),
    refresh,
    clientCredentials,
  };
}

export function addressesOf(draft: Draft, rules: Pick<Rules, 'publicApps'>) {
  const redirectUris = draft.redirectUris.map(uri => uri.trim()).filter(uri => uri !== '');
  return { redirectUris, ...typeOf(draft.kind, rules) };
}

export function registrationOf(draft: Draft, rules: Rules): BodyOf<typeof createApp> {
  return { ...detailsOf(draft), ...addressesOf(draft, rules) };
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
