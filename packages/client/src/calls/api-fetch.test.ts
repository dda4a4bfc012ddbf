/** `fetch` of a connection: what is sent again and what is not, where tokens go, limits. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createClient } from '../client.ts';
import type { ClientOptions, ProviderOptions } from '../client-options.ts';
import { closeServer, listen } from '../fixtures.ts';
import { SecretText } from '../secret-text.ts';
import { memoryVault } from '../vault/memory.ts';
import type { Connection } from '../connection.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
let server: Server;
let other: Server;
let url: string;
let otherUrl: string;
let plan: Answer[] = [];
let seen: { method: string; url: string; authorization: string | undefined; body: string }[] = [];

before(async () => {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const chunk of request as AsyncIterable<Buffer>) body += chunk.toString();
    seen.push({
      method: request.method!,
      url: request.url!,
      authorization: request.headers.authorization,
      body,
    });
    (plan.shift() ?? (ok => ok.end('{}')))(response, request);
  };
  server = createServer((request, response) => void handle(request, response));
  other = createServer((request, response) => void handle(request, response));
  [url, otherUrl] = [await listen(server), await listen(other)];
});
after(async () => {
  await closeServer(server);
  await closeServer(other);
});
beforeEach(() => {
  plan = [];
  seen = [];
});

async function openConnection(
  provider: Partial<ProviderOptions> = {},
  options: Partial<ClientOptions> = {},
): Promise<Connection> {
  const vault = memoryVault();
  const tokens = {
    access: new SecretText('token'),
    refresh: null,
    expiresAt: null,
    receivedAt: 1,
    scopes: [],
  };
  await vault.insert({
    id: 'c',
    provider: 'crm',
    owner: 'ada',
    subject: null,
    state: 'connected',
    reason: null,
    version: 1,
    connectedAt: 1,
    updatedAt: 1,
    tokens,
  });
  const endpoints = { authorization: `${url}/a`, token: `${url}/t` };
  const providers = { crm: { endpoints, clientId: 'id', clientSecret: 's', ...provider } };
  return createClient({
    providers,
    vault,
    redirectUri: 'https://app.example/callback',
    ...options,
  }).connection('c');
}

const destroy: Answer = (_response, request) => void request.socket.destroy();
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  response =>
    void response.writeHead(code, headers).end('{}');

describe('repeating', () => {
  test('a GET whose answer is lost is sent again, three times at most', async () => {
    plan = [destroy, destroy];
    assert.equal((await (await openConnection()).fetch(url)).status, 200);
    assert.equal(seen.length, 3);
    plan = [destroy, destroy, destroy, destroy];
    await assert.rejects((await openConnection()).fetch(url), { code: 'unreachable' });
    assert.equal(seen.length, 6);
  });

  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    test(`a ${method} whose answer is lost may have had an effect: never sent again, and the error says so`, async () => {
      plan = [destroy];
      await assert.rejects((await openConnection()).fetch(url, { method, body: 'x' }), {
        code: 'unreachable',
        message: /may|not known whether/,
      });
      assert.equal(seen.length, 1);
    });
  }

  test('a 503 may have had an effect: a GET waits and is sent again, a POST is not', async () => {
    plan = [status(503, { 'retry-after': '0' }), status(200), status(503, { 'retry-after': '0' })];
    const connection = await openConnection();
    assert.equal((await connection.fetch(url)).status, 200);
    assert.equal((await connection.fetch(url, { method: 'POST', body: 'x' })).status, 503);
    assert.equal(seen.length, 3);
  });

  test('a 429 had none: Retry-After is waited for, and the POST is sent again with its body', async () => {
    plan = [status(429, { 'retry-after': '1' })];
    const start = performance.now();
    assert.equal((await (await openConnection()).fetch(url, { method: 'POST', body: 'twice' })).status, 200);
    assert.ok(performance.now() - start >= 950);
    assert.deepEqual(
      seen.map(one => one.body),
      ['twice', 'twice'],
    );
  });

  test('a Retry-After beyond what the call may wait comes back as it is', async () => {
    plan = [status(429, { 'retry-after': '86400' })];
    assert.equal((await (await openConnection()).fetch(url, { maxWaitSeconds: 2 })).status, 429);
    assert.equal(seen.length, 1);
  });

  test('a stream cannot be sent twice', async () => {
    plan = [status(429, { 'retry-after': '0' })];
    const body = new ReadableStream({
      start: controller => (controller.enqueue(new TextEncoder().encode('once')), controller.close()),
    });
    assert.equal((await (await openConnection()).fetch(url, { method: 'POST', body })).status, 429);
    assert.deepEqual(
      seen.map(one => one.body),
      ['once'],
    );
  });

  test('no answer at all ends at the timeout; an AbortSignal with its own reason', async () => {
    plan = [() => {}, () => {}];
    const connection = await openConnection();
    await assert.rejects(connection.fetch(url, { method: 'POST', timeoutSeconds: 0.2 }), {
      code: 'unreachable',
    });
    await assert.rejects(connection.fetch(url, { signal: AbortSignal.timeout(100) }), {
      name: 'TimeoutError',
    });
  });
});

describe('where tokens go', () => {
  test('R43 as a bearer token in the header, and nowhere else', async () => {
    await (
      await openConnection()
    ).fetch(`${url}/people?x=1`, { headers: { authorization: 'Basic mine', accept: 'text/plain' } });
    assert.deepEqual(seen, [{ method: 'GET', url: '/people?x=1', authorization: 'Bearer token', body: '' }]);
  });

  test('S-R10 a redirect within the origin is followed with the token, one that leaves it is not followed', async () => {
    plan = [status(302, { location: '/next' })];
    const connection = await openConnection();
    assert.equal((await connection.fetch(url)).status, 200);
    assert.deepEqual(
      seen.map(one => one.url),
      ['/', '/next'],
    );
    plan = [status(302, { location: `${otherUrl}/steal` })];
    const response = await connection.fetch(url);
    assert.deepEqual(
      [response.status, response.headers.get('location'), seen.length],
      [302, `${otherUrl}/steal`, 3],
    );
  });

  test('S-R10 apiOrigins: no token to any other origin, nor over plain http', async () => {
    const connection = await openConnection({ apiOrigins: [url] });
    assert.equal((await connection.fetch(url)).status, 200);
    await assert.rejects(connection.fetch(otherUrl), { code: 'unsafe_address' });
    await assert.rejects((await openConnection()).fetch('http://api.example/people'), {
      code: 'unsafe_address',
    });
    assert.equal(seen.length, 1);
  });

  test('a Request works as a URL does', async () => {
    await (
      await openConnection()
    ).fetch(new Request(`${url}/x`, { method: 'POST', body: 'b', headers: { 'x-a': '1' } }));
    assert.deepEqual(
      seen.map(({ method, body, authorization }) => [method, body, authorization]),
      [['POST', 'b', 'Bearer token']],
    );
  });
});

describe('limits', () => {
  test('R56 the rolling limit of the profile is kept without asking the server, first come, first served', async () => {
    const connection = await openConnection({ profile: 'copper' });
    const calls = Array.from({ length: 180 }, async () => connection.fetch(url));
    assert.deepEqual(new Set((await Promise.all(calls)).map(one => one.status)), new Set([200]));
    await assert.rejects(connection.fetch(url, { maxWaitSeconds: 1 }), { code: 'rate_limited' });
    assert.equal(seen.length, 180);
  });

  test('a pause that the server asked for holds for every call of the connection', async () => {
    plan = [status(429, { 'retry-after': '1' })];
    const connection = await openConnection();
    const start = performance.now();
    await connection.fetch(url, { maxWaitSeconds: 0.5 });
    assert.equal((await connection.fetch(url)).status, 200);
    assert.ok(performance.now() - start >= 950);
  });

  test('a place in the line is no wait without end: each call keeps to its own maxWaitSeconds and signal', async () => {
    const connection = await openConnection({ profile: 'copper' });
    await Promise.all(Array.from({ length: 180 }, async () => connection.fetch(url)));
    const atHead = connection.fetch(url, { maxWaitSeconds: 300, signal: AbortSignal.timeout(3000) });
    const ended = assert.rejects(atHead, { name: 'TimeoutError' });
    await assert.rejects(connection.fetch(url, { maxWaitSeconds: 0.2 }), { code: 'rate_limited' });
    const reason = new Error('the user left');
    await assert.rejects(connection.fetch(url, { signal: AbortSignal.abort(reason) }), reason);
    await ended;
    assert.equal(seen.length, 180);
  });
});
