/** Forms that are not from our page, or not from this page: refused, and nothing changes (S-L5, S-L6). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  TestBrowser,
  authorizeUrl,
  createApp,
  createPerson,
  openTestServer,
  readForm,
  wordsOf,
  type TestServer,
} from '../../fixtures.ts';

/** Stands at the step: `login`, `account` or `consent`. */
async function at(
  t: Parameters<typeof openTestServer>[0],
  step: 'login' | 'account' | 'consent',
): Promise<{ server: TestServer; browser: TestBrowser }> {
  const server = await openTestServer(t);
  const accounts = step === 'account' ? [{ name: 'Acme' }, { name: 'Beta' }] : [{ name: 'Acme' }];
  await createPerson(server, 'standard', { accounts });
  const { app } = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  if (step !== 'login') await browser.signIn();
  assert.ok(readForm(browser.page.body).action.endsWith(`/${step}`));
  return { server, browser };
}

const FIELDS = {
  login: { email: 'ada@example.com', password: 'correct horse battery staple' },
  account: { cancel: '1' },
  consent: { decision: 'allow' },
};
const FOREIGN: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'cross-site', origin: 'https://auth.example' },
];

for (const step of ['login', 'account', 'consent'] as const) {
  test(`S-L5: a cross-site POST of the ${step} form is 403 and changes nothing, even with the right token`, async t => {
    const { server, browser } = await at(t, step);
    const before = await server.core.store.countRows();
    const page = browser.page;
    for (const headers of FOREIGN) {
      browser.page = page;
      await browser.submit(FIELDS[step], headers);
      assert.equal(browser.page.status, 403, JSON.stringify(headers));
      assert.match(wordsOf(browser.page), /This did not come from our page/);
      assert.equal(browser.page.headers['set-cookie'], undefined);
    }
    assert.deepEqual(await server.core.store.countRows(), before);
  });

  test(`S-L5, S-L6: a ${step} form without its token, or with that of another step, browser or interaction, does nothing`, async t => {
    const { server, browser } = await at(t, step);
    const other = await at(t, step);
    const before = await server.core.store.countRows();
    const page = browser.page;
    const elsewhere = await at(t, step === 'login' ? 'consent' : 'login');
    const tokens = [other, elsewhere].map(world => readForm(world.browser.page.body).hidden['csrf'] ?? '');
    for (const csrf of ['', 'x', 'x'.repeat(43), ...tokens]) {
      browser.page = page;
      await browser.submit({ ...FIELDS[step], csrf });
      assert.doesNotMatch(browser.page.location, /code=|error=/);
      assert.equal(readForm(browser.page.body).action.endsWith(`/${step}`), true);
    }
    assert.deepEqual(await server.core.store.countRows(), before);
  });
}

test('S-L5: a cross-site POST of a consent that is not due is 403, too', async t => {
  const { browser } = await at(t, 'login');
  const url = browser.url;
  await browser.goto(`${url}/consent`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
    payload: 'decision=allow',
  });
  assert.equal(browser.page.status, 403);
});

test('S-L6: nobody can be signed in as the attacker: the form token of his browser is worth nothing in the victim’s', async t => {
  const { server, browser: attacker } = await at(t, 'login');
  const theirs = readForm(attacker.page.body);
  const victim = new TestBrowser(server);
  const app = (await server.core.store.listApps('standard'))[0]!;
  await victim.goto(authorizeUrl(server, 'standard', app));
  const own = readForm(victim.page.body);
  for (const [action, csrf] of [
    [theirs.action, theirs.hidden['csrf']],
    [own.action, theirs.hidden['csrf']],
    [theirs.action, own.hidden['csrf']],
  ]) {
    await victim.goto(action!, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ csrf: csrf!, ...FIELDS.login }).toString(),
    });
    assert.equal(victim.page.status, 400);
  }
  assert.equal(victim.cookies.has('__Host-valetkey-session-standard'), false);
});

test('S-L5: a browser that says no Sec-Fetch-Site is judged by its Origin', async t => {
  const { server, browser } = await at(t, 'consent');
  const { action, hidden } = readForm(browser.page.body);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const post = async (headers: Record<string, string>): Promise<number> =>
    (
      await server.post(
        action.replace('https://auth.example', ''),
        { ...hidden, decision: 'allow' },
        { cookie, ...headers },
      )
    ).status;
  for (const origin of [
    'https://evil.example',
    'http://auth.example',
    'https://auth.example:444',
    'https://auth.example.evil.example',
  ])
    assert.equal(await post({ origin }), 403, origin);
  assert.equal(await post({ origin: 'https://auth.example' }), 303);
});

test('S-L5: our own page is believed: Origin null (it sends no referrer), or our own origin', async t => {
  for (const headers of [
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://auth.example' },
  ]) {
    const { browser } = await at(t, 'consent');
    await browser.submit(FIELDS.consent, headers);
    assert.match(browser.page.location, /[?&]code=/);
  }
});

test('S-L5: a form in another encoding is refused', async t => {
  const { server, browser } = await at(t, 'consent');
  const { action, hidden } = readForm(browser.page.body);
  for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x']) {
    await browser.goto(action, {
      method: 'POST',
      headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
      payload: new URLSearchParams({ ...hidden, decision: 'allow' }).toString(),
    });
    assert.equal(browser.page.status, 415);
  }
  const { connections } = await server.core.store.countRows();
  assert.equal(connections, 0);
});
