/** Administration of an account through its API: seen by its administrators alone, and what they take back is dead at once. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as operations from '@valetkey/protocol/console-api';
import type { Parsed } from '@valetkey/protocol/console-api';
import {
  checkBearer,
  createApp,
  createPerson,
  obtainTokens,
  openTestServer,
  refreshTokens,
  type TestApp,
  type TestServer,
} from '../fixtures.ts';
import { newId } from '../domain/ids.ts';
import { openConsole, type Caller } from './fixtures.ts';

const REASON = 'We stopped using it';

interface Office {
  server: TestServer;
  boss: Caller;
  ada: Caller;
  app: TestApp;
  ids: { accountId: string };
  tokens: Record<string, unknown>;
}

/** Acme with an administrator and with Ada, a member, who connected the analyzer. */
async function open(t: TestContext, slug = 'standard'): Promise<Office> {
  const server = await openTestServer(t);
  const { accounts } = await createPerson(server, slug, {
    email: 'boss@example.com',
    name: 'Bea Boss',
    accounts: [{ name: 'Acme', role: 'administrator' }],
  });
  await createPerson(server, slug, { accounts: [{ name: 'Acme', account: accounts[0]! }] });
  const ada = await openConsole(server, slug, 'ada@example.com');
  const app = await createApp(server, slug);
  const tokens = (await obtainTokens(server, slug, app, { browser: ada.browser })).json;
  const boss = await openConsole(server, slug, 'boss@example.com');
  return { server, boss, ada, app, tokens, ids: { accountId: accounts[0]!.id } };
}

type Item = Parsed<typeof operations.accountIntegration>;

async function list({ boss, ids }: Office, query: Record<string, string> = {}): Promise<Item[]> {
  const answer = await boss.call(operations.listAccountIntegrations, { ids, query });
  assert.equal(answer.status, 200, answer.body);
  return answer.json['items'] as Item[];
}

test('R50 S-O2 an administrator sees what every member connected, with who it was; a member is told whose page it is', async t => {
  const office = await open(t);
  const [item, ...others] = await list(office);
  assert.deepEqual(others, []);
  assert.deepEqual([item?.integration.name, item?.member.email], ['Database Analyzer', 'ada@example.com']);
  const { ids, ada } = office;
  const refused = await ada.call(operations.listAccountIntegrations, { ids });
  assert.deepEqual([refused.status, refused.json['error']], [403, 'access_denied']);
});

test('S-O3 no answer of administration holds a token, a secret, or a way to make one', async t => {
  const office = await open(t);
  const { boss, ids, tokens, app } = office;
  const gets = [
    operations.listAccountIntegrations,
    operations.listConnectedApps,
    operations.listMembers,
    operations.readAppPolicy,
    operations.listApprovalRequests,
    operations.listAudit,
  ];
  for (const operation of gets) {
    const { status, body } = await boss.call(operation, { ids });
    assert.equal(status, 200, operation.name);
    for (const secret of [tokens['access_token'], tokens['refresh_token'], app.secret])
      assert.ok(!body.includes(String(secret)), operation.name);
  }
  const body = { accountId: ids.accountId, label: 'x', userId: (await list(office))[0]!.member.id };
  assert.equal((await boss.call(operations.createApiKey, { body })).status, 400);
});

test('R50 S-O3 S-O4 what an administrator takes back is dead at once; event and member have who and why', async t => {
  const { server, boss, ada, app, ids, tokens } = await open(t);
  const member = (await server.core.store.findUserByEmail('standard', 'ada@example.com'))!;
  const body = { member: member.id, reason: REASON };
  const { json } = await boss.call(operations.revokeAccess, { ids, body });
  assert.deepEqual(json, { connections: 1, tokens: 1, apiKeys: 0, members: 1 });
  assert.equal((await checkBearer(server, 'standard', String(tokens['access_token'])))['active'], false);
  const refreshed = await refreshTokens(server, 'standard', app, String(tokens['refresh_token']));
  assert.deepEqual([refreshed.status, refreshed.json['error']], [400, 'invalid_grant']);
  assert.ok(!refreshed.body.includes(REASON), 'the app learns nothing of why');
  const [event] = await server.core.store.listRecentEvents({ ...ids, limit: 1 });
  const actor = (await server.core.store.findUserByEmail('standard', 'boss@example.com'))!;
  assert.deepEqual(
    [event?.type, event?.actor, event?.userId, event?.appId, event?.detail['reason']],
    ['connection.revoked', `user:${actor.id}`, member.id, app.app.id, REASON],
  );
  const again = await boss.call(operations.revokeAccess, { ids, body });
  assert.deepEqual(again.json, { connections: 0, tokens: 0, apiKeys: 0, members: 0 });

  const { items } = (await ada.call(operations.listNotices)).json as { items: Record<string, unknown>[] };
  const [notice] = items;
  assert.deepEqual([items.length, notice?.['names'], notice?.['reason']], [1, ['Database Analyzer'], REASON]);
  assert.deepEqual(notice?.['by'], { kind: 'administrator', name: 'Bea Boss' });
  const noticeId = { noticeId: String(notice?.['id']) };
  assert.equal((await boss.call(operations.dismissNotice, { ids: noticeId })).status, 404);
  await ada.call(operations.dismissNotice, { ids: noticeId });
  assert.deepEqual((await ada.call(operations.listNotices)).json['items'], []);
});

test('S-O4 an empty request ends nothing, a selection ends what it names, and all of it is told in numbers', async t => {
  const office = await open(t);
  const { server, boss, app, ids } = office;
  const revoke = async (body: object) =>
    await boss.call(operations.revokeAccess, { ids, body: { reason: REASON, ...body } });
  for (const body of [{}, { everything: false }, { everything: true, app: app.app.id }])
    assert.equal((await revoke(body)).status, 400);
  assert.equal((await revoke({ everything: true, reason: '   ' })).status, 400);
  const [item] = await list(office);
  assert.equal((await revoke({ ids: ['0'.repeat(26)] })).json['connections'], 0);
  assert.equal((await revoke({ ids: [item!.integration.id], app: app.app.id })).json['connections'], 1);
  assert.deepEqual(await list(office), []);
  const own = await obtainTokens(server, 'standard', app, { browser: boss.browser });
  assert.equal(own.status, 200);
  assert.deepEqual((await revoke({ everything: true })).json, {
    connections: 1,
    tokens: 1,
    apiKeys: 0,
    members: 1,
  });
  const notices = (await boss.call(operations.listNotices)).json['items'];
  assert.deepEqual(notices, [], 'nobody is told of what they did themselves');
});

test('S-O2 ids of another account end nothing there, also under the path of one’s own', async t => {
  const office = await open(t);
  const { server, boss, ids } = office;
  const elsewhere = await createPerson(server, 'standard', {
    email: 'eve@example.com',
    accounts: [{ name: 'Elsewhere' }],
  });
  const eve = await openConsole(server, 'standard', 'eve@example.com');
  await obtainTokens(server, 'standard', await createApp(server, 'standard'), { browser: eve.browser });
  const [foreign] = await server.core.store.listConnections({ userId: elsewhere.user.id, limit: 1 });
  for (const body of [{ ids: [foreign!.connection.id] }, { member: elsewhere.user.id }]) {
    const answer = await boss.call(operations.revokeAccess, { ids, body: { ...body, reason: REASON } });
    assert.equal(answer.json['connections'], 0);
  }
  const theirs = { accountId: elsewhere.accounts[0]!.id };
  const body = { everything: true, reason: REASON };
  assert.equal((await boss.call(operations.revokeAccess, { ids: theirs, body })).status, 404);
  assert.equal(
    (await server.core.store.findConnectionById(foreign!.connection.id))?.connection.revokedAt,
    null,
  );
  const { accountId } = theirs;
  const asked = {
    id: newId(server.clock.nowMs()),
    provider: 'standard',
    accountId,
    appId: foreign!.app.id,
    userId: elsewhere.user.id,
    message: '',
  };
  await server.core.store.requestApproval(asked, { now: 1, actor: 'system' });
  const answer = await boss.call(operations.answerApprovalRequest, {
    ids: { ...ids, requestId: asked.id },
    body: { answer: 'approved', reason: '' },
  });
  assert.equal(answer.status, 404);
});

test('S-L9 S-O4 for others, only soon after a sign-in; one’s own access at any time', async t => {
  const { server, boss, ada, ids } = await open(t);
  server.clock.advanceSeconds(3600);
  const body = { everything: true, reason: REASON };
  const late = await boss.call(operations.revokeAccess, { ids, body });
  assert.equal(late.json['error'], 'insufficient_user_authentication');
  assert.equal(
    (await boss.call(operations.listAudit, { ids })).json['error'],
    'insufficient_user_authentication',
  );
  const [own] = (await ada.call(operations.listIntegrations)).json['items'] as { id: string }[];
  const revoked = await ada.call(operations.revokeConnection, { ids: { connectionId: own!.id } });
  assert.equal(revoked.json['revoked'], true);
});

test('lists are filtered on the server: by app, member, words, use, publisher, and everything-scopes', async t => {
  const office = await open(t, 'copper');
  const { server, ada, app } = office;
  await createApp(server, 'copper', {
    name: 'Newcomer',
    verified: false,
    scopes: ['developer/v1/people:read'],
  });
  const own = (await ada.call(operations.readSession)).json['user'] as { id: string };
  const body = { accountId: office.ids.accountId, label: 'Nightly' };
  await ada.call(operations.createApiKey, { body });
  const names = async (query: Record<string, string>): Promise<string[]> =>
    (await list(office, query)).map(({ integration }) => integration.name);
  assert.deepEqual(await names({}), ['Nightly', 'Database Analyzer']);
  for (const order of ['oldest', 'longest_unused'])
    assert.deepEqual(await names({ order }), ['Database Analyzer', 'Nightly'], order);
  assert.deepEqual(await names({ order: 'recently_used' }), ['Nightly', 'Database Analyzer']);
  assert.deepEqual(await names({ app: app.app.id }), ['Database Analyzer']);
  assert.deepEqual(await names({ member: own.id }), ['Nightly', 'Database Analyzer']);
  assert.deepEqual(await names({ search: 'LOVELACE' }), ['Nightly', 'Database Analyzer']);
  assert.deepEqual(await names({ search: 'night' }), ['Nightly']);
  assert.deepEqual(await names({ unverified: '1' }), []);
  assert.deepEqual(await names({ full: '1' }), ['Nightly', 'Database Analyzer']);
  assert.deepEqual(await names({ unused: '1' }), []);
  server.clock.advanceSeconds(91 * 86_400);
  office.boss = await openConsole(server, 'copper', 'boss@example.com');
  assert.deepEqual(await names({ unused: '1' }), ['Nightly', 'Database Analyzer']);
  const { items } = (await office.boss.call(operations.listMembers, { ids: office.ids })).json as {
    items: Record<string, unknown>[];
  };
  assert.deepEqual(
    items.map(({ role, connections, apiKeys }) => [role, connections, apiKeys]),
    [
      ['member', 1, 1],
      ['administrator', 0, 0],
    ],
  );
  const apps = (await office.boss.call(operations.listConnectedApps, { ids: office.ids })).json['items'];
  const [only] = apps as Record<string, unknown>[];
  assert.deepEqual([only?.['name'], only?.['connections'], only?.['members']], ['Database Analyzer', 1, 1]);
});

test('S-N7 the table of connections leaves as CSV that no spreadsheet obeys, and the log says that it left', async t => {
  const { server, boss, ids } = await open(t);
  await createPerson(server, 'standard', {
    email: 'mallory@example.com',
    name: '=HYPERLINK("https://evil.example")',
    accounts: [{ name: 'Acme', account: (await server.core.store.findAccount(ids.accountId))! }],
  });
  const mallory = await openConsole(server, 'standard', 'mallory@example.com');
  await obtainTokens(server, 'standard', await createApp(server, 'standard'), { browser: mallory.browser });
  const table = await boss.call(operations.exportAccountIntegrations, { ids });
  assert.deepEqual(
    [table.status, table.headers['content-type'], table.headers['x-total-rows']],
    [200, 'text/csv; charset=utf-8', '2'],
  );
  const lines = table.body.split('\r\n');
  assert.ok(lines[0]!.startsWith('\uFEFFkind,app_or_key,'));
  assert.match(lines[1]!, /,"'=HYPERLINK\(""https:\/\/evil\.example""\)",mallory@example\.com,/);
  assert.equal(lines.length, 4);
  const [event] = await server.core.store.listRecentEvents({ ...ids, limit: 1 });
  assert.deepEqual([event?.type, event?.detail], ['account.exported', { what: 'integrations' }]);
});

test('the audit log says who did what to whom, filtered, in pages, and as a table', async t => {
  const { server, boss, ada, app, ids } = await open(t);
  await boss.call(operations.revokeAccess, { ids, body: { app: app.app.id, reason: REASON } });
  const read = async (query: Record<string, string> = {}) => {
    const answer = await boss.call(operations.listAudit, { ids, query });
    assert.equal(answer.status, 200, answer.body);
    return answer.json as { items: Record<string, unknown>[]; next: string | null };
  };
  const [last, ...before] = (await read()).items;
  assert.deepEqual(
    [last?.['type'], (last?.['actor'] as { name: string } | undefined)?.name, last?.['reason']],
    ['connection.revoked', 'Bea Boss', REASON],
  );
  assert.equal((last?.['member'] as { email: string } | undefined)?.email, 'ada@example.com');
  assert.deepEqual(
    before.map(({ type }) => type),
    ['code.redeemed', 'connection.created', 'member.added', 'member.added', 'account.created'],
  );
  const own = (await ada.call(operations.readSession)).json['user'] as { id: string };
  const typesOf = async (query: Record<string, string>) => (await read(query)).items.map(({ type }) => type);
  assert.deepEqual(await typesOf({ kind: 'tokens' }), ['code.redeemed']);
  assert.deepEqual(await typesOf({ actor: own.id }), ['connection.created']);
  assert.deepEqual(await typesOf({ app: app.app.id, kind: 'access' }), [
    'connection.revoked',
    'connection.created',
  ]);
  assert.deepEqual(await typesOf({ from: '9999999999' }), []);
  assert.deepEqual(await typesOf({ to: '1' }), []);
  assert.deepEqual(await typesOf({ before: String(last?.['seq']), kind: 'access' }), ['connection.created']);
  const table = await boss.call(operations.exportAudit, { ids, body: { kind: 'access' } });
  assert.equal(table.body.split('\r\n').length, 4);
  assert.equal((await typesOf({}))[0], 'account.exported');
  const shown = (await read()).items.length;
  const { core } = server;
  const act = { now: Math.floor(core.clock.nowMs() / 1000), actor: 'operator' };
  const { accounts } = await createPerson(server, 'standard', {
    email: 'eve@example.com',
    accounts: [{ name: 'Other' }],
  });
  await core.store.setAccountPlan(accounts[0]!.id, 'gold', act);
  await core.store.appendEvent({ provider: 'standard', type: 'login.failed', accountId: ids.accountId }, act);
  assert.equal(
    (await read()).items.length,
    shown,
    'neither another account’s, nor what is no matter of accounts',
  );
});
