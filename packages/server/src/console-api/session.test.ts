/** Signing in to the console and out of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as operations from '@valetkey/protocol/console-api';
import {
  LOGIN_SECRET,
  PASSWORD,
  TestBrowser,
  createPerson,
  openTestServer,
  testConfig,
} from '../fixtures.ts';
import { openConsole } from './fixtures.ts';

test('R3 whoever opens a screen without a session signs in with the provider’s own login and is back at it', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto('/standard/console/settings/integrations?search=x');
  assert.match(browser.url, /^\/standard\/interactions\//);
  await browser.signIn();
  assert.equal(browser.url, '/standard/console/settings/integrations?search=x');
  assert.equal(browser.page.status, 200);
});

test('S-A5 the way back from the sign-in stays inside the console, whatever it says', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  for (const wanted of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/../guard',
    '/a//b',
    '/%2e%2e/',
    'x'.repeat(600),
  ]) {
    const browser = new TestBrowser(server);
    await browser.goto(`/standard/console/sign-in?return=${encodeURIComponent(wanted)}`);
    await browser.signIn();
    assert.equal(browser.url, '/standard/console', wanted);
  }
});

test('S-L1 S-L11 signing out ends the session, clears what the browser kept, and only the console can do it', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const ada = await openConsole(server, 'standard', 'ada@example.com');
  const other = await ada.call(operations.endSession, { headers: { 'sec-fetch-site': 'cross-site' } });
  assert.equal(other.status, 403);
  assert.equal((await ada.call(operations.readSession)).status, 200);
  const out = await ada.call(operations.endSession);
  assert.deepEqual([out.status, out.headers['clear-site-data']], [200, '"cache"']);
  assert.match(String(out.headers['set-cookie']), /^__Host-valetkey-session-standard=; .*Max-Age=0/);
  assert.equal((await ada.call(operations.readSession)).json['error'], 'sign_in_required');
});

test('S-L9 signing in again asks for the password although there is a session', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const ada = await openConsole(server, 'standard', 'ada@example.com');
  const before = (await ada.call(operations.readSession)).json['recentUntil'] as number;
  server.clock.advanceSeconds(3600);
  await ada.browser.goto('/standard/console/sign-in?again=1&return=/settings/integrations');
  assert.match(ada.browser.page.body, /type="password"/);
  await ada.browser.submit({ email: 'ada@example.com', password: PASSWORD });
  assert.equal(ada.browser.url, '/standard/console/settings/integrations');
  assert.equal((await ada.call(operations.readSession)).json['recentUntil'], before + 3600);
});

test('R3 with a handoff the company’s own login signs people in to the console, too', async t => {
  const login = { type: 'handoff', url: 'https://crm.example/login', secret: LOGIN_SECRET } as const;
  const server = await openTestServer(t, { config: testConfig({ standard: { login } }) });
  const browser = new TestBrowser(server);
  await browser.goto('/standard/console/settings/integrations');
  const request = new URL(browser.page.location).searchParams.get('login_request')!;
  const headers = { authorization: `Bearer ${LOGIN_SECRET}`, 'content-type': 'application/json' };
  const url = `/standard/login-requests/${request}`;
  assert.equal((await server.inject({ method: 'GET', url, headers })).json['app'], null);
  const person = { user: { id: '7', email: 'zoe@crm.example', name: 'Zoe' }, accounts: [] };
  const answer = await server.inject({ method: 'POST', url, headers, payload: JSON.stringify(person) });
  await browser.goto(String(answer.json['continue']));
  assert.equal(browser.url, '/standard/console/settings/integrations');
});

test('S-J3 who is staff says the configuration, and nobody else', async t => {
  const server = await openTestServer(t, {
    config: testConfig({ standard: { operators: ['Staff@Example.com'] } }),
  });
  for (const email of ['ada@example.com', 'staff@example.com'])
    await createPerson(server, 'standard', { email });
  for (const [email, operator] of [
    ['ada@example.com', false],
    ['staff@example.com', true],
  ] as const) {
    const caller = await openConsole(server, 'standard', email);
    assert.equal((await caller.call(operations.readSession)).json['operator'], operator);
  }
});

test('S-N2 S-N3 the page of the console: its own files, styles under the nonce, nothing of anybody else', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { browser } = await openConsole(server, 'standard', 'ada@example.com');
  const { body, headers } = await browser.goto('/standard/console/settings');
  const nonce = /nonce="([\w-]{24})"/.exec(body)![1];
  assert.equal(
    headers['content-security-policy'],
    `default-src 'none'; style-src 'self' 'nonce-${nonce}'; script-src 'self'; font-src 'self'; connect-src 'self'; ` +
      "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  const script = /src="([^"]+\.js)"/.exec(body)![1]!;
  const file = await server.inject({
    method: 'GET',
    url: script,
    headers: { 'accept-encoding': 'gzip, br' },
  });
  assert.deepEqual(
    [file.status, file.headers['content-encoding'], file.headers['cache-control']],
    [200, 'br', 'public, max-age=31536000, immutable'],
  );
  for (const path of ['assets/none.js', 'assets/index.html', 'api/none', 'api'])
    assert.equal(
      (await server.inject({ method: 'GET', url: `/standard/console/${path}` })).status,
      404,
      path,
    );
});
