/** The authorization half of each company's document, on the wire: exact parameters, statuses, page or redirect. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registerApp } from '../../domain/registration.ts';
import {
  PUBLIC_URL,
  REDIRECT_URI,
  TestBrowser,
  callbackOf,
  createApp,
  createPerson,
  goodState,
  openTestServer,
  readForm,
  wordsOf,
  type TestResponse,
  type TestServer,
  approveAtOnce,
} from '../../fixtures.ts';

type Query = Record<string, string>;
const CHALLENGED = {
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};

/** The parameters each document lists, with a value for each: exactly these, and no other. */
const DOCUMENTED: Record<string, { path: string; query: Query; optional: string[] }> = {
  standard: { path: '/oauth/authorize', query: { scope: 'people:read', state: 'any', ...CHALLENGED }, optional: ['scope', 'state', 'redirect_uri'] },
  copyai: { path: '/oauth/authorize', query: { scope: 'content:read', state: 'any' }, optional: ['redirect_uri'] },
  copper: { path: '/oauth/authorize', query: { scope: 'developer/v1/all', state: 'any' }, optional: ['state', 'redirect_uri'] },
  clipron: { path: '/oauth/authorize', query: { scope: 'read:analysis', state: 'any' }, optional: ['scope', 'redirect_uri'] },
  fliki: { path: '/oauth/authorize', query: { scope: 'read', state: 'any' }, optional: ['state', 'redirect_uri'] },
  copernica: { path: '/nl/authorize', query: { state: goodState() }, optional: ['redirect_uri'] },
}; // prettier-ignore

interface World {
  server: TestServer;
  clientId: string;
  browser: TestBrowser;
  /** Asks with exactly these parameters. */
  ask(query: Query): Promise<TestResponse>;
}

async function world(
  t: Parameters<typeof openTestServer>[0],
  slug: string,
  registration: Parameters<typeof createApp>[2] = {},
): Promise<World> {
  const server = await openTestServer(t);
  await createPerson(server, slug);
  const { app } = await createApp(server, slug, registration);
  const browser = new TestBrowser(server);
  const { path } = DOCUMENTED[slug]!;
  return {
    server,
    clientId: app.id,
    browser,
    ask: query => browser.goto(`/${slug}${path}?${new URLSearchParams(query).toString()}`),
  };
}

const whole = (slug: string, clientId: string): Query => ({
  response_type: 'code',
  client_id: clientId,
  redirect_uri: REDIRECT_URI,
  ...DOCUMENTED[slug]!.query,
});

function without(query: Query, name: string): Query {
  return Object.fromEntries(Object.entries(query).filter(([key]) => key !== name));
}

for (const slug of Object.keys(DOCUMENTED)) {
  test(`R23, R32 ${slug}: the documented request, sign in, yes: the documented callback`, async t => {
    const { ask, browser, clientId } = await world(t, slug);
    const query = whole(slug, clientId);
    await ask(query);
    assert.equal(browser.page.status, 200);
    await browser.signIn();
    await browser.submit({ decision: 'allow' });
    const members = ['code', 'state', ...(slug === 'copernica' ? [] : ['iss'])];
    const answer = callbackOf(browser.page);
    assert.deepEqual(Object.keys(answer), members);
    assert.match(answer['code'] ?? '', /^vkc_[\w-]+$/);
    assert.equal(answer['state'], query['state']);
    assert.equal(browser.page.status, slug === 'copper' ? 200 : 303);
    if (slug !== 'copernica') assert.equal(answer['iss'], `${PUBLIC_URL}/${slug}`);
  });

  test(`R23 ${slug}: what the document lets be missing may be missing, and nothing else`, async t => {
    const { ask, browser, clientId, server } = await world(t, slug);
    for (const name of Object.keys(whole(slug, clientId))) {
      // Copernica takes a state from one user only.
      const state = slug === 'copernica' ? { state: goodState() } : {};
      await ask(without({ ...whole(slug, clientId), ...state }, name));
      const goesOn = browser.page.status === 200 && browser.page.body.includes('type="password"');
      assert.equal(goesOn, DOCUMENTED[slug]!.optional.includes(name), name);
    }
    const { connections } = await server.core.store.countRows();
    assert.equal(connections, 0);
  });
}

test('S0 copyai, S2 clipron: a missing state is invalid_request on the redirect, for an unverified app on a page', async t => {
  for (const slug of ['copyai', 'clipron']) {
    const verified = await world(t, slug);
    await verified.ask(without(whole(slug, verified.clientId), 'state'));
    const url = new URL(verified.browser.page.location);
    assert.deepEqual([...url.searchParams.keys()], ['error', 'error_description', 'iss']);
    assert.equal(url.searchParams.get('error'), 'invalid_request');
    assert.match(url.searchParams.get('error_description') ?? '', /^state is missing\./);
    const unverified = await world(t, slug, { verified: false });
    await unverified.ask(without(whole(slug, unverified.clientId), 'state'));
    assert.deepEqual([unverified.browser.page.status, unverified.browser.page.location], [400, '']);
    assert.match(wordsOf(unverified.browser.page), /Go back to app\.example/);
  }
});

test('S0 copyai, S3 fliki: a missing scope is invalid_scope', async t => {
  for (const slug of ['copyai', 'fliki', 'copper']) {
    const { ask, browser, clientId } = await world(t, slug);
    await ask({ ...without(whole(slug, clientId), 'scope'), response_mode: 'query' });
    assert.equal(callbackOf(browser.page)['error'], 'invalid_scope', slug);
  }
});

test('S1 copper: the callback is a page that posts itself, with a Continue button; response_mode=query gives a 303', async t => {
  const { ask, browser, clientId } = await world(t, 'copper');
  await ask(whole('copper', clientId));
  await browser.signIn();
  assert.match(browser.page.body, /value="allow"[^>]*>\s*Authorize\s*</);
  await browser.submit({ decision: 'allow' });
  const form = readForm(browser.page.body);
  assert.equal(form.action, REDIRECT_URI);
  assert.deepEqual(Object.keys(form.hidden), ['code', 'state', 'iss']);
  assert.match(browser.page.body, /<button[^>]*type="submit"[^>]*>\s*Continue\s*</);
  const policy = String(browser.page.headers['content-security-policy']);
  assert.match(policy, /script-src 'nonce-[\w-]{24}';.*form-action 'self' https:/);
  await ask({ ...whole('copper', clientId), response_mode: 'query', prompt: 'consent' });
  await browser.submit({ decision: 'allow' });
  assert.match(browser.page.location, /^https:\/\/app\.example\/callback\?code=vkc_[\w-]+&state=any&iss=/);
});

test('S1 copper: errors come by POST, too; any other scope is invalid_scope', async t => {
  const { ask, browser, clientId } = await world(t, 'copper', { scopes: ['developer/v1/all'] });
  for (const scope of ['developer/v1/people:read', 'all', 'developer/v1/ALL', 'developer/v1/all x']) {
    await ask({ ...whole('copper', clientId), scope });
    assert.equal(browser.page.status, 200);
    const { action, hidden } = readForm(browser.page.body);
    assert.equal(action, REDIRECT_URI);
    assert.deepEqual(
      [hidden['error'], hidden['state'], hidden['iss']],
      ['invalid_scope', 'any', `${PUBLIC_URL}/copper`],
    );
  }
});

test('R13 S1 copper: an app in review gets a page that says so, and no flow; approval opens it', async t => {
  const server = await openTestServer(t);
  const provider = server.provider('copper');
  const { app, clientSecret } = await registerApp(
    server.core,
    provider,
    {
      name: 'Waiting',
      description: 'wait',
      publisher: 'Waiters',
      ownerEmail: 'w@app.example',
      redirectUris: [REDIRECT_URI],
    },
    'operator',
  );
  assert.equal(clientSecret, null);
  const browser = new TestBrowser(server);
  const url = `/copper/oauth/authorize?${new URLSearchParams(whole('copper', app.id)).toString()}`;
  await browser.goto(url);
  assert.deepEqual([browser.page.status, browser.page.location], [400, '']);
  assert.match(
    wordsOf(browser.page),
    /This app is not approved yet Waiting is waiting for Copper to approve it/,
  );
  const approved = await approveAtOnce(server.core, app);
  assert.match(approved.credentials ?? '', /^[A-Za-z0-9]{52}$/);
  await browser.goto(url);
  assert.match(browser.page.body, /type="password"/);
});

test('S2 clipron: an app may ask only for the scopes it was registered with, and the user reads them in words', async t => {
  const { ask, browser, clientId } = await world(t, 'clipron', { scopes: ['read:analysis', 'read:project'] });
  await ask({ ...whole('clipron', clientId), scope: 'read:analysis write:project' });
  assert.equal(callbackOf(browser.page)['error'], 'invalid_scope');
  await ask({ ...whole('clipron', clientId), scope: 'read:analysis read:project' });
  await browser.signIn();
  assert.match(wordsOf(browser.page), /Read your analyses.*Read your projects/);
});

test('S4 copernica: scope is ignored (plug-ins send scope=all), the own query stays, no iss, GET only', async t => {
  const own = 'https://app.example/cb?shop=7';
  const { ask, browser, clientId, server } = await world(t, 'copernica', { redirectUris: [own] });
  const query = { ...whole('copernica', clientId), redirect_uri: own };
  for (const scope of ['all', 'nonsense', '"<>']) {
    await ask({ ...query, state: goodState(), scope });
    assert.equal(browser.page.status, 200);
  }
  await browser.signIn();
  await browser.submit({ decision: 'allow' });
  assert.match(browser.page.location, /^https:\/\/app\.example\/cb\?shop=7&code=vkc_[\w-]+&state=[\w-]{32}$/);
  const posted = await server.post('/copernica/nl/authorize', query);
  assert.deepEqual([posted.status, posted.headers['allow']], [405, 'GET']);
});

test('S4 copernica: an error that is not about state or address goes back with the state, without iss', async t => {
  const { ask, browser, clientId } = await world(t, 'copernica');
  const state = goodState();
  await ask({ ...whole('copernica', clientId), response_type: 'token', state });
  const url = new URL(browser.page.location);
  assert.deepEqual([...url.searchParams.keys()], ['error', 'error_description', 'state']);
  assert.deepEqual(
    [url.searchParams.get('error'), url.searchParams.get('state')],
    ['unsupported_response_type', state],
  );
});

test('standard: the request may come by POST, and the answer go by POST', async t => {
  const { browser, clientId } = await world(t, 'standard');
  await browser.goto('/standard/oauth/authorize', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
    payload: new URLSearchParams({ ...whole('standard', clientId), response_mode: 'form_post' }).toString(),
  });
  await browser.signIn();
  await browser.submit({ decision: 'allow' });
  assert.deepEqual(Object.keys(readForm(browser.page.body).hidden), ['code', 'state', 'iss']);
});
