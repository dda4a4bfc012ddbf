/** Developer Settings over the API: whose apps are seen, by whom, and what is never in an answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listApps, readApp } from '@valetkey/protocol/console-api';
import { createApp, createPerson, openTestServer } from '../fixtures.ts';
import { openConsole } from './fixtures.ts';

const ADA = 'ada@example.com';

test('R3 R9 an app that the staff registered for an address is in the portal of who signs in with it; S-J9 no secret is in it', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app, secret } = await createApp(server, 'standard', { ownerEmail: 'Ada@Example.com' });
  await createApp(server, 'standard', { ownerEmail: 'other@example.com' });
  const ada = await openConsole(server, 'standard', ADA);
  const read = await ada.call(readApp, { ids: { appId: app.id } });
  assert.deepEqual([read.json['id'], read.json['role']], [app.id, 'owner']);
  const list = await ada.call(listApps);
  const items = list.json['items'] as { id: string; connections: number; calls: number }[];
  assert.deepEqual(
    items.map(({ id, connections, calls }) => [id, connections, calls]),
    [[app.id, 0, 0]],
  );
  assert.equal((list.body + read.body).includes(secret.slice(0, 12)), false);
});

test('S-J3 an address that changed hands takes no app along', async t => {
  const server = await openTestServer(t);
  const { user } = await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard', { ownerEmail: ADA });
  const act = { now: 1, actor: 'operator' };
  await server.core.store.claimApps({ provider: 'standard', email: ADA, userId: user.id }, act);
  const database = server.core.store;
  const heir = await createPerson(server, 'standard', {
    email: 'heir@example.com',
    accounts: [{ name: 'Heirs' }],
  });
  assert.equal(await database.claimApps({ provider: 'standard', email: ADA, userId: heir.user.id }, act), 0);
  const caller = await openConsole(server, 'standard', 'heir@example.com');
  assert.equal((await caller.call(readApp, { ids: { appId: app.id } })).status, 404);
  assert.deepEqual((await caller.call(listApps)).json['items'], []);
});
