/** A look at a page as it is now: axe (WCAG 2.2 AA) finds nothing, and nothing has to be scrolled sideways. */
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What can be another in the dark and on a narrow page; the rest was looked at in the light. */
const OF_THE_DARK = [
  'color-contrast',
  'target-size',
  'button-name',
  'link-name',
  'scrollable-region-focusable',
];

export async function look(page: Page, name: string): Promise<void> {
  // Legacy: without the blank page that axe opens for the sake of frames; ours have none.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const isDark = await page.evaluate<boolean>("matchMedia('(prefers-color-scheme: dark)').matches");
  const { violations } = await (isDark ? axe.withRules(OF_THE_DARK) : axe.withTags(WCAG)).analyze();
  const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map(node => node.html) }));
  assert.deepEqual(found, [], name);
  const [scrolled, shown] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  assert.ok(scrolled <= shown, `${name}: ${scrolled} px in ${shown}`);
}
