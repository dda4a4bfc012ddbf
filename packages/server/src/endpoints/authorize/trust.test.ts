/** Who is answered by a redirect, and who only by a page: an app nobody has verified redirects nobody by itself (RFC 9700 §4.11.2). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  PUBLIC_URL,
  REDIRECT_URI,
  TestBrowser,
  authorizeUrl,
  connect,
  createApp,
  createPerson,
  openTestServer,
  readForm,
  wordsOf,
  type TestResponse,
  type TestServer,
} from '../../fixtures.ts';
import { registerApp } from '../../domain/registration.ts';
import type { App } from '../../store/rows.ts';

const ISSUER = `${PUBLIC_URL}/standard`;
const REFUSED: Record<string, Record<string, string | undefined>> = {
  invalid_scope: { scope: 'nonsense' },
  unsupported_response_type: { response_type: 'token' },
  invalid_request: { code_challenge: undefined },
  login_required: { prompt: 'none' },
};

const ask = (
  server: TestServer,
  app: App,
  parameters: Record<string, string | undefined>,
): Promise<TestResponse> =>
  server.inject({ method: 'GET', url: authorizeUrl(server, 'standard', app, parameters) });

/** The page names the host, and the way back is a link there, which nobody follows but the person. */
function assertInterstitial(page: TestResponse, error: string, status = 400): void {
  assert.equal(page.status, status, page.body);
  assert.equal(page.location, '');
  assert.doesNotMatch(page.body, /http-equiv="refresh"|<script/i);
  assert.match(wordsOf(page), /Go back to app\.example/);
  const href = /href="(https:\/\/app\.example[^"]*)"/.exec(page.body)?.[1]?.replaceAll('&#38;', '&') ?? '';
  const url = new URL(href);
  assert.equal(url.origin + url.pathname, REDIRECT_URI);
  const { searchParams } = url;
  assert.deepEqual(
    [searchParams.get('error'), searchParams.get('state'), searchParams.get('iss')],
    [error, 's', ISSUER],
  );
}

for (const [error, parameters] of Object.entries(REFUSED)) {
  test(`S-A20: ${error} of a verified app is a redirect, of an unverified one a page that names the host`, async t => {
    const server = await openTestServer(t);
    const verified = await createApp(server, 'standard');
    const page = await ask(server, verified.app, { ...parameters, state: 's' });
    assert.equal(page.status, 303);
    assert.equal(new URL(page.location).searchParams.get('error'), error);
    const unverified = await createApp(server, 'standard', { verified: false });
    assertInterstitial(await ask(server, unverified.app, { ...parameters, state: 's' }), error);
  });
}

test('S-A20: an app that the company registered itself is trusted without a badge; one its developer registered needs one', async t => {
  const server = await openTestServer(t);
  const registration = {
    name: 'Plain App', description: 'count people', publisher: 'Somebody', ownerEmail: 'dev@app.example',
    redirectUris: [REDIRECT_URI], scopes: ['people:read'],
  }; // prettier-ignore
  const own = await registerApp(server.core, server.provider('standard'), registration, 'operator');
  const page = await ask(server, own.app, { scope: 'nonsense', state: 's' });
  assert.deepEqual([page.status, new URL(page.location).searchParams.get('error')], [303, 'invalid_scope']);
  const other = await registerApp(server.core, server.provider('standard'), registration, 'user:somebody');
  assertInterstitial(await ask(server, other.app, { scope: 'nonsense', state: 's' }), 'invalid_scope');
  await server.core.store.updateApp(other.app.id, { verified: true }, { now: 1, actor: 'operator' });
  assert.equal((await ask(server, other.app, { scope: 'nonsense', state: 's' })).status, 303);
});

test('S-A20: prompt=none of an unverified app redirects nobody, signed in or not', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard', { verified: false });
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  await browser.signIn();
  await browser.goto(authorizeUrl(server, 'standard', app, { prompt: 'none', state: 's' }));
  assertInterstitial(browser.page, 'consent_required');
});

test('S-A20: who cancels before the consent page has not seen where an unverified app leads, and stays here', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard', { accounts: [{ name: 'Acme' }, { name: 'Beta' }] });
  const { app } = await createApp(server, 'standard', { verified: false });
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app, { state: 's' }));
  await browser.submit({ cancel: '1' });
  assertInterstitial(browser.page, 'access_denied', 403);
  await browser.goto(authorizeUrl(server, 'standard', app, { state: 's' }));
  await browser.signIn();
  await browser.submit({ cancel: '1' });
  assertInterstitial(browser.page, 'access_denied', 403);
});

test('S-A20, R30: on the consent page the host is named, and Deny goes there with access_denied', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard', { verified: false });
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app, { state: 's' }));
  await browser.signIn();
  assert.match(wordsOf(browser.page), /Where you go next app\.example/);
  await browser.submit({ decision: 'deny' });
  assert.equal(browser.page.status, 303);
  const url = new URL(browser.page.location);
  assert.deepEqual([...url.searchParams.keys()], ['error', 'error_description', 'state', 'iss']);
  assert.equal(url.searchParams.get('error'), 'access_denied');
  const { connections, families } = await server.core.store.countRows();
  assert.deepEqual([connections, families], [0, 1]);
});

test('R30: Cancel at sign-in and at the account picker brings a verified app access_denied', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard', { accounts: [{ name: 'Acme' }, { name: 'Beta' }] });
  const { app } = await createApp(server, 'standard');
  for (const signIn of [false, true]) {
    const browser = new TestBrowser(server);
    await browser.goto(authorizeUrl(server, 'standard', app, { state: 's' }));
    if (signIn) await browser.signIn();
    await browser.submit({ cancel: '1' });
    assert.equal(browser.page.status, 303);
    const url = new URL(browser.page.location);
    assert.deepEqual([url.searchParams.get('error'), url.searchParams.get('state')], ['access_denied', 's']);
  }
});

test('S-A19, RFC 9207: iss stands exactly once in success and error, by redirect and by form, and equals the metadata', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard');
  const metadata = await server.inject({
    method: 'GET',
    url: '/.well-known/oauth-authorization-server/standard',
  });
  assert.equal(metadata.json['issuer'], ISSUER);
  assert.equal(metadata.json['authorization_response_iss_parameter_supported'], true);
  const browser = new TestBrowser(server);
  await connect(server, 'standard', app, { browser, parameters: { iss: 'https://evil.example' } });
  assert.deepEqual(new URL(browser.page.location).searchParams.getAll('iss'), [ISSUER]);
  const error = await ask(server, app, { scope: 'nonsense', iss: 'https://evil.example' });
  assert.deepEqual(new URL(error.location).searchParams.getAll('iss'), [ISSUER]);
  const form = await ask(server, app, { scope: 'nonsense', response_mode: 'form_post' });
  assert.equal(readForm(form.body).hidden['iss'], ISSUER);
  assert.equal(form.body.match(/name="iss"/g)?.length, 1);
});

test('R32: the code arrives with the state and nothing else', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await connect(server, 'standard', app, { browser });
  assert.deepEqual([...new URL(browser.page.location).searchParams.keys()], ['code', 'state', 'iss']);
});
