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

export function consentModel(core: Core, visit: Visit, step: ConsentStep): ConsentModel {
  const { provider, request, locale } = visit;
  const granted = grantedBefore(step);
  return {
    form: stepForm(core, visit, 'consent', shownOnConsent(visit, step)),
    app: appOnPage(visit.app),
    signedInAs: { name: step.user.name, email: step.user.email },
    account: { name: step.membership.account.name },
    canChangeAccount: step.memberships.length > 1,
    scopes: request.scopes.map(name => scopeOnPage(provider, name, locale, !granted.has(name))),
    cannot: cannotDo(provider, request.scopes, locale),
    accessLasts: accessLasts(visit),
    extending: granted.size > 0,
    redirect: {
      host: redirectHost(visit.redirect),
      address: visit.redirect,
      loopback: isLoopbackUri(visit.redirect),
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

function accessLasts({ provider, app }: Visit): ConsentModel['accessLasts'] {
  const refreshes = provider.profile.token.refresh !== 'none' && app.grants.includes('refresh_token');
  const { lifetimeSeconds } = provider.accessToken;
  if (lifetimeSeconds === null) return { kind: 'until-revoked' };
  return { kind: 'limited', seconds: refreshes ? provider.refreshToken.absoluteSeconds : lifetimeSeconds };
}
