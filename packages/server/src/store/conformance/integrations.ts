/** What the lists of people are made of: search, pages, families in one line, the events of one connection. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  act,
  connect,
  createApp,
  createParty,
  consent,
  familyOf,
  id,
  NOW,
  PROVIDER,
  redeem,
} from './fixtures.ts';
import type { Subject } from './suite.ts';

export function integrationTests(store: Subject): void {
  test('connections are searched by the name of their app: any case, and no character is a pattern', async () => {
    const party = await createParty(store());
    const app = await createApp(store(), { name: '100%_Sure!' });
    await consent(store(), party);
    const wanted = await consent(store(), { ...party, app });
    const idsFor = async (search: string): Promise<string[]> => {
      const found = await store().listConnections({ userId: party.user.id, search, limit: 9 });
      return found.map(({ connection }) => connection.id);
    };
    for (const search of ['sURE', '%_', 'e!', '100%_sure!'])
      assert.deepEqual(await idsFor(search), [wanted.id], search);
    for (const search of ['0__S', 'e%', '!_']) assert.deepEqual(await idsFor(search), [], search);
    assert.equal((await idsFor('')).length, 2);
    const count = { userId: party.user.id, search: 'sure' };
    assert.equal(await store().countListedConnections(count), 1);
    assert.equal(await store().countListedConnections({ userId: party.user.id }), 2);
    assert.equal(await store().countListedConnections({ ...count, ended: true }), 0);
  });

  test('a name is found as it is written, whatever its letters', async () => {
    const party = await createParty(store());
    const app = await createApp(store(), { name: 'ÉTÉ Über Анализ 顧客' });
    const wanted = await consent(store(), { ...party, app });
    for (const search of ['ÉTÉ', 'über'.replace('ü', 'Ü'), 'Анализ', '客']) {
      const found = await store().listConnections({ userId: party.user.id, search, limit: 9 });
      assert.deepEqual(
        found.map(({ connection }) => connection.id),
        [wanted.id],
        search,
      );
    }
  });

  test('keys come in pages, and are searched by their label', async () => {
    const { user, account } = await createParty(store());
    const key = {
      provider: PROVIDER,
      userId: user.id,
      accountId: account.id,
      hash: 'h',
      lastFour: '1',
      scopes: [],
    };
    const ids = [id(), id(), id()];
    for (const [i, keyId] of ids.entries())
      await store().createApiKey(
        { ...key, id: keyId, label: `Key ${i}`, personal: false, createdAt: NOW, expiresAt: null },
        act(),
      );
    const list = async (filter: object): Promise<string[]> =>
      (await store().listApiKeys({ userId: user.id, limit: 9, ...filter })).map(context => context.key.id);
    assert.deepEqual(await list({ limit: 1 }), [ids[2]]);
    assert.deepEqual(await list({ after: ids[2] }), [ids[1], ids[0]]);
    assert.deepEqual(await list({ search: 'KEY 1' }), [ids[1]]);
    assert.equal(await store().countListedApiKeys({ userId: user.id }), 3);
    assert.equal(await store().countListedApiKeys({ accountId: account.id, search: 'KEY 1' }), 1);
    assert.equal(await store().countListedApiKeys({ userId: user.id, unusedSince: NOW }), 0);
    assert.equal(await store().countListedApiKeys({ userId: user.id, unusedSince: NOW + 1 }), 3);
  });

  test('connections and keys in each order, page by page: a page may begin behind a row of the other kind', async () => {
    const party = await createParty(store());
    const { user, account } = party;
    const made: string[] = [];
    for (let i = 0; i < 3; i++) {
      const app = await createApp(store(), { name: `App ${i}` });
      made.push((await consent(store(), { ...party, app })).id);
    }
    const keyId = id();
    await store().createApiKey(
      {
        id: keyId,
        provider: PROVIDER,
        userId: user.id,
        accountId: account.id,
        hash: 'h',
        lastFour: '1',
        scopes: [],
        label: 'Key',
        personal: false,
        createdAt: NOW,
        expiresAt: null,
      },
      act(),
    );
    const [a, b, c] = made as [string, string, string];
    const hourOf = (days: number): number => (Math.floor(NOW / 86_400) + days) * 86_400;
    const used = (ids: { connectionId: string | null; apiKeyId: string | null }, days: number) => ({
      ...ids,
      provider: PROVIDER,
      appId: null,
      route: 'GET /x',
      hour: hourOf(days),
      calls: 1,
      errors: 0,
      denied: 0,
      limited: 0,
      bytes: 0,
      latency: Array.from({ length: 10 }, () => 0),
      networks: [],
      agents: [],
      scopes: [],
    });
    const now = NOW + 20 * 86_400;
    await store().addUsage(id(), [used({ connectionId: b, apiKeyId: null }, 9)], now);
    await store().addUsage(id(), [used({ connectionId: null, apiKeyId: keyId }, 5)], now);
    await store().addUsage(id(), [used({ connectionId: a, apiKeyId: null }, 3)], now);
    const idsOf = async (filter: object): Promise<string[]> => {
      const of = { userId: user.id, limit: 9, ...filter };
      const rows = [
        ...(await store().listConnections(of)).map(({ connection }) => connection.id),
        ...(await store().listApiKeys(of)).map(({ key }) => key.id),
      ];
      return rows.toSorted();
    };
    for (const [order, expected] of [
      ['newest', [keyId, c, b, a]],
      ['oldest', [a, b, c, keyId]],
      ['recently_used', [b, keyId, a, c]],
      ['longest_unused', [c, a, keyId, b]],
    ] as const)
      for (const [i, after] of expected.entries())
        assert.deepEqual(
          await idsOf({ order, after }),
          expected.slice(i + 1).toSorted(),
          `${order} after ${i}`,
        );
    const first = await store().listConnections({ userId: user.id, order: 'longest_unused', limit: 2 });
    assert.deepEqual(
      first.map(({ connection }) => connection.id),
      [c, a],
    );
  });

  test('the families of a connection in one line: how many live, and when the last of them ends', async () => {
    const { connection, family } = await connect(store());
    const ends = async (now = NOW): Promise<unknown> =>
      (await store().summariseFamilies([connection.id, id()], now)).get(connection.id);
    assert.deepEqual(await ends(), { live: 1, endsAt: NOW + 100_000 });
    const earlier = familyOf(connection, { expiresAt: NOW + 50, idleExpiresAt: null });
    await redeem(store(), earlier);
    assert.deepEqual(await ends(), { live: 2, endsAt: NOW + 100_000 });
    assert.deepEqual(await ends(NOW + 50), { live: 1, endsAt: NOW + 100_000 }, 'one that has ended is none');
    const stored = { expiresAt: null, idleExpiresAt: NOW + 9, tokenHash: id() };
    await redeem(store(), familyOf(connection, stored));
    assert.deepEqual(await ends(), { live: 3, endsAt: null }, 'a stored token outlives its refresh token');
    await store().revokeFamily(family.id, { reason: 'test', endConnection: false }, act());
    assert.deepEqual(await ends(), { live: 2, endsAt: null });
    assert.equal((await store().summariseFamilies([], NOW)).size, 0);
  });

  test('calls are summed for each credential since a day; who made none is left out', async () => {
    const [one, two] = [await connect(store()), await connect(store())];
    const nothing = {
      errors: 0,
      denied: 0,
      limited: 0,
      bytes: 0,
      latency: Array.from({ length: 10 }, () => 0),
    };
    const traits = { networks: [], agents: [], scopes: [] };
    const ids = { provider: PROVIDER, appId: one.app.id, connectionId: one.connection.id, apiKeyId: null };
    const of = (hour: number, calls: number) => ({
      ...ids,
      ...nothing,
      ...traits,
      route: 'GET /x',
      hour,
      calls,
    });
    const today = Math.floor(NOW / 86_400);
    const rows = [of(today * 86_400, 3), of((today - 1) * 86_400, 4), of((today - 2) * 86_400, 100)];
    await store().addUsage(id(), rows, NOW);
    const sums = await store().sumCalls([one.connection.id, two.connection.id], today - 1);
    assert.deepEqual([...sums], [[one.connection.id, 7]]);
    assert.equal((await store().sumCalls([], 0)).size, 0);
  });

  test('the events of one connection, newest first, a page at a time', async () => {
    const { connection } = await connect(store());
    await connect(store());
    await store().revokeConnection(connection.id, 'test', act());
    const list = async (filter: object) =>
      await store().listRecentEvents({ connectionId: connection.id, limit: 9, ...filter });
    const all = await list({});
    assert.deepEqual(
      all.map(({ type }) => type),
      ['connection.revoked', 'code.redeemed', 'connection.created'],
    );
    assert.deepEqual(await list({ before: all[0]!.seq, limit: 1 }), [all[1]]);
  });
}
