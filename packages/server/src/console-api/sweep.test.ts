/** Every route of the console API, whatever it is: each role, foreign things, other sites, old sign-ins. A new route is swept by itself. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { OPERATIONS } from '@valetkey/protocol/console-api';
import { createPerson, openTestServer, testConfig, type TestServer } from '../fixtures.ts';
import { RECENT_SECONDS } from './call.ts';
import { openConsole, type Caller } from './fixtures.ts';
import { makeThings } from './things.fixtures.ts';
import { CONSOLE_ROUTES } from './routes.ts';

const OPERATOR = 'staff@example.com';

async function open(t: TestContext): Promise<TestServer> {
  const config = testConfig({ standard: { operators: [OPERATOR] }, copper: { operators: [OPERATOR] } });
  const server = await openTestServer(t, { config });
  await createPerson(server, 'standard');
  await createPerson(server, 'standard', {
    email: 'boss@example.com',
    accounts: [{ name: 'Own', role: 'administrator' }],
  });
  await createPerson(server, 'standard', { email: OPERATOR });
  return server;
}

const CALLERS = ['ada@example.com', 'boss@example.com', OPERATOR];

test('the table of routes is the list of operations, each once', () => {
  const names = CONSOLE_ROUTES.map(({ operation }) => operation.name);
  assert.deepEqual(names.toSorted(), OPERATIONS.map(({ name }) => name).toSorted());
  assert.equal(new Set(names).size, names.length);
  const addresses = CONSOLE_ROUTES.map(({ operation }) => `${operation.method} ${operation.path}`);
  assert.equal(new Set(addresses).size, addresses.length);
  for (const { operation, owned } of CONSOLE_ROUTES)
    assert.equal(owned !== null, operation.path.includes(':'), `${operation.name}: an id has an owner`);
});

test('S-J3 no route answers without a session', async t => {
  const server = await open(t);
  const nobody = await openConsole(server, 'standard', null);
  for (const { operation } of CONSOLE_ROUTES) {
    const answer = await nobody.call(operation);
    assert.equal(answer.status, 401, operation.name);
    assert.equal(answer.json['error'], 'sign_in_required', operation.name);
  }
});

test('S-J3 S-O2 what is somebody else’s is not there: every route with an id, every role, foreign ids', async t => {
  const server = await open(t);
  const foreign = await makeThings(server, 'standard');
  const callers = await Promise.all(CALLERS.map(email => openConsole(server, 'standard', email)));
  for (const { operation, owned } of CONSOLE_ROUTES) {
    if (owned === null) continue;
    const ids = foreign[owned.kind];
    assert.ok(ids, `${operation.name}: things.fixtures.ts makes no ${owned.kind}`);
    for (const [i, caller] of callers.entries()) {
      if (operation.role === 'operator' && CALLERS[i] === OPERATOR) continue;
      const answer = await caller.call(operation, { ids });
      const expected = operation.role === 'operator' ? 403 : 404;
      assert.equal(answer.status, expected, `${operation.name} by ${CALLERS[i]}`);
    }
  }
});

/** The ids of a path, the first `count` of them one's own and the others somebody else's. */
function mixed(
  own: Readonly<Record<string, string>>,
  foreign: Readonly<Record<string, string>>,
  count: number,
): Record<string, string> {
  const names = Object.keys(own);
  return Object.fromEntries(names.map((name, i) => [name, (i < count ? own : foreign)[name]!]));
}

test('S-J3 S-O2 somebody else’s thing is not there behind one’s own either: secrets, people, webhooks, requests', async t => {
  const server = await open(t);
  const own = await makeThings(server, 'standard', 'owner@example.com');
  const stranger = await makeThings(server, 'standard');
  const elsewhere = await makeThings(server, 'copper');
  const owner = await openConsole(server, 'standard', 'owner@example.com');
  for (const { operation, owned } of CONSOLE_ROUTES) {
    const ids = owned === null ? {} : own[owned.kind]!;
    for (let count = 1; count < Object.keys(ids).length; count++) {
      // Whatever app of the provider: what is decided about it is a matter of the account.
      const others = owned!.kind === 'app on an account' ? [elsewhere] : [stranger, elsewhere];
      for (const other of others) {
        const answer = await owner.call(operation, { ids: mixed(ids, other[owned!.kind]!, count) });
        assert.equal(answer.status, 404, `${operation.name}, the first ${count} one’s own`);
      }
    }
  }
});

test('S-J3 another provider’s things are not there, not even for its own staff', async t => {
  const server = await open(t);
  const foreign = await makeThings(server, 'standard');
  await createPerson(server, 'copper', { email: OPERATOR });
  const staff = await openConsole(server, 'copper', OPERATOR);
  for (const { operation, owned } of CONSOLE_ROUTES) {
    if (owned === null) continue;
    const answer = await staff.call(operation, { ids: foreign[owned.kind]! });
    assert.equal(answer.status, 404, operation.name);
  }
});

test('S-J3 what the staff does, nobody else does', async t => {
  const server = await open(t);
  const ada = await openConsole(server, 'standard', 'ada@example.com');
  for (const { operation } of CONSOLE_ROUTES.filter(route => route.operation.role === 'operator'))
    assert.equal((await ada.call(operation)).status, 403, operation.name);
});

test('S-L5 a call that another site makes is refused on every route, and changes nothing', async t => {
  const server = await open(t);
  const ada = await openConsole(server, 'standard', 'ada@example.com');
  const before = await server.core.store.countRows();
  const refuses = async (caller: Caller, headers: Record<string, string>, what: string): Promise<void> => {
    for (const { operation } of CONSOLE_ROUTES) {
      const answer = await caller.call(operation, { headers });
      if (operation.method === 'GET' && headers['sec-fetch-site'] !== 'cross-site') continue;
      assert.equal(answer.status, 403, `${operation.name}: ${what}`);
    }
  };
  await refuses(ada, { 'sec-fetch-site': 'cross-site' }, 'cross-site');
  await refuses(ada, { 'sec-fetch-site': 'same-site' }, 'same-site');
  await refuses(ada, { 'x-valetkey-console': '' }, 'without the header');
  assert.deepEqual(await server.core.store.countRows(), before);
});

test('S-L9 what needs a recent sign-in is refused later, and open again after one', async t => {
  const server = await open(t);
  const staff = await openConsole(server, 'standard', OPERATOR);
  server.clock.advanceSeconds(RECENT_SECONDS + 1);
  const sensitive = CONSOLE_ROUTES.filter(({ operation }) => operation.recentSignIn);
  for (const { operation } of sensitive) {
    const answer = await staff.call(operation);
    assert.equal(answer.json['error'], 'insufficient_user_authentication', operation.name);
  }
  await staff.browser.goto('/standard/console/sign-in?again=1');
  await staff.browser.signIn(OPERATOR);
  for (const { operation } of sensitive) {
    const answer = await staff.call(operation);
    assert.notEqual(answer.json['error'], 'insufficient_user_authentication', operation.name);
  }
});

test('a body or query that is not described is refused with what was expected', async t => {
  const server = await open(t);
  const staff = await openConsole(server, 'standard', OPERATOR);
  for (const { operation, owned } of CONSOLE_ROUTES) {
    if (owned !== null) continue;
    const query = { nonsense: 'x' };
    const answer = await staff.call(operation, { query, body: { nonsense: 1 } });
    assert.equal(answer.status, 400, operation.name);
    assert.match(String(answer.json['error_description']), /nonsense is not known here/);
  }
});

test('the OpenAPI document lists every operation and leads to this server', async t => {
  const server = await open(t);
  const { json } = await server.inject({ method: 'GET', url: '/standard/console/api/openapi.json' });
  const paths = json['paths'] as Record<string, Record<string, { operationId: string }>>;
  const named = Object.values(paths).flatMap(path =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  assert.deepEqual(named.toSorted(), OPERATIONS.map(({ name }) => name).toSorted());
  assert.deepEqual(json['servers'], [{ url: 'https://auth.example/standard/console/api' }]);
});
