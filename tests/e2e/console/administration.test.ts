/** Administration, as the administrators of an account use it: every screen in both colour schemes, and the flows that matter. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { ADA } from '../../world.ts';
import { openStage, openVisitor, signIn } from '../fixture.ts';
import { look, WIDE } from '../look.ts';
import { BOSS, MEMBER, openOffice } from './administration.stage.ts';

const stage = openStage({}, world => openOffice(world, 'standard'));

async function open(page: Page, path: string, heading: string | RegExp, email = BOSS): Promise<void> {
  await page.goto(`${stage.world.url}/standard/console/${path}`);
  if (await page.getByLabel('Password').isVisible()) await signIn(page, email);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
}

test('R60 every screen of Administration, light and wide, dark and 320 px: axe finds nothing', async t => {
  const { page } = await openVisitor(t, stage, WIDE);
  await open(page, 'administration/integrations', 'Integrations of the account');
  await page.getByRole('heading', { name: 'Chart Room' }).first().waitFor();
  await look(page, 'connections');
  await page
    .getByRole('button', { name: /^Revoke Chart Room of/ })
    .first()
    .click();
  await page.getByLabel('Reason').waitFor();
  await look(page, 'about to revoke');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'By app' }).click();
  await page.getByRole('button', { name: 'Revoke everything of Ledger Sync' }).waitFor();
  await look(page, 'by app');
  await page.getByRole('tab', { name: 'By member' }).click();
  await page.getByText('milo@harbour.example').waitFor();
  await look(page, 'by member');
  await open(page, 'administration/policy', 'App policy');
  await page.getByRole('heading', { name: 'Ines Duarte asks for Route Planner' }).waitFor();
  await look(page, 'policy');
  await open(page, 'administration/audit', 'Audit log');
  await page.getByText('Access was given').first().waitFor();
  await look(page, 'audit log');
});

test('S-O2 who administers nothing sees no Administration, and is told so at its address', async t => {
  const { page } = await openVisitor(t, stage);
  await open(page, 'administration/integrations', 'You administer no account', ADA);
  assert.equal(await page.getByRole('link', { name: 'Audit log' }).count(), 0);
});

test('R50 an administrator revokes for a member within five clicks, the numbers are told, and so is the member', async t => {
  const { page } = await openVisitor(t, stage);
  await open(page, 'administration/integrations', 'Integrations of the account');
  await page.evaluate('window.clicks = 0; addEventListener("click", () => window.clicks++, true)');
  await page.getByRole('button', { name: 'Revoke Ledger Sync of Milo Novak' }).click();
  await page.getByLabel('Reason').fill('The contract with Ledger ended');
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke access' }).click();
  await page.getByText(/Ended: 1 connection · .*1 member is told\./).waitFor();
  assert.ok((await page.evaluate<number>('window.clicks')) <= 5);
  const member = await openVisitor(t, stage);
  await open(member.page, 'settings/integrations', 'Active Integrations', MEMBER);
  await member.page.getByText('An administrator took back access to Harbour Ltd: Ledger Sync').waitFor();
  await member.page.getByText('Reason: The contract with Ledger ended').waitFor();
  await look(member.page, 'a notice');
  await member.page.getByRole('button', { name: 'Understood' }).click();
  await member.page.getByText('The contract with Ledger ended').waitFor({ state: 'detached' });
});

test('R50 what is picked ends together, with the keyboard; unused ones are found; the list leaves as a file', async t => {
  const { page } = await openVisitor(t, stage, { acceptDownloads: true });
  await open(page, 'administration/integrations', 'Integrations of the account');
  await page.getByText('Unused for 90 days').click();
  await page.getByRole('heading', { name: 'Ledger Sync' }).first().waitFor();
  const box = page.getByRole('checkbox', { name: 'Select', exact: true });
  await box.focus();
  await page.keyboard.press('Space');
  const button = page.getByRole('button', { name: /^Revoke \d+ selected$/ });
  const count = /\d+/.exec((await button.textContent()) ?? '')![0];
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Reason').fill('Nobody uses them');
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke access' }).click();
  await page.getByText(`Ended: ${count} connection`).waitFor();
  await page.getByRole('heading', { name: 'Nothing fits' }).waitFor();
  await page.getByText('Unused for 90 days').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as CSV' }).click(),
  ]);
  await page.getByText(/\d+ rows? saved\./).waitFor();
  assert.equal(download.suggestedFilename(), 'Harbour Ltd-integrations.csv');
  assert.match(readFileSync(await download.path(), 'utf8'), /^\uFEFFkind,app_or_key,.*\r\nconnection,/);
});

test('S-M9 a request is approved, an app is blocked; the log says both, and asks for a recent sign-in (S-L9)', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [401] });
  await open(page, 'administration/policy', 'App policy');
  await page.getByRole('radio', { name: 'Approved apps only' }).click();
  await page.getByRole('button', { name: 'Save and stop them' }).click();
  await page.getByText('Only allowed apps are let in.').waitFor();
  await page.getByRole('button', { name: 'Approve Route Planner for Ines Duarte' }).click();
  await page.getByLabel('What you want to tell them (optional)').fill('Good idea');
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Nobody is waiting for an answer.').waitFor();
  await page.getByLabel('Search by name of the app').fill('mail');
  await page.getByRole('button', { name: 'Block Mail Merge Pro' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await page.getByRole('button', { name: 'Allow Mail Merge Pro' }).first().waitFor();
  await open(page, 'administration/audit', 'Audit log');
  await page.getByText('The app policy was changed').first().waitFor();
  await page.getByText('A request was answered').first().waitFor();
  const refusal = { error: 'insufficient_user_authentication', error_description: '', request_id: 'r' };
  await page.route('**/api/accounts/*/audit', route => route.fulfill({ status: 401, json: refusal }), {
    times: 1,
  });
  await page.reload();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await signIn(page, BOSS);
  await page.getByRole('heading', { name: 'Audit log', level: 1 }).waitFor();
});
