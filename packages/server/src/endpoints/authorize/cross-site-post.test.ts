/** The authorization request by POST from another site, where no cookie of ours comes along. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  PUBLIC_URL,
  TestBrowser,
  authorizeUrl,
  createApp,
  createPerson,
  openTestServer,
} from '../../fixtures.ts';

const HEADERS = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' };

test('S-A29 S-L8: a POST from another site takes no browser’s binding away: what is open in other tabs goes on', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  await browser.signIn();
  const [path = '', query = ''] = authorizeUrl(server, 'standard', app).split('?');
  const posted = await server.inject({ method: 'POST', url: path, headers: HEADERS, payload: query });
  assert.deepEqual([posted.status, posted.headers['set-cookie']], [303, undefined]);
  const next = new URL(posted.location);
  assert.equal(next.origin + next.pathname, PUBLIC_URL + path);
  assert.deepEqual(Object.fromEntries(next.searchParams), Object.fromEntries(new URLSearchParams(query)));
  const consent = browser.page;
  await browser.goto(posted.location);
  assert.match(browser.page.body, /name="decision"/, 'signed in already: the cookies come by GET');
  browser.page = consent;
  await browser.submit({ decision: 'allow' });
  assert.ok(new URL(browser.page.location).searchParams.has('code'));
});

test('S-V2: what is too long for an address is answered where it came', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const [path = '', query = ''] = authorizeUrl(server, 'standard', app).split('?');
  const payload = `${query}&unknown=${'x'.repeat(8000)}`;
  const posted = await server.inject({ method: 'POST', url: path, headers: HEADERS, payload });
  assert.match(posted.location, /\/interactions\//);
});
