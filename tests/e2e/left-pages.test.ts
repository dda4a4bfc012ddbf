/** The back button in a browser that keeps the pages that were left, as people's do: after signing out there is nothing to go back to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerButton, openStage, openVisitor, reachConsent, seeAnalysis, signIn } from './fixture.ts';
import { openOtherSite } from './other-site.ts';

const stage = openStage({}, undefined, { keepsPages: true });

test('the browser of this file keeps pages: without that, the tests below would show nothing', async t => {
  const html = '<!doctype html><link rel="icon" href="data:,">page';
  const site = await openOtherSite(t, { '/a': html, '/b': html });
  const { page } = await openVisitor(t, stage);
  await page.goto(`${site.sameSite}/a`);
  await page.evaluate('document.body.textContent = "kept"');
  await page.goto(`${site.sameSite}/b`);
  await page.goBack({ waitUntil: 'commit' });
  await page.getByText('kept').waitFor();
});

test('S-L11 S-C14 signed out of the console, the back button shows nothing of the person who was signed in', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [401] });
  await page.goto(`${stage.world.url}/standard/console/developers`);
  await signIn(page);
  await page.getByRole('button', { name: /Ada Lovelace/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByLabel('Password').waitFor();
  await page.goBack({ waitUntil: 'commit' });
  await page.getByLabel('Password').waitFor();
  assert.doesNotMatch(await page.content(), /Ada/);
});

test('S-M8 S-L8 after "Not you?" the browser may bring the question back from its memory: nobody can answer it any more', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [400] });
  await reachConsent(stage, page, 'standard');
  await page.getByRole('button', { name: 'Not you?' }).click();
  await page.getByLabel('Password').waitFor();
  await page.goBack({ waitUntil: 'commit' });
  // Chromium keeps pages without scripts although they say no-store.
  if (await answerButton(page, 'allow').isVisible()) await answerButton(page, 'allow').click();
  await page.getByRole('heading', { name: 'You have answered this already' }).waitFor();
  const { core, apps } = stage.world;
  assert.deepEqual(await core.store.listConnections({ appId: apps.standard.app.id, limit: 1 }), []);
});

test('S-L8 back after Allow: the question does not come back, and the code of the answer was the only one', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [400] });
  await reachConsent(stage, page, 'standard');
  await answerButton(page, 'allow').click();
  await seeAnalysis(page, 'standard');
  await page.goBack({ waitUntil: 'commit' });
  await page.getByRole('heading', { name: 'You have answered this already' }).waitFor();
  assert.equal(await answerButton(page, 'allow').count(), 0);
});
