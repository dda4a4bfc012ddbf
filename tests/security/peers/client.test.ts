/** What went wrong in peers' clients: callbacks believed, addresses fetched. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import {
  closeServer,
  goThroughConsent,
  listen,
  openClient,
  toRequest,
  type Setup,
} from '../../../packages/client/src/fixtures.ts';
import { httpCall } from '../../../packages/client/src/net/http-call.ts';
import { openInterop, type Interop } from '../../interop/fixture.ts';

let interop: Interop;
let endless: Server;
let endlessUrl: string;
let reached = 0;
before(async () => {
  interop = await openInterop();
  endless = createServer((_, response) => {
    reached += 1;
    const timer = setInterval(() => response.write('x'.repeat(4096)), 1);
    response.on('close', () => clearInterval(timer));
  });
  endlessUrl = await listen(endless);
});
after(async () => {
  await closeServer(endless);
  await interop.close();
});

async function isRefused(setup: Setup, request: ReturnType<typeof toRequest>): Promise<void> {
  await assert.rejects(setup.client.finishConnect(request), { code: 'bad_callback' });
}

test('CVE-2025-68158 CVE-2026-41425: state and code of one browser are worth nothing in another', async () => {
  const setup = await openClient(interop, 'standard');
  const [victim, attacker] = [await goThroughConsent(setup), await goThroughConsent(setup)];
  await isRefused(setup, { ...toRequest(attacker), cookie: victim.cookie });
  await isRefused(setup, { ...toRequest(attacker), cookie: '' });
  assert.equal((await setup.client.finishConnect(toRequest(victim))).isNew, true);
});

test('CVE-2023-27490: a callback is good once', async () => {
  const setup = await openClient(interop, 'standard');
  const journey = await goThroughConsent(setup);
  await setup.client.finishConnect(toRequest(journey));
  await isRefused(setup, toRequest(journey));
});

test('GHSA-x445-f3h2-j279: what was begun with one provider does not end with another', async () => {
  const [standard, fliki] = [await openClient(interop, 'standard'), await openClient(interop, 'fliki')];
  const there = await goThroughConsent(fliki);
  await isRefused(standard, toRequest(there));
  const here = await goThroughConsent(standard);
  await isRefused(standard, { ...toRequest(here), cookie: there.cookie });
  assert.deepEqual(await standard.client.connections('ada'), []);
});

test('node-oidc-provider 1548834 logto 58cb52c7 GHSA-5rr4-8452-hf4v: a discovered address inside is not called, without being asked for', async () => {
  const before = reached;
  const options = { configuredOrigins: [], timeoutMs: 2000, maxBytes: 1000 };
  const inside = [
    endlessUrl,
    endlessUrl.replace('http:', 'https:'),
    'https://169.254.169.254/',
    'https://[::1]/',
  ];
  for (const url of inside)
    await assert.rejects(
      httpCall(url, { method: 'GET', headers: {} }, options),
      { code: 'unsafe_address' },
      url,
    );
  const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
  await assert.rejects(
    httpCall('https://as.example/', { method: 'GET', headers: {} }, { ...options, resolve }),
    {
      code: 'unsafe_address',
    },
  );
  assert.equal(reached, before);
});

test('node-oidc-provider 0c424cd: an answer without end is cut off', async () => {
  const options = { configuredOrigins: [endlessUrl], timeoutMs: 20_000, maxBytes: 65_536 };
  await assert.rejects(httpCall(`${endlessUrl}/`, { method: 'GET', headers: {} }, options), {
    code: 'hostile_answer',
  });
});
