/** Refresh in one process: one flight, lost answers, failing servers and vaults; in none of them is a connection lost. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openInterop, type Interop } from '../../../../tests/interop/fixture.ts';
import {
  connectUser,
  openClient,
  openProxy,
  throughProxy,
  type Proxy,
  type Setup,
  type Spoil,
} from '../fixtures.ts';
import type { Connection } from '../connection.ts';
import type { ClientOptions } from '../client-options.ts';
import { createMemoryStore } from '../vault/memory.ts';
import { Vault } from '../vault/vault.ts';

let interop: Interop;
let proxy: Proxy;
before(async () => {
  interop = await openInterop();
  proxy = await openProxy(interop.publicUrl);
});
after(async () => {
  await proxy.close();
  await interop.close();
});
beforeEach(() => {
  proxy.plan.length = 0;
  proxy.forwarded.length = 0;
});

async function openConnected(
  options: Partial<ClientOptions> = {},
): Promise<{ setup: Setup; connection: Connection }> {
  const setup = await openClient(interop, 'standard', {
    provider: throughProxy(interop, 'standard', proxy),
    options,
  });
  const connection = await connectUser(setup);
  proxy.forwarded.length = 0;
  return { setup, connection };
}

test('S-R7 many calls at once in one process make one refresh', async () => {
  const { setup, connection } = await openConnected();
  setup.clock.advanceSeconds(3590);
  const handles = await Promise.all(
    Array.from({ length: 20 }, async () => setup.client.connection(connection.id)),
  );
  const statuses = await Promise.all(handles.map(async handle => (await handle.fetch(setup.apiUrl)).status));
  assert.deepEqual(new Set(statuses), new Set([200]));
  assert.equal(proxy.forwarded.length, 1);
});

test('who stops waiting does not stop the refresh', async () => {
  const { setup, connection } = await openConnected();
  setup.clock.advanceSeconds(3590);
  const patient = connection.accessToken();
  await assert.rejects(connection.accessToken(AbortSignal.abort(new Error('enough'))), /enough/);
  await patient;
  assert.equal(setup.events.at(-1)?.type, 'refreshed');
});

test('a token that the API refuses early is replaced once, and the call sent again', async () => {
  const { setup, connection } = await openConnected();
  const old = await connection.accessToken();
  let refused = 0;
  const fetchRefusingOld: typeof fetch = async (url, init) => {
    const isOld = new Headers(init?.headers).get('authorization') === `Bearer ${old}`;
    if (isOld) refused += 1;
    return isOld ? new Response('', { status: 401 }) : fetch(url, init);
  };
  const again = await openWith(setup, { fetch: fetchRefusingOld });
  const handles = await Promise.all(Array.from({ length: 5 }, async () => again.connection(connection.id)));
  const answers = await Promise.all(
    handles.map(async handle => handle.fetch(setup.apiUrl, { method: 'GET' })),
  );
  assert.deepEqual(
    answers.map(answer => answer.status),
    [200, 200, 200, 200, 200],
  );
  assert.equal(proxy.forwarded.length, 1);
  assert.equal(refused, 5);
});

describe('the answer to a refresh is', () => {
  const html: Spoil = response =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Welcome to the airport');
  const spoils: Record<string, Spoil> = {
    'cut off': 'cut',
    'refused by the network': 'refuse',
    'a 500': response => response.writeHead(500).end('{"error":"server_error"}'),
    'a 503 with Retry-After': response => response.writeHead(503, { 'retry-after': '1' }).end(),
    'HTML with 200': html,
    'half a JSON': response =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":"abc'),
    'cut in its body': response =>
      void response.writeHead(200, { 'content-length': '5000' }).write('{"acc', () => response.destroy()),
    '10 MB': response =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.alloc(10_000_000, 'x')),
  };
  for (const [name, spoil] of Object.entries(spoils)) {
    test(`S-R7 ${name}, twice: sent again with the same refresh token, and nothing is lost`, async () => {
      const { setup, connection } = await openConnected();
      setup.clock.advanceSeconds(3599);
      proxy.plan.push(spoil, spoil);
      assert.equal((await connection.fetch(setup.apiUrl)).status, 200);
      const sent = new Set(proxy.forwarded.map(body => new URLSearchParams(body).get('refresh_token')));
      assert.equal(sent.size, 1);
      setup.clock.advanceSeconds(3599);
      assert.equal((await connection.fetch(setup.apiUrl)).status, 200, 'what was saved is the successor');
    });
  }

  test('nothing at all: the call fails in bounded time with what to do, and the connection lives', async () => {
    const { setup, connection } = await openConnected({ timeoutSeconds: 0.3 });
    setup.clock.advanceSeconds(3700);
    proxy.plan.push('silent', 'silent', 'silent');
    const start = performance.now();
    await assert.rejects(connection.fetch(setup.apiUrl), { code: 'unreachable', message: /Try again later/ });
    assert.ok(performance.now() - start < 5000);
    const event = setup.events.at(-1);
    assert.deepEqual(event?.type === 'refresh_failed' && event.code, 'unreachable');
    assert.equal((await connection.fetch(setup.apiUrl)).status, 200);
  });

  test('an error while the old token is still good: calls go on with it, and the server is left alone for a while', async () => {
    const { setup, connection } = await openConnected();
    const first = await connection.accessToken();
    setup.clock.advanceSeconds(3500);
    proxy.plan.push('refuse', 'refuse', 'refuse', 'refuse', 'refuse');
    assert.equal(await connection.accessToken(), first);
    assert.equal(await connection.accessToken(), first);
    assert.equal(proxy.plan.length, 4, 'one try');
    proxy.plan.length = 0;
    setup.clock.advanceSeconds(11);
    assert.notEqual(await connection.accessToken(), first);
  });
});

test('S-R7 the vault is away when the new tokens come: they are saved when it is back', async () => {
  const store = createMemoryStore();
  let isAway = false;
  const shaky = new Proxy(store, {
    get: (target, name: keyof typeof store) =>
      isAway && name === 'replaceConnection' ? async () => Promise.reject(new Error('gone')) : target[name],
  });
  const { setup, connection } = await openConnected({
    vault: new Vault(shaky, { key: Buffer.alloc(32, 1) }),
  });
  setup.clock.advanceSeconds(3599);
  isAway = true;
  setTimeout(() => (isAway = false), 700);
  assert.equal((await connection.fetch(setup.apiUrl)).status, 200);
  assert.equal(proxy.forwarded.length, 1);
  setup.clock.advanceSeconds(3599);
  assert.equal((await connection.fetch(setup.apiUrl)).status, 200);
});

test('S-R8 RFC 6749 §6: an answer without a refresh token keeps the old one', async () => {
  const { setup, connection } = await openConnected();
  setup.clock.advanceSeconds(3599);
  proxy.plan.push(response =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end('{"access_token":"new","token_type":"Bearer","expires_in":60}'),
  );
  assert.equal(await connection.accessToken(), 'new');
  setup.clock.advanceSeconds(61);
  assert.equal((await connection.fetch(setup.apiUrl)).status, 200);
  assert.equal(
    proxy.forwarded.length,
    1,
    'the second refresh reached the server, with the first refresh token',
  );
});

test('a lost answer whose repetition is refused ends with its own reason', async () => {
  const { setup, connection } = await openConnected();
  setup.clock.advanceSeconds(3599);
  proxy.plan.push('refuse', response =>
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}'),
  );
  await assert.rejects(connection.fetch(setup.apiUrl), { code: 'needs_reconnect', reason: 'answer_lost' });
});

test('disconnected while its refresh is under way: the new tokens are revoked, too', async () => {
  const provider = throughProxy(interop, 'standard', proxy);
  const endpoints = { ...provider.endpoints!, revocation: `${proxy.url}/standard/oauth/revoke` };
  const setup = await openClient(interop, 'standard', { provider: { ...provider, endpoints } });
  const connection = await connectUser(setup);
  setup.clock.advanceSeconds(3599);
  const refreshing = connection.accessToken();
  while (!proxy.forwarded.at(-1)?.includes('grant_type=refresh_token')) await sleep(1);
  await setup.vault.delete(connection.id);
  await assert.rejects(refreshing, { code: 'unknown_connection' });
  assert.match(proxy.forwarded.at(-1)!, /^token_type_hint=refresh_token&token=/);
});

async function openWith(setup: Setup, options: Partial<ClientOptions>) {
  const { createClient } = await import('../client.ts');
  return createClient({ ...setup.options, ...options });
}
