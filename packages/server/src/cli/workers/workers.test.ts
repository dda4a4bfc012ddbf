/** `serve --workers`: several processes on one port and one database, as one server. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { testConfig } from '../../fixtures.ts';
import { openTerminal } from '../fixtures.ts';
import { pauseAfter } from './supervisor.ts';

interface Served {
  url: string;
  signal(name: NodeJS.Signals): void;
  entries(message: string): Record<string, unknown>[];
  /** Waits for so many entries of that text in the log. */
  logged(message: string, count: number): Promise<Record<string, unknown>[]>;
  stop(): Promise<number | null>;
  ended: Promise<unknown>;
}

async function serve(t: TestContext, workers: number): Promise<Served> {
  const terminal = openTerminal(t, { ...testConfig(), listen: { host: '127.0.0.1' } });
  const args = ['serve', '--port', '0', '--workers', String(workers), '--json'];
  const started = await terminal.start(args);
  let written = started.stderr;
  started.child.stderr.on('data', chunk => (written += String(chunk)));
  const entries = (message: string): Record<string, unknown>[] =>
    written
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === message);
  return {
    url: String(started.json['listening']),
    signal: name => void started.child.kill(name),
    entries,
    logged: async (message, count) => {
      // Bounded, or a test that failed meanwhile would never end.
      for (let tries = 0; entries(message).length < count && tries < 6000; tries++) await sleep(10);
      assert.ok(entries(message).length >= count, `${message}: ${written.slice(-2000)}`);
      return entries(message);
    },
    stop: started.stop,
    ended: once(started.child, 'close'),
  };
}

/** Over a connection of its own, so that the next worker in turn gets it. */
async function getOnce(url: string): Promise<number> {
  const response = await fetch(url, { headers: { connection: 'close' } });
  await response.arrayBuffer();
  return response.status;
}

/** Asks again and again until the work is done; every answer must be 200. */
async function whileAsking(url: string, work: () => Promise<unknown>): Promise<number> {
  const state = { isDone: false };
  const working = work().finally(() => (state.isDone = true));
  let asked = 0;
  for (; !state.isDone; asked++) assert.equal(await getOnce(url), 200);
  await working;
  return asked;
}

function pidsOf(entries: Record<string, unknown>[]): number[] {
  return entries.map(entry => Number(entry['pid']));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('R10: every worker answers, the log says which, and /metrics is the sum of all', async t => {
  const server = await serve(t, 2);
  for (let i = 0; i < 10; i++) assert.equal(await getOnce(`${server.url}/livez`), 200);
  const requests = await server.logged('request', 10);
  assert.deepEqual(new Set(requests.map(entry => entry['worker'])), new Set([1, 2]));
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  assert.match(metrics, /^valetkey_requests_total\{.*endpoint="health".*status="200".*\} 10$/m);
  assert.equal(await server.stop(), 0);
});

test('S-V15 a worker that dies is replaced while the other one answers; SIGHUP replaces all without a refusal', async t => {
  const server = await serve(t, 2);
  const first = pidsOf(await server.logged('a worker listens', 2));
  process.kill(first[0]!, 'SIGKILL');
  await server.logged('a worker died; another one takes its place', 1);
  await whileAsking(`${server.url}/readyz`, () => server.logged('a worker listens', 3));
  const asked = await whileAsking(`${server.url}/readyz`, () => {
    server.signal('SIGHUP');
    return server.logged('all workers were replaced', 1);
  });
  assert.ok(asked > 0);
  assert.equal(new Set(pidsOf(await server.logged('a worker listens', 5))).size, 5);
  assert.ok(!first.some(isAlive));
  assert.equal(await server.stop(), 0);
});

test('no worker outlives its supervisor', async t => {
  const server = await serve(t, 2);
  const pids = pidsOf(await server.logged('a worker listens', 2));
  server.signal('SIGKILL');
  await server.ended;
  while (pids.some(isAlive)) await sleep(20);
});

test('workers that cannot start say why once, and the exit code says it, too', async t => {
  const terminal = openTerminal(t);
  const args = ['serve', '--port', '0', '--workers', '3'];
  const wrong = await terminal.run(args, { environment: { VALETKEY_MASTER_KEY: 'short' } });
  assert.equal(wrong.code, 1);
  assert.match(wrong.stderr, /^VALETKEY_MASTER_KEY: expected 32 bytes.*\n$/m);
  assert.equal(wrong.stderr.match(/VALETKEY_MASTER_KEY/g)!.length, 1);
  const number = await terminal.run(['serve', '--workers', 'many']);
  assert.deepEqual(
    [number.code, number.stderr],
    [2, '--workers: "many" is neither a number from 1 to 128 nor "auto".\n'],
  );
});

test('a worker that dies again and again is started ever more slowly, but always again', () => {
  assert.deepEqual([0, 1, 2, 6, 7, 100].map(pauseAfter), [100, 200, 400, 6400, 10_000, 10_000]);
});
