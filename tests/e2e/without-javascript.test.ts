/** S-N10: with JavaScript switched off everything works; the hosted pages have none, but for the one that posts itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GRACE } from '../world.ts';
import { answerButton, beginAtApp, cardOf, openStage, openVisitor, seeAnalysis, signIn } from './fixture.ts';

const stage = openStage();

for (const slug of ['standard', 'copper'] as const) {
  test(`S-N10 ${slug} without JavaScript: sign in, account, question, analysis, end`, async t => {
    const { page } = await openVisitor(t, stage, { javaScriptEnabled: false });
    await beginAtApp(stage, page, slug);
    await signIn(page, GRACE);
    await page.getByRole('button', { name: /Navy Yard/ }).click();
    await page.getByText('Show the full address').click();
    assert.ok(
      await page.getByText(`${stage.world.analyzerUrl}/callback/${slug}`, { exact: true }).isVisible(),
    );
    await answerButton(page, 'allow').click();
    if (slug === 'copper') await page.getByRole('button', { name: 'Continue' }).click();
    await seeAnalysis(page, slug);
    await cardOf(page, slug).getByRole('button', { name: 'Disconnect' }).click();
    await cardOf(page, slug).getByText('Disconnected.').waitFor();
  });
}
