/** When a node says that it is ready. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuthError } from '@valetkey/protocol';
import { openTestServer } from '../fixtures.ts';
import { StoreUnavailableError } from '../store/store.ts';
import { Readiness } from './readiness.ts';

const isUnavailable = (error: unknown): boolean =>
  error instanceof OAuthError && error.status === 503 && error.retryAfterSeconds! > 0;

test('S-V8 whoever asks whether the node is ready costs at most one write a second', async () => {
  let pings = 0;
  let now = 0;
  const ping = (): Promise<void> => Promise.resolve(void (pings += 1));
  const readiness = new Readiness({ ping }, { now: () => now });
  await Promise.all(Array.from({ length: 100 }, () => readiness.check()));
  await readiness.check();
  assert.equal(pings, 1);
  now = 1000;
  await readiness.check();
  assert.equal(pings, 2);
});

test('S-W5 a node whose database takes no writes is not ready, and is again once it does', async () => {
  const database = { isBroken: true };
  let now = 0;
  const ping = async (): Promise<void> => {
    if (database.isBroken) throw new StoreUnavailableError('disk full');
  };
  const readiness = new Readiness({ ping }, { now: () => now });
  for (const _ of [1, 2]) await assert.rejects(readiness.check(), StoreUnavailableError);
  database.isBroken = false;
  await readiness.check();
  // Broken again: the one who finds out was answered already, the next one hears it.
  database.isBroken = true;
  now = 1000;
  await readiness.check();
  await assert.rejects(readiness.check(), StoreUnavailableError);
});

test('S-E9 a database that is slow takes no node away; one that says nothing at all does', async () => {
  let now = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const answers = [Promise.resolve(), promise, new Promise<void>(() => {})];
  const readiness = new Readiness({ ping: () => answers.shift()! }, { now: () => now, believedForMs: 1500 });
  await readiness.check();
  now = 1200;
  await readiness.check();
  resolve();
  await promise;
  await new Promise(setImmediate);
  now = 2500;
  await readiness.check();
  now = 9000;
  await assert.rejects(readiness.check(), isUnavailable);
});

test('a node that ends is not ready, but alive, answers what comes, and asks to be called elsewhere', async t => {
  const server = await openTestServer(t);
  const get = (url: string) => server.inject({ method: 'GET', url });
  assert.equal((await get('/readyz')).status, 200);
  assert.equal((await get('/readyz')).headers['connection'], 'keep-alive');
  server.core.readiness.drain();
  const refused = await get('/readyz');
  assert.equal(refused.status, 503);
  assert.ok(Number(refused.headers['retry-after']) > 0);
  assert.equal((await get('/livez')).status, 200);
  const metadata = await get('/.well-known/oauth-authorization-server/standard');
  assert.deepEqual([metadata.status, metadata.headers['connection']], [200, 'close']);
});
