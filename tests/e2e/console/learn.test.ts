/** Quickstart, Connect button and Try it, as a developer meets them. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { createApp } from '../../../packages/server/src/fixtures.ts';
import { ADA } from '../../world.ts';
import { openStage, openVisitor, signIn, type Visitor, type VisitorOptions } from '../fixture.ts';
import { look } from '../look.ts';

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

for (const colorScheme of ['light', 'dark'] as const)
  test(`R57 R58 R60 the quickstart in ${colorScheme} colours: filled in, in each language, with what is dead and its successor`, async t => {
    const viewport = { width: colorScheme === 'dark' ? 320 : 1440, height: 900 };
    const { page, appId } = await open(t, 'standard', 'quickstart', { colorScheme, viewport });
    await programOf(page, 'quickstart.sh').getByText(`client_id=${appId}`).waitFor();
    await look(page, `quickstart, ${colorScheme}`);
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
