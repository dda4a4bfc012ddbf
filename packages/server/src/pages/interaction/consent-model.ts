/** The consent page's model: who asks, for what, on which account, for how long, and where the browser goes next (R28, R29, S-M1). */
import { isLoopbackUri, redirectHost, type PageLocale } from '@valetkey/protocol';
import type { Step } from '../../domain/authorization/next-step.ts';
import type { Core } from '../../domain/core.ts';
import type { Provider } from '../../domain/providers.ts';
import { connectionState } from '../../store/liveness.ts';
import type { ScopeConfig, Texts } from '../../config-types.ts';
import { appOnPage } from '../frame-of.ts';
import type { ConsentModel, ScopeOnPage } from '../models.ts';
import { text } from '../texts.ts';
import { stepForm, type Visit } from './visit.ts';

type ConsentStep = Extract<Step, { step: 'consent' }>;

/** What the question is about. */
interface Asked {
  scopes: readonly string[];
  redirectUri: string;
  locale: PageLocale;
  /** Whether the app gets refresh tokens. */
  refreshes: boolean;
  person: { name: string; email: string };
  account: string;
  severalAccounts: boolean;
  granted: ReadonlySet<string>;
}

export function consentModel(core: Core, visit: Visit, step: ConsentStep): ConsentModel {
  const { provider, app, request, locale } = visit;
  return {
    form: stepForm(core, visit, 'consent', shownOnConsent(visit, step)),
    app: appOnPage(app),
    ...describeConsent(provider, {
      scopes: request.scopes,
      redirectUri: visit.redirect,
      locale,
      refreshes: app.grants.includes('refresh_token'),
      person: { name: step.user.name, email: step.user.email },
      account: step.membership.account.name,
      severalAccounts: step.memberships.length > 1,
      granted: grantedBefore(step),
    }),
  };
}

/** All but who asks and where the answer goes. */
export function describeConsent(
  provider: Provider,
  { scopes, redirectUri, locale, refreshes, person, account, severalAccounts, granted }: Asked,
): Omit<ConsentModel, 'form' | 'app'> {
  return {
    signedInAs: person,
    account: { name: account },
    canChangeAccount: severalAccounts,
    scopes: scopes.map(name => scopeOnPage(provider, name, locale, !granted.has(name))),
    cannot: cannotDo(provider, scopes, locale),
    accessLasts: accessLasts(provider, refreshes),
    extending: granted.size > 0,
    redirect: {
      host: redirectHost(redirectUri),
      address: redirectUri,
      loopback: isLoopbackUri(redirectUri),
    },
    allowWord: provider.profile.name === 'copper' ? 'authorize' : 'allow',
  };
}

/** What the answer is bound to: this user, this account, exactly these scopes. */
export function shownOnConsent(visit: Visit, step: ConsentStep): string[] {
  return [step.user.id, step.membership.account.id, ...visit.request.scopes];
}

function grantedBefore({ connection }: ConsentStep): ReadonlySet<string> {
  return new Set(connection && connectionState(connection).live ? connection.connection.scopes : []);
}

function textOf(texts: Texts, locale: PageLocale): string {
  return texts[locale] ?? texts.en;
}

function scopeOnPage(provider: Provider, name: string, locale: PageLocale, isNew: boolean): ScopeOnPage {
  const scope: ScopeConfig = provider.scopes.get(name)!;
  return {
    name,
    title: textOf(scope.title, locale),
    description: scope.description ? textOf(scope.description, locale) : null,
    access: scope.access,
    group: scope.group ? textOf(scope.group, locale) : null,
    optional: scope.optional ?? false,
    isNew,
  };
}

/** Everything of the provider that was not asked for and is not contained in what was. */
function cannotDo(provider: Provider, asked: readonly string[], locale: PageLocale): string[] {
  const contained = new Set(
    asked.flatMap(name =>
      provider.includes.get(name) === '*'
        ? provider.scopeNames
        : [name, ...(provider.includes.get(name) ?? [])],
    ),
  );
  const other = provider.scopeNames.filter(name => !contained.has(name));
  return [
    text(locale, 'consent.cannot.password'),
    ...other.map(name => textOf(provider.scopes.get(name)!.title, locale)),
  ];
}

function accessLasts(provider: Provider, refreshes: boolean): ConsentModel['accessLasts'] {
  const renews = provider.profile.token.refresh !== 'none' && refreshes;
  const { lifetimeSeconds } = provider.accessToken;
  if (lifetimeSeconds === null) return { kind: 'until-revoked' };
  return { kind: 'limited', seconds: renews ? provider.refreshToken.absoluteSeconds : lifetimeSeconds };
}
