/** Where a browser may be sent: only to an address that was registered for the app, byte for byte. Everything else is a page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  REDIRECT_URI,
  TestBrowser,
  authorizeUrl,
  connect,
  createApp,
  createPerson,
  exchange,
  openTestServer,
  type TestResponse,
  type TestServer,
} from '../../fixtures.ts';
import type { App } from '../../store/rows.ts';

const ask = (
  server: TestServer,
  app: App,
  parameters: Record<string, string | undefined>,
): Promise<TestResponse> =>
  server.inject({ method: 'GET', url: authorizeUrl(server, 'standard', app, parameters) });

/** A page on our own origin, no redirect, and nothing written. */
async function assertRefused(
  server: TestServer,
  app: App,
  parameters: Record<string, string | undefined>,
): Promise<TestResponse> {
  const before = await server.core.store.countRows();
  const page = await ask(server, app, parameters);
  const what = JSON.stringify(parameters);
  assert.equal(page.status, 400, what);
  assert.match(String(page.headers['content-type']), /^text\/html/, what);
  assert.equal(page.headers['location'], undefined, what);
  assert.equal(page.headers['set-cookie'], undefined, what);
  assert.deepEqual(await server.core.store.countRows(), before, what);
  return page;
}

/** Ways around a check that were found in other servers, made from `https://app.example/callback`. */
function bypasses(): string[] {
  const origin = 'https://app.example';
  const hosts = [
    'app.example.evil.example', 'evil.example', 'evilapp.example', 'app.example@evil.example', 'evil.example@app.example', 'app.example:443', 'app.example:8443',
    'app.example:', 'app.example.', 'APP.example', 'app.example%00.evil.example', 'app.example%2eevil.example', 'app.example\\@evil.example', 'sub.app.example',
    'app.example%40evil.example', 'user:pass@app.example', 'app。example', 'аpp.example', 'xn--pp-xbc.example', '[::1%25eth0]', 'app.example;evil.example',
    'app.example#@evil.example', 'app.example?@evil.example', 'app.example\tevil.example', ' app.example', 'app.example ', '*.example', '', '127.0.0.1', 'localhost',
  ].map(host => `https://${host}/callback`); // prettier-ignore
  const paths = [
    '', '/', '/Callback', '/callback/', '/callback//', '//callback', '/./callback', '/x/../callback', '/callback/..', '/callback/../callback', '/%63allback', '/callbac%6b',
    '/callback%2f', '/callback%00', '/callback%20', '/callback%0a', '/callback%0d%0aLocation:x', '/callback;', '/callback;x=1', '/callback?', '/callback?x=1', '/callback?a&b',
    '/callback#', '/callback#x', '/callback?#', '/callback\\', '\\callback', '/callback\\..', '/callback ', '/callback%', '/callback%zz', '/callback.', '/callback*', '/*', '/callbackx',
    '/callbac', '/callback/evil', '/callback&x=1', '/callback@evil.example', '/callback%252f', '/%2e%2e/callback', '/callback%2e%2e', '/callback"', "/callback'", '/callback<', '/callback|',
    '/callback\u202e', '/callback\ufeff', '/callback\u2028', '/ｃallback', '/callback/%2e%2e', '/callback?redirect=https://evil.example', '/callback?https://evil.example',
  ].map(path => origin + path); // prettier-ignore
  const schemes = [
    'http', 'HTTPS', 'Https', 'ftp', 'ws', 'wss', 'file', 'javascript', 'JavaScript', 'data', 'vbscript', 'blob', 'about', 'intent', 'com.example', 'view-source', ' https', 'https ', '\thttps',
  ].map(scheme => `${scheme}://app.example/callback`); // prettier-ignore
  const wholes = [
    '/callback', '//app.example/callback', '///app.example/callback', '\\\\app.example\\callback', 'https:app.example/callback', 'https:/app.example/callback', 'https:///app.example/callback',
    'https:\\\\app.example\\callback', 'app.example/callback', '?callback', '#', '.', 'null', 'undefined', '[object Object]', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)//https://app.example/callback',
    'javascript://app.example/%0aalert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:x', 'about:blank', 'blob:https://app.example/callback', 'urn:ietf:wg:oauth:2.0:oob', 'myapp:/callback',
    'intent://app.example/callback#Intent;end', 'https://evil.example/?https://app.example/callback', 'https://evil.example/#https://app.example/callback', 'https://evil.example\\.app.example/callback',
    'https://evil.example/https://app.example/callback', 'https://app.example/callback,https://evil.example/', 'https://app.example/callback https://evil.example/', 'https://app.example/callback+x',
    'https://app.example/callback%23', 'https://app.example/callback%3f', 'https://0x7f.1/callback', 'https://2130706433/callback', 'https://app.example:0443/callback', 'https://app.example:99999/callback',
  ]; // prettier-ignore
  const inserted = ['@', '\\', '/', '%2f', '%5c', '.', ';', '%09', ':', '%ef%bc%8f'].flatMap(text =>
    [8, 11, 19, 20, 24, 28].map(at => REDIRECT_URI.slice(0, at) + text + REDIRECT_URI.slice(at)),
  );
  return [...hosts, ...paths, ...schemes, ...wholes, ...inserted].filter(uri => uri !== REDIRECT_URI);
}

test('S-A1, S-A2, R35: some 200 hand-picked bypasses get a page, no Location, no row', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const all = bypasses();
  assert.ok(all.length >= 190, String(all.length));
  for (const uri of all) {
    // An empty value counts as absent (S-A15), which for this app means its only address.
    if (uri !== '') await assertRefused(server, app, { redirect_uri: uri });
  }
});

test('R35: the page says which address was refused and how it must look', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const page = await assertRefused(server, app, { redirect_uri: 'https://evil.example/<script>' });
  assert.match(page.body, /https:\/\/evil\.example\/&#60;script&#62;/);
  assert.doesNotMatch(page.body, /<script|href="https:\/\/evil/);
});

test('S-A1, S-A2, S-A3: the redirect URI of another app of the provider is none of this app', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  await createApp(server, 'standard', { redirectUris: ['https://other.example/cb'] });
  await assertRefused(server, app, { redirect_uri: 'https://other.example/cb' });
});

test('S-A4: redirect_uri may be left out where exactly one is registered; the code then needs none either', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const one = await createApp(server, 'standard');
  const answer = await connect(server, 'standard', one.app, { parameters: { redirect_uri: undefined } });
  assert.equal(
    (await exchange(server, 'standard', one, answer['code'] ?? '', { redirect_uri: undefined })).status,
    200,
  );
  const two = await createApp(server, 'standard', {
    redirectUris: [REDIRECT_URI, 'https://app.example/other'],
  });
  await assertRefused(server, two.app, { redirect_uri: undefined });
  await assertRefused(server, two.app, { redirect_uri: '' });
});

test('S-A5: an app without any redirect URI gets a page, whatever the request supplies', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard', { redirectUris: [], clientCredentials: true });
  await assertRefused(server, app, { redirect_uri: undefined });
  await assertRefused(server, app, { redirect_uri: REDIRECT_URI });
});

test('S-A6, S-A7: a native app may name any port of its loopback address, and change nothing else; a web app not even that', async t => {
  const server = await openTestServer(t);
  const loopback = { redirectUris: ['http://127.0.0.1/cb'] };
  const native = await createApp(server, 'standard', { ...loopback, native: true, type: 'public' });
  const web = await createApp(server, 'standard', loopback);
  const good = await ask(server, native.app, { redirect_uri: 'http://127.0.0.1:51004/cb' });
  assert.equal(good.status, 303);
  for (const uri of ['http://127.0.0.2:51004/cb', 'http://localhost:51004/cb', 'http://[::1]:51004/cb', 'http://0x7f.1:51004/cb', 'http://2130706433:51004/cb', 'https://127.0.0.1:51004/cb',
    'http://u@127.0.0.1:51004/cb', 'http://127.0.0.1:51004/cb?x=1', 'http://127.0.0.1:51004/CB', 'http://127.0.0.1:051004/cb', 'http://127.0.0.1:/cb']) {
    await assertRefused(server, native.app, { redirect_uri: uri });
  } // prettier-ignore
  await assertRefused(server, web.app, { redirect_uri: 'http://127.0.0.1:51004/cb' });
});

test('S-A8, S-A9, S-A10: an address that older rules let in is refused at request time, named or left out', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  for (const uri of ['javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'blob:https://app.example/x', 'about:blank', 'intent://x', 'http://app.example/cb', 'myapp:/cb']) {
    const old = await server.core.store.updateApp(app.id, { redirectUris: [uri] }, { now: 1, actor: 'operator' });
    assert.ok(old);
    await assertRefused(server, old, { redirect_uri: uri });
    await assertRefused(server, old, { redirect_uri: undefined });
  } // prettier-ignore
});

test('S-A9: an address that went bad between question and answer is not followed', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  await browser.signIn();
  const act = { now: 1, actor: 'operator' };
  await server.core.store.updateApp(app.id, { redirectUris: ['https://app.example/new'] }, act);
  const page = await browser.submit({ decision: 'allow' });
  assert.equal(page.status, 400);
  assert.equal(page.location, '');
  const { connections } = await server.core.store.countRows();
  assert.equal(connections, 0);
});

test('R33: the return address keeps its own query, and the answer is added to it', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const own = 'https://app.example/cb?tenant=%C3%A9&x=a+b&flag';
  const { app } = await createApp(server, 'standard', { redirectUris: [own] });
  const browser = new TestBrowser(server);
  await connect(server, 'standard', app, { browser });
  assert.ok(browser.page.location.startsWith(`${own}&code=vkc_`), browser.page.location);
  await browser.goto(authorizeUrl(server, 'standard', app, { response_type: 'token', state: 's' }));
  assert.ok(browser.page.location.startsWith(`${own}&error=unsupported_response_type&`));
});
