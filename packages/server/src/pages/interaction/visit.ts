/** One visit to an interaction: found by id AND by the browser that began it (S-A29), with everything read anew from the store. */
import type { PageLocale } from '@valetkey/protocol';
import {
  trustRedirect,
  type ConsoleRequest,
  type FrozenRequest,
  type TrustedRedirect,
} from '../../domain/authorization/frozen-request.ts';
import type { ReturnTarget } from '../../domain/authorization/conclude.ts';
import { findAppForPage } from '../../domain/authorization/find-app.ts';
import { readBrowser, type Browser } from '../../domain/browsers.ts';
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { isId } from '../../domain/ids.ts';
import { PageProblem } from '../../domain/page-problem.ts';
import type { Provider } from '../../domain/providers.ts';
import { equalDigests } from '../../domain/secrets.ts';
import { readPageForm } from '../../http/bodies.ts';
import { header, type Incoming } from '../../http/incoming.ts';
import { isSameOrigin } from '../../http/same-origin.ts';
import type { App, Interaction } from '../../store/rows.ts';
import type { PageForm } from '../models.ts';
import { queryLocale, wantedLocale } from '../wanted-locale.ts';

/** What every visit has, whatever the person came for. */
interface AnyPurpose {
  provider: Provider;
  interaction: Interaction;
  browser: Browser & { binding: string; hash: string };
  locale: PageLocale;
  /** Address of the interaction, without query. */
  here: string;
  requestId: string;
  incoming: Incoming;
}

/** An app asks for access. */
export interface Visit extends AnyPurpose {
  request: FrozenRequest;
  app: App;
  redirect: TrustedRedirect;
}

/** Somebody signs in to the console. */
export interface ConsoleVisit extends AnyPurpose {
  request: ConsoleRequest;
  app: null;
}

/** Of an app's request. @throws {PageProblem} as {@link readAnyVisit}; session_lost also for a sign-in to the console. */
export async function readVisit(core: Core, provider: Provider, incoming: Incoming): Promise<Visit> {
  const visit = await readAnyVisit(core, provider, incoming);
  if (visit.app !== null) return visit;
  throw new PageProblem(provider, { status: 400, key: 'session_lost' }, { locale: visit.locale });
}

/** @throws {PageProblem} session_lost: unknown, too old, or begun in another browser; already_answered: to its own browser only. */
export async function readAnyVisit(
  core: Core,
  provider: Provider,
  incoming: Incoming,
): Promise<Visit | ConsoleVisit> {
  const browser = await readBrowser(core, provider, header(incoming, 'cookie'));
  const id = incoming.route['id'] ?? '';
  const interaction = isId(id) ? await core.store.findInteraction(id, nowSeconds(core.clock)) : null;
  if (interaction !== null && isOfBrowser(interaction, provider, browser))
    return await visitOf(core, provider, incoming, interaction, browser);
  const answered = await findAnswered(core, provider, incoming, browser);
  throw new PageProblem(
    provider,
    { status: 400, key: answered ? 'already_answered' : 'session_lost' },
    { locale: wantedLocale(incoming) },
  );
}

/** An interaction that this browser has answered already; null otherwise. */
export async function readAnsweredVisit(
  core: Core,
  provider: Provider,
  incoming: Incoming,
): Promise<Visit | null> {
  const browser = await readBrowser(core, provider, header(incoming, 'cookie'));
  const interaction = await findAnswered(core, provider, incoming, browser);
  if (interaction === null || !isOfBrowser(interaction, provider, browser)) return null;
  const visit = await visitOf(core, provider, incoming, interaction, browser);
  return visit.app === null ? null : visit;
}

type BoundBrowser = AnyPurpose['browser'];

function isOfBrowser(
  interaction: Interaction,
  provider: Provider,
  browser: Browser,
): browser is BoundBrowser {
  return (
    interaction.provider === provider.slug &&
    browser.binding !== null &&
    browser.hash !== null &&
    equalDigests(interaction.browserHash, browser.hash)
  );
}

async function findAnswered(
  core: Core,
  provider: Provider,
  incoming: Incoming,
  { hash }: Browser,
): Promise<Interaction | null> {
  const id = incoming.route['id'] ?? '';
  if (!isId(id) || hash === null) return null;
  const found = await core.store.findAnsweredInteraction(id, hash, nowSeconds(core.clock));
  return found?.provider === provider.slug ? found : null;
}

async function visitOf(
  core: Core,
  provider: Provider,
  incoming: Incoming,
  interaction: Interaction,
  browser: BoundBrowser,
): Promise<Visit | ConsoleVisit> {
  const { requestId } = incoming;
  const here = `${provider.issuer}/interactions/${interaction.id}`;
  const visit = { provider, interaction, browser, here, requestId, incoming };
  if (interaction.appId === null) {
    const request = JSON.parse(interaction.request) as ConsoleRequest;
    return { ...visit, app: null, request, locale: queryLocale(incoming) ?? request.locale };
  }
  const request = JSON.parse(interaction.request) as FrozenRequest;
  const app = await findAppForPage(core, provider, interaction.appId);
  // Checked again just before anybody is sent there: the app may have been changed since (S-A9).
  const redirect = trustRedirect(provider, app, request.redirectUri);
  if (redirect === null)
    throw new PageProblem(provider, { status: 400, key: 'redirect_uri' }, { locale: wantedLocale(incoming) });
  return { ...visit, request, app, redirect, locale: queryLocale(incoming) ?? request.locale };
}

/** The way back to the app, in the language of the page the person is on. */
export function targetOf({ redirect, request, locale }: Visit): ReturnTarget {
  return { redirect, responseMode: request.responseMode, state: request.state, locale };
}

/** The address of a step, keeping the language that was chosen on the page. */
export function stepUrl(visit: Visit | ConsoleVisit, step = ''): string {
  const language = visit.locale === visit.request.locale ? '' : `?ui_locales=${visit.locale}`;
  return `${visit.here}${step}${language}`;
}

type FormStep = 'login' | 'account' | 'consent' | 'approval';

/** The form of a step. `shown`: what the person saw, bound into the token, so that exactly that is answered (S-M6, S-M8). */
export function stepForm(
  core: Core,
  visit: Visit | ConsoleVisit,
  step: FormStep,
  shown: readonly string[],
): PageForm {
  return { action: stepUrl(visit, `/${step}`), hidden: { csrf: formToken(core, visit, step, shown) } };
}

function formToken(core: Core, visit: Visit | ConsoleVisit, step: string, shown: readonly string[]): string {
  const session = visit.browser.session?.idHash ?? '';
  return core.keys.pepper.hash(
    'form',
    step,
    visit.interaction.id,
    visit.browser.binding,
    session,
    JSON.stringify(shown),
  );
}

/**
 * Reads a form of ours: same site by the browser's own word, and the synchroniser token of exactly this step (S-L5, S-L6).
 * Null: the token is of another session, account or scope list than now; the page is shown again.
 * @throws {PageProblem} cross_site
 */
export function readStepForm(
  core: Core,
  visit: Visit | ConsoleVisit,
  step: FormStep,
  shown: readonly string[],
): URLSearchParams | null {
  checkSameSite(core, visit);
  const form = readPageForm(visit.incoming.body);
  return equalDigests(form.get('csrf') ?? '', formToken(core, visit, step, shown)) ? form : null;
}

function checkSameSite(core: Core, visit: Visit | ConsoleVisit): void {
  if (!isSameOrigin(visit.incoming, core.config.publicUrl))
    throw new PageProblem(visit.provider, { status: 403, key: 'cross_site' }, { locale: visit.locale });
}
