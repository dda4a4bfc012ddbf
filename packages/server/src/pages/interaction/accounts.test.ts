/** Which account an app gets: the user picks, the plan decides, and the page says why not (R2, R5, R31). */
import assert from 'node:assert/strict';
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
  openTestServer,
  wordsOf,
  type TestServer,
} from '../../fixtures.ts';
import type { App } from '../../store/rows.ts';

async function signedIn(server: TestServer, slug: string, app: App, email?: string): Promise<TestBrowser> {
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, slug, app));
  await browser.signIn(email);
  return browser;
}

test('R2: an account without the plan is shown with the reason and cannot be picked; its id posted anyway is none', async t => {
  const server = await openTestServer(t);
  const { accounts } = await createPerson(server, 'copyai', {
    accounts: [{ name: 'Big', plan: 'enterprise' }, { name: 'Small', plan: 'free' }, { name: 'None', plan: null }],
  }); // prettier-ignore
  const { app } = await createApp(server, 'copyai');
  const browser = await signedIn(server, 'copyai', app);
  const ids = [...browser.page.body.matchAll(/name="account" value="([^"]*)"/g)].map(match => match[1]);
  assert.deepEqual(ids, [accounts[0]!.id]);
  assert.match(
    wordsOf(browser.page),
    /Small Member · plan free Not available: this needs the plan enterprise\./,
  );
  await browser.submit({ account: accounts[1]!.id });
  assert.match(wordsOf(browser.page), /Choose an account/);
  await browser.submit({ account: accounts[0]!.id });
  assert.match(wordsOf(browser.page), /wants access to your account Big/);
});

test('R2: who has only an account without the plan sees why, and Cancel tells the app', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'copyai', { accounts: [{ name: 'Small', plan: 'free' }] });
  const { app } = await createApp(server, 'copyai');
  const browser = await signedIn(server, 'copyai', app);
  assert.match(wordsOf(browser.page), /None of your accounts can be connected.*needs the plan enterprise/);
  await browser.submit({ cancel: '1' });
  assert.equal(callbackOf(browser.page)['error'], 'access_denied');
});

test('R2: a plan lost between picking and allowing gives no code; lost later, the token says so', async t => {
  const server = await openTestServer(t);
  const { accounts } = await createPerson(server, 'copyai');
  const account = accounts[0]!;
  const registered = await createApp(server, 'copyai');
  const setPlan = (plan: string): Promise<void> =>
    server.core.store.setAccountPlan(account.id, plan, { now: 1, actor: 'operator' });
  const browser = await signedIn(server, 'copyai', registered.app);
  await setPlan('free');
  await browser.submit({ decision: 'allow' });
  assert.equal(browser.page.status, 200);
  assert.match(wordsOf(browser.page), /needs the plan enterprise/);
  await setPlan('enterprise');
  const { code } = await connect(server, 'copyai', registered.app);
  const tokens = await exchange(server, 'copyai', registered, code ?? '');
  await setPlan('free');
  const checked = await checkBearer(server, 'copyai', String(tokens.json['access_token']));
  assert.deepEqual(checked['refusal'], {
    status: 403,
    error: 'plan_required',
    error_description: 'API access needs an active enterprise plan, and this account has none now.',
  });
});

test('R31: a suspended account is shown as such and cannot be picked', async t => {
  const server = await openTestServer(t);
  const { accounts } = await createPerson(server, 'standard', {
    accounts: [{ name: 'Acme' }, { name: 'Beta' }],
  });
  await server.core.store.setAccountStatus(accounts[0]!.id, 'suspended', { now: 1, actor: 'operator' });
  const { app } = await createApp(server, 'standard');
  const browser = await signedIn(server, 'standard', app);
  assert.match(wordsOf(browser.page), /Not available: this account is suspended/);
  await browser.submit({ account: accounts[0]!.id });
  assert.match(wordsOf(browser.page), /Choose an account/);
});

test('R31: the account of somebody else cannot be picked', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard', { accounts: [{ name: 'Acme' }, { name: 'Beta' }] });
  const bob = await createPerson(server, 'standard', { email: 'bob@example.com' });
  const { app } = await createApp(server, 'standard');
  const browser = await signedIn(server, 'standard', app);
  await browser.submit({ account: bob.accounts[0]!.id });
  assert.match(wordsOf(browser.page), /Choose an account/);
});

test('R31: access is to the account that was picked, which need not be the app maker’s', async t => {
  const server = await openTestServer(t);
  const { accounts } = await createPerson(server, 'standard', {
    accounts: [{ name: 'Acme' }, { name: 'Beta' }],
  });
  const registered = await createApp(server, 'standard', { ownerEmail: 'maker@elsewhere.example' });
  const account = accounts[1]!.id;
  const { code } = await connect(server, 'standard', registered.app, { account });
  const tokens = await exchange(server, 'standard', registered, code ?? '');
  const checked = await checkBearer(server, 'standard', String(tokens.json['access_token']));
  assert.deepEqual((checked['account'] as { id: string }).id, account);
});

test('R31, S4: Copernica asks for the account at every connection; elsewhere the one connected is taken, and another can be', async t => {
  const server = await openTestServer(t);
  const two = { accounts: [{ name: 'Acme' }, { name: 'Beta' }] };
  const asksAgain = async (slug: string): Promise<boolean> => {
    await createPerson(server, slug, two);
    const { app } = await createApp(server, slug);
    server.clock.advanceSeconds(1);
    const browser = new TestBrowser(server);
    await connect(server, slug, app, { browser });
    await browser.goto(authorizeUrl(server, slug, app));
    return browser.page.body.includes('name="account"');
  };
  assert.equal(await asksAgain('copernica'), true);
  assert.equal(await asksAgain('standard'), false);
});

test('R31: "Use another account" on the consent page leads to the picker and back', async t => {
  const server = await openTestServer(t);
  const { accounts } = await createPerson(server, 'standard', {
    accounts: [{ name: 'Acme' }, { name: 'Beta' }],
  });
  const { app } = await createApp(server, 'standard');
  const browser = await signedIn(server, 'standard', app);
  await browser.submit({ account: accounts[0]!.id });
  await browser.submit({ another_account: '1' });
  assert.match(wordsOf(browser.page), /Choose an account/);
  await browser.submit({ account: accounts[1]!.id });
  assert.match(wordsOf(browser.page), /wants access to your account Beta/);
  await browser.submit({ decision: 'allow' });
  assert.ok(callbackOf(browser.page)['code']);
});

test('S-M8, S-M6: a yes to the question about one account is none about another that was picked in a second tab', async t => {
  const server = await openTestServer(t);
  const { accounts } = await createPerson(server, 'standard', {
    accounts: [{ name: 'Acme' }, { name: 'Beta' }],
  });
  const { app } = await createApp(server, 'standard');
  const browser = await signedIn(server, 'standard', app);
  const picker = browser.page;
  await browser.submit({ account: accounts[0]!.id });
  const asked = browser.page;
  browser.page = picker;
  await browser.submit({ account: accounts[1]!.id });
  browser.page = asked;
  await browser.submit({ decision: 'allow' });
  assert.equal(browser.page.status, 200);
  assert.match(wordsOf(browser.page), /wants access to your account Beta/);
  assert.equal((await server.core.store.countRows())['connections'], 0);
});

test('R31: "Not you?" at the picker asks for another sign-in', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard', { accounts: [{ name: 'Acme' }, { name: 'Beta' }] });
  await createPerson(server, 'standard', { email: 'bob@example.com', accounts: [{ name: 'Bobs' }] });
  const { app } = await createApp(server, 'standard');
  const browser = await signedIn(server, 'standard', app);
  await browser.submit({ not_me: '1' });
  assert.match(browser.page.body, /type="password"/);
  await browser.signIn('bob@example.com');
  assert.match(wordsOf(browser.page), /wants access to your account Bobs/);
});

test('R31: prompt=select_account asks, prompt=none does not and says so', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard', { accounts: [{ name: 'Acme' }, { name: 'Beta' }] });
  const { app } = await createApp(server, 'standard');
  server.clock.advanceSeconds(1);
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  await browser.signIn();
  await browser.goto(authorizeUrl(server, 'standard', app, { prompt: 'none' }));
  assert.equal(callbackOf(browser.page)['error'], 'account_selection_required');
  await connect(server, 'standard', app, { browser });
  await browser.goto(authorizeUrl(server, 'standard', app, { prompt: 'select_account' }));
  assert.match(wordsOf(browser.page), /Choose an account/);
});

for (const slug of ['standard', 'copyai', 'copper', 'clipron', 'fliki', 'copernica']) {
  test(`R5 ${slug}: a member who is no administrator connects an app`, async t => {
    const server = await openTestServer(t);
    await createPerson(server, slug, { accounts: [{ name: 'Acme', role: 'member' }] });
    const registered = await createApp(server, slug);
    const { code } = await connect(server, slug, registered.app);
    assert.equal((await exchange(server, slug, registered, code ?? '')).status, 200);
  });
}
