/** Where peers sent the browser, and should not have (RFC 9700 §4.1, RFC 8252 §7.3). */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import {
  TestBrowser,
  authorizeUrl,
  connect,
  createApp,
  createPerson,
  openTestServer,
  type TestServer,
} from '../../../packages/server/src/fixtures.ts';
import type { Registration } from '../../../packages/server/src/domain/registration.ts';

type Ask = (redirectUri: string) => Promise<string>;

/** Asks as an app with these redirect URIs; answers `page`, or the address the browser was sent to. */
async function openAsker(
  t: TestContext,
  redirectUris: string[],
  registration: Partial<Registration> = {},
): Promise<{ server: TestServer; ask: Ask }> {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard', { redirectUris, ...registration });
  const ask: Ask = async redirect_uri => {
    const url = authorizeUrl(server, 'standard', app, { redirect_uri });
    const { status, location } = await server.inject({ method: 'GET', url });
    if (status === 400 && location === '') return 'page';
    return location;
  };
  return { server, ask };
}

const CALLBACK = 'https://app.example/callback';

test('CVE-2024-52289 CVE-2024-8883 CVE-2023-6927 CVE-2023-6134: a registered address is a text, no pattern', async t => {
  const { ask } = await openAsker(t, [CALLBACK]);
  for (const uri of [
    'https://appXexample/callback',
    'https://app.example.evil.example/callback',
    'https://evil.example/?https://app.example/callback',
    'https://app.example/callback*',
    'https://app.example/callback/../evil',
    'https://app.example/callback%2f..',
    'http://localhost/callback',
    'http://127.0.0.1/callback',
    'https://app.example@evil.example/callback',
  ])
    assert.equal(await ask(uri), 'page', uri);
  const server = await openTestServer(t);
  for (const wildcard of ['https://*.example/callback', 'https://app.example*/', '*'])
    await assert.rejects(createApp(server, 'standard', { redirectUris: [wildcard] }), wildcard);
});

test('CVE-2020-15234 node-oidc-provider 48cc79c: compared byte for byte, before anything is parsed', async t => {
  const { ask } = await openAsker(t, [CALLBACK]);
  for (const uri of [
    'https://APP.example/callback',
    'https://app.example/Callback',
    'HTTPS://app.example/callback',
    'https://app.example:443/callback',
    'https://app.example/%63allback',
    'https://app.example/./callback',
    'https://app.example\\callback',
    'https://app.example/call\tback',
  ])
    assert.equal(await ask(uri), 'page', uri);
  assert.notEqual(await ask(CALLBACK), 'page');
});

test('CVE-2020-15233 fosite #765 doorkeeper #1878: of a loopback address only the port is free', async t => {
  const native = { native: true, type: 'public' } as const;
  const { ask } = await openAsker(t, ['http://127.0.0.1/cb'], native);
  assert.notEqual(await ask('http://127.0.0.1:51004/cb'), 'page');
  for (const uri of [
    'http://127.0.0.1:51004/other',
    'http://127.0.0.1:51004/cb?x=1',
    'http://user@127.0.0.1:51004/cb',
    'http://127.0.0.1.evil.example:51004/cb',
    'http://localhost.evil.example/cb',
    'http://127.0.0.2:51004/cb',
    'http://localhost:51004/cb',
    'http://[::1]:51004/cb',
    'https://127.0.0.1:51004/cb',
  ])
    assert.equal(await ask(uri), 'page', uri);
});

test('CVE-2025-4143 GHSA-86j7-9j95-vpqj: the address is judged before the user is asked anything', async t => {
  const { server, ask } = await openAsker(t, [CALLBACK]);
  assert.equal(await ask('https://evil.example/callback'), 'page');
  assert.equal((await server.core.store.countRows())['interactions'], 0);
  assert.notEqual(await ask(CALLBACK), 'page');
  assert.equal((await server.core.store.countRows())['interactions'], 1);
});

test('workers-oauth-provider #92: the answer goes where the request was checked to go, whatever the form says', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  await browser.signIn();
  const evil = 'https://evil.example/';
  await browser.submit({ decision: 'allow', redirect_uri: evil, redirectUri: evil, return_to: evil });
  assert.ok(browser.page.location.startsWith(`${CALLBACK}?code=vkc_`), browser.page.location);
});

test('workers-oauth-provider #80 GHSA-86j7-9j95-vpqj: no address that runs code, at registration or after', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  for (const uri of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    ' javascript:x',
  ]) {
    await assert.rejects(createApp(server, 'standard', { redirectUris: [uri] }), uri);
    await server.core.store.updateApp(app.id, { redirectUris: [uri] }, { now: 1, actor: 'operator' });
    const page = await server.inject({
      method: 'GET',
      url: authorizeUrl(server, 'standard', app, { redirect_uri: uri }),
    });
    assert.deepEqual([page.status, page.location], [400, ''], uri);
  }
});

test('workers-oauth-provider #218 S-J7: addresses of an app that people can follow are https', async t => {
  const server = await openTestServer(t);
  for (const name of ['homepageUrl', 'privacyUrl', 'termsUrl'])
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'http://app.example/'])
      await assert.rejects(createApp(server, 'standard', { [name]: url }), `${name} ${url}`);
});

test('doorkeeper #1851: an answer has each of its parameters once', async t => {
  const server = await openTestServer(t);
  for (const own of ['state=x', 'code=x', 'iss=x', 'error=x', '%73tate=x'])
    await assert.rejects(createApp(server, 'standard', { redirectUris: [`${CALLBACK}?${own}`] }), own);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard', { redirectUris: [`${CALLBACK}?tenant=1`] });
  const browser = new TestBrowser(server);
  await connect(server, 'standard', app, { browser });
  const names = [...new URL(browser.page.location).searchParams.keys()];
  assert.deepEqual(names, ['tenant', 'code', 'state', 'iss']);
});

test('doorkeeper #1852: no rule ends at a line break', async t => {
  const { ask, server } = await openAsker(t, [CALLBACK]);
  for (const uri of [
    `${CALLBACK}\n`,
    `${CALLBACK}\r\nhttps://evil.example`,
    `https://evil.example\n${CALLBACK}`,
  ]) {
    assert.equal(await ask(uri), 'page', JSON.stringify(uri));
    await assert.rejects(createApp(server, 'standard', { redirectUris: [uri] }), JSON.stringify(uri));
  }
});

test('django-oauth-toolkit #1124: there is no out-of-band address', async t => {
  const server = await openTestServer(t);
  for (const uri of ['urn:ietf:wg:oauth:2.0:oob', 'urn:ietf:wg:oauth:2.0:oob:auto'])
    await assert.rejects(
      createApp(server, 'standard', { redirectUris: [uri], native: true, type: 'public' }),
      uri,
    );
});

test('CVE-2022-24858 CVE-2022-29214: no parameter of a page names where to go next', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard');
  const evil = '//evil.example/';
  const next = { return_to: evil, callbackUrl: evil, next: evil, back: evil, continue: evil };
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app, next));
  await browser.goto(`${browser.url}?${new URLSearchParams(next).toString()}`);
  assert.equal(browser.page.body.includes('evil.example'), false);
  await browser.submit({ email: 'ada@example.com', password: 'correct horse battery staple', ...next });
  assert.match(browser.page.body, /name="decision"/);
});
