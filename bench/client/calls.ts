/** One GET of an API on loopback: by plain `fetch` with the same token, by `fetch` with a deadline, by a connection that is held, by one that is looked up for each call. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryVault } from '../../packages/client/src/index.ts';
import { sqliteVault } from '../../packages/client/src/vault/sqlite.ts';
import { newRecord, openClientOn } from './connections.ts';
import { interleave, measure, median, medianRatio } from './rounds.ts';

const CALLS = 500;
const AT_ONCE = 16;

export async function measureCalls(rounds: number): Promise<object> {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-bench-'));
  const api = fork(fileURLToPath(import.meta.resolve('./api.child.ts')));
  try {
    const [port] = (await once(api, 'message')) as [number];
    const url = `http://127.0.0.1:${port}/people`;
    const record = newRecord(1);
    const vaults = {
      memory: memoryVault(),
      SQLite: sqliteVault(join(directory, 'vault.db'), { key: Buffer.alloc(32, 1) }),
    };
    for (const vault of Object.values(vaults)) await vault.insert(record);
    const clients = { memory: openClientOn(vaults.memory), SQLite: openClientOn(vaults.SQLite) };
    const held = await clients.SQLite.connection(record.id);
    const headers = { authorization: `Bearer ${record.tokens.access.reveal()}` };
    const ways: Record<string, () => Promise<Response>> = {
      fetch: async () => fetch(url, { headers }),
      // How far the same thing is from itself: less than that nobody can tell apart here.
      'fetch, once more': async () => fetch(url, { headers }),
      'fetch with a deadline': async () => fetch(url, { headers, signal: AbortSignal.timeout(60_000) }),
      'connection.fetch': async () => held.fetch(url),
      'connection(id).fetch, memory': async () => (await clients.memory.connection(record.id)).fetch(url),
      'connection(id).fetch, SQLite': async () => (await clients.SQLite.connection(record.id)).fetch(url),
    };
    const costs = await interleave(
      rounds,
      Object.fromEntries(
        Object.entries(ways).map(([name, way]) => [
          name,
          async () => measure(CALLS, AT_ONCE, async () => (await way()).text()),
        ]),
      ),
    );
    return Object.fromEntries(
      Object.entries(costs).map(([name, own]) => [
        name,
        {
          'CPU µs a call': Math.round(median(own.map(({ cpu }) => cpu))),
          'CPU, of fetch': medianRatio(own, costs['fetch']!, 'cpu').toFixed(3),
          'CPU, of fetch with a deadline': medianRatio(own, costs['fetch with a deadline']!, 'cpu').toFixed(
            3,
          ),
          'time, of fetch': medianRatio(own, costs['fetch']!, 'wall').toFixed(3),
        },
      ]),
    );
  } finally {
    api.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}
