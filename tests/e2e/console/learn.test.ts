/** Quickstart, Connect button and Try it, as a developer meets them. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { createApp } from '../../../packages/server/src/fixtures.ts';
import { ADA } from '../../world.ts';
import {
  answerButton,
  openStage,
  openVisitor,
  signIn,
  type Visitor,
  type VisitorOptions,
} from '../fixture.ts';
import { look, WIDE } from '../look.ts';

const stage = openStage();

async function open(
  t: TestContext,
  slug: string,
  screen: string,
  options: VisitorOptions = {},
): Promise<Visitor & { appId: string }> {
  const redirectUris = ['http://localhost:3000/callback', 'https://robot.example/back'];
  const { app } = await createApp(stage.world, slug, { name: 'Robot', ownerEmail: ADA, redirectUris });
  const visitor = await openVisitor(t, stage, options);
  await visitor.page.goto(`${stage.world.url}/${slug}/console/developers/apps/${app.id}/${screen}`);
  await signIn(visitor.page, ADA);
  await visitor.page.getByRole('heading', { name: 'Robot', level: 1 }).waitFor();
  return { ...visitor, appId: app.id };
}

const programOf = (page: Page, file: string) => page.getByLabel(file, { exact: true });

test('R57 R58 R60 the quickstart: filled in, in each language, with what is dead and its successor', async t => {
  const { page, appId } = await open(t, 'standard', 'quickstart', WIDE);
  await programOf(page, 'quickstart.sh').getByText(`client_id=${appId}`).waitFor();
  await look(page, 'quickstart');
  await page.getByLabel('Language').selectOption('Java');
  await page.getByText('Spring Security OAuth ended in 2022').waitFor();
  await programOf(page, 'pom.xml').waitFor();
  await page.getByLabel('Redirect URI', { exact: true }).selectOption('https://robot.example/back');
  await programOf(page, 'Quickstart.java').getByText('"https://robot.example/back"').waitFor();
  await page.getByText('What these words mean').click();
  await page.getByText('Proves that it is the app.').waitFor();
});

test('R26 the Connect button is made in the portal: words and address as typed, the HTML to copy', async t => {
  const { page } = await open(t, 'fliki', 'quickstart');
  await page.getByLabel('Words on the button').fill('Connect "us" <now>');
  await page.getByLabel('Address on your server').fill('https://robot.example/go?a=1&b=2');
  const html = (await page.getByLabel('HTML', { exact: true }).textContent()) ?? '';
  assert.match(html, /^<a href="https:\/\/robot\.example\/go\?a=1&amp;b=2" style="/);
  assert.match(html, />Connect &quot;us&quot; &lt;now&gt;<\/a>$/);
});

/** In the window that the screen opens: signed in already, so only the question is left. */
async function allowInNewWindow(page: Page, back: RegExp): Promise<void> {
  const [window] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Open in a new window' }).click(),
  ]);
  await answerButton(window, 'allow').click();
  await window.getByRole('heading', { name: 'The answer has come back' }).waitFor();
  assert.match(window.url(), back);
  await window.close();
}

for (const slug of ['standard', 'copper'])
  test(`R22 R55 Try it on ${slug}: from the request to giving the access back`, async t => {
    stage.world.provider(slug).config.firstCallUrl = `${stage.world.crmUrl}/${slug}/me`;
    const { page, appId } = await open(t, slug, 'try-it', WIDE);
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText('Waiting for the answer').waitFor();
    await look(page, 'Try it, begun');
    await allowInNewWindow(page, /\/console\/try-it$/);
    await page.getByText('It is the answer to this request').waitFor();
    await page.getByLabel('code_verifier').fill('w'.repeat(43));
    await page.getByRole('button', { name: 'Send the token request' }).click();
    await page.getByText('code_verifier does not fit the code_challenge').waitFor();
    await page.getByRole('button', { name: 'Begin anew' }).click();
    await allowInNewWindow(page, /\/console\/try-it$/);
    await page.getByRole('button', { name: 'Send the token request' }).click();
    const exchanged = page.getByRole('article', { name: '1. Code for token' });
    const answer = (await exchanged.getByLabel('Answer', { exact: true }).textContent()) ?? '';
    assert.match(answer, /^200\n\{\n {2}"access_token": "(vka_)?….{4}"/);
    await page.getByRole('button', { name: 'Call the API' }).click();
    const called = page.getByRole('article', { name: '1. Call the API' });
    await called.getByLabel('Answer', { exact: true }).getByText(`"client_id": "${appId}"`).waitFor();
    await look(page, 'Try it, called');
    await page.getByRole('button', { name: 'Give the access back' }).click();
    await page.getByText('The access is given back').waitFor();
    await page.getByRole('button', { name: 'Ask about the token' }).click();
    await page.getByLabel('Answer', { exact: true }).getByText('"active": false').waitFor();
  });

test('R55 Try it: a parameter is changed, and the answer says what is wrong with it', async t => {
  const { page } = await open(t, 'fliki', 'try-it');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByLabel('scope').fill('read everything');
  const [window] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Open in a new window' }).click(),
  ]);
  await window.getByRole('heading', { name: 'The answer has come back' }).waitFor();
  await page.getByText('The answer is no').waitFor();
  await page.getByLabel('What came back', { exact: true }).getByText('error = invalid_scope').waitFor();
});
