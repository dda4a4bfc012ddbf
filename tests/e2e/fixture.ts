/** A world and a browser for each test file, and visitors: people who click what they see, while everything is watched. */
import assert from 'node:assert/strict';
import { after, before, type TestContext } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { PageLocale } from '@valetkey/protocol';
import { PASSWORD, authorizeUrl as authorizePath } from '../../packages/server/src/fixtures.ts';
import { LOCALES } from '../../packages/server/src/pages/texts.ts';
import type { App } from '../../packages/server/src/store/rows.ts';
import { type BrowserOptions, launchBrowser } from '../browser.ts';
import { ADA, type World, openWorld } from '../world.ts';

export interface Stage {
  world: World;
  browser: Browser;
}

/** Filled in before the file's first test. `prepare`: what is there when the first visitor comes. */
export function openStage(
  overrides?: Parameters<typeof openWorld>[0],
  prepare: (world: World) => Promise<unknown> = async () => {},
  options: BrowserOptions = {},
): Stage {
  const stage = {} as Stage;
  before(async () => {
    [stage.world, stage.browser] = await Promise.all([openWorld(overrides), launchBrowser(options)]);
    await prepare(stage.world);
  });
  after(async () => {
    await stage.browser?.close();
    await stage.world?.close();
  });
  return stage;
}

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the console said: errors and refusals of the content security policy. */
  complaints: string[];
  /** Requests to anybody but this machine (S-N4). */
  foreign: string[];
}

export interface VisitorOptions extends BrowserContextOptions {
  /** Statuses of pages that refuse on purpose: Chromium reports each in the console. */
  refusals?: readonly number[];
  /** Hosts of apps that do not exist: a browser is sent there, and fails to find them. */
  knownHosts?: readonly string[];
  /** Where the test itself provokes the browser's complaint. */
  mayComplain?: boolean;
}

/** A browser of its own, closed with the test; by then nothing may have complained and nobody else may have been asked. */
export async function openVisitor(
  t: TestContext,
  stage: Stage,
  options: VisitorOptions = {},
): Promise<Visitor> {
  const { refusals = [], knownHosts = [], mayComplain = false, ...contextOptions } = options;
  const context = await stage.browser.newContext({
    reducedMotion: 'reduce',
    locale: 'en-US',
    ...contextOptions,
  });
  context.setDefaultTimeout(10_000);
  const visitor: Visitor = { context, page: await context.newPage(), complaints: [], foreign: [] };
  const expected = refusals.map(status => `the server responded with a status of ${status} `);
  context.on('console', message => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && !expected.some(part => text.includes(part)))
      visitor.complaints.push(text);
  });
  context.on('weberror', error => visitor.complaints.push(String(error.error())));
  context.on('request', request => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== 'data:' && !['localhost', '127.0.0.1', ...knownHosts].includes(hostname))
      visitor.foreign.push(request.url());
  });
  t.after(async () => {
    await context.close();
    if (!mayComplain) assert.deepEqual(visitor.complaints, []);
    assert.deepEqual(visitor.foreign, []);
  });
  return visitor;
}

/** An authorization request that the analyzer did not make. */
export function authorizeUrl(
  { world }: Stage,
  slug: string,
  app: App,
  parameters: Record<string, string | undefined> = {},
): string {
  return world.url + authorizePath(world, slug, app, parameters);
}

export function cardOf(page: Page, slug: string): Locator {
  return page.locator(`section#${slug}`);
}

/** Opens the app and clicks what Copernica's document calls "Click here to analyze your own database". */
export async function beginAtApp({ world }: Stage, page: Page, slug: string): Promise<void> {
  await page.goto(world.analyzerUrl);
  await cardOf(page, slug)
    .getByRole('link', { name: /^(Click here to analyze|Connect again)/ })
    .click();
}

export async function signIn(page: Page, email = ADA, locale: PageLocale = 'en'): Promise<void> {
  const words = LOCALES[locale];
  await page.getByLabel(words['login.email']).fill(email);
  await page.getByLabel(words['login.password']).fill(PASSWORD);
  await page.getByRole('button', { name: words['login.submit'] }).click();
}

/** To the consent page of a person with one account. */
export async function reachConsent(stage: Stage, page: Page, slug: string, email = ADA): Promise<void> {
  await beginAtApp(stage, page, slug);
  await signIn(page, email, slug === 'copernica' ? 'nl' : 'en');
  await answerButton(page, 'allow').waitFor();
}

export function answerButton(page: Page, decision: 'allow' | 'deny'): Locator {
  return page.locator(`button[name=decision][value=${decision}]`);
}

/** The app's card once it is connected; with its first chart drawn. */
export async function seeAnalysis(page: Page, slug: string): Promise<Locator> {
  const card = cardOf(page, slug);
  await card.getByText('✓ Connected').waitFor();
  await card.locator('svg').first().waitFor();
  return card;
}

export async function connect(stage: Stage, page: Page, slug: string, email = ADA): Promise<Locator> {
  await reachConsent(stage, page, slug, email);
  await answerButton(page, 'allow').click();
  return await seeAnalysis(page, slug);
}

/** As a person reads it: without the line breaks of the markup. */
export async function wordsOf(locator: Locator): Promise<string> {
  return (await locator.innerText()).replaceAll(/\s+/g, ' ').trim();
}

/** As an operator would: every connection of the app, at once. */
export async function revokeConnections({ world }: Stage, slug: keyof World['apps']): Promise<void> {
  const act = { now: Math.floor(Date.now() / 1000), actor: 'operator' };
  const appId = world.apps[slug].app.id;
  for (const { connection } of await world.core.store.listConnections({ appId, limit: 100 }))
    await world.core.store.revokeConnection(connection.id, 'operator', act);
}

/** Guards hear of a revocation within a second. */
export async function readUntilTakenBack(page: Page, slug: string): Promise<void> {
  const card = cardOf(page, slug);
  const deadline = Date.now() + 1000;
  do await card.getByRole('button', { name: 'Read again' }).click();
  while (Date.now() < deadline && !(await card.getByText('Access was taken back.').isVisible()));
  assert.match(
    await wordsOf(card.getByRole('status')),
    /Access was taken back\. .* no longer accepts our access key/,
  );
}
