/** What the provider's staff does with apps: looking for them, the badge, limits, one-time links; and how far an app has come. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  act,
  connect,
  createApp,
  eventTypesSince,
  id,
  NOW,
  PROVIDER,
  rotationOf,
  tally,
} from './fixtures.ts';
import type { Subject } from './suite.ts';

const STAFF = act(NOW, 'operator');

export function reviewTests(store: Subject): void {
  test('apps are searched by name, publisher, address and id, in pages; what was deleted is not among them', async () => {
    const provider = `search-${id()}`;
    const one = await createApp(store(), { provider, name: '50%_Off', ownerEmail: 'ada@example.com' });
    const two = await createApp(store(), {
      provider,
      publisher: 'Zest',
      verified: true,
      status: 'in_review',
    });
    const gone = await createApp(store(), { provider });
    await store().deleteApp(gone.id, act());
    const found = async (filter: object): Promise<string[]> =>
      (await store().searchApps({ provider, limit: 9, ...filter })).map(app => app.id);
    assert.deepEqual(await found({}), [two.id, one.id]);
    assert.deepEqual(await found({ limit: 1 }), [two.id]);
    assert.deepEqual(await found({ after: two.id }), [one.id]);
    assert.deepEqual(await found({ status: 'in_review' }), [two.id]);
    assert.deepEqual(await found({ verified: false }), [one.id]);
    for (const search of ['%_oFF', 'ADA@', one.id])
      assert.deepEqual(await found({ search }), [one.id], search);
    for (const search of ['5__%', 'nothing']) assert.deepEqual(await found({ search }), [], search);
    assert.deepEqual(await found({ search: 'zest' }), [two.id]);
    assert.deepEqual(
      new Set((await store().listAppNames(provider)).map(({ name }) => name)),
      new Set([one.name, two.name]),
    );
  });

  test('R13 ten approve one app at once: one does, and the event says so once', async () => {
    const app = await createApp(store(), { status: 'in_review' });
    const before = await store().lastEventSeq();
    const moves = await Promise.all(
      Array.from({ length: 10 }, () => store().moveApp(app.id, ['in_review'], 'approved', STAFF)),
    );
    assert.equal(moves.filter(moved => moved?.status === 'approved').length, 1);
    assert.deepEqual(await eventTypesSince(store(), before), ['app.approved']);
  });

  test('S-J15 approved and suspended at once: it is suspended, and what it is again stands there', async () => {
    const app = await createApp(store(), { status: 'in_review' });
    await Promise.all([
      store().moveApp(app.id, ['in_review'], 'approved', STAFF),
      store().setAppStatus(app.id, 'suspended', STAFF),
    ]);
    assert.equal((await store().findApp(app.id))?.status, 'suspended');
    const { suspendedFrom } = await store().findAppControls(app.id);
    assert.ok(['approved', 'in_review'].includes(suspendedFrom!));
    await store().setAppStatus(app.id, 'deleted', STAFF);
    assert.equal((await store().setAppStatus(app.id, 'approved', STAFF))?.status, 'deleted');
  });

  test('the badge is given and taken with a reason, and told once', async () => {
    const app = await createApp(store());
    const before = await store().lastEventSeq();
    const verify = (verified: boolean) => store().setAppVerified(app.id, verified, 'seen', STAFF);
    assert.equal((await Promise.all([verify(true), verify(true)])).filter(Boolean).length, 1);
    assert.equal((await store().findApp(app.id))?.verified, true);
    assert.deepEqual([await verify(false), await verify(false)], [true, false]);
    assert.equal(await store().setAppVerified(id(), true, 'seen', STAFF), false);
    assert.deepEqual(await eventTypesSince(store(), before), ['app.verified', 'app.unverified']);
  });

  test('S-J16 limits of an app stand beside its suspension, each without the other', async () => {
    const app = await createApp(store());
    const none = { suspendedFrom: null, dailyConnections: null, callsPerMinute: null };
    assert.deepEqual(await store().findAppControls(app.id), none);
    const limits = { dailyConnections: 5, callsPerMinute: 60 };
    await store().setAppLimits(app.id, limits, 'new', STAFF);
    await store().setAppStatus(app.id, 'suspended', STAFF);
    assert.deepEqual(await store().findAppControls(app.id), { suspendedFrom: 'approved', ...limits });
    await store().setAppLimits(app.id, { dailyConnections: null, callsPerMinute: 7 }, 'less', STAFF);
    const after = { suspendedFrom: 'approved', dailyConnections: null, callsPerMinute: 7 };
    assert.deepEqual(await store().findAppControls(app.id), after);
  });

  test('S-E1 a one-time link is opened by one of ten at once, and not after its end', async () => {
    const app = await createApp(store());
    const link = (change: object = {}) => ({
      hash: id(),
      appId: app.id,
      createdAt: NOW,
      expiresAt: NOW + 100,
      ...change,
    });
    const [first, second, late] = [link(), link(), link({ createdAt: NOW + 1 })];
    await store().createCredentialLink(first);
    await store().createCredentialLink(second);
    assert.equal(await store().findCredentialLink(first.hash), null, 'the one before it ended');
    const by = act(NOW + 1, 'user:ada');
    const opened = await Promise.all(
      Array.from({ length: 10 }, () => store().consumeCredentialLink(second.hash, by)),
    );
    assert.deepEqual(tally(opened.map(String)), { true: 1, false: 9 });
    await store().createCredentialLink(late);
    assert.equal(await store().consumeCredentialLink(late.hash, act(NOW + 100)), false);
    assert.equal(await store().consumeCredentialLink(id(), by), false);
    assert.deepEqual(await store().listCredentialLinks(app.id), [
      { ...late, openedAt: null, openedBy: null },
      { ...second, openedAt: NOW + 1, openedBy: 'user:ada' },
    ]);
  });

  test('S-E1 two links made at once: one of them can be opened', async () => {
    const app = await createApp(store());
    const hashes = Array.from({ length: 5 }, () => id());
    await Promise.all(
      hashes.map(hash =>
        store().createCredentialLink({ hash, appId: app.id, createdAt: NOW, expiresAt: NOW + 100 }),
      ),
    );
    assert.equal((await store().listCredentialLinks(app.id)).length, 1);
  });

  test('R9 how far an app has come: connected, token, called, refreshed', async () => {
    const idle = await createApp(store());
    const nothing = { connected: false, token: false, called: false, refreshed: false };
    assert.deepEqual(await store().findAppProgress(idle.id), nothing);
    const { app, connection, family } = await connect(store());
    const begun = { ...nothing, connected: true, token: true };
    assert.deepEqual(await store().findAppProgress(app.id), begun);
    await store().rotateFamily(rotationOf(family), act());
    assert.deepEqual(await store().findAppProgress(app.id), { ...begun, refreshed: true });
    const hour = NOW - (NOW % 3600);
    const row = { provider: PROVIDER, appId: app.id, connectionId: connection.id, apiKeyId: null, hour };
    const counters = {
      calls: 1,
      errors: 0,
      denied: 0,
      limited: 0,
      bytes: 0,
      latency: Array<number>(10).fill(0),
    };
    const traits = { networks: [], agents: [], scopes: [] };
    await store().addUsage(id(), [{ ...row, ...counters, ...traits, route: 'GET /' }], NOW);
    assert.deepEqual(await store().findAppProgress(app.id), { ...begun, refreshed: true, called: true });
  });
}
