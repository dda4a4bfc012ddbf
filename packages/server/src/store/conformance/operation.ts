/** The staff's numbers about a whole provider, the announced end of its API keys, and what the database says about itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyState } from '../liveness.ts';
import {
  accountRow,
  act,
  anomalyRow,
  appRow,
  createApp,
  eventTypesSince,
  id,
  NOW,
  userRow,
} from './fixtures.ts';
import type { Subject } from './suite.ts';

const STAFF = act(NOW, 'operator');
const DAY = 86_400;

export function operationTests(store: Subject): void {
  /** One account with a member, and a way to make keys and connections there. */
  async function openShop() {
    const provider = `shop-${id()}`;
    const account = await store().createAccount(accountRow({ provider }), act());
    const user = await store().createUser(userRow({ provider }), act());
    await store().putMember(account.id, user.id, 'member', act());
    const owner = { provider, userId: user.id, accountId: account.id };
    const createKey = async (change: object = {}): Promise<string> => {
      const key = { id: id(), ...owner, label: 'l', hash: 'h', lastFour: '1', scopes: [], personal: false };
      await store().createApiKey({ ...key, createdAt: NOW, expiresAt: null, ...change }, act());
      return key.id;
    };
    const connect = async (now = NOW): Promise<string> => {
      const app = await createApp(store(), { provider });
      const ids = { ...owner, newId: id(), appId: app.id, scopes: ['read'], exact: false };
      const connection = await store().recordConsent(ids, act(now));
      return 'id' in connection ? connection.id : assert.fail('refused');
    };
    return { provider, account, createKey, connect };
  }

  test('R4 the end of API keys holds for all there are and all to come, can be moved, and is taken back', async () => {
    const { provider, createKey } = await openShop();
    const other = await openShop();
    const [live, ended] = [await createKey(), await createKey()];
    const foreign = await other.createKey();
    await store().revokeApiKey(ended, act());
    const sunset = { provider, endsAt: NOW + 10 * DAY, notice: 'Move to apps', announcedAt: NOW };
    const before = await store().lastEventSeq();
    assert.equal(await store().findKeySunset(provider), null);
    assert.equal(await store().announceKeySunset(sunset, STAFF), 1);
    const later = { ...sunset, endsAt: NOW + 20 * DAY };
    assert.equal(await store().announceKeySunset(later, STAFF), 1);
    assert.deepEqual(await store().findKeySunset(provider), later);
    const made = await createKey();
    const state = async (key: string, now: number) => apiKeyState((await store().findApiKey(key))!, now);
    for (const key of [live, made]) {
      assert.deepEqual(await state(key, later.endsAt - 1), { live: true });
      assert.deepEqual(await state(key, later.endsAt), { live: false, reason: 'key_expired' });
    }
    assert.deepEqual(await state(foreign, later.endsAt), { live: true });
    const withdrawn = [1, 2].map(() => store().withdrawKeySunset(provider, 'not yet', STAFF));
    assert.equal((await Promise.all(withdrawn)).filter(Boolean).length, 1);
    assert.deepEqual(await state(made, later.endsAt), { live: true });
    assert.deepEqual(
      (await eventTypesSince(store(), before)).filter(type => type.startsWith('api_key.sunset')),
      ['api_key.sunset_announced', 'api_key.sunset_announced', 'api_key.sunset_withdrawn'],
    );
  });

  test('R4 a key that is made while the end is announced ends with the others', async () => {
    const { provider, createKey } = await openShop();
    const sunset = { provider, endsAt: NOW + 10 * DAY, notice: '', announcedAt: NOW };
    const [first, , last] = await Promise.all([
      createKey(),
      store().announceKeySunset(sunset, STAFF),
      createKey(),
    ]);
    for (const key of [first, last])
      assert.equal((await store().findApiKey(key))?.key.sunsetAt, sunset.endsAt);
  });

  test('R5 who still uses keys: keys, used lately, accounts, accounts that have an app as well', async () => {
    const { provider, createKey, connect } = await openShop();
    const count = () => store().countApiKeys(provider, NOW + 40 * DAY);
    assert.deepEqual(await count(), { keys: 0, usedIn30Days: 0, accounts: 0, movedAccounts: 0 });
    const [key, ended] = [await createKey(), await createKey(), await createKey()];
    await store().revokeApiKey(ended, act());
    const hour = NOW + 39 * DAY - ((NOW + 39 * DAY) % 3600);
    const counters = {
      calls: 1,
      errors: 0,
      denied: 0,
      limited: 0,
      bytes: 0,
      latency: Array<number>(10).fill(0),
    };
    const row = {
      provider,
      appId: null,
      connectionId: null,
      apiKeyId: key,
      route: 'GET /',
      hour,
      ...counters,
    };
    await store().addUsage(id(), [{ ...row, networks: [], agents: [], scopes: [] }], hour + 10);
    assert.deepEqual(await count(), { keys: 2, usedIn30Days: 1, accounts: 1, movedAccounts: 0 });
    await connect();
    assert.deepEqual(await count(), { keys: 2, usedIn30Days: 1, accounts: 1, movedAccounts: 1 });
  });

  test('R51 connections that came and ended, anomalies and issued tokens by day; apps by state', async () => {
    const { provider, connect } = await openShop();
    const day = NOW - (NOW % DAY);
    const first = await connect(day);
    await connect(day + DAY - 1);
    await store().revokeConnection(first, 'r', act(day + 2 * DAY));
    await store().recordAnomaly(anomalyRow({ provider, at: day + 2 * DAY + 5 }), act());
    const counted = { provider, appId: id(), hour: day + 3600, issued: 3 };
    for (const _ of [1, 2]) await store().addIssued([counted, { ...counted, appId: id(), issued: 1 }]);
    const span = { provider, from: day, to: day + 3 * DAY };
    assert.deepEqual(await store().sumChangesByDay(span), [
      { at: day, connected: 2, ended: 0, anomalies: 0, tokens: 8 },
      { at: day + 2 * DAY, connected: 0, ended: 1, anomalies: 1, tokens: 0 },
    ]);
    assert.deepEqual(await store().sumChangesByDay({ ...span, from: day + 1, to: day + 2 * DAY }), [
      { at: day, connected: 1, ended: 0, anomalies: 0, tokens: 8 },
    ]);
    for (const status of ['in_review', 'suspended', 'draft'] as const)
      await store().createApp(appRow({ provider, status }), { id: id(), secret: 's', keyId: 'k' }, act());
    assert.deepEqual(await store().countForOverview(provider), {
      apps: { approved: 2, inReview: 1, suspended: 1 },
      openAnomalies: 1,
    });
  });

  test('the database tells its migrations in order, and the time', async () => {
    const versions = (await store().listMigrations()).map(({ version }) => version);
    assert.ok(versions.includes(1) && versions.length > 5);
    assert.deepEqual(
      versions,
      versions.toSorted((a, b) => a - b),
    );
    const nowMs = await store().nowMs();
    assert.ok(Math.abs(nowMs - Date.now()) < 60_000);
  });
}
