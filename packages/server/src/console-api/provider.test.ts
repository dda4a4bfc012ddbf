/** Overview, provider and API keys through the console's API. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import * as operations from '@valetkey/protocol/console-api';
import { createApiKey } from '../domain/api-keys.ts';
import { announceKeySunset } from '../domain/operation/key-sunset.ts';
import { checkLogin } from '../domain/operation/provider-facts.ts';
import {
  LOGIN_SECRET,
  checkBearer,
  createApp,
  createPerson,
  obtainTokens,
  openTestServer,
  testConfig,
  type TestPerson,
  type TestServer,
} from '../fixtures.ts';
import { openConsole, type Caller } from './fixtures.ts';

const STAFF = 'staff@example.com';
const DAY = 86_400;

async function open(
  t: TestContext,
  slug = 'fliki',
): Promise<{ server: TestServer; staff: Caller; ada: TestPerson }> {
  const server = await openTestServer(t, { config: testConfig({ [slug]: { operators: [STAFF] } }) });
  const ada = await createPerson(server, slug);
  await createPerson(server, slug, { email: STAFF, name: 'Olga' });
  return { server, staff: await openConsole(server, slug, STAFF), ada };
}

const makeKey = ({ server, ada }: { server: TestServer; ada: TestPerson }, label = 'Nightly export') =>
  createApiKey(
    server.core,
    server.provider('fliki'),
    { user: ada.user, account: ada.accounts[0]!, label },
    'operator',
  );

async function answerOf<T>(caller: Caller, operation: operations.Operation, given = {}): Promise<T> {
  const answer = await caller.call(operation, given);
  assert.equal(answer.status, 200, answer.body);
  return answer.json as T;
}

test('R51 the overview counts apps, calls, connections and anomalies by day, and this week against the last', async t => {
  const of = await open(t, 'standard');
  const { core, clock } = of.server;
  const app = await createApp(of.server, 'standard');
  await obtainTokens(of.server, 'standard', app);
  const hour = Math.floor(clock.nowMs() / 3_600_000) * 3600;
  const row = {
    provider: 'standard',
    appId: app.app.id,
    connectionId: null,
    apiKeyId: null,
    route: 'GET /x',
  };
  const counted = { errors: 2, denied: 1, limited: 3, bytes: 9, networks: [], agents: [], scopes: [] };
  const latency = [0, 7, 0, 0, 0, 0, 0, 0, 0, 3];
  const now = Math.floor(clock.nowMs() / 1000);
  const rows = [0, 8].map(ago => ({ ...row, ...counted, latency, calls: 10, hour: hour - ago * DAY }));
  await core.store.addUsage('overview-1', rows, now);
  await core.issued.flush();
  type Overview = operations.AnswerOf<typeof operations.readOverview>;
  const overview = await answerOf<Overview>(of.staff, operations.readOverview);
  assert.equal(overview.days.length, 30);
  assert.partialDeepStrictEqual(overview.days.at(-1), {
    calls: 10,
    errors: 2,
    limited: 3,
    connected: 1,
    p50: 10,
    p95: 5000,
  });
  assert.deepEqual(overview.week.calls, { now: 10, before: 10 });
  assert.deepEqual(overview.week.connected, { now: 1, before: 0 });
  assert.deepEqual(overview.week.tokens, { now: 1, before: 0 }, 'counted, not stored');
  assert.equal(overview.days.at(-1)!.tokens, 1);
  assert.deepEqual(overview.apps, { approved: 1, inReview: 0, suspended: 0 });
  assert.deepEqual(overview.top, [{ app: { id: app.app.id, name: app.app.name }, calls: 20, errors: 4 }]);
});

test('S-X10 the provider is shown as configured, with each weaker rule and its reason, and without a secret', async t => {
  const { server, staff } = await open(t, 'copernica');
  type Facts = operations.AnswerOf<typeof operations.readProvider>;
  const facts = await answerOf<Facts>(staff, operations.readProvider);
  assert.deepEqual(facts.warnings, server.provider('copernica').profile.warnings);
  const token = facts.endpoints.find(({ name }) => name === 'token_endpoint');
  assert.equal(token?.url, 'https://auth.example/copernica/v1/token');
  assert.deepEqual(facts.keys.map(({ id, state }) => `${id} ${state}`).toSorted(), [
    'jwt-1 active',
    'mac-1 active',
    'pepper-1 active',
  ]);
  assert.equal(facts.health.ready, true);
  assert.ok(!JSON.stringify(facts).includes('material'));
});

test('S-L9 keys are rotated from the screen; the older one goes on verifying, so no live token breaks', async t => {
  const { server, staff } = await open(t, 'standard');
  const app = await createApp(server, 'standard');
  const { json } = await obtainTokens(server, 'standard', app);
  await answerOf(staff, operations.rotateKeys, { body: { use: 'mac' } });
  server.clock.advanceSeconds(10);
  type Facts = operations.AnswerOf<typeof operations.readProvider>;
  const { keys } = await answerOf<Facts>(staff, operations.readProvider);
  const states = keys.filter(({ use }) => use === 'mac').map(({ id, state }) => `${id} ${state}`);
  assert.deepEqual(states.toSorted(), ['mac-1 verifies', 'mac-2 active']);
  assert.equal((await checkBearer(server, 'standard', String(json['access_token'])))['active'], true);
});

test('the company’s own login is asked whether it answers', async t => {
  const company = createServer((_, response) => response.writeHead(302, { location: '/' }).end());
  await new Promise<void>(resolve => company.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(company.address() as AddressInfo).port}/login`;
  const login = { type: 'handoff', url, secret: LOGIN_SECRET } as const;
  const server = await openTestServer(t, { config: testConfig({ fliki: { login } }) });
  assert.partialDeepStrictEqual(await checkLogin(server.provider('fliki')), { answers: true, status: 302 });
  company.closeAllConnections();
  await new Promise(resolve => company.close(resolve));
  assert.partialDeepStrictEqual(await checkLogin(server.provider('fliki')), { answers: false, status: null });
});

test('R4 S-P7 who still uses keys is listed with use and owner, and whether the account uses apps, too', async t => {
  const of = await open(t);
  const { id } = await makeKey(of);
  type Page = operations.AnswerOf<typeof operations.listKeyHolders>;
  const [holder] = (await answerOf<Page>(of.staff, operations.listKeyHolders)).items;
  assert.partialDeepStrictEqual(holder, { id, label: 'Nightly export', account: 'Acme', moved: false });
  const app = await createApp(of.server, 'fliki');
  await obtainTokens(of.server, 'fliki', app, { parameters: { scope: 'read' } });
  const [moved] = (await answerOf<Page>(of.staff, operations.listKeyHolders)).items;
  assert.equal(moved?.moved, true);
  type Summary = operations.AnswerOf<typeof operations.summariseKeys>;
  assert.deepEqual(await answerOf<Summary>(of.staff, operations.summariseKeys), {
    keys: 1,
    usedIn30Days: 0,
    accounts: 1,
    movedAccounts: 1,
    sunset: null,
  });
});

test('R51 S-P6 the staff ends one key at once', async t => {
  const of = await open(t);
  const { id, key } = await makeKey(of);
  assert.equal((await checkBearer(of.server, 'fliki', key))['active'], true);
  await answerOf(of.staff, operations.endKey, {
    ids: { keyId: id },
    body: { reason: 'It was on a public page.' },
  });
  assert.deepEqual(await checkBearer(of.server, 'fliki', key), { active: false });
  const [event] = await of.server.core.store.listRecentEvents({ types: ['api_key.revoked'], limit: 1 });
  assert.equal(event!.detail['reason'], 'It was on a public page.');
  const [notice] = await of.server.core.store.listNotices(event!.userId!, 9);
  assert.deepEqual([notice?.kind, notice?.reason], ['access_ended', 'It was on a public page.']);
});

test('R4 where there are no API keys no end of them is announced', async t => {
  const { server } = await open(t);
  const provider = server.provider('fliki');
  const keyless = {
    ...provider,
    profile: { ...provider.profile, api: { keyAsBearer: false, keys: 'none' } },
  };
  const wanted = announceKeySunset(
    server.core,
    keyless as typeof provider,
    { endsAt: 9e9, notice: 'Move to apps' },
    { now: 1, actor: 'operator' },
  );
  await assert.rejects(wanted, /has no API keys/);
});

test('R4 an announced end holds for every key, those made later, too; its holders are told; withdrawn, keys go on', async t => {
  const of = await open(t);
  const { key } = await makeKey(of);
  const now = Math.floor(of.server.clock.nowMs() / 1000);
  const announce = (endsAt: number) =>
    of.staff.call(operations.announceSunset, { body: { endsAt, notice: 'Connect an app instead.' } });
  assert.equal((await announce(now + 6 * DAY)).status, 400, 'too short a notice');
  assert.deepEqual((await announce(now + 30 * DAY)).json, { keys: 1 });
  const later = await makeKey(of, 'Later');
  const ada = await openConsole(of.server, 'fliki', 'ada@example.com');
  type Sunset = operations.AnswerOf<typeof operations.readSunset>;
  const { sunset } = await answerOf<Sunset>(ada, operations.readSunset);
  assert.deepEqual([sunset?.endsAt, sunset?.notice], [now + 30 * DAY, 'Connect an app instead.']);
  const { json } = await ada.call(operations.listIntegrations);
  const ends = (json['items'] as { endsAt: number }[]).map(({ endsAt }) => endsAt);
  assert.deepEqual(ends, [now + 30 * DAY, now + 30 * DAY]);
  of.server.clock.advanceSeconds(30 * DAY);
  for (const one of [key, later.key])
    assert.deepEqual(await checkBearer(of.server, 'fliki', one), { active: false });
  const again = await openConsole(of.server, 'fliki', STAFF);
  await answerOf(again, operations.withdrawSunset, { body: { reason: 'not yet' } });
  assert.equal((await checkBearer(of.server, 'fliki', key))['active'], true);
  assert.equal((await again.call(operations.withdrawSunset, { body: { reason: 'twice' } })).status, 400);
});
