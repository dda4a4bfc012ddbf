/** Operation, as the provider's staff uses it: every screen in both colour schemes, and what is decided there. */
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openStage, openVisitor, signIn } from '../fixture.ts';
import { look } from '../look.ts';
import { operate, STAFF, STAFF_CONFIG } from './operation.stage.ts';

const stage = openStage(STAFF_CONFIG, world => operate(world, 'standard'));

async function open(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(`${stage.world.url}/standard/console/operation/${path}`);
  if (await page.getByLabel('Password').isVisible()) await signIn(page, STAFF);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
}

const VIEWS = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 320 },
] as const;

for (const { colorScheme, width } of VIEWS)
  test(`R60 every screen of Operation, ${colorScheme}, ${width} px: axe finds nothing`, async t => {
    const { page } = await openVisitor(t, stage, { colorScheme, viewport: { width, height: 900 } });
    await open(page, 'anomalies', 'Anomalies');
    await page.getByText('4,800 calls in an hour').first().waitFor();
    await look(page, 'anomalies');
    await page.getByRole('link', { name: 'Far more calls than ever' }).click();
    await page.getByRole('heading', { name: 'The days it was judged against' }).waitFor();
    await look(page, 'anomaly');
    await page.getByRole('button', { name: 'End access' }).click();
    await page.getByText('this one access ends at once').waitFor();
    await look(page, 'anomaly, about to end access');
  });

test('S-J3 who is not of the staff sees no Operation, and is told so at its address', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [403] });
  await page.goto(`${stage.world.url}/standard/console/operation/anomalies`);
  await signIn(page);
  await page.getByRole('heading', { name: 'This is not yours to see' }).waitFor();
  if (await page.getByRole('link', { name: 'Anomalies' }).isVisible()) throw new Error('in the navigation');
});

test('R52 an anomaly is looked at and dismissed with a reason, with the keyboard', async t => {
  const { page } = await openVisitor(t, stage);
  await open(page, 'anomalies', 'Anomalies');
  await page.getByRole('link', { name: 'Far more calls than ever' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Dismiss' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Reason').fill('The yearly export');
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click();
  await page.getByText('The yearly export').waitFor();
  await page.getByRole('definition').filter({ hasText: 'Dismissed' }).waitFor();
});
