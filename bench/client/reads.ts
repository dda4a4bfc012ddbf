/** How many connections a second one process reads and opens, on each database, 16 at once; first met, and met again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedisServer, startDatabase } from '../../packages/client/src/vault/database-fixtures.ts';
import { ENGINES, openVault } from '../../packages/client/src/vault/fixtures.ts';
import { memoryVault } from '../../packages/client/src/index.ts';
import type { Vault } from '../../packages/client/src/vault/vault.ts';
import { newRecord } from './connections.ts';
import { interleave, measure, median } from './rounds.ts';

/** More than a vault remembers as opened, and fewer. */
const COLD = 5000;
const WARM = 500;
const READS = 2000;
const AT_ONCE = 16;

export async function measureReads(rounds: number): Promise<object> {
  const closers: (() => Promise<void>)[] = [];
  const vaults: Record<string, Vault> = { memory: memoryVault() };
  for (const engine of ENGINES) {
    if (engine === 'Redis' && findRedisServer() === null) continue;
    const directory = mkdtempSync(join(tmpdir(), 'valetkey-bench-'));
    const database = await startDatabase(engine, directory);
    const open = await openVault(database.address);
    vaults[engine] = open.vault;
    closers.push(async () => {
      await open.close();
      await database.close();
      rmSync(directory, { recursive: true, force: true });
    });
  }
  const ids: string[] = [];
  for (let number = 0; number < COLD; number++) {
    const record = newRecord(number);
    ids.push(record.id);
    await Promise.all(Object.values(vaults).map(async vault => vault.insert(record)));
  }
  const ways = Object.entries(vaults).flatMap(([name, vault]) =>
    [COLD, WARM].map(range => {
      let next = 0;
      const read = async (): Promise<unknown> => vault.find(ids[next++ % range]!);
      return [
        `${name}, ${range === COLD ? 'first met' : 'met again'}`,
        async () => measure(READS, AT_ONCE, read),
      ] as const;
    }),
  );
  const costs = await interleave(rounds, Object.fromEntries(ways));
  for (const close of closers) await close();
  return Object.fromEntries(
    Object.entries(costs).map(([name, own]) => [
      name,
      {
        'reads a second': Math.round(1e6 / median(own.map(({ wall }) => wall))),
        'CPU µs a read': median(own.map(({ cpu }) => cpu)).toFixed(1),
      },
    ]),
  );
}
