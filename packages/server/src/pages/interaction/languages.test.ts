/** In which language, with which banner, and how one gets past it (R24, R59, R60). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PAGE_LOCALES } from '@valetkey/protocol';
import {
  TestBrowser,
  authorizeUrl,
  createApp,
  createPerson,
  openTestServer,
  wordsOf,
  type TestResponse,
  type TestServer,
} from '../../fixtures.ts';

const languageOf = (page: TestResponse): string => /<html lang="(\w+)"/.exec(page.body)?.[1] ?? '';

async function copernica(
  t: Parameters<typeof openTestServer>[0],
): Promise<{ server: TestServer; dutch: () => string }> {
  const server = await openTestServer(t);
  await createPerson(server, 'copernica');
  const { app } = await createApp(server, 'copernica');
  return { server, dutch: () => authorizeUrl(server, 'copernica', app) };
}

test('R24: /nl/authorize is in Dutch and /en/authorize in English, on every page, whatever the browser prefers', async t => {
  const { server, dutch } = await copernica(t);
  for (const [language, other] of [['nl', 'en'], ['en', 'nl']] as const) {
    const url = dutch().replace('/nl/', `/${language}/`);
    const headers = { 'accept-language': other };
    const browser = new TestBrowser(server);
    await browser.goto(url, { method: 'GET', headers });
    assert.equal(languageOf(browser.page), language);
    await browser.signIn();
    assert.equal(languageOf(browser.page), language);
    assert.match(wordsOf(browser.page), language === 'nl' ? /Database Analyzer wil toegang tot je account Acme/ : /wants access to your account Acme/);
    for (const bad of [url.replace(/state=[^&]*/, 'state=short'), url.replace(/state=[^&]*/, ''), url.replace(/client_id=[^&]*/, 'client_id=x'), `${url}&client_id=x`, url.replace('callback', 'evil'), `${url}&a=%00`]) {
      const page = await server.inject({ method: 'GET', url: bad, headers });
      assert.deepEqual([page.status, languageOf(page)], [400, language], bad);
    }
  } // prettier-ignore
});

test('R24 R60: elsewhere ui_locales decides, then Accept-Language, then English', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const seen = async (ui: string | undefined, accept: string | undefined, extra = {}): Promise<string> => {
    const browser = new TestBrowser(server);
    const headers = accept === undefined ? {} : { 'accept-language': accept };
    const url = authorizeUrl(server, 'standard', app, { ui_locales: ui, ...extra });
    await browser.goto(url, { method: 'GET', headers });
    return languageOf(browser.page);
  };
  assert.equal(await seen(undefined, undefined), 'en');
  assert.equal(await seen('nl', 'en'), 'nl');
  assert.equal(await seen('pt nl-BE en', 'en'), 'nl');
  assert.equal(await seen(undefined, 'pt;q=0.9, nl-NL;q=0.8, en;q=0.1'), 'nl');
  assert.equal(await seen(undefined, 'en;q=0.1, nl;q=0.8'), 'nl');
  assert.equal(await seen('pt', 'nl'), 'nl');
  for (const locale of PAGE_LOCALES) assert.equal(await seen(`${locale}-X`, 'en'), locale);
  assert.equal(await seen('<script>', '"><script>'), 'en');
  // Pages that refuse the request speak the language it asked for, too.
  assert.equal(await seen('nl', 'en', { redirect_uri: 'https://evil.example/' }), 'nl');
  assert.equal(await seen('nl', 'en', { client_id: 'x' }), 'nl');
  const unverified = await createApp(server, 'standard', { verified: false });
  assert.equal(await seen('nl', 'en', { client_id: unverified.app.id, scope: 'x' }), 'nl');
});

test('R24: the language chosen on the page stays until the answer, on the page that posts itself, too', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'copper');
  const { app } = await createApp(server, 'copper');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'copper', app));
  assert.equal(languageOf(browser.page), 'en');
  const link = /href="([^"]*)" lang="nl"/.exec(browser.page.body)?.[1] ?? '';
  await browser.goto(link);
  assert.equal(languageOf(browser.page), 'nl');
  await browser.signIn('ada@example.com', 'wrong');
  assert.deepEqual([browser.page.status, languageOf(browser.page)], [400, 'nl']);
  await browser.signIn();
  assert.equal(languageOf(browser.page), 'nl');
  await browser.submit({ decision: 'allow' });
  assert.equal(languageOf(browser.page), 'nl');
  assert.match(browser.page.body, /name="code"/);
  await browser.goto(authorizeUrl(server, 'copper', app, { ui_locales: 'nl', prompt: 'consent' }));
  await browser.submit({ decision: 'deny' });
  assert.equal(languageOf(browser.page), 'nl');
  assert.match(browser.page.body, /name="error"/);
});

test('R59: pages of the old API carry a banner that names the new version; others have none', async t => {
  const { server, dutch } = await copernica(t);
  const browser = new TestBrowser(server);
  await browser.goto(dutch());
  assert.match(wordsOf(browser.page), /Dit is de oude REST API\. Versie 2 wordt aanbevolen\./);
  await browser.goto(dutch().replace('/nl/', '/en/'));
  assert.match(wordsOf(browser.page), /This is the old REST API\. Version 2 is recommended\./);
  await browser.signIn();
  assert.match(wordsOf(browser.page), /This is the old REST API/);
  const { app } = await createApp(server, 'standard');
  await browser.goto(authorizeUrl(server, 'standard', app));
  assert.doesNotMatch(browser.page.body, /class="notice"/);
});

test('R60: the first thing on every page is "Skip to main content", and it leads there', async t => {
  const { server, dutch } = await copernica(t);
  const browser = new TestBrowser(server);
  for (const url of [dutch(), dutch().replace('/nl/', '/en/'), `${dutch()}&client_id=x`]) {
    await browser.goto(url);
    const first = /<body[^>]*>\s*<a class="skip" href="#main">([^<]*)<\/a>/.exec(browser.page.body)?.[1];
    assert.equal(first, languageOf(browser.page) === 'en' ? 'Skip to main content' : 'Naar de inhoud');
    assert.match(browser.page.body, /<main id="main"[^>]*tabindex="-1"/);
  }
});
