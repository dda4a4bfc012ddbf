/** Login stays with the company (R3): its back end says who signed in, and only the browser that began comes back as that person. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  LOGIN_SECRET,
  PUBLIC_URL,
  TestBrowser,
  authorizeUrl,
  callbackOf,
  checkBearer,
  createApp,
  createPerson,
  exchange,
  openTestServer,
  testConfig,
  wordsOf,
  type TestApp,
  type TestResponse,
  type TestServer,
} from '../../fixtures.ts';

const LOGIN_URL = 'https://www.crm.example/login?from=valetkey';
const ADA = {
  user: { id: 'u-1', email: 'Ada@Example.com', name: 'Ada' },
  accounts: [{ id: 'a-1', name: 'Acme', role: 'member', plan: 'basic' }],
};

interface World {
  server: TestServer;
  registered: TestApp;
  browser: TestBrowser;
  /** The id that the company's login page was given. */
  id: string;
}

async function atCompany(
  t: Parameters<typeof openTestServer>[0],
  parameters: Record<string, string> = {},
): Promise<World> {
  const login = { type: 'handoff', url: LOGIN_URL, secret: LOGIN_SECRET } as const;
  const server = await openTestServer(t, { config: testConfig({ standard: { login } }) });
  const registered = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', registered.app, parameters));
  return { server, registered, browser, id: idAt(browser) };
}

function idAt(browser: TestBrowser): string {
  return new URL(browser.page.location).searchParams.get('login_request') ?? '';
}

const call = (
  server: TestServer,
  id: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<TestResponse> =>
  server.inject({
    method: body === undefined ? 'GET' : 'POST',
    url: `/standard/login-requests/${id}`,
    headers: {
      authorization: `Bearer ${LOGIN_SECRET}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });

/** The company signs Ada in; the address it then sends her browser to. */
async function ticketFor(server: TestServer, id: string, person: unknown = ADA): Promise<string> {
  const answer = await call(server, id, person);
  assert.equal(answer.status, 200, answer.body);
  return String(answer.json['continue']);
}

test('R3: the browser goes to the company’s login, comes back signed in, and its accounts are those the company named', async t => {
  const { server, registered, browser, id } = await atCompany(t, { ui_locales: 'nl', login_hint: 'ada' });
  const url = new URL(browser.page.location);
  assert.equal(url.origin + url.pathname, 'https://www.crm.example/login');
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    from: 'valetkey',
    login_request: id,
    locale: 'nl',
  });
  const asked = await call(server, id, undefined);
  assert.deepEqual(asked.json, {
    app: { name: 'Database Analyzer', description: 'analyze your database' },
    locale: 'nl',
    prompt_login: false,
    login_hint: 'ada',
    expires_at: Math.floor(server.clock.nowMs() / 1000) + 600,
  });
  const address = await ticketFor(server, id);
  assert.match(
    address,
    new RegExp(`^${PUBLIC_URL}/standard/interactions/${id}/continue\\?ticket=[\\w-]{43}$`),
  );
  await browser.goto(address);
  assert.match(wordsOf(browser.page), /toegang tot je account Acme/);
  await browser.submit({ decision: 'allow' });
  const tokens = await exchange(server, 'standard', registered, callbackOf(browser.page)['code'] ?? '');
  const checked = await checkBearer(server, 'standard', String(tokens.json['access_token']));
  assert.equal((checked['account'] as Record<string, unknown>)['external_id'], 'a-1');
});

test('R27: who is signed in already does not see the company’s login again', async t => {
  const { server, registered, browser, id } = await atCompany(t);
  await browser.goto(await ticketFor(server, id));
  await browser.goto(authorizeUrl(server, 'standard', registered.app));
  assert.match(browser.page.body, /name="decision"/);
});

test('S-A29: the ticket in another browser opens nothing, and is not used up', async t => {
  const { server, registered, browser, id } = await atCompany(t);
  const address = await ticketFor(server, id);
  const other = new TestBrowser(server);
  await other.goto(address);
  assert.equal(other.page.status, 400);
  assert.match(wordsOf(other.page), /We lost track of your request/);
  await other.goto(authorizeUrl(server, 'standard', registered.app));
  await other.goto(address);
  assert.match(wordsOf(other.page), /We lost track of your request/);
  assert.equal(
    [...other.cookies.keys()].some(name => name.includes('session')),
    false,
  );
  await browser.goto(address);
  assert.match(browser.page.body, /name="decision"/);
});

test('S-A29: the right browser without the ticket, or with a wrong one, is not signed in', async t => {
  const { server, browser, id } = await atCompany(t);
  const address = await ticketFor(server, id);
  const [path] = address.split('?');
  for (const query of [
    '',
    '?ticket=',
    '?ticket=x',
    `?ticket=${'A'.repeat(43)}`,
    '?ticket[]=x',
    `?ticket=${id}`,
  ]) {
    await browser.goto(path! + query);
    assert.equal(browser.page.status, 400, query);
    assert.match(wordsOf(browser.page), /Signing in did not work/);
    assert.equal(
      [...browser.cookies.keys()].some(name => name.includes('session')),
      false,
    );
  }
  await browser.goto(address);
  assert.match(browser.page.body, /name="decision"/);
});

test('S-A29, S-E3: a ticket works once, also of ten at the same time', async t => {
  const { server, browser, id } = await atCompany(t);
  const address = (await ticketFor(server, id)).replace(PUBLIC_URL, '');
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const all = await Promise.all(
    Array.from({ length: 10 }, () => server.inject({ method: 'GET', url: address, headers: { cookie } })),
  );
  assert.equal(all.filter(({ status }) => status === 303).length, 1);
  assert.equal(all.filter(({ status }) => status === 400).length, 9);
});

test('S-A29: the ticket of one request is none for another of the same browser', async t => {
  const { server, registered, browser, id } = await atCompany(t);
  const ticket = (await ticketFor(server, id)).split('ticket=')[1]!;
  await browser.goto(authorizeUrl(server, 'standard', registered.app));
  await browser.goto(`/standard/interactions/${idAt(browser)}/continue?ticket=${ticket}`);
  assert.equal(browser.page.status, 400);
  assert.match(wordsOf(browser.page), /Signing in did not work/);
});

test('R3: only the company’s own secret reads or answers a login request', async t => {
  const { server, browser, id } = await atCompany(t);
  for (const authorization of ['', 'Bearer', 'Bearer x', `Bearer ${LOGIN_SECRET}x`, `Bearer ${LOGIN_SECRET.slice(1)}`, `Basic ${LOGIN_SECRET}`, LOGIN_SECRET, `Bearer ${'x'.repeat(5000)}`]) {
    for (const body of [undefined, ADA]) {
      const answer = await call(server, id, body, { authorization });
      assert.deepEqual([answer.status, answer.json['error']], [401, 'invalid_client'], authorization.slice(0, 60));
      assert.equal(answer.body.includes(LOGIN_SECRET), false);
    }
  } // prettier-ignore
  await browser.goto(await ticketFor(server, id));
  assert.match(browser.page.body, /name="decision"/);
});

test('R3: a login request is answered once; an unknown, answered-through or old one is not found', async t => {
  const { server, browser, id } = await atCompany(t);
  const address = await ticketFor(server, id);
  const again = await call(server, id, {
    ...ADA,
    user: { ...ADA.user, id: 'u-2', email: 'eve@example.com' },
  });
  assert.deepEqual([again.status, again.json['error']], [400, 'invalid_request']);
  await browser.goto(address);
  assert.match(wordsOf(browser.page), /Signed in as Ada/);
  for (const unknown of ['0'.repeat(26), 'x', id.toUpperCase()])
    assert.equal((await call(server, unknown, ADA)).status, 404);
  server.clock.advanceSeconds(600);
  assert.equal((await call(server, id, undefined)).status, 404);
});

test('R3: a provider with a directory of its own, or another provider, has no such login request', async t => {
  const { server, id } = await atCompany(t);
  const headers = { authorization: `Bearer ${LOGIN_SECRET}` };
  for (const slug of ['copyai', 'copernica']) {
    const answer = await server.inject({ method: 'GET', url: `/${slug}/login-requests/${id}`, headers });
    assert.deepEqual([answer.status, answer.json['error']], [404, 'not_found']);
  }
});

test('R3: what is no answer is refused with the reason, and the request stays open', async t => {
  const { server, id } = await atCompany(t);
  const bad: unknown[] = [
    {}, [], null, 'x', { user: ADA.user }, { ...ADA, extra: 1 }, { ...ADA, user: { ...ADA.user, email: 'not an address' } }, { ...ADA, user: { ...ADA.user, email: 'a@b.example\r\nBcc: x@y.example' } },
    { ...ADA, user: { ...ADA.user, id: '' } }, { ...ADA, accounts: [{ ...ADA.accounts[0], role: 'owner' }] }, { ...ADA, error: 'access_denied' }, { error: 'other' }, { ...ADA, user: { ...ADA.user, isAdmin: true } },
  ]; // prettier-ignore
  for (const body of bad) {
    const answer = await call(server, id, body);
    assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_request'], JSON.stringify(body));
  }
  const number = await call(server, id, { ...ADA, user: { ...ADA.user, id: 42 } });
  assert.match(String(number.json['error_description']), /^Expected \{user: .* user\.id: .*string/);
  assert.equal((await call(server, id, ADA, { 'content-type': 'text/plain' })).status, 415);
  await ticketFor(server, id);
});

test('R30: the company says no: the app gets access_denied', async t => {
  const { server, browser, id } = await atCompany(t, { state: 's' });
  await browser.goto(await ticketFor(server, id, { error: 'access_denied' }));
  assert.equal(browser.page.status, 303);
  const { error, state } = callbackOf(browser.page);
  assert.deepEqual([error, state], ['access_denied', 's']);
});

test('S-L4: a person who is disabled here is not signed in, whatever the company says', async t => {
  const { server, registered, browser, id } = await atCompany(t);
  await browser.goto(await ticketFor(server, id));
  const user = await server.core.store.findUserByEmail('standard', 'ada@example.com');
  await server.core.store.setUserStatus(user!.id, 'disabled', { now: 1, actor: 'operator' });
  await browser.goto(authorizeUrl(server, 'standard', registered.app));
  await browser.goto(await ticketFor(server, idAt(browser)));
  assert.equal(browser.page.status, 403);
  assert.match(wordsOf(browser.page), /Signing in did not work/);
});

test('R3, S-L1: prompt=login is told to the company; "Not you?" begins a request it can answer, and asks it to ask', async t => {
  const { server, registered, browser } = await atCompany(t);
  await browser.goto(authorizeUrl(server, 'standard', registered.app, { prompt: 'login' }));
  assert.equal((await call(server, idAt(browser), undefined)).json['prompt_login'], true);
  await browser.goto(authorizeUrl(server, 'standard', registered.app, { state: 's' }));
  const id = idAt(browser);
  assert.equal((await call(server, id, undefined)).json['prompt_login'], false);
  await browser.goto(await ticketFor(server, id));
  assert.match(wordsOf(browser.page), /Signed in as Ada/);
  await browser.submit({ not_me: '1' });
  const next = idAt(browser);
  assert.match(next, /^[0-9a-v]{26}$/);
  assert.notEqual(next, id);
  assert.equal((await call(server, next, undefined)).json['prompt_login'], true);
  const bob = { user: { id: 'u-2', email: 'bob@example.com', name: 'Bob' }, accounts: ADA.accounts };
  await browser.goto(await ticketFor(server, next, bob));
  assert.match(wordsOf(browser.page), /Signed in as Bob/);
  await browser.submit({ decision: 'allow' });
  assert.equal(callbackOf(browser.page)['state'], 's');
});

test('S-N2: where login is the company’s, the forms of our pages may lead there', async t => {
  const { server, browser } = await atCompany(t);
  const native = await createApp(server, 'standard', {
    redirectUris: ['com.example.app:/cb'],
    native: true,
    type: 'public',
  });
  await browser.goto(authorizeUrl(server, 'standard', native.app));
  await browser.goto(await ticketFor(server, idAt(browser)));
  const policy = String(browser.page.headers['content-security-policy']);
  const targets = /form-action ([^;]*)/.exec(policy)?.[1]?.split(' ') ?? [];
  assert.deepEqual(targets, ["'self'", 'com.example.app:', 'https://www.crm.example']);
});

test('R3: the company gives an address to somebody else; nobody is locked out by who had it', async t => {
  const { server, registered } = await atCompany(t);
  const signIn = async (id: string, email: string): Promise<TestResponse> => {
    const browser = new TestBrowser(server);
    await browser.goto(authorizeUrl(server, 'standard', registered.app));
    return await browser.goto(
      await ticketFor(server, idAt(browser), { ...ADA, user: { id, email, name: id } }),
    );
  };
  assert.match((await signIn('u-1', 'ada@example.com')).body, /name="decision"/);
  assert.match((await signIn('u-2', 'ADA@example.com')).body, /name="decision"/);
  assert.match((await signIn('u-1', 'ada.new@example.com')).body, /name="decision"/);
  await createPerson(server, 'standard', { email: 'operator@example.com' });
  const taken = await signIn('u-3', 'operator@example.com');
  assert.equal(taken.status, 403);
  assert.match(wordsOf(taken), /Signing in did not work/);
});

test('S-L8: the way back from the company’s login was lost; signing in again works, and the first ticket still does', async t => {
  const { server, browser, id } = await atCompany(t, { ui_locales: 'nl' });
  const first = await ticketFor(server, id);
  await browser.goto(`/standard/interactions/${id}`);
  const again = idAt(browser);
  assert.notEqual(again, id);
  assert.equal(new URL(browser.page.location).searchParams.get('locale'), 'nl');
  const second = await ticketFor(server, again);
  await browser.goto(second);
  assert.match(browser.page.body, /name="decision"/);
  await browser.goto(first);
  assert.match(browser.page.body, /name="decision"/);
});
