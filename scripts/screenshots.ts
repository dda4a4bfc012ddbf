/** Takes the pictures that README.md shows, from the real pages in a real browser: `npm run screenshots` → docs/images/*.png. */
import type { Browser, Page } from 'playwright-core';
import { type TestApp, PASSWORD, authorizeUrl, createApp } from '../packages/server/src/fixtures.ts';
import type { ProviderConfig } from '../packages/server/src/config-types.ts';
import { launchBrowser } from '../tests/browser.ts';
import { takeConsole } from './console-screenshots.ts';
import { savePicture } from './save-picture.ts';
import { ADA, GRACE, type World, openWorld } from '../tests/world.ts';

const MARGIN = 24;

const PEOPLE = { en: 'People' };
/** A company that is nobody's, with scopes that show what a consent page can say. */
const NORTHWIND: Partial<ProviderConfig> = {
  name: 'Northwind CRM',
  scopes: {
    'people:read': {
      title: { en: 'Read your people' },
      description: { en: 'Names, places, interests and when they last opened a message.' },
      access: 'read',
      group: PEOPLE,
    },
    'people:write': { title: { en: 'Change your people' }, access: 'change', group: PEOPLE },
    'companies:read': {
      title: { en: 'Read your companies' },
      access: 'read',
      group: { en: 'Companies' },
      optional: true,
    },
  },
};

interface Studio {
  world: World;
  browser: Browser;
  /** Its callback is an https address, as that of an app in service. */
  app: TestApp;
}

async function openPage({ browser }: Studio, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await browser.newContext({
    colorScheme,
    locale: 'en-US',
    deviceScaleFactor: 2,
    viewport: { width: 900, height: 1000 },
  });
  return await context.newPage();
}

/** From the top of the page to the end of these parts, with some air around them; nothing of the empty page. */
async function takePicture(page: Page, name: string, parts: readonly string[]): Promise<void> {
  await page.evaluate('scrollTo(0, 0)');
  const boxes = await Promise.all(parts.map(part => page.locator(part).first().boundingBox()));
  const found = boxes.filter(box => box !== null);
  const left = Math.min(...found.map(box => box.x)) - MARGIN;
  const right = Math.max(...found.map(box => box.x + box.width)) + MARGIN;
  const bottom = Math.max(...found.map(box => box.y + box.height)) + MARGIN / 2;
  const clip = { x: left, y: 0, width: right - left, height: bottom };
  savePicture(name, await page.screenshot({ clip, fullPage: true, animations: 'disabled', caret: 'hide' }));
}

const HOSTED = ['header.top', '.card'];

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** From the sign-in to the question, as a person with two accounts meets the pages. */
async function takeQuestion(studio: Studio, scheme: 'light' | 'dark'): Promise<void> {
  const { world, app } = studio;
  const page = await openPage(studio, scheme);
  const scope = 'people:read companies:read';
  await page.goto(world.url + authorizeUrl(world, 'standard', app.app, { scope }));
  if (scheme === 'light') await takePicture(page, 'login', HOSTED);
  await signIn(page, GRACE);
  await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
  await page.getByRole('button', { name: /Harbour Books/ }).click();
  await page.getByText('Do you want to give this access?').waitFor();
  await takePicture(page, `consent-${scheme}`, HOSTED);
  await page.context().close();
}

/** At Copy.ai, where a trial account cannot be connected. */
async function takePicker(studio: Studio): Promise<void> {
  const { world } = studio;
  const page = await openPage(studio);
  await page.goto(`${world.analyzerUrl}/connect/copyai`);
  await signIn(page, GRACE);
  await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
  await takePicture(page, 'account-picker', HOSTED);
  await page.context().close();
}

async function takeError(studio: Studio): Promise<void> {
  const { world } = studio;
  const page = await openPage(studio);
  const guessable = authorizeUrl(world, 'copernica', world.apps.copernica.app, {
    state: '1234567890'.repeat(4),
  });
  await page.goto(world.url + guessable.replace('/nl/', '/en/'));
  await takePicture(page, 'error-page', HOSTED);
  await page.context().close();
}

async function takeAnalysis(studio: Studio): Promise<void> {
  const page = await openPage(studio);
  await page.goto(`${studio.world.analyzerUrl}/connect/clipron`);
  await signIn(page, ADA);
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByText('✓ Connected').waitFor();
  await takePicture(page, 'analyzer', ['.opening', '#clipron']);
  await page.context().close();
}

const world = await openWorld({ standard: NORTHWIND });
const browser = await launchBrowser();
try {
  const redirectUris = ['https://database-analyzer.example/callback'];
  const studio = { world, browser, app: await createApp(world, 'standard', { redirectUris }) };
  await takeQuestion(studio, 'light');
  await takeQuestion(studio, 'dark');
  await takePicker(studio);
  await takeError(studio);
  await takeAnalysis(studio);
  await takeConsole(browser);
} finally {
  await browser.close();
  await world.close();
}
