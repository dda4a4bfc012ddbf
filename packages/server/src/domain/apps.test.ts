/** Authenticating apps, truly at once: between the checks of one another (S-E5). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuthError } from '@valetkey/protocol';
import { createApp, openTestServer, type TestApp, type TestServer } from '../fixtures.ts';
import { authenticateApp } from './apps.ts';

const PLACE = { endpoint: 'token', address: '198.51.100.7', requestId: 'req_x' } as const;

async function authenticate(server: TestServer, app: TestApp, clientSecret: string): Promise<string> {
  const credentials = { method: 'post', clientId: app.app.id, clientSecret, basicTried: false } as const;
  try {
    await authenticateApp(server.core, server.provider('standard'), credentials, PLACE);
    return 'ok';
  } catch (error) {
    return error instanceof OAuthError ? error.code : String(error);
  }
}

test('S-E5 of 1,000 guesses that are all under way before one is judged, ten are told anything, and the right one is not', async t => {
  const server = await openTestServer(t);
  const app = await createApp(server, 'standard');
  const answers = await Promise.all(
    Array.from(
      { length: 1000 },
      async (_, i) => await authenticate(server, app, i === 900 ? app.secret : `guess-${i}`),
    ),
  );
  const count = (answer: string): number => answers.filter(a => a === answer).length;
  assert.deepEqual([count('invalid_client'), count('too_many_requests'), count('ok')], [10, 990, 0]);
});

test('S-C10 S-V9 an app’s own 1,000 requests under way at once are no guesses', async t => {
  const server = await openTestServer(t);
  const app = await createApp(server, 'standard');
  const answers = await Promise.all(
    Array.from({ length: 1000 }, async () => await authenticate(server, app, app.secret)),
  );
  assert.deepEqual([...new Set(answers)], ['ok']);
});
