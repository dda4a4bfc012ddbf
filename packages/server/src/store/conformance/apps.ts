/** Apps and their secrets. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StoreConflictError } from '../store.ts';
import { act, appRow, createApp, eventTypesSince, id, NOW } from './fixtures.ts';
import type { Subject } from './suite.ts';

export function appTests(store: Subject): void {
  test('an app comes back as it was written, with a family of its own', async () => {
    const row = appRow({ logo: 'data:image/png;base64,AAAA', verified: true, native: true });
    const app = await store().createApp(row, { id: id(), secret: 'sec', keyId: 'k1' }, act());
    assert.deepEqual(app, { ...row, epoch: 0, updatedAt: NOW });
    assert.deepEqual(await store().findApp(app.id), app);
    const own = await store().findOwnFamily(app.id);
    assert.deepEqual([own?.connectionId, own?.scopes, own?.secret], [null, ['read', 'write'], 'sec']);
    assert.ok((await store().listApps(app.provider)).some(listed => listed.id === app.id));
    assert.deepEqual(await store().listApps('nobody'), []);
    const approved = await store().listApprovedApps(app.provider);
    assert.equal(
      approved.some(listed => listed.id === app.id),
      app.status === 'approved',
    );
    assert.ok(approved.every(listed => listed.status === 'approved' && !('logo' in listed)));
    assert.equal(await store().findApp(id()), null);
  });

  for (const [field, change] of [
    ['name', { name: 'Other' }],
    ['redirect URIs', { redirectUris: ['https://evil.example/cb'] }],
    ['scopes', { scopes: ['read'] }],
    ['logo', { logo: 'data:image/png;base64,BBBB' }],
  ] as const) {
    test(`S-J4 a changed ${field} drops the verification, unless the operator changes it`, async () => {
      const app = await createApp(store(), { verified: true });
      assert.equal((await store().updateApp(app.id, change, act(NOW, 'operator')))?.verified, true);
      const again = await createApp(store(), { verified: true });
      assert.equal((await store().updateApp(again.id, change, act(NOW, 'user:x')))?.verified, false);
      assert.equal((await store().findApp(again.id))?.verified, false);
    });
  }

  test('S-J4 only the operator verifies', async () => {
    const app = await createApp(store());
    assert.equal((await store().updateApp(app.id, { verified: true }, act(NOW, 'user:x')))?.verified, false);
    assert.equal((await store().updateApp(app.id, { verified: true }, act(NOW, 'operator')))?.verified, true);
  });

  test('new scopes are appended to the own family, taken ones stay in their place', async () => {
    const app = await createApp(store(), { scopes: ['a', 'b'] });
    await store().updateApp(app.id, { scopes: ['c', 'b'] }, act());
    assert.deepEqual((await store().findOwnFamily(app.id))?.scopes, ['a', 'b', 'c']);
    assert.deepEqual((await store().findApp(app.id))?.scopes, ['c', 'b']);
  });

  test('an update of nothing writes nothing, of an unknown app gives null', async () => {
    const app = await createApp(store());
    const before = await store().lastEventSeq();
    assert.deepEqual(await store().updateApp(app.id, { name: app.name }, act(NOW + 5)), app);
    assert.equal(await store().updateApp(id(), { name: 'x' }, act()), null);
    assert.equal(await store().setAppStatus(id(), 'approved', act()), null);
    assert.deepEqual(await eventTypesSince(store(), before), []);
  });

  test('status changes tell what happened', async () => {
    const app = await createApp(store(), { status: 'draft' });
    const before = await store().lastEventSeq();
    for (const status of ['in_review', 'approved', 'suspended', 'approved'] as const) {
      assert.equal((await store().setAppStatus(app.id, status, act()))?.status, status);
    }
    assert.deepEqual(await eventTypesSince(store(), before), [
      'app.updated',
      'app.approved',
      'app.suspended',
      'app.resumed',
    ]);
  });

  const secret = (appId: string) => ({
    id: id(),
    appId,
    hash: id(),
    lastFour: 'abcd',
    createdAt: NOW,
    expiresAt: null,
  });

  test('S-C20 at most two secrets live at a time, also when ten are added at once', async () => {
    const app = await createApp(store());
    const added = await Promise.allSettled(
      Array.from({ length: 10 }, () => store().addAppSecret(secret(app.id), act())),
    );
    assert.equal(added.filter(result => result.status === 'fulfilled').length, 2);
    const [newest] = await store().listAppSecrets(app.id);
    assert.equal(await store().revokeAppSecret(app.id, newest!.id, act()), true);
    assert.equal(await store().revokeAppSecret(app.id, newest!.id, act()), false);
    await store().addAppSecret(secret(app.id), act());
    await assert.rejects(
      store().addAppSecret(secret(app.id), act()),
      (error: unknown) => error instanceof StoreConflictError && error.what === 'a third live secret',
    );
    assert.equal((await store().listAppSecrets(app.id)).length, 3);
  });

  test('S-C20 the other secrets end at the deadline, which is never later than before', async () => {
    const app = await createApp(store());
    const [older, newer] = [secret(app.id), secret(app.id)];
    await store().addAppSecret({ ...older, expiresAt: NOW + 100 }, act());
    await store().addAppSecret(newer, act(), NOW + 900);
    const ends = (await store().listAppSecrets(app.id)).map(row => [row.id, row.expiresAt]);
    assert.deepEqual(ends, [
      [newer.id, null],
      [older.id, NOW + 100],
    ]);
    await store().addAppSecret(secret(app.id), act(NOW + 101));
  });

  test('S-C20 of two who rotate at once both get a secret, and the newer one goes on', async () => {
    const app = await createApp(store());
    const [first, second] = [secret(app.id), secret(app.id)];
    await Promise.all([first, second].map(row => store().addAppSecret(row, act(), NOW + 60)));
    const ends = (await store().listAppSecrets(app.id)).map(({ expiresAt }) => expiresAt);
    assert.deepEqual(new Set(ends), new Set([null, NOW + 60]));
  });

  test('a secret of another app is not revoked; the last use is written once a minute', async () => {
    const [app, other] = [await createApp(store()), await createApp(store())];
    const row = secret(app.id);
    await store().addAppSecret(row, act());
    assert.equal(await store().revokeAppSecret(other.id, row.id, act()), false);
    for (const now of [NOW, NOW + 59]) await store().touchAppSecret(app.id, row.id, now, '192.0.2.1');
    assert.equal((await store().listAppSecrets(app.id))[0]?.lastUsedAt, NOW);
    await store().touchAppSecret(app.id, row.id, NOW + 60, '192.0.2.2');
    assert.equal((await store().listAppSecrets(app.id))[0]?.lastUsedAt, NOW + 60);
    assert.equal((await store().listAppSecrets(app.id))[0]?.lastUsedFrom, '192.0.2.2');
  });
}
