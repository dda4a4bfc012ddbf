/** The question and its answer through HTTP: what is asked, of whom, again when, and what "yes" gives. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  TestBrowser,
  authorizeUrl,
  callbackOf,
  connect,
  createApp,
  createPerson,
  exchange,
  openTestServer,
  testConfig,
  wordsOf,
  type TestApp,
  type TestServer,
} from '../../fixtures.ts';

type Test = Parameters<typeof openTestServer>[0];

interface World {
  server: TestServer;
  registered: TestApp;
  browser: TestBrowser;
}

async function world(
  t: Test,
  registration: Parameters<typeof createApp>[2] = {},
  slug = 'standard',
): Promise<World> {
  const server = await openTestServer(t);
  await createPerson(server, slug);
  const registered = await createApp(server, slug, registration);
  const browser = new TestBrowser(server);
  return { server, registered, browser };
}

/** True: the user was asked. */
async function isAsked(
  { server, registered, browser }: World,
  parameters: Record<string, string | undefined> = {},
): Promise<boolean> {
  await browser.goto(authorizeUrl(server, 'standard', registered.app, parameters));
  return browser.page.body.includes('name="decision"');
}

test('S-M1, R14, R28, R29: the page names app, purpose, publisher and its standing, person, account, scopes in words, lifetime, host', async t => {
  const { server, registered, browser } = await world(t, { verified: false });
  await browser.goto(authorizeUrl(server, 'standard', registered.app, { scope: 'people:read people:write' }));
  await browser.signIn();
  const words = wordsOf(browser.page);
  assert.match(
    words,
    /Database Analyzer wants access to your account Acme to analyze your database ?\. Do you want to give this access\?/,
  );
  assert.match(words, /Publisher not verified by Analytics Ltd/);
  assert.match(words, /Signed in as Ada Lovelace ada@example\.com/);
  assert.match(words, /Read your people/);
  assert.match(words, /Change your people/);
  assert.doesNotMatch(words, /people:read|people:write/);
  assert.match(words, /For 400 days, unless you take it back sooner/);
  assert.match(words, /Where you go next app\.example/);
  assert.match(words, /Settings → Integrations → Active Integrations/);
  assert.match(words, /What it can not do See your password Read your companies/);
});

test('S-M2: an optional scope is not ticked beforehand; Allow and Deny stand side by side', async t => {
  const { server, registered, browser } = await world(t);
  await browser.goto(
    authorizeUrl(server, 'standard', registered.app, { scope: 'people:read companies:read' }),
  );
  await browser.signIn();
  const box = /<input[^>]*type="checkbox"[^>]*>/.exec(browser.page.body)?.[0] ?? '';
  assert.match(box, /value="companies:read"/);
  assert.doesNotMatch(box, /checked/);
  assert.match(browser.page.body, /value="deny"[^]{0,200}value="allow"/);
});

test('S-A25, S-M2: an optional scope that was not ticked is not granted, and the token response says so', async t => {
  const { server, registered } = await world(t);
  const scope = 'people:read companies:read';
  const without = await connect(server, 'standard', registered.app, { parameters: { scope } });
  const tokens = await exchange(server, 'standard', registered, without['code'] ?? '');
  assert.equal(tokens.json['scope'], 'people:read');
  const answer = await connect(server, 'standard', registered.app, {
    parameters: { scope },
    scopes: ['companies:read'],
  });
  assert.equal((await exchange(server, 'standard', registered, answer['code'] ?? '')).json['scope'], scope);
});

test('S-M6: a scope that was not asked for cannot be ticked', async t => {
  const { server, registered } = await world(t);
  const scopes = ['people:read', 'people:write', 'companies:read', 'nonsense'];
  const answer = await connect(server, 'standard', registered.app, {
    parameters: { scope: 'people:read' },
    scopes,
  });
  const tokens = await exchange(server, 'standard', registered, answer['code'] ?? '');
  assert.equal(tokens.json['scope'], 'people:read');
});

test('S-M3: a consent is remembered for an app with a secret and an https address', async t => {
  const all = await world(t);
  all.server.clock.advanceSeconds(1);
  await connect(all.server, 'standard', all.registered.app, { browser: all.browser });
  assert.equal(await isAsked(all), false);
  assert.ok(callbackOf(all.browser.page)['code']);
  assert.equal(await isAsked(all, { prompt: 'none' }), false);
  assert.ok(callbackOf(all.browser.page)['code']);
  assert.equal(await isAsked(all, { prompt: 'consent' }), true);
});

const FORGETFUL: Record<string, Parameters<typeof createApp>[2]> = {
  'a public app': { type: 'public' },
  'a loopback address': { redirectUris: ['http://127.0.0.1/cb'], native: true },
  'a loopback address by name': { redirectUris: ['http://localhost:4100/cb'] },
  'a scheme of its own': { redirectUris: ['com.example.app:/cb'], native: true, type: 'public' },
};
for (const [who, registration] of Object.entries(FORGETFUL)) {
  test(`S-M3: ${who} is asked about every time, since anybody could pose as it`, async t => {
    const all = await world(t, registration);
    all.server.clock.advanceSeconds(1);
    const answer = await connect(all.server, 'standard', all.registered.app, { browser: all.browser });
    assert.ok(answer['code']);
    assert.equal(await isAsked(all), true);
    await all.browser.goto(authorizeUrl(all.server, 'standard', all.registered.app, { prompt: 'none' }));
    assert.equal(callbackOf(all.browser.page)['error'], 'consent_required');
  });
}

test('S-M4: a new scope is asked for, and only that stands out; the old ones stay granted', async t => {
  const all = await world(t);
  all.server.clock.advanceSeconds(1);
  await connect(all.server, 'standard', all.registered.app, { browser: all.browser });
  assert.equal(await isAsked(all, { scope: 'people:read people:write' }), true);
  assert.match(
    wordsOf(all.browser.page),
    /wants more access.*What is new.*Change your people.*What it can do already \(1\) Read your people/,
  );
  await all.browser.submit({ decision: 'allow' });
  assert.equal(await isAsked(all, { scope: 'people:read people:write' }), false);
});

test('S-M4: changed addresses, name, a revocation or a lost membership ask again', async t => {
  const { server, registered, browser } = await world(t);
  const { store } = server.core;
  const all = { server, registered, browser };
  const act = (): { now: number; actor: string } => ({
    now: Math.floor(server.clock.nowMs() / 1000),
    actor: 'operator',
  });
  const consent = async (): Promise<void> => {
    server.clock.advanceSeconds(5);
    await connect(server, 'standard', registered.app, { browser });
    server.clock.advanceSeconds(5);
    assert.equal(await isAsked(all), false);
  };
  await consent();
  await store.updateApp(
    registered.app.id,
    { redirectUris: [...registered.app.redirectUris, 'https://new.example/cb'] },
    act(),
  );
  assert.equal(await isAsked(all), true);
  await consent();
  await store.updateApp(registered.app.id, { name: 'Another Name' }, act());
  assert.equal(await isAsked(all), true);
  await consent();
  const [context] = await store.listConnections({ appId: registered.app.id, limit: 1 });
  await store.revokeConnection(context!.connection.id, 'test', act());
  assert.equal(await isAsked(all), true);
  await consent();
  await store.removeMember(context!.account.id, context!.user.id, act());
  await browser.goto(authorizeUrl(server, 'standard', registered.app));
  assert.equal(browser.page.status, 403);
  assert.match(wordsOf(browser.page), /There is no account to connect/);
});

test('S-M5: the consent is of one user, one account and one app', async t => {
  const all = await world(t);
  const { server, registered } = all;
  server.clock.advanceSeconds(1);
  await connect(server, 'standard', registered.app, { browser: all.browser });
  const second = await createApp(server, 'standard');
  assert.equal(await isAsked({ ...all, registered: second }), true);
  const [context] = await server.core.store.listConnections({ limit: 1 });
  await createPerson(server, 'standard', {
    email: 'bob@example.com',
    accounts: [{ name: 'Acme', account: context!.account }],
  });
  const bob = new TestBrowser(server);
  await bob.goto(authorizeUrl(server, 'standard', registered.app));
  await bob.signIn('bob@example.com');
  assert.match(bob.page.body, /name="decision"/);
});

test('S-A25: what the company takes off its list is not granted from an old registration', async t => {
  const directory = await world(t);
  const config = testConfig({
    standard: { scopes: { 'people:read': { title: { en: 'Read' }, access: 'read' } } },
  });
  const narrowed = await openTestServer(t, { config, directory: directory.server.directory });
  const page = await narrowed.inject({
    method: 'GET',
    url: authorizeUrl(narrowed, 'standard', directory.registered.app, { scope: 'people:write' }),
  });
  assert.equal(new URL(page.location).searchParams.get('error'), 'invalid_scope');
});

test('S-N2: the policy lets the form end at the callback, of whatever kind it is', async t => {
  const { server } = await world(t);
  const loopback = ['http://localhost:*', 'http://127.0.0.1:*'];
  for (const [uri, targets] of [
    ['https://app.example/cb', ['https:']],
    ['com.example.app:/cb', ['com.example.app:']],
    ['http://127.0.0.1:4100/cb', ['https:', 'http://127.0.0.1:4100', ...loopback]],
    ['http://[::1]:4100/cb', ['https:', 'http:', ...loopback]],
  ] as const) {
    const { app } = await createApp(server, 'standard', {
      redirectUris: [uri],
      native: true,
      type: 'public',
    });
    const browser = new TestBrowser(server);
    await browser.goto(authorizeUrl(server, 'standard', app));
    const policy = String(browser.page.headers['content-security-policy']);
    assert.deepEqual(/form-action ([^;]*)/.exec(policy)?.[1]?.split(' '), ["'self'", ...targets]);
  }
});
