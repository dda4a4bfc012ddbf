/** Pictures of the console with the demo's history, as each role sees it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { readEnvironment } from '../packages/server/src/cli/environment.ts';
import { findFreePorts } from '../packages/server/src/cli/fixtures.ts';
import { startDemo } from '../packages/server/src/cli/demo/start.ts';
import { savePicture } from './save-picture.ts';

interface Shot {
  name: string;
  as: string;
  path: string;
  scheme?: 'light' | 'dark';
  /** Clicked on the way. */
  links?: string;
  height?: number;
}

const SHOTS: readonly Shot[] = [
  { name: 'console-integrations', as: 'ada@example.com', path: '/settings/integrations' },
  { name: 'console-administration', as: 'ada@example.com', path: '/administration/integrations' },
  { name: 'console-policy', as: 'ada@example.com', path: '/administration/policy' },
  {
    name: 'console-new-app',
    as: 'dev@analyzer.example',
    path: '/developers/new',
    links: 'Register an app',
    height: 1000,
  },
  {
    name: 'console-usage',
    as: 'dev@analyzer.example',
    path: '/developers',
    links: 'Database Analyzer > Usage',
    scheme: 'dark',
  },
  { name: 'console-overview', as: 'olga@example.com', path: '/operation/overview' },
  { name: 'console-anomalies', as: 'olga@example.com', path: '/operation/anomalies', scheme: 'dark' },
];

export async function takeConsole(browser: Browser): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-pictures-'));
  const environment = readEnvironment({ PORT: String(await findFreePorts(3)) });
  const demo = await startDemo(environment, directory, { withHistory: true });
  // Its programs end when it is closed: that is no failure here.
  demo.failed.catch(() => {});
  try {
    for (const shot of SHOTS)
      await take(browser, `${demo.addresses.server}/standard/console`, demo.password, shot);
  } finally {
    await demo.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function take(browser: Browser, base: string, password: string, shot: Shot): Promise<void> {
  const context = await browser.newContext({
    colorScheme: shot.scheme ?? 'light',
    locale: 'en-US',
    viewport: { width: 1280, height: shot.height ?? 860 },
  });
  const page = await context.newPage();
  await page.goto(base + shot.path);
  await page.getByLabel('E-mail address').fill(shot.as);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const link of shot.links?.split(' > ') ?? []) await follow(page, link);
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
  savePicture(shot.name, await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  await context.close();
}

async function follow(page: Page, name: string): Promise<void> {
  await page
    .getByRole('main')
    .getByRole('link', { name, exact: true })
    .or(page.getByRole('button', { name, exact: true }))
    .first()
    .click();
  await page.waitForLoadState('networkidle');
}
