/** The embedded engine: one SQLite file (WAL, synchronous=FULL) by way of `node:sqlite`. */
import { buildStore } from './build-store.ts';
import { migrate } from './migrations/migrate.ts';
import { openDatabase, type Database } from './sqlite/database.ts';
import { SQLITE_DIALECT } from './sqlite/dialect.ts';
import { createGroupCommit } from './sqlite/group-commit.ts';
import { ReadMemory } from './sqlite/read-memory.ts';
import { withRetries } from './sqlite/retry.ts';
import { StoreUnavailableError, type Store } from './store.ts';
import type { Engine, Verb } from './verb.ts';

export interface SqliteOptions {
  path: string;
  /** How long one attempt blocks the event loop while another process writes; at most 100. Default 20. */
  busyTimeoutMs?: number;
}

const DEFAULT_BUSY_TIMEOUT_MS = 20;
const LARGEST_BUSY_TIMEOUT_MS = 100;

/** Creates the file and brings its schema up to date; throws a SchemaError when a newer version wrote it. */
export async function openSqliteStore({
  path,
  busyTimeoutMs = DEFAULT_BUSY_TIMEOUT_MS,
}: SqliteOptions): Promise<Store> {
  const timeout = Math.min(busyTimeoutMs, LARGEST_BUSY_TIMEOUT_MS);
  const database = await withRetries(() => openDatabase(path, timeout));
  const engine = createEngine(database);
  try {
    await migrate(engine, SQLITE_DIALECT);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return buildStore(engine);
}

function createEngine(database: Database): Engine {
  const memory = new ReadMemory(database);
  const group = createGroupCommit(database, change => memory.change(change));
  let closing: Promise<void> | null = null;

  async function close(): Promise<void> {
    await group.close();
    try {
      database.checkpoint('TRUNCATE');
    } catch {
      // Another process reads or writes: it will copy the log.
    }
    database.close();
  }

  function read<T>(verb: () => Verb<T>): Promise<T> {
    if (closing) return Promise.reject(new StoreUnavailableError('the database is closed'));
    return withRetries(() => database.run(verb()));
  }

  return {
    read,
    recall: (name, verb) => memory.recall(name, () => read(verb)),
    write: (verb, key, learn) => group.write(verb, key, learn),
    nowMs: () => Promise.resolve(Date.now()),
    close: () => (closing ??= close()),
  };
}
