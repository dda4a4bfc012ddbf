/** Settings → Integrations → Active Integrations, as people use it: found, understood, taken back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { ADA } from '../../world.ts';
import { connect, openStage, openVisitor, readUntilTakenBack, signIn } from '../fixture.ts';

const stage = openStage();
const SCREEN = 'console/settings/integrations';

async function open(page: Page, slug: string): Promise<void> {
  await page.goto(`${stage.world.url}/${slug}/${SCREEN}`);
  if (await page.getByLabel('Password').isVisible()) await signIn(page, ADA);
  await page.getByRole('heading', { name: 'Active Integrations', level: 1 }).waitFor();
}

async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate('window.clicks = 0; addEventListener("click", () => window.clicks++, true)');
  return () => page.evaluate<number>('window.clicks');
}

test('R47 S-O1 a user finds a connection and takes it back within three clicks; the app is out at once', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [401, 409] });
  await connect(stage, page, 'standard');
  await open(page, 'standard');
  const clicks = await countClicks(page);
  const item = page.getByRole('listitem').filter({ hasText: 'Database Analyzer' });
  await item.getByText('Analytics Ltd').waitFor();
  await item.getByRole('button', { name: 'Revoke Database Analyzer' }).click();
  await page.getByText('loses its access to your account Acme at once').waitFor();
  await page.getByRole('button', { name: 'Revoke access' }).click();
  await page.getByText('Database Analyzer has no access to Acme any more.').waitFor();
  assert.ok((await clicks()) <= 3);
  await page.getByRole('heading', { name: 'Nothing is connected' }).waitFor();
  await page.goto(stage.world.analyzerUrl);
  await readUntilTakenBack(page, 'standard');
});

test('R29 the question says where it can be taken back, and leads there', async t => {
  const { page, context } = await openVisitor(t, stage);
  await page.goto(`${stage.world.analyzerUrl}/connect/fliki`);
  await signIn(page, ADA);
  const [settings] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Settings → Integrations → Active Integrations' }).click(),
  ]);
  await settings.getByRole('heading', { name: 'Active Integrations', level: 1 }).waitFor();
});

test('R7 a key of one’s own is made, shown once, listed and revoked; S-L9 the screen asks for a new sign-in', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [401] });
  await open(page, 'copper');
  const refusal = { error: 'insufficient_user_authentication', error_description: '', request_id: 'r' };
  await page.route('**/console/api/keys', route => route.fulfill({ status: 401, json: refusal }), {
    times: 1,
  });
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByLabel('Name of the key').fill('Nightly export');
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
  await page.getByText('This step is protected').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await signIn(page, ADA);
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByLabel('Name of the key').fill('Nightly export');
  await page.keyboard.press('Enter');
  const key = page.getByLabel('Your new key').locator('visible=true').last();
  assert.match((await key.textContent()) ?? '', /^vkk_/);
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('button', { name: 'Revoke Nightly export' }).click();
  await page.getByRole('button', { name: 'Revoke access' }).click();
  await page.getByText('The key Nightly export opens Acme no more.').waitFor();
});

test('R60 the console speaks five languages, keeps the choice, and works with the keyboard alone', async t => {
  const { page } = await openVisitor(t, stage, { locale: 'fr-FR' });
  await page.goto(`${stage.world.url}/fliki/${SCREEN}`);
  await signIn(page, ADA, 'fr');
  await page.getByRole('heading', { name: 'Intégrations actives' }).waitFor();
  const menu = page.getByRole('button', { name: /^Votre menu/ });
  await menu.waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate('document.activeElement.id'), 'main');
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemradio', { name: 'Nederlands' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Actieve integraties' }).waitFor();
  await page.locator('html[lang="nl"]').waitFor();
  await page.getByRole('menuitemradio', { name: 'Donker' }).focus();
  await page.keyboard.press('Enter');
  await page.reload();
  await page.getByRole('heading', { name: 'Actieve integraties' }).waitFor();
  // The heading is drawn before the program that knows the choice is there.
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  // The frame that is there before any program is dark, too.
  const cookies = await page.context().cookies(page.url());
  const drawn = await fetch(page.url(), {
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  });
  assert.match(await drawn.text(), /<meta name="color-scheme" content="dark" \/>/);
  await page.getByRole('button', { name: /^Jouw menu/ }).click();
  await page.getByRole('menuitem', { name: 'Afmelden' }).click();
  await page.locator('#password').waitFor();
});

test('a connection that is not there, or somebody else’s, is a page that says so', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [404] });
  await open(page, 'standard');
  await page.goto(`${stage.world.url}/standard/${SCREEN}/${'0'.repeat(26)}`);
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
});
