/** The handoff against an issuer on loopback that records what it is told. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { buildHandoff } from './main.ts';

const secret = 'fake-login-secret-of-at-least-32-characters';

async function listen(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function start(t: TestContext, status = 200) {
  const told: { call: string; authorization: string | undefined; body: unknown }[] = [];
  const issuer = await listen(t, async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method, url, headers } = request;
    told.push({
      call: `${method} ${url}`,
      authorization: headers.authorization,
      body: body === '' ? null : JSON.parse(body),
    });
    response.writeHead(status, { 'Content-Type': 'application/json' });
    const asked = { app: { name: 'Analyzer <b>' }, locale: 'nl', prompt_login: false };
    response.end(
      JSON.stringify(
        method === 'POST' ? { continue: 'https://valetkey.example/interactions/1/continue?ticket=t' } : asked,
      ),
    );
  });
  const handoff = await listen(t, buildHandoff({ issuer: `${issuer}/acme`, secret }));
  const post = (form: Record<string, string>) =>
    fetch(`${handoff}/login`, {
      method: 'POST',
      body: new URLSearchParams({ login_request: 'lr-1', ...form }),
      redirect: 'manual',
    });
  return { told, handoff, post };
}

test('R3 the form names the app in the language of the request, escaped, and holds no secret', async t => {
  const { told, handoff } = await start(t);
  const page = await (await fetch(`${handoff}/login?login_request=lr-1&locale=en`)).text();
  assert.match(page, /lang="nl".*Analyzer &#60;b&#62;.*value="lr-1"/s);
  assert.doesNotMatch(page, new RegExp(secret));
  assert.deepEqual(told, [
    { call: 'GET /acme/login-requests/lr-1', authorization: `Bearer ${secret}`, body: null },
  ]);
});

test('an id that is none never becomes an address the secret is sent to', async t => {
  const { told, handoff, post } = await start(t);
  for (const id of ['', '..', '../x', 'a?b', 'a%2Fb', '"><b>']) {
    assert.equal((await fetch(`${handoff}/login?login_request=${encodeURIComponent(id)}`)).status, 400);
    assert.equal((await post({ login_request: id, cancel: '1' })).status, 400);
  }
  assert.deepEqual(told, []);
});

test('R3 whoever signed in is told to Valetkey server to server; the browser gets 303 to the address it answered', async t => {
  const { told, post } = await start(t);
  const response = await post({ email: 'ada@example.com', password: 'demo' });
  assert.equal(response.status, 303);
  assert.equal(response.headers.get('location'), 'https://valetkey.example/interactions/1/continue?ticket=t');
  assert.deepEqual(told, [
    {
      call: 'POST /acme/login-requests/lr-1',
      authorization: `Bearer ${secret}`,
      body: {
        user: { id: '42', email: 'ada@example.com', name: 'Ada Example' },
        accounts: [
          { id: '7', name: 'Acme', role: 'administrator', plan: 'enterprise' },
          { id: '8', name: 'Example & Sons', role: 'member', plan: null },
        ],
      },
    },
  ]);
});

test('R1 a wrong password settles nothing at Valetkey', async t => {
  const { told, post } = await start(t);
  const response = await post({ email: 'ada@example.com', password: 'guess' });
  assert.equal(response.status, 401);
  assert.equal(told.filter(({ call }) => call.startsWith('POST')).length, 0);
});

test('R30 whoever cancels is a denial: access_denied, and back to Valetkey', async t => {
  const { told, post } = await start(t);
  assert.equal((await post({ cancel: '1' })).status, 303);
  assert.deepEqual(told[0]?.body, { error: 'access_denied' });
});

test('a login request that Valetkey refuses leads nowhere and shows no secret', async t => {
  const { post } = await start(t, 404);
  const response = await post({ email: 'ada@example.com', password: 'demo' });
  assert.equal(response.status, 400);
  assert.equal(response.headers.get('location'), null);
  assert.doesNotMatch(await response.text(), new RegExp(secret));
});
