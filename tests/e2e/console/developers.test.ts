/** Developer Settings, as developers use it: from the question whether an app is needed to one that is open to everybody. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { say } from '@valetkey/protocol';
import { createApp } from '../../../packages/server/src/fixtures.ts';
import { ADA, GRACE } from '../../world.ts';
import { openStage, openVisitor, signIn } from '../fixture.ts';
import { look, WIDE } from '../look.ts';

const stage = openStage();

async function open(page: Page, slug: string, path: string, email = ADA): Promise<void> {
  await page.goto(`${stage.world.url}/${slug}/console${path}`);
  if (await page.getByLabel('Password').isVisible()) await signIn(page, email);
}

async function fillIn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Invoice Robot');
  await page.getByLabel('Purpose').fill('read your invoices');
  await page.getByLabel('Publisher').fill('Robot Ltd');
}

test('R3 R8 R11 R12 R14 R21 from the question to an app with credentials: the real consent page is beside the form, addresses are checked as typed', async t => {
  const { page } = await openVisitor(t, stage);
  await open(page, 'standard', '/developers');
  await page.getByRole('heading', { name: 'You have no app yet' }).waitFor();
  await page.getByRole('link', { name: 'New app' }).click();
  await page.getByRole('link', { name: 'To my access key' }).waitFor();
  await page.getByRole('button', { name: 'Register an app' }).click();
  await fillIn(page);
  const preview = page.frameLocator('iframe');
  await preview
    .getByText('Invoice Robot wants access to your account Example account to read your invoices')
    .waitFor();
  const address = page.getByLabel('Redirect URI 1', { exact: true });
  await address.fill('http://robot.example/cb');
  await page.getByText('The redirect URI uses http.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Register app' }).isDisabled(), true);
  await address.fill('https://robot.example/cb');
  await page.getByText('This address can be used.').waitFor();
  await preview.getByText('robot.example').first().waitFor();
  await page.getByRole('button', { name: 'Register app' }).click();
  await page.getByRole('heading', { name: 'Invoice Robot is registered' }).waitFor();
  const secret = (await page.getByLabel('Secret (client_secret)').textContent()) ?? '';
  assert.match(secret, /^vks[A-Za-z0-9]{40,}$/);
  await page.getByRole('link', { name: 'To your first call' }).click();
  await page.getByLabel('quickstart.sh', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await page.getByText('1 of 5.').waitFor();
  await page.getByRole('link', { name: 'Credentials' }).click();
  await page.getByText(`…${secret.slice(-4)}`).waitFor();
  assert.ok(!(await page.content()).includes(secret));
});

test('R60 what is wrong is said in German: as typed, as the server refuses it, and in the log of requests', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [400] });
  const { world } = stage;
  const { app } = await createApp(world, 'standard', { name: 'Rechnungsbot', ownerEmail: ADA });
  world.core.requestLog.add({
    provider: 'standard',
    appId: app.id,
    requestId: 'req-de',
    at: Date.now(),
    endpoint: 'token',
    outcome: 'refused',
    code: 'invalid_grant',
    reason: say('with_reason', { what: say('code_invalid'), why: say('code_used') }),
  });
  await world.core.requestLog.flush();
  await open(page, 'standard', `/developers/apps/${app.id}/requests`);
  const url = `${world.url}/standard/console`;
  await page.context().addCookies([{ name: 'valetkey-language', value: 'de', url }]);
  await page.reload();
  await page.getByText('der Code wurde schon verwendet; seine Tokens sind jetzt widerrufen').waitFor();
  await page.goto(`${url}/developers/new`);
  await page.getByRole('button', { name: 'Eine App registrieren' }).click();
  const address = page.getByLabel('Redirect-URI 1', { exact: true });
  await address.fill('http://robot.example/cb');
  await page.getByText('Die Redirect-URI verwendet http. Der Autorisierungscode').waitFor();
  await address.fill('https://robot.example/cb');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Rechnungsbоt');
  await page.getByLabel('Zweck').fill('Rechnungen lesen');
  await page.getByLabel('Herausgeber').fill('Bot GmbH');
  await page.getByRole('button', { name: 'App registrieren' }).click();
  await page.getByText('Ein Wort des Namens mischt Schriften').waitFor();
});

test('R53 S-J4 S-L9 a developer rotates, changes, invites, opens and deletes; what a change costs is said before', async t => {
  const { page } = await openVisitor(t, stage);
  const { world } = stage;
  const { app } = await createApp(world, 'standard', { name: 'Verified One', ownerEmail: ADA });
  await open(page, 'standard', `/developers/apps/${app.id}/credentials`);
  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByText('Is ending').waitFor();
  await page
    .getByRole('button', { name: /^End the secret/ })
    .last()
    .click();
  await page.getByText('Nobody has used it yet.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
  await page.getByText('1 ended').waitFor();

  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByLabel('Publisher').fill('Somebody Else');
  await page.getByText('the app is not verified any more').waitFor();
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByText('Open to everybody', { exact: true }).waitFor();

  await page.getByRole('link', { name: 'People' }).click();
  await page.getByLabel('E-mail address').fill(GRACE);
  await page.getByLabel('As', { exact: true }).selectOption('developer');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByText(GRACE).waitFor();
  const grace = await openVisitor(t, stage);
  await open(grace.page, 'standard', '/developers', GRACE);
  await grace.page.getByText('Work on Verified One by Somebody Else?').waitFor();
  await grace.page.getByRole('button', { name: 'Join' }).click();
  await grace.page.getByRole('link', { name: 'Verified One' }).waitFor();

  await page.getByRole('link', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Back to development' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Back to development' }).click();
  await page.getByRole('button', { name: 'Open to everybody' }).click();
  await page.getByText('handed it in').waitFor();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Delete app' }).click();
  await page.getByText('This cannot be taken back').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete app' }).click();
  await page.getByRole('heading', { name: 'My apps' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Verified One' }).count(), 0);
});

test('R60 every screen of the portal, light and wide, dark and 320 px: axe finds nothing, nothing to scroll sideways', async t => {
  const { page } = await openVisitor(t, stage, WIDE);
  const { app } = await createApp(stage.world, 'copper', {
    name: 'Ledger Sync',
    ownerEmail: ADA,
    draft: true,
  });
  await open(page, 'copper', '/developers');
  await page.getByRole('link', { name: 'Ledger Sync' }).first().waitFor();
  await look(page, 'home');
  await open(page, 'copper', '/developers/new');
  await page.getByRole('heading', { name: 'Only my own' }).waitFor();
  await look(page, 'triage');
  await page.getByRole('button', { name: 'Register an app' }).click();
  await fillIn(page);
  await look(page, 'new app');
  for (const [tab, words] of [
    ['', 'First steps'],
    ['/credentials', 'The secret comes with the approval'],
    ['/connections', 'No account is connected'],
    ['/review', 'Hand in for review'],
    ['/people', 'Invite somebody'],
    ['/settings', 'Delete this app'],
  ] as const) {
    await open(page, 'copper', `/developers/apps/${app.id}${tab}`);
    await page.getByText(words).first().waitFor();
    await look(page, tab);
  }
});
