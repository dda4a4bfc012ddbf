/** Housekeeping: what goes, what stays, in which portions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sealAll, trimEvents } from '../../domain/audit/seal.ts';
import { newId } from '../../domain/ids.ts';
import type { Family } from '../rows.ts';
import type { Store } from '../store.ts';
import {
  act,
  connect,
  consent,
  familyOf,
  id,
  NOW,
  PROVIDER,
  redeem,
  rotationOf,
  testPepper,
} from './fixtures.ts';

const DAY = 24 * 3600;
const RETENTION = 30 * DAY;
/** From now to the end of the stretch that is counted in one row: of a day, of a week since 1970. */
const endOf = (stretch: number): number => stretch - (NOW % stretch);
const RULES = { limit: 100, familyRetentionSeconds: RETENTION };

export function housekeepingTests(open: () => Promise<Store>): void {
  const withStore = (title: string, body: (store: Store) => Promise<void>): void => {
    test(title, async () => {
      const store = await open();
      try {
        await body(store);
      } finally {
        await store.close();
      }
    });
  };
  const exists = async (store: Store, family: Family): Promise<boolean> =>
    (await store.findFamily(family.id)) !== null;

  withStore(
    'S-W8 an ended family stays for its retention, then goes; a live one and an own one stay',
    async store => {
      const {
        connection,
        family: live,
        app,
      } = await connect(store, { expiresAt: null, idleExpiresAt: null });
      const expired = await redeem(store, familyOf(connection, { expiresAt: NOW + 10 }));
      const revoked = await redeem(store, familyOf(connection));
      const idle = await redeem(store, familyOf(connection, { expiresAt: null, idleExpiresAt: NOW + 10 }));
      const stored = await redeem(
        store,
        familyOf(connection, { expiresAt: null, idleExpiresAt: NOW + 10, tokenHash: 'h' }),
      );
      await store.revokeFamily(revoked.id, { reason: 'r', endConnection: false }, act(NOW + 10));
      await store.cleanUp({ ...RULES, now: NOW + 10 + RETENTION - 1 });
      for (const family of [expired, revoked, idle, stored, live])
        assert.equal(await exists(store, family), true);
      await store.cleanUp({ ...RULES, now: NOW + 10 + RETENTION });
      for (const family of [expired, revoked, idle]) assert.equal(await exists(store, family), false);
      for (const family of [stored, live]) assert.equal(await exists(store, family), true);
      assert.notEqual(await store.findOwnFamily(app.id), null);
    },
  );

  withStore(
    'S-W7 families without end go when their connection, revision or everything ended',
    async store => {
      const endless = { expiresAt: null, idleExpiresAt: null };
      const [a, b, c] = [
        await connect(store, endless),
        await connect(store, endless),
        await connect(store, endless),
      ];
      await store.revokeConnection(a.connection.id, 'r', act());
      await store.revokeAll({ userId: b.user.id }, 'r', act());
      await consent(store, c, { scopes: ['other'], exact: true });
      await store.cleanUp({ ...RULES, now: NOW + RETENTION - 1 });
      for (const { family } of [a, b, c]) assert.equal(await exists(store, family), true);
      await store.cleanUp({ ...RULES, now: NOW + RETENTION });
      for (const { family } of [a, b, c]) assert.equal(await exists(store, family), false);
    },
  );

  withStore(
    'S-B2 a family is not cleaned away while its code could come back, whatever the retention',
    async store => {
      const { connection, family } = await connect(store);
      await store.revokeFamily(family.id, { reason: 'r', endConnection: false }, act());
      await store.cleanUp({ ...RULES, familyRetentionSeconds: 0, now: NOW + 700 });
      assert.equal(
        (await store.redeemCode(familyOf(connection, { id: family.id }), act(NOW + 700))).outcome,
        'replayed',
      );
    },
  );

  withStore('S-D5 reuse of an old generation ends the family also after cleaning', async store => {
    const { family } = await connect(store);
    for (const generation of [0, 1, 2]) await store.rotateFamily(rotationOf(family, { generation }), act());
    await store.cleanUp({ ...RULES, now: NOW + DAY });
    assert.equal((await store.rotateFamily(rotationOf(family), act(NOW + DAY))).outcome, 'reused');
  });

  withStore('S-W7 many dead families go in portions, past the live ones', async store => {
    const { connection } = await connect(store);
    for (let i = 0; i < 60; i++) {
      const isDead = i >= 35;
      await redeem(store, familyOf(connection, { expiresAt: isDead ? NOW + 10 : null, idleExpiresAt: null }));
    }
    const before = (await store.countRows())['families']!;
    const counts: number[] = [];
    for (let i = 0; i < 12; i++)
      counts.push(await store.cleanUp({ ...RULES, limit: 5, now: NOW + RETENTION + 10 }));
    assert.ok(Math.max(...counts) <= 5);
    assert.equal((await store.countRows())['families'], before - 25);
  });

  withStore('S-W7 each kind goes at its own time, at most `limit` rows of it at once', async store => {
    const { user, app } = await connect(store);
    const open = {
      provider: PROVIDER,
      appId: app.id,
      browserHash: 'b',
      request: '{}',
      createdAt: NOW,
      expiresAt: NOW + 5,
    };
    const times = { createdAt: NOW, authenticatedAt: NOW, lastSeenAt: NOW, expiresAt: NOW + 50 };
    const counts = {
      calls: 1,
      errors: 0,
      denied: 0,
      limited: 0,
      bytes: 0,
      latency: Array.from({ length: 10 }, () => 0),
    };
    const traits = { networks: [], agents: [], scopes: [] };
    for (let n = 0; n < 3; n++) {
      await store.createInteraction({ ...open, id: id() });
      await store.createSession({ idHash: id(), provider: PROVIDER, userId: user.id, ...times }, null, act());
      await store.claimState({ appId: app.id, stateHash: `s${n}`, browserHash: 'b', userId: null }, NOW);
      await store.takeQuota({ limitKey: `q${n}`, scope: '', day: Math.floor(NOW / DAY), count: 1, limit: 9 });
      const row = {
        provider: PROVIDER,
        appId: app.id,
        connectionId: null,
        apiKeyId: id(),
        route: `r${n}`,
        hour: NOW,
      };
      await store.addUsage(id(), [{ ...row, ...counts, ...traits }], NOW);
      const entry = {
        id: newId(Date.now()),
        provider: PROVIDER,
        appId: app.id,
        requestId: 'r',
        at: NOW * 1000,
      };
      await store.appendRequestLog([{ ...entry, endpoint: 'token', outcome: 'ok', code: null, reason: '' }]);
    }
    const kinds = [
      'interactions',
      'sessions',
      'state_claims',
      'quota_days',
      'usage_reports',
      'request_log',
      'usage_weeks',
      'usage_traits',
    ];
    const ages = [5, 50, DAY, 2 * DAY, 7 * DAY, 30 * DAY, endOf(7 * DAY) + 90 * DAY, 400 * DAY];
    for (const [i, kind] of kinds.entries()) {
      const now = NOW + ages[i]!;
      await store.cleanUp({ ...RULES, now: now - DAY * (ages[i]! > DAY ? 1 : 0) - 1, limit: 2 });
      assert.equal((await store.countRows())[kind], 3, `${kind} stays`);
      await store.cleanUp({ ...RULES, now, limit: 2 });
      assert.equal((await store.countRows())[kind], 1, `${kind} goes in portions`);
      await store.cleanUp({ ...RULES, now, limit: 2 });
      assert.equal((await store.countRows())[kind], 0, `${kind} goes`);
    }
  });

  withStore('S-W7 routes of usage go after 90 days, its sums after 400', async store => {
    const counts = {
      calls: 1,
      errors: 0,
      denied: 0,
      limited: 0,
      bytes: 0,
      latency: Array.from({ length: 10 }, () => 0),
    };
    const row = { provider: PROVIDER, appId: id(), connectionId: null, apiKeyId: null, hour: NOW, ...counts };
    const traits = { networks: [], agents: [], scopes: [] };
    const routes = ['a', 'b', 'c'].map(route => ({ ...row, ...traits, route }));
    await store.addUsage(id(), routes, NOW);
    const left = async (now: number) => {
      await store.cleanUp({ ...RULES, now });
      return (await store.countRows())['usage_route_days'];
    };
    const end = NOW + endOf(DAY);
    assert.equal(await left(end + 90 * DAY - 1), 5);
    assert.equal(await left(end + 90 * DAY), 2);
    assert.equal(await left(end + 400 * DAY - 1), 2);
    assert.equal(await left(end + 400 * DAY), 0);
  });

  withStore("S-W7 events go after their retention, and a follower's position stays valid", async store => {
    await connect(store);
    const last = await store.lastEventSeq();
    const sealing = { store, pepper: testPepper() };
    await sealAll(sealing, NOW);
    await trimEvents(sealing, NOW * 1000 - 1);
    await store.cleanUp({ ...RULES, now: NOW });
    assert.equal((await store.listEvents({ after: 0, limit: 100 })).length, last);
    await trimEvents(sealing, NOW * 1000);
    await store.cleanUp({ ...RULES, now: NOW });
    assert.deepEqual(await store.listEvents({ after: 0, limit: 100 }), []);
    await store.appendEvent({ provider: PROVIDER, type: 'login.failed' }, act());
    assert.equal((await store.listEvents({ after: last, limit: 100 })).length, 1);
  });
}
