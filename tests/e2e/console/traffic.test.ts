/** What an app does and what it is told: usage, requests and webhooks, in both colour schemes, wide and narrow. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { newId } from '../../../packages/server/src/domain/ids.ts';
import { createApp } from '../../../packages/server/src/fixtures.ts';
import { ADA, type World } from '../../world.ts';
import { openStage, openVisitor, signIn } from '../fixture.ts';
import { look } from '../look.ts';

const HOUR = 3600;
let appId = '';
const stage = openStage({}, async world => {
  const { app } = await createApp(world, 'standard', { ownerEmail: ADA, name: 'Night Export' });
  appId = app.id;
  await call(world);
});

/** Thirty days of calls of two routes. */
async function call({ core }: World): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const rows = Array.from({ length: 60 }, (_, n) => ({
    provider: 'standard',
    appId,
    connectionId: null,
    apiKeyId: null,
    route: n % 3 === 0 ? '=cmd()' : 'GET /people',
    calls: 40 + ((n * 17) % 60),
    errors: n % 5,
    denied: n % 7 === 0 ? 3 : 0,
    limited: n === 50 ? 20 : 0,
    bytes: 1000,
    hour: (Math.floor(now / HOUR) - n * 12) * HOUR,
    latency: [0, 30, 0, 0, 0, 0, 0, 0, 0, 0],
    networks: [],
    agents: [],
    scopes: [],
  }));
  await core.store.addUsage(newId(Date.now()), rows, now);
}

const VARIANTS = [
  ['light, wide', { colorScheme: 'light', viewport: { width: 1440, height: 900 } }],
  ['dark, 320 px', { colorScheme: 'dark', viewport: { width: 320, height: 700 } }],
] as const;

async function open(page: Page, screen: string, tab: string): Promise<void> {
  await page.goto(`${stage.world.url}/standard/console/developers/apps/${appId}/${screen}`);
  if (await page.getByLabel('Password').isVisible()) await signIn(page, ADA);
  await page.getByRole('link', { name: tab, exact: true }).waitFor();
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const directory = process.env['SCREENSHOTS'];
  if (directory !== undefined) await page.screenshot({ path: `${directory}/${name}.png`, fullPage: true });
}

for (const [name, options] of VARIANTS) {
  test(`R51 R60 usage (${name}): charts with the table beneath; axe finds nothing`, async t => {
    const { page } = await openVisitor(t, stage, options);
    await open(page, 'usage', 'Usage');
    await page.getByRole('region', { name: 'Calls, as a table' }).waitFor();
    await page.locator('.recharts-line').first().waitFor({ state: 'attached' });
    await look(page, 'usage');
    await keepPicture(page, `usage ${name}`);
  });
}

test('S-N7 usage is saved as a file in which a formula is text', async t => {
  const { page } = await openVisitor(t, stage);
  await open(page, 'usage', 'Usage');
  const routes = page.getByRole('figure').filter({ hasText: 'By route' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    routes.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
  assert.equal(lines[0], '"Route","Calls","Errors","Refused (403)","Too many (429)"');
  assert.ok(
    lines.some(line => line.startsWith(`"'=cmd()",`)),
    lines.join('\n'),
  );
  await page.getByText('24 hours').click();
  await page.getByRole('cell', { name: '20', exact: true }).waitFor({ state: 'detached' });
});
