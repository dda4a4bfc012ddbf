/** What 100,000 connections take: in a memory vault, as handles that an app holds, and in an SQLite vault (the process, the file). */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { memoryVault, type Connection } from '../../packages/client/src/index.ts';
import { sqliteVault } from '../../packages/client/src/vault/sqlite.ts';
import { newRecord, openClientOn } from './connections.ts';

const CONNECTIONS = 100_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export async function measureMemory(): Promise<object> {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-bench-'));
  const path = join(directory, 'vault.db');
  try {
    const memory = memoryVault();
    const inMemory = await grownBy(async () => fill(memory));
    const sqlite = sqliteVault(path, { key: Buffer.alloc(32, 1) });
    const inProcess = await grownBy(async () => fill(sqlite));
    const client = openClientOn(memory);
    const held: Connection[] = [];
    const asHandles = await grownBy(async () => {
      for (let number = 0; number < CONNECTIONS; number++)
        held.push(await client.connection(newRecord(number).id));
    });
    held.length = 0;
    await sqlite.close();
    const row = (bytes: number): object => ({
      'MB for 100,000': Math.round(bytes / 1e6),
      'bytes for one': Math.round(bytes / CONNECTIONS),
    });
    return {
      'memory vault': row(inMemory),
      'SQLite vault, in the process': row(inProcess),
      'SQLite vault, on the disk': row(statSync(path).size),
      'handles that are held': row(asHandles),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }

  async function fill(vault: ReturnType<typeof memoryVault>): Promise<void> {
    for (let number = 0; number < CONNECTIONS; number++) await vault.insert(newRecord(number));
  }
}

/** The heap, after what is not needed was given back. */
async function grownBy(work: () => Promise<void>): Promise<number> {
  const used = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  await work();
  return used() - before;
}
