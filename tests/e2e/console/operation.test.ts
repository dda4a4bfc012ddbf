/** Operation, as the provider's staff uses it: every screen in both colour schemes, and what is decided there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openStage, openVisitor, signIn } from '../fixture.ts';
import { ADA } from '../../world.ts';
import { look, WIDE } from '../look.ts';
import { handIn, operate, STAFF, STAFF_CONFIG } from './operation.stage.ts';

const stage = openStage(STAFF_CONFIG, async world => {
  await operate(world, 'standard');
  await handIn(world, 'copper');
});

async function open(page: Page, path: string, heading: string, slug = 'standard'): Promise<void> {
  await page.goto(`${stage.world.url}/${slug}/console/operation/${path}`);
  if (await page.getByLabel('Password').isVisible()) await signIn(page, STAFF);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
}

test('R60 every screen of Operation, light and wide, dark and 320 px: axe finds nothing', async t => {
  const { page } = await openVisitor(t, stage, WIDE);
  await open(page, 'overview', 'Overview');
  await page.getByRole('heading', { name: 'Most calls in 30 days' }).waitFor();
  await look(page, 'overview');
  await open(page, 'provider', 'Provider');
  await page.getByRole('button', { name: 'New token key' }).click();
  await page.getByText('No live token breaks').waitFor();
  await look(page, 'provider, about to make a key');
  await open(page, 'keys', 'API keys');
  await look(page, 'API keys');
  await page.getByRole('button', { name: 'Announce the end' }).click();
  await page.getByText('On that day every key ends').waitFor();
  await look(page, 'API keys, about to announce their end');
  await open(page, 'inbox', 'Inbox');
  await page.getByRole('link', { name: 'Google Sheet Sync' }).waitFor();
  await look(page, 'inbox');
  await page.getByRole('link', { name: 'Google Sheet Sync' }).click();
  await page.getByRole('heading', { name: 'This name may be taken for another' }).waitFor();
  await look(page, 'app');
  await page.getByRole('button', { name: 'Suspend' }).click();
  await page.getByText('stops at once, everywhere').waitFor();
  await look(page, 'app, about to be suspended');
  await open(page, 'apps', 'Apps');
  await page.getByRole('link', { name: 'Database Analyzer' }).waitFor();
  await look(page, 'apps');
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

test('R13 S-J9 approved in the inbox; the link shows the developer the secret once, and opens nothing the second time', async t => {
  const { page } = await openVisitor(t, stage);
  await open(page, 'inbox', 'Inbox', 'copper');
  await page.getByRole('link', { name: 'Google Sheet Sync' }).click();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByLabel('Message').fill('Welcome to the fair.');
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  const link = (await page.getByLabel('Link to the credentials').textContent()) ?? '';
  await page.getByText('Welcome to the fair.').waitFor();
  const developer = await openVisitor(t, stage, { refusals: [400] });
  await developer.page.goto(link);
  await signIn(developer.page, ADA);
  await developer.page.getByRole('button', { name: 'Show my credentials' }).click();
  const secret = developer.page.getByLabel('Secret', { exact: true });
  assert.ok((await secret.textContent())?.startsWith('vks'));
  await look(developer.page, 'credentials');
  await developer.page.reload();
  await developer.page.getByRole('button', { name: 'Show my credentials' }).click();
  await developer.page.getByRole('heading', { name: 'This link opens nothing' }).waitFor();
  await look(developer.page, 'credentials, a link that was opened');
});

test('S-J15 an app is found, stopped for everybody, and let go on', async t => {
  const { page } = await openVisitor(t, stage);
  await open(page, 'apps', 'Apps');
  await page.getByLabel('Search by name').fill('analytics');
  await page.getByRole('link', { name: 'Google Sheet Sync' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Database Analyzer' }).click();
  for (const [verb, state] of [
    ['Suspend', 'Suspended'],
    ['Lift the suspension', 'Open to everybody, verified'],
  ] as const) {
    await page.getByRole('button', { name: verb }).click();
    await page.getByLabel('Message').fill('Somebody complained.');
    await page.getByRole('dialog').getByRole('button', { name: verb }).click();
    await page.getByText(state, { exact: true }).first().waitFor();
  }
});
