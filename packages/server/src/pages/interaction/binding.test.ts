/** An interaction belongs to the browser that began it, is frozen, goes step by step, and is answered once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  REDIRECT_URI,
  TestBrowser,
  authorizeUrl,
  createApp,
  createPerson,
  exchange,
  openTestServer,
  readForm,
  wordsOf,
  type TestApp,
  type TestResponse,
  type TestServer,
} from '../../fixtures.ts';

interface World {
  server: TestServer;
  registered: TestApp;
  browser: TestBrowser;
}

/** A browser that stands before the consent page. */
async function atConsent(
  t: Parameters<typeof openTestServer>[0],
  parameters: Record<string, string> = {},
): Promise<World> {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const registered = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', registered.app, parameters));
  await browser.signIn();
  assert.match(browser.page.body, /name="decision"/);
  return { server, registered, browser };
}

const here = (browser: TestBrowser): string => browser.url.replace(/\?.*/, '');

/** A calm page: no redirect to the app, nothing to run, no blame. */
function assertCalmPage(page: TestResponse, words: RegExp): void {
  assert.equal(page.status, 400);
  assert.equal(page.location, '');
  assert.match(wordsOf(page), words);
}

test('S-A29: another browser gets a page and nothing of the interaction, with or without cookies of its own', async t => {
  const { server, registered, browser } = await atConsent(t);
  const url = here(browser);
  const form = readForm(browser.page.body);
  const stranger = new TestBrowser(server);
  assertCalmPage(await stranger.goto(url), /We lost track of your request/);
  await stranger.goto(authorizeUrl(server, 'standard', registered.app));
  await stranger.signIn();
  for (const step of ['', '/continue?ticket=x'])
    assertCalmPage(await stranger.goto(url + step), /We lost track of your request/);
  for (const step of ['login', 'account', 'consent']) {
    const payload = new URLSearchParams({
      ...form.hidden,
      decision: 'allow',
      email: 'ada@example.com',
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
    const page = await stranger.goto(`${url}/${step}`, { method: 'POST', headers, payload });
    assertCalmPage(page, /We lost track of your request/);
    assert.doesNotMatch(page.body, /Database Analyzer/);
  }
  await browser.submit({ decision: 'allow' });
  assert.match(browser.page.location, /[?&]code=vkc_/);
});

test('S-A29: the binding cookie alone, without the one of the session, opens sign-in and no more', async t => {
  const { server, browser } = await atConsent(t);
  const thief = new TestBrowser(server);
  thief.cookies.set(
    '__Host-valetkey-browser-standard',
    browser.cookies.get('__Host-valetkey-browser-standard')!,
  );
  await thief.goto(here(browser));
  assert.match(thief.page.body, /type="password"/);
});

test('S-A29: the binding has 256 random bits and is stored as a hash', async t => {
  const { server, browser } = await atConsent(t);
  const binding = browser.cookies.get('__Host-valetkey-browser-standard')!;
  assert.match(binding, /^[\w-]{43}$/);
  const id = here(browser).split('/').at(-1)!;
  const interaction = await server.core.store.findInteraction(id, 0);
  assert.notEqual(interaction?.browserHash, binding);
  assert.equal(interaction?.expiresAt, interaction!.createdAt + 600);
});

test('S-A29: after ten minutes the interaction has ended', async t => {
  const { server, browser } = await atConsent(t);
  server.clock.advanceSeconds(599);
  await browser.goto(here(browser));
  assert.equal(browser.page.status, 200);
  server.clock.advanceSeconds(1);
  assertCalmPage(await browser.submit({ decision: 'allow' }), /We lost track of your request/);
  const { connections } = await server.core.store.countRows();
  assert.equal(connections, 0);
});

test('S-A29: an interaction of one provider is none of another', async t => {
  const { browser } = await atConsent(t);
  const url = here(browser).replace('/standard/', '/copyai/');
  browser.cookies.set(
    '__Host-valetkey-browser-copyai',
    browser.cookies.get('__Host-valetkey-browser-standard')!,
  );
  assertCalmPage(await browser.goto(url), /We lost track of your request/);
});

test('S-A30: who posts a consent without having signed in is asked to sign in', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  const { hidden } = readForm(browser.page.body);
  for (const step of ['consent', 'account']) {
    await browser.goto(`${here(browser)}/${step}`.replace('/login', ''), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: new URLSearchParams({ ...hidden, decision: 'allow' }).toString(),
    });
    assert.equal(browser.page.status, 200);
    assert.match(browser.page.body, /type="password"/);
    browser.url = browser.url.replace(/\/(?:consent|account)$/, '');
  }
  const { connections } = await server.core.store.countRows();
  assert.equal(connections, 0);
});

test('S-A30, S-M8: an answer to the question that another user was shown is no answer', async t => {
  const { server, registered, browser } = await atConsent(t);
  await createPerson(server, 'standard', {
    email: 'bob@example.com',
    name: 'Bob',
    accounts: [{ name: 'Bobs' }],
  });
  const asked = browser.page;
  // Bob signs in in another tab of the same browser.
  const tab = new TestBrowser(server);
  for (const [name, value] of browser.cookies) tab.cookies.set(name, value);
  await tab.goto(authorizeUrl(server, 'standard', registered.app, { prompt: 'login' }));
  await tab.signIn('bob@example.com');
  for (const [name, value] of tab.cookies) browser.cookies.set(name, value);
  browser.page = asked;
  await browser.submit({ decision: 'allow' });
  assert.equal(browser.page.status, 200);
  assert.match(wordsOf(browser.page), /Signed in as Bob/);
  const { connections } = await server.core.store.countRows();
  assert.equal(connections, 0);
});

test('S-A31, S-A30, S-M6: what was asked is frozen; nothing a page sends back changes it', async t => {
  const { server, registered, browser } = await atConsent(t, { state: 'frozen', scope: 'people:read' });
  const other = await createApp(server, 'standard', { redirectUris: ['https://evil.example/cb'] });
  await browser.goto(
    `${here(browser)}?redirect_uri=https://evil.example/cb&client_id=${other.app.id}&scope=people:write&state=evil&response_type=token&code_challenge_method=plain`,
  );
  await browser.submit({
    decision: 'allow',
    scope: ['people:read', 'people:write', 'companies:read'],
    client_id: other.app.id,
    redirect_uri: 'https://evil.example/cb',
    state: 'evil',
    response_type: 'token',
    response_mode: 'fragment',
    account: '0'.repeat(26),
    code_challenge: 'x',
  });
  const url = new URL(browser.page.location);
  assert.equal(url.origin + url.pathname, REDIRECT_URI);
  assert.equal(url.searchParams.get('state'), 'frozen');
  const tokens = await exchange(server, 'standard', registered, url.searchParams.get('code') ?? '');
  assert.equal(tokens.json['scope'], 'people:read');
});

test('S-E4, S-L8: of ten answers at once one decides; the same one again gets the same code, others a calm page', async t => {
  for (const decisions of [['allow'], ['allow', 'deny']]) {
    const { server, browser } = await atConsent(t);
    const form = readForm(browser.page.body);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const pages = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        server.post(
          form.action.replace('https://auth.example', ''),
          { ...form.hidden, decision: decisions[i % decisions.length]! },
          { cookie, 'sec-fetch-site': 'same-origin' },
        ),
      ),
    );
    const answers = new Set(
      pages
        .filter(page => page.status === 303 && page.location.startsWith(REDIRECT_URI))
        .map(page => page.location),
    );
    assert.equal(answers.size, 1);
    for (const page of pages.filter(p => p.status !== 303))
      assertCalmPage(page, /You have answered this already|We lost track of your request/);
    const allowed = [...answers].filter(location => /[?&]code=/.test(location)).length;
    const { connections } = await server.core.store.countRows();
    assert.equal(connections, allowed);
  }
});

test('S-L8: Allow sent twice gets the same code, for as long as a code lives, and only in that session', async t => {
  const { server, browser } = await atConsent(t);
  const asked = browser.page;
  const first = (await browser.submit({ decision: 'allow' })).location;
  assert.match(first, /[?&]code=/);
  const again = async (): Promise<TestResponse> => {
    browser.page = asked;
    return await browser.submit({ decision: 'allow' });
  };
  server.clock.advanceSeconds(30);
  assert.equal((await again()).location, first);
  const stranger = new TestBrowser(server);
  stranger.page = asked;
  assertCalmPage(await stranger.submit({ decision: 'allow' }), /We lost track of your request/);
  const session = browser.cookies.get('__Host-valetkey-session-standard')!;
  browser.cookies.delete('__Host-valetkey-session-standard');
  assertCalmPage(await again(), /You have answered this already/);
  browser.cookies.set('__Host-valetkey-session-standard', session);
  server.clock.advanceSeconds(31);
  assertCalmPage(await again(), /You have answered this already/);
});

test('S-L8: the back button and the same form again after the answer: a calm page that says so, and the answer stands', async t => {
  const { server, browser } = await atConsent(t);
  const asked = browser.page;
  const url = here(browser);
  await browser.submit({ decision: 'allow' });
  const code = new URL(browser.page.location).searchParams.get('code');
  assert.ok(code);
  browser.page = asked;
  assertCalmPage(await browser.submit({ decision: 'deny' }), /You have answered this already/);
  assertCalmPage(await browser.goto(url), /You have answered this already/);
  assertCalmPage(await new TestBrowser(server).goto(url), /We lost track of your request/);
  const { connections } = await server.core.store.countRows();
  assert.equal(connections, 1);
});

test('S-L8: two tabs of one browser are two questions, each with its answer', async t => {
  const { server, registered, browser } = await atConsent(t, { state: 'one' });
  const first = browser.page;
  await browser.goto(authorizeUrl(server, 'standard', registered.app, { state: 'two' }));
  await browser.submit({ decision: 'deny' });
  assert.match(browser.page.location, /error=access_denied.*state=two/);
  browser.page = first;
  await browser.submit({ decision: 'allow' });
  assert.match(browser.page.location, /code=.*state=one/);
});

test('S-L8: an old form is answered by the page anew, and no consent is lost', async t => {
  const { browser } = await atConsent(t);
  await browser.submit({ decision: 'allow', csrf: 'old' });
  assert.equal(browser.page.status, 200);
  await browser.submit({ decision: 'allow' });
  assert.match(browser.page.location, /[?&]code=/);
});
