/** Signing in: what a guesser learns (nothing), and how often he may try. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuthError, quote } from '@valetkey/protocol';
import {
  PASSWORD,
  TestBrowser,
  authorizeUrl,
  createApp,
  createPerson,
  openTestServer,
  readForm,
  withoutNonces,
  wordsOf,
  type TestServer,
} from '../../fixtures.ts';
import { nowSeconds } from '../../domain/clock.ts';
import type { App } from '../../store/rows.ts';

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

/** One attempt at the form of a page, from an address of one's own choosing. */
async function attempt(
  { server, browser }: World,
  email: string,
  password: string,
  remoteAddress = '192.0.2.1',
): Promise<{ status: number; retryAfter: string | undefined }> {
  const form = readForm(browser.page.body);
  const response = await server.inject({
    method: 'POST',
    url: form.action.replace('https://auth.example', ''),
    remoteAddress,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    },
    payload: new URLSearchParams({ ...form.hidden, email, password }).toString(),
  });
  return { status: response.status, retryAfter: response.headers['retry-after'] as string | undefined };
}

test('S-K4: unknown user, wrong password, disabled user and user without a password see one and the same page', async t => {
  const { server, browser } = await atLogin(t);
  const disabled = await createPerson(server, 'standard', { email: 'off@example.com' });
  await server.core.store.setUserStatus(disabled.user.id, 'disabled', { now: 1, actor: 'operator' });
  await server.core.store.upsertPerson(
    {
      provider: 'standard',
      user: { newId: '1'.repeat(26), externalId: 'x1', email: 'sso@example.com', name: 'Sso' },
      accounts: [],
    },
    { now: 1, actor: 'system' },
  );
  const seen = async (email: string, password: string): Promise<object> => {
    const page = withoutNonces(await browser.signIn(email, password));
    return { ...page, body: page.body.replaceAll(email, 'EMAIL') };
  };
  const wrong = await seen('ada@example.com', 'not the password');
  assert.equal((wrong as { status: number }).status, 400);
  assert.deepEqual(await seen('nobody@example.com', 'not the password'), wrong);
  assert.deepEqual(await seen('off@example.com', PASSWORD), wrong);
  assert.deepEqual(await seen('sso@example.com', 'x'), wrong);
  assert.deepEqual(await seen('ada@example.com', `${PASSWORD} `), wrong);
  assert.deepEqual(await seen('ada@example.com', 'x'.repeat(2000)), wrong);
});

test('S-K4: somebody unknown costs as much hashing as somebody known', async t => {
  const { server, browser } = await atLogin(t);
  const { passwords } = server.core;
  const verify = passwords.verify.bind(passwords);
  const verified: (string | null)[] = [];
  passwords.verify = (password, hash) => {
    verified.push(hash);
    return verify(password, hash);
  };
  await browser.signIn('nobody@example.com', 'x');
  await browser.signIn('ada@example.com', 'x');
  assert.equal(verified.length, 2);
  assert.equal(verified[0], null);
});

test('S-K6: after five wrong passwords an account waits from that network, longer each time, and from no other', async t => {
  const world = await atLogin(t);
  for (let i = 0; i < 5; i++) assert.equal((await attempt(world, 'ada@example.com', 'wrong')).status, 400);
  assert.deepEqual(await attempt(world, 'ada@example.com', PASSWORD), { status: 429, retryAfter: '2' });
  assert.equal((await attempt(world, 'ADA@example.com ', PASSWORD)).status, 429);
  assert.equal((await attempt(world, 'ada@example.com', PASSWORD, '::ffff:192.0.2.1')).status, 429);
  assert.equal((await attempt(world, 'nobody@example.com', 'wrong')).status, 400);
  world.server.clock.advanceSeconds(2);
  assert.equal((await attempt(world, 'ada@example.com', 'wrong')).status, 400);
  assert.deepEqual(await attempt(world, 'ada@example.com', PASSWORD), { status: 429, retryAfter: '4' });
  assert.equal((await attempt(world, 'ada@example.com', PASSWORD, '198.51.100.7')).status, 303);
});

test('S-K6: unknown accounts are limited alike, so that a limit tells nothing', async t => {
  const world = await atLogin(t);
  for (let i = 0; i < 5; i++) await attempt(world, 'nobody@example.com', 'wrong');
  assert.deepEqual(await attempt(world, 'nobody@example.com', 'wrong'), { status: 429, retryAfter: '2' });
});

test('S-K6: all addresses of an IPv6 /64 are one network; the next /64 is another', async t => {
  const world = await atLogin(t);
  for (let i = 1; i <= 5; i++) await attempt(world, 'ada@example.com', 'wrong', `2001:db8::${i}`);
  assert.equal((await attempt(world, 'ada@example.com', PASSWORD, '2001:DB8:0:0:ffff::9')).status, 429);
  assert.equal((await attempt(world, 'ada@example.com', PASSWORD, '2001:db8:0:1::1')).status, 303);
});

test('S-K6: a right password after few wrong ones clears the count', async t => {
  const world = await atLogin(t);
  for (let i = 0; i < 4; i++) await attempt(world, 'ada@example.com', 'wrong');
  assert.equal((await attempt(world, 'ada@example.com', PASSWORD)).status, 303);
  assert.equal((await attempt(world, 'ada@example.com', 'wrong')).status, 400);
});

test('S-L4 S-E5: a password that is changed, and a user who is disabled, while the old one is judged opens no session', async t => {
  const world = await atLogin(t);
  const { core, clock } = world.server;
  const act = { now: nowSeconds(clock), actor: 'operator' };
  const { id } = (await core.store.findUserByEmail('standard', 'ada@example.com'))!;
  const verify = core.passwords.verify.bind(core.passwords);
  for (const meanwhile of [
    () => core.store.setPasswordHash(id, '$argon2id$other', act),
    () => core.store.setUserStatus(id, 'disabled', act),
  ]) {
    core.passwords.verify = async (password, hash) => {
      await meanwhile();
      await core.store.endSessionsOf(id, act);
      return (await verify(password, hash)) || true;
    };
    assert.equal((await attempt(world, 'ada@example.com', PASSWORD)).status, 400);
  }
});

test('S-V9: what was not judged is not counted: neither while the network waits nor while the password pool is full', async t => {
  const world = await atLogin(t);
  const { core, clock } = world.server;
  for (let i = 0; i < 103; i++) core.attempts.network.failed('192.0.2.1', clock.nowMs());
  for (let i = 0; i < 6; i++) assert.equal((await attempt(world, 'ada@example.com', PASSWORD)).status, 429);
  clock.advanceSeconds(16);
  const verify = core.passwords.verify.bind(core.passwords);
  core.passwords.verify = () => Promise.reject(new OAuthError('too_many_requests', quote('full')));
  for (let i = 0; i < 6; i++) {
    assert.deepEqual(await attempt(world, 'ada@example.com', PASSWORD), { status: 429, retryAfter: '3' });
  }
  core.passwords.verify = verify;
  assert.equal((await attempt(world, 'ada@example.com', PASSWORD)).status, 303);
});

test('S-E5, S-K6: twenty attempts at once are not all free', async t => {
  const world = await atLogin(t);
  const all = await Promise.all(Array.from({ length: 20 }, () => attempt(world, 'ada@example.com', 'wrong')));
  assert.equal(all.filter(({ status }) => status === 400).length, 5);
  assert.equal(all.filter(({ status }) => status === 429).length, 15);
});

test('S-K12: no parameter leads anywhere but back to the interaction', async t => {
  const { browser } = await atLogin(t);
  for (const address of ['https://evil.example', '//evil.example', '/\\evil.example', '%2f%2fevil.example', 'javascript:alert(1)']) {
    const query = ['return_to', 'next', 'continue', 'redirect_uri', 'back', 'ui_locales'].map(name => `${name}=${encodeURIComponent(address)}`);
    await browser.goto(`${browser.url.replace(/\?.*|\/login.*/g, '')}?${query.join('&')}`);
    assert.doesNotMatch(browser.page.body.replace(/name="email"[^>]*>/, ''), /evil\.example|javascript:/);
    await browser.submit({ email: 'ada@example.com', password: 'wrong', return_to: address });
    assert.equal(browser.page.status, 400);
  } // prettier-ignore
  const form = readForm(browser.page.body);
  assert.match(form.action, /^https:\/\/auth\.example\/standard\/interactions\/[0-9a-v]{26}\/login$/);
});

test('S-K14: the login page is never framed, has no script, and lets password managers and paste work', async t => {
  const { browser } = await atLogin(t);
  const { headers, body } = browser.page;
  assert.equal(headers['x-frame-options'], 'DENY');
  assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
  assert.doesNotMatch(String(headers['content-security-policy']), /script-src/);
  assert.doesNotMatch(body, /<script|onpaste|<iframe/i);
  assert.match(body, /autocomplete="username"/);
  assert.match(body, /autocomplete="current-password"/);
});

test('R27: who is signed in is not asked to sign in again; prompt=login asks, prompt=none never does', async t => {
  const { server, app, browser } = await atLogin(t);
  await browser.goto(authorizeUrl(server, 'standard', app, { prompt: 'none', state: 's' }));
  assert.equal(new URL(browser.page.location).searchParams.get('error'), 'login_required');
  await browser.goto(authorizeUrl(server, 'standard', app));
  await browser.signIn();
  await browser.goto(authorizeUrl(server, 'standard', app));
  assert.match(browser.page.body, /name="decision"/);
  await browser.goto(authorizeUrl(server, 'standard', app, { prompt: 'login' }));
  assert.match(browser.page.body, /type="password"/);
});

test('R1: the app never sees the password: it is typed on our page only, and goes nowhere else', async t => {
  const { browser } = await atLogin(t);
  assert.match(readForm(browser.page.body).action, /^https:\/\/auth\.example\//);
  assert.match(wordsOf(browser.page), /Database Analyzer never sees your password/);
  await browser.signIn();
  await browser.submit({ decision: 'allow' });
  assert.ok(!browser.page.location.includes(encodeURIComponent(PASSWORD)));
});
