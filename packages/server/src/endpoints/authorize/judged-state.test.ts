/** Copernica's judged state through HTTP (R25, S-X3, S-X4), and what else keeps the weaker profile in its place (S-X1, S-X5, S-X8, S-X9). */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  TestBrowser,
  authorizeUrl,
  callbackOf,
  checkBearer,
  connect,
  createApp,
  createPerson,
  exchange,
  goodState,
  openTestServer,
  wordsOf,
  type TestApp,
  type TestServer,
} from '../../fixtures.ts';

const DAY = 86_400;

interface World {
  server: TestServer;
  registered: TestApp;
}

async function world(t: Parameters<typeof openTestServer>[0]): Promise<World> {
  const server = await openTestServer(t);
  await createPerson(server, 'copernica');
  return { server, registered: await createApp(server, 'copernica') };
}

const url = ({ server, registered }: World, state: string | undefined): string =>
  authorizeUrl(server, 'copernica', registered.app, { state }).replace('/nl/', '/en/');

/** Of each kind: what is wrong with it, as the page says it. */
const REFUSED: Record<string, [state: string, says: RegExp]> = {
  short: ['abc123XYZ', /It is too short: it must have at least 32 characters/],
  'of one character': ['a'.repeat(40), /too few different characters/],
  repeating: ['k3J9x0Qz1LmP'.repeat(4), /repeats the same piece again and again/],
  'a sequence': ['abcdefghijklmnopqrstuvwxyz0123456789', /It is a sequence/],
  'a time': ['00000000000000000001732104961123', /./],
  words: ['this-is-the-state-of-my-application-test', /consists of words/],
};

for (const [what, [state, says]] of Object.entries(REFUSED)) {
  test(`R25, S-X3: a state that is ${what} is refused with a page that says why and how to make a good one`, async t => {
    const all = await world(t);
    const page = await all.server.inject({ method: 'GET', url: url(all, state) });
    assert.deepEqual([page.status, page.location], [400, '']);
    assert.match(wordsOf(page), says);
    assert.match(wordsOf(page), /const state = crypto\.randomUUID\(\);/);
    const { interactions } = await all.server.core.store.countRows();
    assert.equal(interactions, 0);
  });
}

test('R25, S-X3: a missing state, and the app’s own id, are refused; the developer finds the reason in the app’s log', async t => {
  const all = await world(t);
  const missing = await all.server.inject({ method: 'GET', url: url(all, undefined) });
  assert.equal(missing.status, 400);
  assert.match(wordsOf(missing), /The parameter state is missing/);
  const { id } = all.registered.app;
  const own = await all.server.inject({ method: 'GET', url: url(all, `user-7-of-${id}`) });
  assert.match(wordsOf(own), /It is the app’s own id, which everybody knows/);
  await all.server.core.requestLog.flush();
  const log = await all.server.core.store.listRequestLog({ appId: id, limit: 10 });
  assert.equal(log.length, 2);
  assert.ok(log.every(({ reason }) => reason.includes('crypto.randomUUID()')));
});

test('S-X3: random states of every usual form are taken', async t => {
  const all = await world(t);
  for (let i = 0; i < 50; i++) {
    for (const state of [
      randomBytes(16).toString('hex'),
      randomBytes(16).toString('base64url'),
      randomUUID(),
      goodState(),
    ])
      assert.equal((await all.server.inject({ method: 'GET', url: url(all, state) })).status, 303, state);
  }
});

test('R25, S-X4: a state that another browser used within 24 hours is refused with the reason; after that it is free', async t => {
  const all = await world(t);
  const state = goodState();
  const first = new TestBrowser(all.server);
  await first.goto(url(all, state));
  assert.equal(first.page.status, 200);
  await first.goto(url(all, state));
  assert.equal(first.page.status, 200);
  all.server.clock.advanceSeconds(DAY - 1);
  const second = new TestBrowser(all.server);
  await second.goto(url(all, state));
  assert.deepEqual([second.page.status, second.page.location], [400, '']);
  assert.match(wordsOf(second.page), /It was used before for another user/);
  all.server.clock.advanceSeconds(2);
  await second.goto(url(all, state));
  assert.equal(second.page.status, 200);
});

test('S-X4: of fifty browsers that bring one state at once, one goes on', async t => {
  const all = await world(t);
  const state = goodState();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => all.server.inject({ method: 'GET', url: url(all, state) })),
  );
  assert.equal(answers.filter(({ status }) => status === 303).length, 1);
  assert.equal(answers.filter(({ status }) => status === 400).length, 49);
});

test('S-X4: two users of one browser cannot use one state, whether they are asked or their consent is remembered', async t => {
  for (const remembered of [false, true]) {
    const all = await world(t);
    const { server, registered } = all;
    await createPerson(server, 'copernica', { email: 'bob@example.com', accounts: [{ name: 'Bobs' }] });
    server.clock.advanceSeconds(1);
    const browser = new TestBrowser(server);
    const signInAs = async (email: string): Promise<void> => {
      await browser.goto(authorizeUrl(server, 'copernica', registered.app, { prompt: 'login' }));
      await browser.signIn(email);
    };
    if (remembered) {
      for (const email of ['ada@example.com', 'bob@example.com'])
        await connect(server, 'copernica', registered.app, {
          browser,
          email,
          parameters: { prompt: 'login' },
        });
    }
    const state = goodState();
    const use = async (): Promise<Record<string, string>> => {
      await browser.goto(url(all, state));
      if (browser.page.body.includes('name="decision"')) await browser.submit({ decision: 'allow' });
      return browser.page.location ? callbackOf(browser.page) : {};
    };
    await signInAs('ada@example.com');
    assert.ok((await use())['code']);
    await signInAs('bob@example.com');
    assert.equal((await use())['code'], undefined);
    assert.match(wordsOf(browser.page), /It was used before for another user/);
  }
});

test('S-X4: what is remembered is a keyed hash, never the state', async t => {
  const all = await world(t);
  const state = goodState();
  // Refused after the claim and before an interaction, which keeps the state for ten minutes to give it back.
  const page = await all.server.inject({ method: 'GET', url: `${url(all, state)}&prompt=none` });
  assert.match(page.location, /error=login_required/);
  const rows = await all.server.core.store.countRows();
  assert.deepEqual([rows['state_claims'], rows['interactions']], [1, 0]);
  const { directory } = all.server;
  for (const name of readdirSync(directory))
    assert.equal(readFileSync(join(directory, name)).includes(state), false);
});

test('S-X1, S-I13: the GET token address stands in no metadata, and at no provider that did not choose it', async t => {
  const { server } = await world(t);
  for (const path of ['/copernica/.well-known/oauth-authorization-server', '/.well-known/oauth-authorization-server/copernica', '/copernica/.well-known/openid-configuration']) {
    const metadata = await server.inject({ method: 'GET', url: path });
    assert.equal(metadata.json['token_endpoint'], undefined);
    assert.doesNotMatch(metadata.body, /v1\/token|query_secret|client_secret_query/);
  } // prettier-ignore
  for (const slug of ['standard', 'copyai', 'copper', 'clipron', 'fliki']) {
    assert.equal((await server.inject({ method: 'GET', url: `/${slug}/v1/token` })).status, 404);
    assert.equal((await server.inject({ method: 'GET', url: `/${slug}/nl/authorize` })).status, 404);
    assert.equal((await server.inject({ method: 'GET', url: `/${slug}/oauth/token` })).status, 405);
  }
});

test('S-X5: secret, code and token of the query stand in no log line, and nobody is told where they came from', async t => {
  const { server, registered } = await world(t);
  const { code } = await connect(server, 'copernica', registered.app);
  const good = await exchange(server, 'copernica', registered, code ?? '');
  const bad = await exchange(server, 'copernica', registered, code ?? '', {
    client_secret: `${registered.secret}x`,
  });
  const token = String(good.json['access_token']);
  await server.inject({ method: 'GET', url: `/copernica/guard?access_token=${token}` });
  for (const answer of [good, bad]) {
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal(answer.headers['referrer-policy'], 'no-referrer');
    assert.equal(answer.headers['location'], undefined);
  }
  assert.deepEqual([good.status, bad.status], [200, 400]);
  assert.ok(server.logLines.some(line => line.includes('/copernica/v1/token')));
  for (const secret of [registered.secret, code ?? '', token])
    assert.ok(
      server.logLines.every(line => !line.includes(secret)),
      secret.slice(0, 8),
    );
});

test('S-X8: the rest stays modern: exact address, one use, sixty seconds, the app’s own code', async t => {
  const { server, registered } = await world(t);
  const evil = await server.inject({
    method: 'GET',
    url: authorizeUrl(server, 'copernica', registered.app, { redirect_uri: 'https://app.example/callback/' }),
  });
  assert.equal(evil.status, 400);
  const other = await createApp(server, 'copernica');
  const code = async (): Promise<string> =>
    (await connect(server, 'copernica', registered.app))['code'] ?? '';
  const error = async (app: TestApp, text: string): Promise<unknown> =>
    (await exchange(server, 'copernica', app, text)).json['error'];
  const first = await code();
  assert.equal(await error(other, first), 'invalid_grant');
  assert.equal(await error(registered, first), undefined);
  assert.equal(await error(registered, first), 'invalid_grant');
  const late = await code();
  server.clock.advanceSeconds(61);
  assert.equal(await error(registered, late), 'invalid_grant');
});

test('S-X9: a token that never expires lives for years, and ends at once when it is revoked', async t => {
  const { server, registered } = await world(t);
  const { code } = await connect(server, 'copernica', registered.app);
  const token = String((await exchange(server, 'copernica', registered, code ?? '')).json['access_token']);
  server.clock.advanceSeconds(3 * 365 * DAY);
  assert.equal((await checkBearer(server, 'copernica', token))['active'], true);
  const [context] = await server.core.store.listConnections({ appId: registered.app.id, limit: 1 });
  await server.core.store.revokeConnection(context!.connection.id, 'test', { now: 1, actor: 'operator' });
  assert.deepEqual(await checkBearer(server, 'copernica', token), { active: false });
});

test('R32: where the profile does not judge, a state may come again, from anywhere', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const address = authorizeUrl(server, 'standard', app, { state: 'the-same-for-everybody' });
  for (let i = 0; i < 3; i++)
    assert.equal((await server.inject({ method: 'GET', url: address })).status, 303);
});

test('R52: a developer finds every refusal at the authorization endpoint in the app’s log: state, redirect URI, scope', async t => {
  const all = await world(t);
  const { server, registered } = all;
  const state = goodState();
  await server.inject({ method: 'GET', url: url(all, state) });
  await server.inject({ method: 'GET', url: url(all, state) });
  const wrong = authorizeUrl(server, 'copernica', registered.app, { redirect_uri: 'https://evil.example/' });
  await server.inject({ method: 'GET', url: wrong });
  const implicit = authorizeUrl(server, 'copernica', registered.app, { response_type: 'token' });
  await server.inject({ method: 'GET', url: implicit });
  await server.core.requestLog.flush();
  const log = await server.core.store.listRequestLog({ appId: registered.app.id, limit: 10 });
  const told = log
    .filter(entry => entry.outcome === 'refused')
    .map(({ code, reason }) => `${code}: ${reason}`);
  for (const part of [
    /used by somebody else/,
    /'https:\/\/evil\.example\/' is not registered/,
    /^unsupported_response_type/,
  ])
    assert.equal(told.filter(text => part.test(text)).length, 1, String(part));
});

test('R32: a request without a state is answered without one, with a code and with an error', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard');
  const answer = await connect(server, 'standard', app, { parameters: { state: undefined } });
  assert.deepEqual(Object.keys(answer).toSorted(), ['code', 'iss']);
  const refused = authorizeUrl(server, 'standard', app, { state: undefined, response_type: 'token' });
  const { location } = await server.inject({ method: 'GET', url: refused });
  assert.equal(new URL(location).searchParams.has('state'), false);
});
