/** Authorization requests by the thousand: each is a row for ten minutes, so a network has so many, and a person has their own. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { LimitsConfig } from '../../config-types.ts';
import {
  TestBrowser,
  authorizeUrl,
  createApp,
  createPerson,
  openTestServer,
  testConfig,
  type TestResponse,
  type TestServer,
} from '../../fixtures.ts';

const FLOOD = '198.51.100.7';
const HONEST = '203.0.113.9';

type Begin = (from: string, headers?: Record<string, string>) => Promise<TestResponse>;

async function open(
  t: TestContext,
  limits: LimitsConfig,
): Promise<{ server: TestServer; url: string; begin: Begin }> {
  const server = await openTestServer(t, { config: { ...testConfig(), limits } });
  const { app } = await createApp(server, 'standard');
  const url = authorizeUrl(server, 'standard', app);
  const begin: Begin = async (remoteAddress, headers = {}) =>
    await server.inject({ url, remoteAddress, headers });
  return { server, url, begin };
}

test('S-V8 one network begins so many authorization requests in ten minutes; then 429 with Retry-After, and no row', async t => {
  const { server, begin } = await open(t, { authorizationsPerNetwork: 5 });
  for (let i = 0; i < 5; i++) assert.equal((await begin(FLOOD)).status, 303);
  let rows = 0;
  const { createInteraction } = server.core.store;
  server.core.store.createInteraction = interaction => (rows++, createInteraction(interaction));
  const refused = await begin(FLOOD);
  assert.deepEqual([refused.status, refused.headers['retry-after'], rows], [429, '1', 0]);
  assert.match(refused.body, /A little too fast/);
  assert.equal((await begin(HONEST)).status, 303);
  server.clock.advanceSeconds(601);
  assert.equal((await begin(FLOOD)).status, 303);
});

test('S-V9 who is signed in has a count of their own, in whatever network they are', async t => {
  const { server, url, begin } = await open(t, { authorizationsPerNetwork: 3 });
  await createPerson(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(url);
  await browser.signIn();
  const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ');
  for (let i = 0; i < 5; i++) await begin(FLOOD);
  assert.equal((await begin(FLOOD)).status, 429);
  for (let i = 0; i < 2; i++) assert.equal((await begin(FLOOD, { cookie })).status, 303);
});

test('S-V8 too many in all, from ever new networks: who has begun little still gets through, who has begun much waits', async t => {
  const { begin } = await open(t, { authorizations: 60, authorizationsPerNetwork: 50 });
  for (let i = 0; i < 40; i++) assert.equal((await begin(FLOOD)).status, 303);
  for (let i = 0; i < 20; i++) assert.equal((await begin(`192.0.2.${i}`)).status, 303);
  assert.equal((await begin(FLOOD)).status, 429);
  assert.equal((await begin(HONEST)).status, 303);
});

test('S-V9 this machine is not limited: behind a proxy that nobody named, everybody would be', async t => {
  const { begin } = await open(t, { authorizationsPerNetwork: 2 });
  for (let i = 0; i < 10; i++) {
    assert.equal((await begin('127.0.0.1')).status, 303);
    assert.equal((await begin('::1')).status, 303);
  }
});
