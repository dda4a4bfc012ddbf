/** Authorization endpoint (RFC 6749 §3.1): validates, freezes the request, and lets the dispatcher say what comes next. */
import {
  OAuthError,
  STATE_EXAMPLE,
  StateRefusedError,
  checkNotRepeated,
  mergeParams,
  parseAuthorizationRequest,
  readClientAndRedirect,
  readResponseTarget,
  type PageLocale,
  type Params,
  say,
} from '@valetkey/protocol';
import { conclude, issueFor, type Conclusion } from '../../domain/authorization/answers.ts';
import { claimState } from '../../domain/authorization/claim-state.ts';
import { logAuthorize, refuse, type ReturnTarget } from '../../domain/authorization/conclude.ts';
import { findAppForPage } from '../../domain/authorization/find-app.ts';
import {
  trustRedirect,
  type FrozenRequest,
  type TrustedRedirect,
} from '../../domain/authorization/frozen-request.ts';
import { nextStep } from '../../domain/authorization/next-step.ts';
import { startInteraction } from '../../domain/authorization/start-interaction.ts';
import { bindBrowser, readBrowser, type Browser } from '../../domain/browsers.ts';
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { PageProblem } from '../../domain/page-problem.ts';
import { pickLocale, type Provider } from '../../domain/providers.ts';
import { readForm } from '../../http/bodies.ts';
import type { SetCookie } from '../../http/cookies.ts';
import { header, readQuery, type Incoming } from '../../http/incoming.ts';
import { parseAcceptLanguage } from '../../http/languages.ts';
import type { App, Connection } from '../../store/rows.ts';

/** Proxies take addresses of 8 KiB. */
const LONGEST_ADDRESS = 7168;

/** `pathLocale`: fixed by a localised address (R24). */
export async function authorize(
  core: Core,
  provider: Provider,
  incoming: Incoming,
  pathLocale: PageLocale | null,
): Promise<Conclusion> {
  const params = readParams(provider, incoming);
  const { clientId, redirectUri } = readIdentity(provider, params);
  const app = await findAppForPage(core, provider, clientId);
  const redirect = trustRedirect(provider, app, redirectUri);
  if (redirect === null) throw badRedirect(core, provider, app, redirectUri, incoming.requestId);
  const target = { redirect, locale: pathLocale, ...readResponseTarget(params, provider.profile) };
  const request = readRequest(
    core,
    provider,
    app,
    params,
    target,
    redirectUri !== undefined,
    incoming,
    pathLocale,
  );
  if ('fields' in request) return conclude(provider, request);
  const browser = await readBrowser(core, provider, header(incoming, 'cookie'));
  const asGet =
    incoming.method === 'POST' && browser.binding === null ? addressOf(core, incoming, params) : null;
  if (asGet !== null) return { kind: 'redirect', location: asGet, cookies: [] };
  return await begin(core, provider, app, target, request, browser, incoming);
}

/**
 * A cross-site POST brings no Lax cookie, so this browser looks new when it is not: a binding cookie made for it would take the place of its
 * own, and end what the person has open in other tabs, at the wish of any site. By GET the cookies come. Null: too long for an address.
 */
function addressOf(core: Core, incoming: Incoming, params: Params): string | null {
  const query = new URLSearchParams(params.entries()).toString();
  const address = `${core.config.publicUrl.replace(/\/$/, '')}${incoming.path}?${query}`;
  return address.length <= LONGEST_ADDRESS ? address : null;
}

function readParams(provider: Provider, incoming: Incoming): Params {
  try {
    const query = readQuery(incoming);
    return incoming.method === 'POST' ? mergeParams(query, readForm(incoming.body)) : query;
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    throw new PageProblem(provider, {
      status: error.status,
      key: 'invalid_request',
      detail: error.description,
    });
  }
}

function readIdentity(
  provider: Provider,
  params: Params,
): { clientId: string; redirectUri: string | undefined } {
  try {
    return readClientAndRedirect(params);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const repeated = params.repeated.has('client_id') || params.repeated.has('redirect_uri');
    throw new PageProblem(provider, {
      status: 400,
      key: repeated ? 'duplicate_parameter' : 'unknown_app',
      detail: error.description,
    });
  }
}

function badRedirect(
  core: Core,
  provider: Provider,
  app: App,
  requested: string | undefined,
  requestId: string,
): PageProblem {
  const detail =
    requested === undefined
      ? say('redirect_uri_absent')
      : say('redirect_uri_unregistered', { uri: requested.slice(0, 200) });
  logAuthorize(core, provider, app, requestId, 'refused', 'invalid_request', detail);
  return new PageProblem(provider, {
    status: 400,
    key: 'redirect_uri',
    detail,
    app: { name: app.name, clientId: app.id },
  });
}

/** The frozen request, or the response that refuses it. */
function readRequest(
  core: Core,
  provider: Provider,
  app: App,
  params: Params,
  target: ReturnTarget,
  redirectUriGiven: boolean,
  incoming: Incoming,
  pathLocale: PageLocale | null,
): FrozenRequest | ReturnType<typeof refuse> {
  try {
    checkNotRepeated(params);
    const request = parseAuthorizationRequest(params, {
      profile: provider.profile,
      app,
      scopes: provider.scopeNames,
      defaultScopes: provider.defaultScopes.filter(scope => app.scopes.includes(scope)),
      judgeNow: nowSeconds(core.clock),
      clientId: app.id,
    });
    const languages = [...request.uiLocales, ...parseAcceptLanguage(header(incoming, 'accept-language'))];
    return {
      redirectUri: target.redirect,
      redirectUriGiven,
      responseMode: request.responseMode,
      state: request.state ?? null,
      scopes: request.scopes,
      codeChallenge: request.codeChallenge,
      prompts: request.prompts,
      locale: pathLocale ?? pickLocale(languages) ?? 'en',
      loginHint: request.loginHint?.slice(0, 254) ?? null,
    };
  } catch (error) {
    if (error instanceof StateRefusedError)
      throw stateProblem(core, provider, app, error, incoming.requestId, pathLocale);
    if (error instanceof OAuthError) return refuse(core, provider, app, target, error, incoming.requestId);
    throw error;
  }
}

/** R25: with an explanation, never silently. */
function stateProblem(
  core: Core,
  provider: Provider,
  app: App,
  error: StateRefusedError,
  requestId: string,
  locale: PageLocale | null,
): PageProblem {
  logAuthorize(
    core,
    provider,
    app,
    requestId,
    'refused',
    'invalid_request',
    say('state_example', { what: error.description, example: STATE_EXAMPLE }),
  );
  return new PageProblem(
    provider,
    {
      status: 400,
      key: error.refusal === 'missing' ? 'state_missing' : 'state_refused',
      values: { reason: error.refusal, app: app.name },
      detail: error.description,
      code: STATE_EXAMPLE,
      app: { name: app.name, clientId: app.id },
    },
    { locale },
  );
}

async function begin(
  core: Core,
  provider: Provider,
  app: App,
  target: ReturnTarget,
  request: FrozenRequest,
  browser: Browser,
  incoming: Incoming,
): Promise<Conclusion> {
  checkRoom(core, provider, browser, incoming);
  const bound =
    browser.binding !== null && browser.hash !== null
      ? { binding: browser.binding, hash: browser.hash, cookie: null }
      : bindBrowser(core, provider);
  const cookies: SetCookie[] = bound.cookie ? [bound.cookie] : [];
  await claimState(
    core,
    provider,
    app,
    request,
    { browserHash: bound.hash, userId: null },
    incoming.requestId,
  );
  const step = await nextStep(core, provider, app, request, {
    user: browser.user,
    accountId: null,
    authenticatedAt: null,
  });
  if (step.step === 'refuse') {
    return conclude(
      provider,
      refuse(core, provider, app, target, new OAuthError(step.code, step.description), incoming.requestId),
    );
  }
  if (step.step === 'code') {
    const by = { browserHash: bound.hash, userId: step.user.id };
    await claimState(core, provider, app, request, by, incoming.requestId);
    return concludeRemembered(
      core,
      provider,
      app,
      target.redirect,
      request,
      step.connection.connection,
      cookies,
      incoming.requestId,
    );
  }
  const location = await startInteraction(core, provider, app.id, bound.hash, request);
  return { kind: 'redirect', location, cookies };
}

function checkRoom(core: Core, provider: Provider, { user }: Browser, { address }: Incoming): void {
  const retryAfterSeconds = core.begun.begin(address, user?.id ?? null, core.clock.nowMs());
  if (retryAfterSeconds > 0)
    throw new PageProblem(
      provider,
      {
        status: 429,
        key: 'too_many_requests',
        values: { retryAfterSeconds: String(retryAfterSeconds) },
      },
      { retryAfterSeconds },
    );
}

function concludeRemembered(
  core: Core,
  provider: Provider,
  app: App,
  redirect: TrustedRedirect,
  request: FrozenRequest,
  connection: Connection,
  cookies: readonly SetCookie[],
  requestId: string,
): Conclusion {
  logAuthorize(core, provider, app, requestId, 'ok', null, say('code_issued_again'));
  return conclude(provider, issueFor(core, provider, request, connection, request.scopes, redirect), cookies);
}
