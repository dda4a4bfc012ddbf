/** Shows whatever step is next: sign in, account picker, consent; or goes on where nobody needs to be asked. */
import { OAuthError, redirectHost, type PageLocale, say } from '@valetkey/protocol';
import { conclude, issueFor, type Conclusion } from '../../domain/authorization/answers.ts';
import { claimState } from '../../domain/authorization/claim-state.ts';
import { logAuthorize, refuse } from '../../domain/authorization/conclude.ts';
import { nextStep, type Step } from '../../domain/authorization/next-step.ts';
import { startInteraction } from '../../domain/authorization/start-interaction.ts';
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { PageProblem } from '../../domain/page-problem.ts';
import type { Provider } from '../../domain/providers.ts';
import type { PageAnswer } from '../../http/answer.ts';
import type { SetCookie } from '../../http/cookies.ts';
import { readQuery, type Incoming } from '../../http/incoming.ts';
import type { User } from '../../store/rows.ts';
import { renderAccountPicker } from '../account-picker.ts';
import { renderAskAdministrator } from '../ask-administrator.ts';
import { renderConsent } from '../consent.ts';
import { appOnPage, frameOf } from '../frame-of.ts';
import { renderFormPost } from '../form-post.ts';
import { renderLogin } from '../login.ts';
import type { LoginModel } from '../models.ts';
import { wantedLocale } from '../wanted-locale.ts';
import { accountModel } from './account-model.ts';
import { askModel, type NotAllowed } from './ask-model.ts';
import { consentModel } from './consent-model.ts';
import { readAnyVisit, stepForm, targetOf, type ConsoleVisit, type Visit } from './visit.ts';

/** `GET /{slug}/interactions/{id}` */
export async function showInteraction(
  core: Core,
  provider: Provider,
  incoming: Incoming,
): Promise<Conclusion | PageAnswer> {
  const visit = await readAnyVisit(core, provider, incoming);
  if (visit.app === null) return await showConsoleSignIn(core, visit);
  return await showStep(core, visit, await findStep(core, visit));
}

export async function findStep(core: Core, visit: Visit): Promise<Step> {
  const { provider, app, request, interaction, browser } = visit;
  const progress = {
    user: browser.user,
    accountId: interaction.accountId,
    authenticatedAt: interaction.authenticatedAt,
  };
  return await nextStep(core, provider, app, request, progress);
}

async function showStep(core: Core, visit: Visit, step: Step): Promise<Conclusion | PageAnswer> {
  switch (step.step) {
    case 'login':
      return await askToSignIn(core, visit);
    case 'account':
      return showAccounts(core, visit, step);
    case 'consent':
      return wantsOtherAccount(visit) && step.memberships.length > 1
        ? showAccounts(core, visit, step)
        : showConsent(core, visit, step);
    case 'not_allowed':
      return wantsOtherAccount(visit) && step.memberships.length > 1
        ? showAccounts(core, visit, step)
        : await showAsk(core, visit, step);
    case 'no_account':
      throw new PageProblem(
        visit.provider,
        { status: 403, key: 'no_account', app: { name: visit.app.name, clientId: visit.app.id } },
        { locale: visit.locale },
      );
    case 'not_invited':
      logAuthorize(
        core,
        visit.provider,
        visit.app,
        visit.requestId,
        'refused',
        'access_denied',
        say('in_development'),
      );
      throw new PageProblem(
        visit.provider,
        {
          status: 403,
          key: 'app_in_development',
          app: { name: visit.app.name, clientId: visit.app.id },
          values: { app: visit.app.name },
        },
        { locale: visit.locale },
      );
    case 'refuse': {
      const error = new OAuthError(step.code, step.description);
      return conclude(
        visit.provider,
        refuse(core, visit.provider, visit.app, targetOf(visit), error, visit.requestId),
      );
    }
    case 'code': {
      await claimStateFor(core, visit, step.user);
      await consumeOrFail(core, visit);
      logAuthorize(core, visit.provider, visit.app, visit.requestId, 'ok', null, say('code_issued_again'));
      const { connection } = step.connection;
      return conclude(
        visit.provider,
        issueFor(
          core,
          visit.provider,
          { ...visit.request, locale: visit.locale },
          connection,
          visit.request.scopes,
          visit.redirect,
        ),
      );
    }
  }
}

async function askToSignIn(core: Core, visit: Visit | ConsoleVisit): Promise<Conclusion | PageAnswer> {
  return visit.provider.login.type === 'handoff'
    ? await handOff(core, visit, visit.provider.login.url)
    : showLogin(core, visit, { email: visit.request.loginHint ?? '', problem: null });
}

/** To the console, for whoever is signed in; `prompt=login`: signed in just now. */
async function showConsoleSignIn(core: Core, visit: ConsoleVisit): Promise<Conclusion | PageAnswer> {
  const { browser, request, interaction, provider } = visit;
  if (browser.user === null || (request.prompts.includes('login') && interaction.authenticatedAt === null))
    return await askToSignIn(core, visit);
  await consumeOrFail(core, visit);
  return { kind: 'redirect', location: `${provider.issuer}/console${request.returnTo}`, cookies: [] };
}

/** S-X4: whoever gets the code has used the state. */
export async function claimStateFor(core: Core, visit: Visit, user: User): Promise<void> {
  const by = { browserHash: visit.browser.hash, userId: user.id };
  await claimState(core, visit.provider, visit.app, visit.request, by, visit.requestId);
}

/** One decision wins; a second answer gets a calm page (S-E4, S-L8). */
export async function consumeOrFail(
  core: Core,
  visit: Visit | ConsoleVisit,
  outcome: string | null = null,
): Promise<void> {
  if (!(await core.store.consumeInteraction(visit.interaction.id, outcome, nowSeconds(core.clock))))
    throw new PageProblem(visit.provider, { status: 400, key: 'already_answered' }, { locale: visit.locale });
}

function wantsOtherAccount(visit: Visit): boolean {
  return readQuery(visit.incoming).get('pick') === '1';
}

/**
 * Login is the company's own: its page gets the id of the request, and its back end answers by that id, once. Where it has answered and
 * the browser is here without a session (the way back was lost, or somebody went back), the same request begins anew, or nobody could sign in.
 */
async function handOff(core: Core, visit: Visit | ConsoleVisit, url: string): Promise<Conclusion> {
  const { provider, app, browser, request, interaction, locale } = visit;
  if (interaction.loginAnsweredAt !== null) {
    const location = await startInteraction(core, provider, app?.id ?? null, browser.hash, {
      ...request,
      locale,
    });
    return { kind: 'redirect', location, cookies: [] };
  }
  const target = new URL(url);
  target.searchParams.set('login_request', visit.interaction.id);
  target.searchParams.set('locale', visit.locale);
  return { kind: 'redirect', location: target.href, cookies: [] };
}

export function showLogin(
  core: Core,
  visit: Visit | ConsoleVisit,
  shown: Pick<LoginModel, 'email' | 'problem'>,
  retryAfterSeconds?: number,
): PageAnswer {
  const status = shown.problem === null ? 200 : retryAfterSeconds === undefined ? 400 : 429;
  const model: LoginModel = {
    form: stepForm(core, visit, 'login', []),
    app: visit.app && appOnPage(visit.app),
    cancellable: visit.app !== null,
    ...shown,
  };
  const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return { ...page(visit, status, nonce => renderLogin(frame(visit, nonce), model)), headers };
}

function showAccounts(
  core: Core,
  visit: Visit,
  step: Extract<Step, { step: 'account' | 'consent' | 'not_allowed' }>,
): PageAnswer {
  const model = accountModel(core, visit, step);
  return page(visit, 200, nonce => renderAccountPicker(frame(visit, nonce), model));
}

function showConsent(core: Core, visit: Visit, step: Extract<Step, { step: 'consent' }>): PageAnswer {
  const model = consentModel(core, visit, step);
  return page(visit, 200, nonce => renderConsent(frame(visit, nonce), model));
}

async function showAsk(core: Core, visit: Visit, step: NotAllowed): Promise<PageAnswer> {
  const model = await askModel(core, visit, step);
  return page(visit, 200, nonce => renderAskAdministrator(frame(visit, nonce), model));
}

function frame(visit: Visit | ConsoleVisit, nonce: string): ReturnType<typeof frameOf> {
  return frameOf(visit.provider, {
    locale: visit.locale,
    nonce,
    requestId: visit.requestId,
    here: visit.here,
  });
}

function page(
  visit: Visit | ConsoleVisit,
  status: number,
  html: (nonce: string) => string,
  cookies: readonly SetCookie[] = [],
): PageAnswer {
  return {
    kind: 'page',
    status,
    html,
    formTargets: [
      ...(visit.app === null ? [] : formTargets(visit.redirect)),
      ...loginTargets(visit.provider),
    ],
    script: 'none',
    cookies,
  };
}

/**
 * For CSP `form-action`. Chromium holds it against every redirect that follows the form: an app whose callback goes on to another
 * origin of its own would fail without a word. So any https address may follow, beside the app's own (docs/decisions/0007).
 */
function formTargets(redirectUri: string): string[] {
  const url = new URL(redirectUri);
  if (url.protocol === 'https:') return ['https:'];
  if (url.protocol !== 'http:') return [url.protocol];
  // A policy has no way to write an IPv6 address: such a source would be dropped, and the form with it.
  const own = url.hostname.startsWith('[') ? 'http:' : url.origin;
  return ['https:', own, 'http://localhost:*', 'http://127.0.0.1:*'];
}

/** "Not you?" is a form that leads to the company's own login. */
function loginTargets({ login }: Provider): string[] {
  return login.type === 'handoff' ? [new URL(login.url).origin] : [];
}

/** `response_mode=form_post`: a page that posts itself to the app. */
export function formPostAnswer(
  conclusion: Extract<Conclusion, { kind: 'form_post' }>,
  incoming: Incoming,
  pathLocale: PageLocale | undefined,
): PageAnswer {
  const { provider, action, fields, cookies } = conclusion;
  const model = { action, host: redirectHost(action), fields };
  const locale = conclusion.locale ?? pathLocale ?? wantedLocale(incoming) ?? 'en';
  const { requestId } = incoming;
  return {
    kind: 'page',
    status: 200,
    html: nonce => renderFormPost(frameOf(provider, { locale, nonce, requestId }), model),
    formTargets: formTargets(action),
    script: 'inline',
    cookies,
  };
}
