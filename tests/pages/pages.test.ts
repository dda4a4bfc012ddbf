/** Every page of the gallery in a real browser: axe, 320 px, keyboard, no request to anybody, no script but our own. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { NONCE } from './fixtures.ts';
import { type GalleryPage, galleryPages } from './gallery.ts';

const ORIGIN = 'https://gallery.invalid';
const APP = 'https://database-analyzer.example';
/** As the server sends it (S-N2). */
const POLICY =
  `default-src 'none'; style-src 'nonce-${NONCE}'; script-src 'nonce-${NONCE}'; img-src 'self' data:; ` +
  `form-action 'self' ${APP}; base-uri 'none'; frame-ancestors 'none'`;
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What another scheme or width can change. */
const APPEARANCE = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];

const VIEWS = [
  { colorScheme: 'light', width: 1280, rules: WCAG },
  { colorScheme: 'dark', width: 320, rules: APPEARANCE },
  { colorScheme: 'light', width: 320, rules: null },
  { colorScheme: 'dark', width: 1280, rules: null },
] as const;

const pages = galleryPages();
/** The same, standing still: a page that posts itself would be gone before anybody could look at it. */
const stills = pages.map(({ name, html }) => ({ name, html: html.replace(/<script[^]*?<\/script>/, '') }));
let browser: Browser;

before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

interface Visit {
  context: BrowserContext;
  page: Page;
  /** Everything the browser asked for, our own document aside. */
  requests: { url: string; body: string | null }[];
  /** What the console said: refusals of the content security policy among it. */
  complaints: string[];
}

/** Opens a page under the server's policy. Nothing leaves the machine: every request is answered here. */
async function visit(shown: GalleryPage, options: Parameters<Browser['newContext']>[0] = {}): Promise<Visit> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const requests: Visit['requests'] = [];
  const complaints: string[] = [];
  await context.route('**/*', route => {
    const url = route.request().url();
    if (url === `${ORIGIN}/`) {
      const headers = { 'content-security-policy': POLICY };
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: shown.html, headers });
    }
    requests.push({ url, body: route.request().postData() });
    return route.fulfill({ status: 204 });
  });
  const page = await context.newPage();
  page.on('console', message => complaints.push(message.text()));
  page.on('dialog', dialog => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${ORIGIN}/`, { waitUntil: 'commit' });
  return { context, page, requests, complaints };
}

function find(name: string): GalleryPage {
  return pages.find(page => page.name === name) ?? assert.fail(`no page ${name}`);
}

for (const shown of stills) {
  test(`R60 ${shown.name}: light and dark, 1280 and 320 px, axe finds nothing, nothing sticks out or is too small, nobody is asked`, async () => {
    const { context, page, requests, complaints } = await visit(shown);
    await unfold(page);
    for (const { colorScheme, width, rules } of VIEWS) {
      const view = `${colorScheme}, ${width} px`;
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      if (rules !== null) assert.deepEqual(await findingsOfAxe(page, rules), [], view);
      assert.deepEqual(await stickingOut(page), [], view);
      assert.deepEqual(await tooSmall(page), [], view);
    }
    assert.deepEqual(requests, []);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

async function findingsOfAxe(page: Page, rules: readonly string[]): Promise<object[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ runOnly: [...rules] });
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => ({ id, where: nodes.map(node => node.html) }));
}

/** The whole page is there, and what is folded away is open: it is looked at too. */
async function unfold(page: Page): Promise<void> {
  await page.locator('footer').waitFor();
  await page.evaluate(`for (const details of document.querySelectorAll('details')) details.open = true`);
}

/** The page's own width, and every element that is wider than what holds it: those are cut off or scroll. */
function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(`
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll('body *:not(.unseen, .skip, svg *)')].filter(element => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > width + 0.5 || box.left < -0.5);
    });
    [...wide.map(element => element.outerHTML.slice(0, 120)),
      ...(document.documentElement.scrollWidth > width ? ['scrolls'] : [])];
  `);
}

/** What is pressed is at least 44 px high and wide; a link inside a sentence is as high as its line (WCAG 2.2, 2.5.8). */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(`
    [...document.querySelectorAll('a:not(.skip, dd a), button, summary, .field input, label.scope')]
      .filter(target => {
        const { width, height } = target.getBoundingClientRect();
        return target.checkVisibility() && (width < 44 || height < 44);
      })
      .map(target => target.textContent);
  `);
}

test('S-M2 Allow and Deny are of one size and on one line, at every width and in both languages', async () => {
  for (const name of ['consent', 'consent-nl', 'consent-full-access', 'consent-long']) {
    for (const width of [1280, 320]) {
      const { context, page } = await visit(find(name), { viewport: { width, height: 800 } });
      const [deny, allow] = await Promise.all(
        ['deny', 'allow'].map(value => page.locator(`button[value=${value}]`).boundingBox()),
      );
      assert.ok(deny && allow);
      assert.deepEqual([deny.width, deny.height, deny.y], [allow.width, allow.height, allow.y], name);
      await context.close();
    }
  }
});

test('S-N10 without JavaScript the consent posts its answer, and nothing optional that was not ticked', async () => {
  const { context, page, requests } = await visit(find('consent'), { javaScriptEnabled: false });
  await page.getByRole('checkbox', { name: /Start new analyses/ }).check();
  await page.getByRole('button', { name: 'Allow' }).click();
  assert.deepEqual(requests, [
    {
      url: `${ORIGIN}/acme/transaction`,
      body: 'transaction=t1&csrf=c1&scope=write%3Aanalysis&decision=allow',
    },
  ]);
  await context.close();
});

test('S-M2 Enter in a checkbox of the consent does not give access', async () => {
  const { context, page, requests } = await visit(find('consent'));
  await page.getByRole('checkbox', { name: /Start new analyses/ }).press('Enter');
  assert.equal(requests.filter(request => request.body?.includes('decision=allow') === true).length, 0);
  await context.close();
});

test('R27 Enter in the password signs in and does not cancel', async () => {
  const { context, page, requests } = await visit(find('login'), { javaScriptEnabled: false });
  await page.getByLabel('E-mail address').fill('a@b.example');
  await page.getByLabel('Password').fill('p w');
  await page.getByLabel('Password').press('Enter');
  assert.deepEqual(
    requests.map(request => request.body),
    ['transaction=t1&csrf=c1&email=a%40b.example&password=p+w'],
  );
  await context.close();
});

test('R60 the first Tab shows "Skip to main content", and it leads there', async () => {
  const { context, page } = await visit(find('consent'));
  await unfold(page);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to main content' });
  assert.equal(await page.evaluate('document.activeElement.className'), 'skip');
  assert.ok(((await skip.boundingBox())?.y ?? -1) >= 0);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate('document.activeElement.id'), 'main');
  await context.close();
});

test('S1 form_post posts itself, also with a field named submit; without JavaScript Continue does', async () => {
  const shown = find('form-post-hostile-nl');
  const scripted = await visit(shown);
  await eventually(() => scripted.requests.length > 0);
  assert.equal(scripted.requests.length, 1);
  assert.match(scripted.requests[0]!.body ?? '', /&submit=x$/);
  await scripted.context.close();
  const plain = await visit(shown, { javaScriptEnabled: false });
  assert.equal(plain.requests.length, 0);
  await plain.page.getByRole('button', { name: 'Doorgaan' }).click();
  assert.match(plain.requests[0]!.body ?? '', /&submit=x$/);
  await plain.context.close();
});

async function eventually(isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!isTrue() && Date.now() < deadline) await new Promise(resolve => setTimeout(resolve, 20));
}
