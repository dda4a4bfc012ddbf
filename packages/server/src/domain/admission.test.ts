/** Who is refused when there is too much to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestServer, testConfig } from '../fixtures.ts';
import { Admission, Overloaded } from './admission.ts';

/** Fills it with work of one endpoint until it refuses; returns how much went in, and a way to end it. */
async function fill(
  admission: Admission,
  endpoint: string,
): Promise<{ taken: number; end(): Promise<void> }> {
  const waiting: (() => void)[] = [];
  const work = () => new Promise<void>(resolve => waiting.push(resolve));
  const runs: Promise<void>[] = [];
  for (let isFull = false; !isFull;) {
    const before = waiting.length;
    runs.push(admission.run(endpoint, work));
    isFull = waiting.length === before;
  }
  await assert.rejects(runs.at(-1)!, Overloaded);
  return {
    taken: waiting.length,
    end: async () => {
      for (const resolve of waiting) resolve();
      await Promise.all(runs.slice(0, -1));
    },
  };
}

test('S-V10 pages fill half of the room, tokens three quarters, guards all of it', async () => {
  const admission = new Admission({ maxRequests: 100 }, { taken: 0, lastedMs: () => 0 });
  const pages = await fill(admission, 'authorize');
  const tokens = await fill(admission, 'token');
  const guards = await fill(admission, 'introspect');
  assert.deepEqual([pages.taken, tokens.taken, guards.taken], [50, 25, 25]);
  assert.equal(await admission.run('health', () => 'ok'), 'ok');
  assert.equal(await admission.run('feed', () => 'ok'), 'ok');
  await Promise.all([pages, tokens, guards].map(one => one.end()));
  assert.equal((await fill(admission, 'login')).taken, 50);
});

test('S-V10 the later in a long turn of the event loop, the more are refused; the next turn takes them again', async () => {
  let delay = 0;
  const turn = { taken: 100, lastedMs: () => delay };
  const admission = new Admission({ maxDelayMs: 50 }, turn);
  const isTaken = async (endpoint: string): Promise<boolean> =>
    await admission.run(endpoint, () => true).catch(() => false);
  const taken = async () => await Promise.all(['login', 'token', 'guard'].map(isTaken));
  assert.deepEqual(await taken(), [true, true, true]);
  delay = 30;
  assert.deepEqual(await taken(), [false, true, true]);
  delay = 100;
  assert.deepEqual(await taken(), [false, false, true]);
  delay = 10_000;
  assert.deepEqual(await taken(), [false, false, true]);
  // A turn with few requests is slow for another reason.
  turn.taken = 0;
  assert.deepEqual(await taken(), [true, true, true]);
  turn.taken = 100;
  delay = 0;
  assert.deepEqual(await taken(), [true, true, true]);
});

test('S-V10 work that fails gives its room back', async () => {
  const admission = new Admission({ maxRequests: 1 }, { taken: 0, lastedMs: () => 0 });
  const fail = () => Promise.reject(new Error('broken'));
  for (const _ of [1, 2, 3]) await assert.rejects(admission.run('guard', fail), /broken/);
});

test('S-V10 who is refused hears 503 with Retry-After, as JSON or as a page, and no log entry of its own', async t => {
  const server = await openTestServer(t, { config: { ...testConfig(), overload: { maxRequests: 1 } } });
  // One call that does not end fills half of the room for pages.
  const { promise, resolve } = Promise.withResolvers<void>();
  const busy = server.core.admission.run('guard', () => promise);
  const token = await server.post('/standard/oauth/token', { grant_type: 'client_credentials' });
  assert.deepEqual(
    [token.status, token.headers['retry-after'], token.json['error']],
    [503, '1', 'temporarily_unavailable'],
  );
  const page = await server.inject({ method: 'GET', url: '/standard/oauth/authorize' });
  assert.deepEqual([page.status, page.headers['retry-after']], [503, '1']);
  assert.match(String(page.headers['content-type']), /^text\/html/);
  assert.equal((await server.inject({ method: 'GET', url: '/livez' })).status, 200);
  resolve();
  await busy;
  const after = await server.post('/standard/oauth/token', { grant_type: 'client_credentials' });
  assert.equal(after.status, 401);
  assert.deepEqual(
    server.logLines.filter(line => line.startsWith('temporarily_unavailable')),
    [],
  );
});
