/** What administrators say about apps, authorize, refresh and introspection obey at once; and a member may ask. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as operations from '@valetkey/protocol/console-api';
import {
  TestBrowser,
  authorizeUrl,
  callbackOf,
  checkBearer,
  connect,
  createApp,
  createPerson,
  exchange,
  obtainTokens,
  openTestServer,
  refreshTokens,
  wordsOf,
  type TestApp,
  type TestServer,
} from '../fixtures.ts';
import { openConsole, type Caller } from './fixtures.ts';

interface Office {
  server: TestServer;
  boss: Caller;
  ada: Caller;
  app: TestApp;
  ids: { accountId: string };
}

async function open(t: TestContext, slug = 'standard'): Promise<Office> {
  const server = await openTestServer(t);
  const { accounts } = await createPerson(server, slug, {
    email: 'boss@example.com',
    name: 'Bea Boss',
    accounts: [{ name: 'Acme', role: 'administrator' }],
  });
  await createPerson(server, slug, { accounts: [{ name: 'Acme', account: accounts[0]! }] });
  return {
    server,
    boss: await openConsole(server, slug, 'boss@example.com'),
    ada: await openConsole(server, slug, 'ada@example.com'),
    app: await createApp(server, slug),
    ids: { accountId: accounts[0]!.id },
  };
}

async function setMode({ boss, ids }: Office, mode: string): Promise<void> {
  assert.equal((await boss.call(operations.setAppPolicy, { ids, body: { mode } })).status, 200);
}

async function decide({ boss, ids, app }: Office, decision: string): Promise<void> {
  const answer = await boss.call(operations.decideApp, {
    ids: { ...ids, appId: app.app.id },
    body: { decision },
  });
  assert.equal(answer.status, 200, answer.body);
}

test('R50 a blocked app is out the moment it is saved: access token, refresh, code, and consent; allowed again, it is back', async t => {
  const office = await open(t);
  const { server, ada, app } = office;
  const { json: tokens } = await obtainTokens(server, 'standard', app, { browser: ada.browser });
  const isActive = async (): Promise<unknown> =>
    (await checkBearer(server, 'standard', String(tokens['access_token'])))['active'];
  const refresh = async () => await refreshTokens(server, 'standard', app, String(tokens['refresh_token']));
  for (const stop of [
    () => decide(office, 'blocked'),
    () => setMode(office, 'none'),
    () => setMode(office, 'approved'),
  ]) {
    assert.equal(await isActive(), true);
    await stop();
    assert.equal(await isActive(), false);
    const refused = await refresh();
    assert.deepEqual([refused.status, refused.json['error']], [400, 'invalid_grant']);
    const { json } = await ada.call(operations.listIntegrations);
    assert.equal((json['items'] as { state: string }[])[0]?.state, 'not_allowed');
    const page = await ada.browser.goto(authorizeUrl(server, 'standard', app.app));
    assert.match(wordsOf(page), /Back to the app/);
    assert.doesNotMatch(page.body, /name="decision"/);
    await decide(office, 'undecided');
    await setMode(office, 'all');
  }
  assert.equal((await refresh()).status, 200);
});

test('a code that was given before the app was blocked is worth nothing after it', async t => {
  const office = await open(t);
  const { server, ada, app } = office;
  const { code } = await connect(server, 'standard', app.app, { browser: ada.browser });
  await decide(office, 'blocked');
  const outcome = await exchange(server, 'standard', app, code ?? '');
  assert.deepEqual([outcome.status, outcome.json['error']], [400, 'invalid_grant']);
});

test('guards hear of a new policy with the next answer of the feed', async t => {
  const office = await open(t);
  const { server, ids } = office;
  const { cursor } = await server.core.feed.read('standard', undefined, 0);
  await setMode(office, 'none');
  const { endings } = await server.core.feed.read('standard', cursor, 0);
  assert.deepEqual(endings, [{ account_id: ids.accountId }]);
});

test('S-M9 where approval is needed the user asks, with a message; it is one request, no code is given, and the app hears nothing', async t => {
  const office = await open(t);
  const { server, boss, ada, app, ids } = office;
  await setMode(office, 'approved');
  const browser = ada.browser;
  await browser.goto(authorizeUrl(server, 'standard', app.app));
  assert.match(wordsOf(browser.page), /Ask your administrator.*What do you need the app for/);
  await browser.submit({ ask: '1', message: ' For the yearly figures ' });
  assert.match(wordsOf(browser.page), /Your administrator has been asked/);
  assert.equal(browser.page.location, '');
  await browser.goto(authorizeUrl(server, 'standard', app.app));
  await browser.submit({ ask: '1', message: 'Again' });
  const list = await boss.call(operations.listApprovalRequests, { ids });
  const [request, ...others] = list.json['items'] as Record<string, unknown>[];
  assert.deepEqual(
    [others.length, request?.['message'], (request?.['member'] as { email: string } | undefined)?.email],
    [0, 'For the yearly figures', 'ada@example.com'],
  );
  assert.equal((await boss.call(operations.readAppPolicy, { ids })).json['waiting'], 1);
  const requestIds = { ...ids, requestId: String(request?.['id']) };
  const answer = async (body: object) =>
    (await boss.call(operations.answerApprovalRequest, { ids: requestIds, body })).json;
  assert.deepEqual(await answer({ answer: 'refused', reason: 'Use our own export' }), { answered: 1 });
  await browser.goto(authorizeUrl(server, 'standard', app.app));
  assert.match(wordsOf(browser.page), /Your last request was refused\. Use our own export/);
  await browser.submit({ ask: '1', message: 'Please' });
  assert.deepEqual(await answer({ answer: 'approved', reason: 'Fine' }), { answered: 1 });
  const { items } = (await ada.call(operations.listNotices)).json as { items: Record<string, unknown>[] };
  assert.deepEqual(
    items.map(({ kind, names }) => [kind, names]),
    [['request_approved', ['Database Analyzer']]],
  );
  const page = await browser.goto(authorizeUrl(server, 'standard', app.app));
  assert.match(page.body, /name="decision"/);
  const types = (
    await server.core.store.listRecentEvents({ ...ids, types: ['approval.requested'], limit: 9 })
  ).length;
  assert.equal(types, 2);
});

test('S-M9 “Back to the app” tells it access_denied and nothing of the policy; a blocked app cannot be asked for', async t => {
  const office = await open(t);
  const { server, ada, app, boss, ids } = office;
  await decide(office, 'blocked');
  await ada.browser.goto(authorizeUrl(server, 'standard', app.app));
  assert.match(wordsOf(ada.browser.page), /does not allow this app/);
  await ada.browser.submit({ ask: '1', message: 'Please' });
  const { json } = await boss.call(operations.listApprovalRequests, { ids });
  assert.deepEqual(json['items'], []);
  await ada.browser.submit({ cancel: '1' });
  const callback = callbackOf(ada.browser.page);
  assert.equal(callback['error'], 'access_denied');
  assert.doesNotMatch(String(callback['error_description']), /polic|administrator|block/i);
});

test('S-M9 with prompt=none nothing is shown and nobody is asked', async t => {
  const office = await open(t);
  const { server, ada, app } = office;
  await setMode(office, 'none');
  const silent = authorizeUrl(server, 'standard', app.app, { prompt: 'none' });
  const callback = callbackOf(await ada.browser.goto(silent));
  assert.equal(callback['error'], 'access_denied');
});

test('of several accounts another one can be chosen, and the picker says which one needs approval', async t => {
  const office = await open(t);
  const { server, app, ids } = office;
  const account = (await server.core.store.findAccount(ids.accountId))!;
  await createPerson(server, 'standard', {
    email: 'grace@example.com',
    accounts: [{ name: 'Acme', account }, { name: 'Harbour' }],
  });
  await setMode(office, 'approved');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app.app));
  await browser.signIn('grace@example.com');
  assert.match(
    wordsOf(browser.page),
    /Acme Member · plan enterprise An administrator of this account has to/,
  );
  await browser.submit({ account: ids.accountId });
  assert.match(wordsOf(browser.page), /Ask your administrator/);
  await browser.submit({ another_account: '1' });
  assert.match(wordsOf(browser.page), /Choose an account/);
});

test('each profile lets apps in as before where nobody decided anything', async t => {
  const server = await openTestServer(t);
  for (const slug of ['copyai', 'copper', 'clipron', 'fliki', 'copernica']) {
    await createPerson(server, slug);
    assert.equal((await obtainTokens(server, slug, await createApp(server, slug))).status, 200, slug);
  }
});

test('an app is decided about before anybody connects it, found by name; what a provider has not approved is not found', async t => {
  const office = await open(t);
  const { server, boss, ids } = office;
  const { app: suspended } = await createApp(server, 'standard', { name: 'Database Closer' });
  await server.core.store.setAppStatus(suspended.id, 'suspended', { now: 1, actor: 'operator' });
  await decide(office, 'blocked');
  const { json } = await boss.call(operations.findApps, { ids, query: { search: 'DATABASE' } });
  const items = json['items'] as { app: { name: string }; decision: string }[];
  assert.deepEqual(
    items.map(({ app, decision }) => [app.name, decision]),
    [['Database Analyzer', 'blocked']],
  );
  const [policy] = await server.core.store.listRecentEvents({ ...ids, limit: 1 });
  assert.deepEqual([policy?.type, policy?.detail['to']], ['account.policy_changed', 'blocked']);
});
