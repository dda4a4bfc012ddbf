/**
 * Cross-site scripting: hostile texts in every field that a page shows (app, publisher, purpose, logo, links, account, person, state,
 * redirect_uri, client_id, scope, login_hint, e-mail, ui_locales), read by a real Chromium. Nothing executes, nobody else is asked, the
 * policy has nothing to stop, and a page has no element that pages with harmless texts do not have.
 */
import type { BrowserContext, Page } from 'playwright-core';
import { storePerson } from '../../packages/server/src/domain/people.ts';
import { startSession } from '../../packages/server/src/domain/browsers.ts';
import {
  LOGIN_SECRET,
  REDIRECT_URI,
  authorizeUrl,
  createApp,
  readForm,
} from '../../packages/server/src/fixtures.ts';
import type { App } from '../../packages/server/src/store/rows.ts';
import { launchBrowser } from '../browser.ts';
import { runsOf, type Finding, type Harness, type Trial } from '../faults/harness.ts';
import { seededRandom } from '../faults/random.ts';
import { openWorld, type World } from '../world.ts';
import { skeletonsOf } from './skeleton.ts';
import { makePayloads } from './xss-payloads.ts';

const HARMLESS = 'Harmless';
const ACT = { now: 1, actor: 'operator' };
/** In the short form one in so many is opened as a page; all are parsed by the browser. */
const OPENED = 10;
const APP_HOST = new URL(REDIRECT_URI).host;
/** Where this machine stood still, the server may have closed a kept connection just now. */
const RETRY = { maxRetries: 2 };

export const xss: Harness = {
  name: 'xss: hostile texts in every field of every page',
  guards: ['texts are escaped'],
  controlRuns: 40,
  isInProcess: true,
  async run(trial: Trial): Promise<Finding> {
    const payloads = makePayloads(runsOf(trial, 60, 1000), seededRandom(trial.seed));
    const login = { type: 'handoff', url: 'http://localhost:1/login', secret: LOGIN_SECRET } as const;
    const [world, browser] = await Promise.all([openWorld({ standard: { login } }), launchBrowser()]);
    try {
      const stage = await openStage(world, await browser.newContext());
      return await attack(stage, payloads, trial.long ? 1 : OPENED);
    } finally {
      await browser.close();
      await world.close();
    }
  },
};

interface Stage {
  world: World;
  context: BrowserContext;
  page: Page;
  apps: Record<'standard' | 'fliki' | 'copper' | 'unverified', App>;
  /** What must not be, as the browser tells it. */
  seen: string[];
}

async function openStage(world: World, context: BrowserContext): Promise<Stage> {
  const seen: string[] = [];
  const at = async (slug: string, verified = true): Promise<App> =>
    (await createApp(world, slug, { verified })).app;
  await context.exposeBinding('pwned', () => void seen.push('a script was executed'));
  await context.route(`https://${APP_HOST}/**`, route =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><link rel=icon href=data:,>the app' }),
  );
  context.on('dialog', dialog => {
    seen.push('a dialog was opened');
    void dialog.dismiss();
  });
  context.on('console', message => {
    if (/Content Security Policy|Refused to/.test(message.text())) seen.push(message.text());
  });
  context.on('request', request => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== 'data:' && hostname !== 'localhost' && hostname !== APP_HOST)
      seen.push(`it asked ${request.url().slice(0, 100)}`);
  });
  const [standard, fliki, copper, unverified] = await Promise.all([
    at('standard'),
    at('fliki'),
    at('copper'),
    at('standard', false),
  ]);
  return {
    world,
    context,
    page: await context.newPage(),
    seen,
    apps: { standard, fliki, copper, unverified },
  };
}

async function attack(stage: Stage, payloads: readonly string[], every: number): Promise<Finding> {
  const violations: string[] = [];
  const count = { parsed: 0, opened: 0 };
  const harmless = await pagesWith(stage, HARMLESS);
  const kinds = Object.keys(harmless);
  const ours = await elementsOf(stage, Object.values(harmless));
  for (const [i, payload] of payloads.entries()) {
    if (violations.length > 10) break;
    const shown = JSON.stringify(payload.slice(0, 120));
    const found = await skeletonsOf(stage.page, Object.values(await pagesWith(stage, payload)));
    count.parsed += found.length;
    for (const [at, kind] of kinds.entries()) {
      const foreign = found[at]!.split('\n').find(element => !wordsOf(element).every(word => ours.has(word)));
      if (foreign !== undefined)
        violations.push(`${kind} has an element of others with ${shown}: "${foreign}"`);
    }
    if (i % every === 0) count.opened += await openPages(stage, payload);
    violations.push(...stage.seen.splice(0).map(what => `${shown}: ${what}`));
  }
  return {
    figures: {
      payloads: payloads.length,
      'pages, each with the payload in all its fields': `${count.parsed} parsed by the browser, ${count.opened} opened in it`,
      kinds: kinds.join(', '),
    },
    violations,
  };
}

/** Attributes that come and go with what a page says, and do nothing. */
const IDLE = /^(?:aria-[a-z]+|autofocus|class|id|value)$/;

/** `input`, `input name=email`, …: an element as skeletons have it, taken apart. */
function wordsOf(element: string): string[] {
  const [tag, ...attributes] = element.trimEnd().split(' ');
  return [tag!, ...attributes.filter(name => !IDLE.test(name)).map(name => `${tag} ${name}`)];
}

/**
 * Every element that a page of ours has, and every attribute it has there. A hostile text may lead to another of our pages, the one
 * that refuses it or shows a logo; never to an element that none of them has.
 */
async function elementsOf(stage: Stage, harmless: readonly string[]): Promise<ReadonlySet<string>> {
  const others: string[] = [];
  // The first is an address of ours, so it is a logo (S-N4); the others are refused.
  for (const text of ['/logo.png', 'a\0', 'a'.repeat(3000), 'a\r\n', '\ud800'])
    others.push(...Object.values(await pagesWith(stage, text)));
  const skeletons = await skeletonsOf(stage.page, [...harmless, ...others]);
  return new Set(skeletons.flatMap(skeleton => skeleton.split('\n').flatMap(wordsOf)));
}

/** The pages' HTML by kind, as the server sends it, with the text wherever one can be put. */
async function pagesWith(stage: Stage, text: string): Promise<Record<string, string>> {
  await becomes(stage, text);
  const { request } = stage.context;
  const get = async (url: string): Promise<string> => await (await request.get(url, RETRY)).text();
  const addresses = addressesOf(stage, text);
  const account = await get(addresses['account picker']!);
  const consent = await answer(stage, account, {
    account: /value="([0-9a-v]{26})"/.exec(account)?.[1] ?? '',
  });
  const login = await get(addresses['login']!);
  return {
    'account picker': account,
    consent,
    login,
    'login, once more': await answer(stage, login, { email: text, password: text }),
    'unknown redirect URI': await get(addresses['unknown redirect URI']!),
    'unknown app': await get(addresses['unknown app']!),
    'unknown scope': await get(addresses['unknown scope']!),
    'form post': await get(addresses['form post']!),
  };
}

async function answer(
  { context, world }: Stage,
  html: string,
  fields: Record<string, string>,
): Promise<string> {
  const { action, hidden } = readForm(html);
  const response = await context.request.post(new URL(action, world.url).href, {
    form: { ...hidden, ...fields },
    ...RETRY,
  });
  return await response.text();
}

/** Stored as it is: what registration refuses may be in a database from before, or come from an import. */
async function becomes({ world, context, apps }: Stage, text: string): Promise<void> {
  const { store } = world.core;
  for (const app of Object.values(apps)) {
    const texts = { name: text, publisher: text, description: text, logo: text };
    await store.updateApp(app.id, { ...texts, homepageUrl: text, privacyUrl: text, termsUrl: text }, ACT);
  }
  const provider = world.provider('standard');
  const user = await storePerson(world.core, provider, {
    user: { id: 'ada', email: 'victim@example.com', name: text },
    accounts: [
      { id: 'first', name: text, role: 'administrator' },
      { id: 'second', name: `${text} 2`, role: 'member' },
    ],
  });
  const { name, value } = await startSession(world.core, provider, user, null);
  await context.addCookies([{ name, value: value!, url: world.url, httpOnly: true, sameSite: 'Lax' }]);
}

function addressesOf({ world, apps }: Stage, text: string): Record<string, string> {
  const of = (slug: string, app: App, parameters: Record<string, string>): string =>
    world.url + authorizeUrl(world, slug, app, parameters);
  const hints = { state: text, login_hint: text, ui_locales: text };
  return {
    'account picker': of('standard', apps.standard, hints),
    login: of('fliki', apps.fliki, { ...hints, prompt: 'login' }),
    'unknown redirect URI': of('standard', apps.standard, { ...hints, redirect_uri: text }),
    'unknown app': of('standard', apps.standard, { ...hints, client_id: text }),
    'unknown scope': of('standard', apps.unverified, { ...hints, scope: text }),
    'form post': of('copper', apps.copper, { ...hints, prompt: 'none' }),
  };
}

/** A longer one, and one with control characters, is refused (S-A18, S-A23). */
function isState(text: string): boolean {
  return text.isWellFormed() && text.length < 1000 && !/\p{Cc}/u.test(text);
}

/** In earnest: as somebody who was sent the link. Returns how many pages were opened. */
async function openPages(stage: Stage, text: string): Promise<number> {
  const { page } = stage;
  const { 'form post': formPost, ...others } = addressesOf(stage, text);
  for (const address of Object.values(others)) await page.goto(address);
  // What follows needs a request that is not refused for its state or hints; the names in the pages are the hostile text all the same.
  const harmless = addressesOf(stage, HARMLESS);
  await page.goto(harmless['login']!);
  await Promise.all([
    page.waitForEvent('load'),
    page.evaluate(`(email => {
      const field = document.querySelector('input[name=email]');
      field.type = 'text'; field.value = email; field.form.submit();
    })(${JSON.stringify(text)})`),
  ]);
  await page.goto(harmless['account picker']!);
  await Promise.all([
    page.waitForEvent('load'),
    page.locator('button[name=account], form button').first().click(),
  ]);
  await page.goto(isState(text) ? formPost! : harmless['form post']!, { waitUntil: 'commit' });
  await page.waitForURL(url => url.host === APP_HOST);
  return Object.keys(others).length + 3;
}
