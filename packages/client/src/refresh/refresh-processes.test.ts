/** Refresh across processes: one of four does it, a killed holder is replaced, wrong clocks cost nothing. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openInterop, type Interop } from '../../../../tests/interop/fixture.ts';
import {
  closeServer,
  connectUser,
  listen,
  openClient,
  openProxy,
  throughProxy,
  type Proxy,
  type Setup,
} from '../fixtures.ts';
import { sqliteVault } from '../vault/sqlite.ts';

const CHILD = fileURLToPath(new URL('refresh-once.child.ts', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'valetkey-refresh-'));

let interop: Interop;
let proxy: Proxy;
let api: Server;
let apiUrl: string;
let count = 0;
before(async () => {
  interop = await openInterop();
  proxy = await openProxy(interop.publicUrl);
  // The guard counts and limits; here only the client is under test, so the API says yes to everybody.
  api = createServer((_request, response) => response.end('{}'));
  apiUrl = await listen(api);
});
after(async () => {
  await closeServer(api);
  await proxy.close();
  await interop.close();
  rmSync(directory, { recursive: true, force: true });
});

interface Shared {
  setup: Setup;
  connectionId: string;
  orders: { path: string; key: string };
}

async function openShared(): Promise<Shared> {
  const orders = { path: join(directory, `${++count}.db`), key: randomBytes(32).toString('base64') };
  const vault = sqliteVault(orders.path, { key: orders.key });
  const setup = await openClient(interop, 'standard', {
    provider: throughProxy(interop, 'standard', proxy),
    options: { vault },
  });
  const { id: connectionId } = await connectUser(setup);
  proxy.forwarded.length = 0;
  return { setup, connectionId, orders };
}

async function startChild(
  { setup, connectionId, orders }: Shared,
  calls: number,
  aheadSeconds: number,
): Promise<{ child: ChildProcess; lines: AsyncIterator<string> }> {
  const argument = JSON.stringify({
    ...orders,
    providers: setup.options.providers,
    connectionId,
    apiUrl,
    calls,
    aheadSeconds,
  });
  const child = spawn(process.execPath, [CHILD, argument], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  assert.equal((await lines.next()).value, 'ready');
  return { child, lines };
}

const refreshes = (): string[] => proxy.forwarded.filter(body => body.includes('grant_type=refresh_token'));

test('S-R7 1,000 calls at once from 4 processes on one connection make exactly one refresh', async () => {
  const shared = await openShared();
  const children = await Promise.all(Array.from({ length: 4 }, async () => startChild(shared, 250, 3590)));
  for (const { child } of children) child.stdin!.write('go\n');
  for (const { lines } of children) {
    const statuses = JSON.parse((await lines.next()).value as string) as number[];
    assert.deepEqual([statuses.length, new Set(statuses)], [250, new Set([200])]);
  }
  assert.equal(refreshes().length, 1);
});

test('S-R7 clocks that differ by two minutes: still one refresh, no connection lost', async () => {
  const shared = await openShared();
  const children = await Promise.all(
    [3590, 3590 + 120, 3590 - 120].map(async ahead => startChild(shared, 20, ahead)),
  );
  for (const { child } of children) child.stdin!.write('go\n');
  for (const { lines } of children) assert.match((await lines.next()).value as string, /^\[200(,200)*\]$/);
  assert.equal(refreshes().length, 1);
});

for (const when of ['before the server acted', 'after the server acted, before it was saved'] as const) {
  test(`S-R7 kill -9 of the lease holder ${when}: another takes over within seconds, the connection lives`, async () => {
    const shared = await openShared();
    const { child } = await startChild(shared, 1, 3590);
    // The holder never gets an answer: it is in the middle of the refresh when it dies.
    const reached = Promise.withResolvers<void>();
    if (when.startsWith('before')) proxy.plan.push(() => reached.resolve());
    else proxy.plan.push('swallow');
    const forwardedBefore = proxy.forwarded.length;
    child.stdin!.write('go\n');
    if (when.startsWith('before')) await reached.promise;
    else
      while (proxy.forwarded.length === forwardedBefore)
        await new Promise(resolve => setTimeout(resolve, 20));
    await new Promise(resolve => setTimeout(resolve, 200));
    child.kill('SIGKILL');
    await once(child, 'exit');

    const start = performance.now();
    shared.setup.clock.advanceSeconds(3590);
    const connection = await shared.setup.client.connection(shared.connectionId);
    await connection.accessToken();
    assert.ok(performance.now() - start < 8000, 'replaced within seconds');
    assert.deepEqual(
      shared.setup.events.map(event => event.type),
      ['connected', 'refreshed'],
    );
    // What was saved is what the server takes: the next refresh works, too.
    shared.setup.clock.advanceSeconds(3590);
    await connection.accessToken();
    assert.equal(shared.setup.events.at(-1)?.type, 'refreshed');
    assert.equal((await shared.setup.client.connection(shared.connectionId)).state, 'connected');
  });
}
