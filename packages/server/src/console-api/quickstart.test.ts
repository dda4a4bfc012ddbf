/** Quickstart through its API. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as operations from '@valetkey/protocol/console-api';
import { createApp, createPerson, openTestServer } from '../fixtures.ts';
import { openConsole } from './fixtures.ts';

test('R57 R20 a quickstart is filled in with the app’s own values, for one of its own redirect URIs only', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'copernica');
  const ada = await openConsole(server, 'copernica', 'ada@example.com');
  const { app, secret } = await createApp(server, 'copernica', { ownerEmail: 'ada@example.com' });
  const ids = { appId: app.id };
  const { body } = await ada.call(operations.readQuickstart, { ids, query: { language: 'python' } });
  assert.ok(body.includes(app.id) && body.includes('SCOPES = None') && !body.includes(secret));
  for (const query of [{ language: 'cobol' }, { redirectUri: 'https://evil.example/' }])
    assert.equal((await ada.call(operations.readQuickstart, { ids, query })).status, 404);
});

test('R58 an app of a device has no secret, and only programs that need none', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const ada = await openConsole(server, 'standard', 'ada@example.com');
  const phone = { type: 'public', native: true, redirectUris: ['com.example.app:/back'] } as const;
  const { app } = await createApp(server, 'standard', { ...phone, ownerEmail: 'ada@example.com' });
  const { json } = await ada.call(operations.readQuickstart, { ids: { appId: app.id } });
  const offered = json['languages'] as { language: string }[];
  assert.deepEqual(
    offered.map(({ language }) => language),
    ['curl', 'swift'],
  );
});
