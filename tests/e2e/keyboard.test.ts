/** The whole main job by Tab, Enter and Space alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { PASSWORD } from '../../packages/server/src/fixtures.ts';
import { GRACE } from '../world.ts';
import { openStage, openVisitor, seeAnalysis, wordsOf } from './fixture.ts';

const stage = openStage();

/** Tabs until the focus is on what has this name. Every stop on the way must be visible, and show that it has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<string[]> {
  const passed: string[] = [];
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab');
    const words = await page.evaluate<string>(
      `document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText`,
    );
    assert.ok(await hasRing(page), `nothing shows the focus on "${words}"`);
    if (name.test(words)) return passed;
    passed.push(words);
  }
  throw new Error(`never reached ${name}; passed ${passed.join(' | ')}`);
}

function hasRing(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(`
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
    const box = document.activeElement.getBoundingClientRect();
    box.width > 0 && ((outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none');
  `);
}

test('R60 the main job by Tab, Enter and Space alone, the focus always in sight', async t => {
  const { page } = await openVisitor(t, stage);
  await page.goto(stage.world.analyzerUrl);
  await tabTo(page, /^Click here to analyze your own database$/);
  await page.keyboard.press('Enter');

  await page.getByLabel('Password').waitFor();
  assert.equal(await page.locator(':focus').getAttribute('name'), 'email');
  await page.keyboard.type(GRACE);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
  await tabTo(page, /^Navy Yard/);
  await page.keyboard.press('Enter');

  await page.getByText('Do you want to give this access?').waitFor();
  await tabTo(page, /^Read your companies/);
  await page.keyboard.press('Space');
  assert.ok(await page.getByRole('checkbox').isChecked());
  await tabTo(page, /^Show the full address/);
  await page.keyboard.press('Enter');
  assert.ok(await page.getByText('/callback/standard').isVisible());
  const between = await tabTo(page, /^Allow$/);
  assert.deepEqual(between, ['Settings → Integrations → Active Integrations', 'Deny']);
  await page.keyboard.press('Space');
  assert.match(await wordsOf((await seeAnalysis(page, 'standard')).locator('.facts')), /Companies 15/);

  await tabTo(page, /^Disconnect$/);
  await page.keyboard.press('Enter');
  await page.getByText('Disconnected.').waitFor();
});

test('R60 "Skip to main content" is the first stop on every page of the flow', async t => {
  const { page } = await openVisitor(t, stage);
  await page.goto(`${stage.world.analyzerUrl}/connect/standard`);
  await page.locator('body').evaluate('() => document.activeElement.blur()');
  const skip = page.getByRole('link', { name: 'Skip to main content' });
  await skip.focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate('document.activeElement.id'), 'main');
});
