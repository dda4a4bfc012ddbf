/** Sign-in, sessions, consent and pages, where peers took one person for another or believed what they were shown. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { normaliseEmail } from '../../../packages/server/src/domain/people.ts';
import type { Registration } from '../../../packages/server/src/domain/registration.ts';
import {
  PASSWORD,
  TestBrowser,
  authorizeUrl,
  connect,
  createApp,
  createPerson,
  openTestServer,
  withoutNonces,
  type TestApp,
  type TestPerson,
  type TestServer,
} from '../../../packages/server/src/fixtures.ts';
import { actOf } from '../../../packages/server/src/token-fixtures.ts';

const SESSION = '__Host-valetkey-session-standard';

interface World {
  server: TestServer;
  person: TestPerson;
  registered: TestApp;
  browser: TestBrowser;
  /** Begins an authorization; true: the user is asked for consent without signing in first. */
  begin(browser?: TestBrowser): Promise<boolean>;
}

async function open(t: TestContext, registration: Partial<Registration> = {}): Promise<World> {
  const server = await openTestServer(t);
  const person = await createPerson(server, 'standard');
  const registered = await createApp(server, 'standard', registration);
  const browser = new TestBrowser(server);
  const begin = async (of = browser): Promise<boolean> => {
    await of.goto(authorizeUrl(server, 'standard', registered.app));
    return of.page.body.includes('name="decision"');
  };
  return { server, person, registered, browser, begin };
}

test('CVE-2022-25896 CVE-2023-29019: a session id from before signing in is worth nothing after it', async t => {
  const { server, browser, begin } = await open(t);
  const planted = 'A'.repeat(43);
  browser.cookies.set(SESSION, planted);
  await begin();
  await browser.signIn();
  const first = browser.cookies.get(SESSION);
  assert.notEqual(first, planted);
  const thief = new TestBrowser(server);
  thief.cookies.set(SESSION, planted);
  assert.equal(await begin(thief), false);
  await browser.goto(
    authorizeUrl(server, 'standard', (await server.core.store.listApps('standard'))[0]!, { prompt: 'login' }),
  );
  await browser.signIn();
  assert.notEqual(browser.cookies.get(SESSION), first);
  thief.cookies.set(SESSION, first!);
  assert.equal(await begin(thief), false, 'the id of the session before');
});

test('dex d91abd90: the cookie of a session that ended opens nothing', async t => {
  const { server, person, browser, begin } = await open(t);
  await begin();
  await browser.signIn();
  assert.equal(await begin(), true);
  await server.core.store.endSessionsOf(person.user.id, actOf(server));
  assert.equal(await begin(), false);
});

test('GHSA-2vg6-77g8-24mp: the sessions of a user who was disabled end with him', async t => {
  const { server, person, browser, begin } = await open(t);
  await begin();
  await browser.signIn();
  assert.equal(await begin(), true);
  await server.core.store.setUserStatus(person.user.id, 'disabled', actOf(server));
  assert.equal(await begin(), false);
});

test('CVE-2023-34246: an app that anybody can pretend to be is not let through on an old consent', async t => {
  const isAskedAgain = async (registration: Partial<Registration>): Promise<boolean> => {
    const { server, registered, browser, begin } = await open(t, registration);
    server.clock.advanceSeconds(1);
    await connect(server, 'standard', registered.app, { browser });
    return await begin();
  };
  assert.equal(await isAskedAgain({}), false, 'one that proves who it is');
  for (const registration of [
    { type: 'public' },
    { type: 'public', native: true, redirectUris: ['http://127.0.0.1/cb'] },
    { type: 'public', native: true, redirectUris: ['com.example.app:/cb'] },
    { redirectUris: ['http://127.0.0.1/cb'] },
  ] as const)
    assert.equal(await isAskedAgain(registration), true, JSON.stringify(registration));
});

test('CVE-2018-1000088 node-oidc-provider 924d25c: what an app calls itself, and what a request says, is text on every page', async t => {
  const xss = `"'><img src=x onerror=alert(1)><script>alert(1)</script>`;
  const { server, registered, browser } = await open(t, {
    name: xss.slice(0, 64),
    description: xss,
    publisher: xss.slice(0, 64),
  });
  const url = authorizeUrl(server, 'standard', registered.app, {
    login_hint: xss,
    state: xss,
    ui_locales: xss,
  });
  const pages = [await browser.goto(url), await browser.signIn(xss, xss), await browser.signIn()];
  pages.push(await browser.goto(authorizeUrl(server, 'standard', registered.app, { redirect_uri: xss })));
  for (const { body } of pages) {
    assert.doesNotMatch(body, /<script>alert|<img src=x|onerror=alert\(1\)>/);
    assert.ok(body.includes('&#60;') || !body.includes('alert(1)'));
  }
});

test('GHSA-jq8w-8q2f-ffm9 GHSA-83cg-9mwq-gj42 logto 4e968ae7: whether an address is known, neither page nor work tells', async t => {
  const { server, browser, begin } = await open(t);
  await begin();
  let hashes = 0;
  const { verify } = server.core.passwords;
  server.core.passwords.verify = async (...parameters) => {
    hashes += 1;
    return await verify.apply(server.core.passwords, parameters);
  };
  const seen = async (email: string): Promise<object> => {
    const page = withoutNonces(await browser.signIn(email, 'wrong'));
    return { ...page, body: page.body.replaceAll(email, 'EMAIL') };
  };
  const known = await seen('ada@example.com');
  assert.deepEqual(await seen('nobody@example.com'), known);
  assert.equal(hashes, 2, 'both cost one hash');
});

test('GHSA-7rqj-j65f-68wh: an address is normalised before it is judged', async t => {
  const { server, browser, begin } = await open(t);
  await begin();
  await browser.signIn(' ＡＤＡ＠example.com ', PASSWORD);
  assert.match(browser.page.body, /name="decision"/, 'one address, however it is spelt');
  assert.equal(
    normaliseEmail('ada＠evil.example@example.com').split('@').length,
    3,
    'and no @ appears after the check',
  );
  assert.equal(await server.core.store.findUserByEmail('standard', 'ada＠example.com'), null);
});
