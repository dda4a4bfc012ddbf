/** Active Integrations through its API: what is listed, and that taking back ends everything at once. */
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
  type TestServer,
} from '../fixtures.ts';
import { openConsole, type Caller } from './fixtures.ts';

type Item = Parsed<typeof operations.integration>;

async function list(caller: Caller, query: Record<string, string> = {}): Promise<Item[]> {
  const answer = await caller.call(operations.listIntegrations, { query });
  assert.equal(answer.status, 200);
  return answer.json['items'] as Item[];
}

async function open(
  t: TestContext,
  slug = 'standard',
): Promise<{ server: TestServer; ada: Caller; accountId: string }> {
  const server = await openTestServer(t);
  const { accounts } = await createPerson(server, slug);
  return { server, ada: await openConsole(server, slug, 'ada@example.com'), accountId: accounts[0]!.id };
}

test('R9 S-O1 a connection stands in the list with app, publisher, account, scopes, use and end', async t => {
  const { server, ada, accountId } = await open(t);
  const app = await createApp(server, 'standard');
  await obtainTokens(server, 'standard', app, { browser: ada.browser });
  const [item, ...others] = await list(ada);
  const { id: connectionId } = item!;
  await server.core.store.addUsage(
    'r',
    [usage(connectionId, app.app.id, 5), usage(connectionId, app.app.id, 2, 31)],
    server.clock.nowMs() / 1000,
  );
  const [used] = await list(ada);
  assert.deepEqual(others, []);
  assert.equal(used?.calls30Days, 5, 'the calls of 31 days ago are none of these');
  assert.deepEqual(
    [item?.kind, item?.name, item?.app?.publisher],
    ['connection', 'Database Analyzer', 'Analytics Ltd'],
  );
  assert.deepEqual(item?.account, { id: accountId, name: 'Acme' });
  assert.deepEqual(item?.scopes, [
    { name: 'people:read', title: { en: 'Read your people', nl: 'Je personen lezen' }, access: 'read' },
  ]);
  const ninetyDays = Math.floor(server.clock.nowMs() / 1000) + 90 * 86_400;
  assert.deepEqual([item?.endsAt, item?.hasToken, item?.state], [ninetyDays, true, 'active']);

  function usage(connection: string, appId: string, calls: number, daysAgo = 0) {
    const hour = Math.floor(server.clock.nowMs() / 3_600_000) * 3600 - daysAgo * 86_400;
    const ids = { provider: 'standard', appId, connectionId: connection, apiKeyId: null };
    const counters = {
      calls,
      errors: 0,
      denied: 0,
      limited: 0,
      bytes: 0,
      latency: Array.from({ length: 10 }, () => 0),
    };
    return { ...ids, route: 'GET /people', hour, ...counters, networks: [], agents: [], scopes: [] };
  }
});

test('R47 S-O4 S-O5 S-O8 revoking says what ended, and by then nothing of it works', async t => {
  const { server, ada } = await open(t);
  const app = await createApp(server, 'standard');
  const tokens = (await obtainTokens(server, 'standard', app, { browser: ada.browser })).json;
  const [item] = await list(ada);
  const ids = { connectionId: item!.id };
  assert.equal((await checkBearer(server, 'standard', String(tokens['access_token'])))['active'], true);
  const revoked = await ada.call(operations.revokeConnection, { ids });
  assert.deepEqual(revoked.json, { revoked: true, tokens: 1 });
  assert.equal((await checkBearer(server, 'standard', String(tokens['access_token'])))['active'], false);
  const refreshed = await refreshTokens(server, 'standard', app, String(tokens['refresh_token']));
  assert.equal(refreshed.json['error'], 'invalid_grant');
  assert.deepEqual(await list(ada), []);
  assert.deepEqual((await ada.call(operations.revokeConnection, { ids })).json, {
    revoked: false,
    tokens: 0,
  });
  const [event] = await server.core.store.listRecentEvents({ connectionId: item!.id, limit: 1 });
  assert.deepEqual([event?.type, event?.actor], ['connection.revoked', `user:${event?.userId}`]);
});

test('the history of a connection tells consent, tokens and end, newest first, and by whom', async t => {
  const { server, ada } = await open(t);
  await obtainTokens(server, 'standard', await createApp(server, 'standard'), { browser: ada.browser });
  const [item] = await list(ada);
  const ids = { connectionId: item!.id };
  await ada.call(operations.revokeConnection, { ids });
  const { json } = await ada.call(operations.readConnectionHistory, { ids });
  const entries = json['items'] as { type: string; by: string; seq: number }[];
  assert.deepEqual(
    entries.map(({ type, by }) => `${type} by ${by}`),
    ['connection.revoked by you', 'code.redeemed by app', 'connection.created by you'],
  );
  const before = String(entries[0]!.seq);
  const older = await ada.call(operations.readConnectionHistory, { ids, query: { before } });
  assert.equal((older.json['items'] as unknown[]).length, 2);
  assert.equal((await ada.call(operations.readConnection, { ids })).json['state'], 'ended');
});

test('R7 S-P2 one personal access key: a new one ends the one before, and it can be revoked', async t => {
  const { server, ada, accountId } = await open(t, 'copernica');
  const body = { accountId, label: 'My scripts' };
  const first = (await ada.call(operations.createApiKey, { body })).json;
  const second = (await ada.call(operations.createApiKey, { body })).json;
  const [item, ...others] = await list(ada);
  assert.deepEqual(others, []);
  assert.deepEqual(
    [item?.id, item?.key],
    [second['id'], { lastFour: String(second['key']).slice(-4), personal: true }],
  );
  assert.equal((await server.core.store.findApiKey(String(first['id'])))?.key.revokedAt !== null, true);
  const ids = { keyId: String(second['id']) };
  assert.deepEqual((await ada.call(operations.revokeApiKey, { ids })).json, { revoked: true });
  assert.deepEqual(await list(ada), []);
});

test('S-P2 a key for an account that is not the caller’s is not made', async t => {
  const { server, ada } = await open(t, 'copper');
  const { accounts } = await createPerson(server, 'copper', { email: 'other@example.com' });
  const body = { accountId: accounts[0]!.id, label: 'x' };
  assert.equal((await ada.call(operations.createApiKey, { body })).status, 404);
  const extra = { ...body, userId: '0'.repeat(26) };
  assert.equal((await ada.call(operations.createApiKey, { body: extra })).status, 400);
});

test('a long list comes in pages that overlap nowhere, and is searched on the server', async t => {
  const { server, ada, accountId } = await open(t, 'copper');
  for (let n = 0; n < 30; n++) {
    server.clock.advanceSeconds(1);
    await ada.call(operations.createApiKey, {
      body: { accountId, label: n === 7 ? '100%_Zapier!' : `Key ${n}` },
    });
  }
  await obtainTokens(server, 'copper', await createApp(server, 'copper'), { browser: ada.browser });
  const first = await ada.call(operations.listIntegrations, {});
  const rest = await list(ada, { after: String(first.json['next']) });
  const names = [...(first.json['items'] as Item[]), ...rest].map(({ name }) => name);
  assert.equal(names[0], 'Database Analyzer');
  assert.equal(new Set(names).size, 31);
  assert.deepEqual(
    (await list(ada, { search: '%_zap' })).map(({ name }) => name),
    ['100%_Zapier!'],
  );
  assert.deepEqual(
    (await list(ada, { search: 'ANALYZER' })).map(({ name }) => name),
    ['Database Analyzer'],
  );
});

test('a connection whose app is suspended is shown as such', async t => {
  const { server, ada } = await open(t);
  const { app, secret } = await createApp(server, 'standard');
  await obtainTokens(server, 'standard', { app, secret }, { browser: ada.browser });
  await server.core.store.setAppStatus(app.id, 'suspended', { now: 1, actor: 'operator' });
  assert.deepEqual(
    (await list(ada)).map(({ state }) => state),
    ['app_suspended'],
  );
});
