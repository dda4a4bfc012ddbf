/** A look at a page as it is now: axe (WCAG 2.2 AA) finds nothing, and nothing has to be scrolled sideways. */
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function look(page: Page, name: string): Promise<void> {
  // Legacy: without the blank page that axe opens for the sake of frames; ours have none.
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).setLegacyMode(true).analyze();
  const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map(node => node.html) }));
  assert.deepEqual(found, [], name);
  const [scrolled, shown] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  assert.ok(scrolled <= shown, `${name}: ${scrolled} px in ${shown}`);
}
