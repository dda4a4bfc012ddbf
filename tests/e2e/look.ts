/** A look at a page as it is now, wide and light, then narrow and dark: axe (WCAG 2.2 AA) finds nothing, and nothing has to be scrolled sideways. */
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What can be another in the dark and on a narrow page; the rest was looked at in the light. */
const APPEARANCE = [
  'color-contrast',
  'target-size',
  'button-name',
  'link-name',
  'scrollable-region-focusable',
];

/** How a visitor begins who looks at pages. */
export const WIDE = { colorScheme: 'light', viewport: { width: 1440, height: 900 } } as const;

export async function look(page: Page, name: string): Promise<void> {
  await examine(page, name, 'all');
  const viewport = page.viewportSize();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 320, height: 800 });
  // What moves to its place has come there.
  await page.evaluate(`
    new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))).then(() =>
      Promise.allSettled(
        document.getAnimations()
          .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
          .map(({ finished }) => finished),
      ),
    ).then(() => true)`);
  await examine(page, `${name}, dark, 320 px`, 'appearance');
  await page.emulateMedia({ colorScheme: 'light' });
  if (viewport !== null) await page.setViewportSize(viewport);
}

async function examine(page: Page, name: string, rules: 'all' | 'appearance'): Promise<void> {
  // Legacy: without the blank page that axe opens for the sake of frames; ours have none.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules === 'all' ? axe.withTags(WCAG) : axe.withRules(APPEARANCE)).analyze();
  const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map(node => node.html) }));
  assert.deepEqual(found, [], name);
  const [scrolled, shown] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  assert.ok(scrolled <= shown, `${name}: ${scrolled} px in ${shown}`);
}
