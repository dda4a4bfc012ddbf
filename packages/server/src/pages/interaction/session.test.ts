/** The signed-in browser: its cookies, what is stored of them, and when they end. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  PASSWORD,
  TestBrowser,
  authorizeUrl,
  connect,
  createApp,
  createPerson,
  openTestServer,
  readForm,
  wordsOf,
  type TestServer,
} from '../../fixtures.ts';
import { exempt } from '../../../../../tests/canaries/registry.ts';
import type { App } from '../../store/rows.ts';

const SESSION = '__Host-valetkey-session-standard';

interface World {
  server: TestServer;
  app: App;
  browser: TestBrowser;
}

async function atLogin(t: Parameters<typeof openTestServer>[0]): Promise<World> {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  return { server, app, browser };
}

test('S-L1: each sign-in makes a new session id, and the one before is dead', async t => {
  const { app, server, browser } = await atLogin(t);
  assert.equal(browser.cookies.has(SESSION), false);
  browser.cookies.set(SESSION, 'planted-by-an-attacker');
  await browser.signIn();
  const first = browser.cookies.get(SESSION)!;
  assert.match(first, /^[\w-]{43}$/);
  await browser.goto(authorizeUrl(server, 'standard', app, { prompt: 'login' }));
  await browser.signIn();
  const second = browser.cookies.get(SESSION)!;
  assert.notEqual(second, first);
  browser.cookies.set(SESSION, first);
  await browser.goto(authorizeUrl(server, 'standard', app));
  assert.match(browser.page.body, /type="password"/);
});

test('S-L1: "Not you?" ends the session, its cookie and its id, and the request goes on with the next person', async t => {
  const { server, browser } = await atLogin(t);
  await createPerson(server, 'standard', {
    email: 'bob@example.com',
    name: 'Bob',
    accounts: [{ name: 'Bobs' }],
  });
  await browser.signIn();
  const old = browser.cookies.get(SESSION)!;
  const cleared: unknown[] = [];
  server.watchers.add(({ headers }) => void cleared.push(headers['clear-site-data']));
  await browser.submit({ not_me: '1' });
  assert.equal(cleared[0], '"cache"');
  assert.equal(browser.cookies.has(SESSION), false);
  assert.match(browser.page.body, /type="password"/);
  const thief = new TestBrowser(server);
  for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
  thief.cookies.set(SESSION, old);
  // Not the page it was on, which asks everybody to sign in now: a new request, for which a session would be enough.
  const [app] = await server.core.store.listApps('standard');
  await thief.goto(authorizeUrl(server, 'standard', app!));
  assert.match(thief.page.body, /type="password"/);
  await browser.signIn('bob@example.com');
  assert.match(wordsOf(browser.page), /Signed in as Bob/);
  await browser.submit({ decision: 'allow' });
  assert.match(browser.page.location, /[?&]code=/);
});

test('S-L2: cookies are __Host-, Secure, HttpOnly, SameSite=Lax, for the whole host and short', async t => {
  const { server, app } = await atLogin(t);
  const lines: string[] = [];
  const inject = server.inject;
  server.inject = async options => {
    const response = await inject(options);
    lines.push(...[response.headers['set-cookie'] ?? []].flat().map(String));
    return response;
  };
  await connect(server, 'standard', app);
  assert.equal(lines.length, 2);
  for (const line of lines) {
    assert.match(
      line,
      /^__Host-valetkey-(?:browser|session)-standard=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
    );
    assert.ok(line.length < 4096);
  }
});

test('S-L3, S-T1: neither session id nor binding nor code stands in the database, its log or our log', async t => {
  const { server, browser } = await atLogin(t);
  await browser.signIn();
  await browser.submit({ decision: 'allow' });
  const secrets = [
    ...browser.cookies.values(),
    new URL(browser.page.location).searchParams.get('code')!,
    PASSWORD,
  ];
  assert.equal(secrets.length, 4);
  await server.core.requestLog.flush();
  const files = readdirSync(server.directory).map(name => readFileSync(join(server.directory, name)));
  assert.ok(files.length >= 2);
  for (const secret of secrets) {
    assert.ok(files.every(bytes => !bytes.includes(secret)));
    assert.ok(server.logLines.every(line => !line.includes(secret)));
  }
});

test('S-L4: a session ends after three days without use, and after fourteen in any case', async t => {
  const { server, app, browser } = await atLogin(t);
  const DAY = 86_400;
  const asksToSignIn = async (): Promise<boolean> => {
    await browser.goto(authorizeUrl(server, 'standard', app, { prompt: 'consent' }));
    return browser.page.body.includes('type="password"');
  };
  await browser.signIn();
  server.clock.advanceSeconds(3 * DAY + 1);
  assert.equal(await asksToSignIn(), true);
  await browser.signIn();
  for (let day = 2; day < 14; day += 2) {
    server.clock.advanceSeconds(2 * DAY);
    assert.equal(await asksToSignIn(), false);
  }
  server.clock.advanceSeconds(2 * DAY);
  assert.equal(await asksToSignIn(), true);
});

test('S-L4: a disabled user is signed out everywhere at once', async t => {
  const { server, app, browser } = await atLogin(t);
  await browser.signIn();
  const user = await server.core.store.findUserByEmail('standard', 'ada@example.com');
  await server.core.store.setUserStatus(user!.id, 'disabled', { now: 1, actor: 'operator' });
  await browser.submit({ decision: 'allow' });
  assert.match(browser.page.body, /type="password"/);
  await browser.goto(authorizeUrl(server, 'standard', app));
  assert.match(browser.page.body, /type="password"/);
  const { connections } = await server.core.store.countRows();
  assert.equal(connections, 0);
});

test('S-L10: a cookie planted under the plain name, or of another provider, signs nobody in', async t => {
  const { server, app, browser } = await atLogin(t);
  await browser.signIn();
  const value = browser.cookies.get(SESSION)!;
  for (const name of ['valetkey-session-standard', '__Secure-valetkey-session-standard', '__Host-valetkey-session-copyai', '__host-valetkey-session-standard']) {
    const other = new TestBrowser(server);
    other.cookies.set(name, value);
    await other.goto(authorizeUrl(server, 'standard', app));
    assert.match(other.page.body, /type="password"/, name);
  } // prettier-ignore
  browser.cookies.set('valetkey-session-standard', 'x'.repeat(43));
  await browser.goto(authorizeUrl(server, 'standard', app));
  assert.match(browser.page.body, /name="decision"/);
});

test('S-L10: a session of one provider is none of another, even under its name', async t => {
  const { server, browser } = await atLogin(t);
  await browser.signIn();
  const { app } = await createApp(server, 'copyai');
  browser.cookies.set('__Host-valetkey-session-copyai', browser.cookies.get(SESSION)!);
  await browser.goto(authorizeUrl(server, 'copyai', app));
  assert.match(browser.page.body, /type="password"/);
});

test('S-B19: binding, session, interaction id, code and csrf token are worth nothing in one another’s place', async t => {
  const { server, app, browser } = await atLogin(t);
  exempt(server.directory);
  await browser.signIn();
  const id = browser.url.split('/').at(-1)!;
  const csrf = readForm(browser.page.body).hidden['csrf']!;
  await browser.submit({ decision: 'allow' });
  const code = new URL(browser.page.location).searchParams.get('code')!;
  const values = { ...Object.fromEntries(browser.cookies), id, csrf, code };
  assert.equal(Object.keys(values).length, 5);
  for (const [kind, value] of Object.entries(values)) {
    if (kind !== SESSION) {
      const thief = new TestBrowser(server);
      thief.cookies.set(SESSION, value);
      await thief.goto(authorizeUrl(server, 'standard', app));
      assert.match(thief.page.body, /type="password"/, kind);
    }
    const page = await server.inject({
      method: 'GET',
      url: authorizeUrl(server, 'standard', app, { client_id: value }),
    });
    assert.equal(page.status, 400, kind);
    const other = await browser.goto(`/standard/interactions/${value.slice(0, 64)}`);
    assert.ok(other.status >= 400, kind);
  }
});
