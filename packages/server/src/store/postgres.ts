/** The engine for several nodes: one PostgreSQL primary, by way of `pg`. */
import { buildStore } from './build-store.ts';
import { migrate } from './migrations/migrate.ts';
import { createConnections } from './postgres/connections.ts';
import { POSTGRES_DIALECT } from './postgres/dialect.ts';
import { isConnectionLost, toStoreError } from './postgres/failures.ts';
import { createGroupCommit, PATIENCE_MS } from './postgres/group-commit.ts';
import { withMigrationLock } from './postgres/migrating.ts';
import { SharedReads } from './postgres/shared-reads.ts';
import { drive } from './postgres/transaction.ts';
import { StoreUnavailableError, type Store } from './store.ts';
import { queryOne, type Engine, type Verb } from './verb.ts';

export interface PostgresOptions {
  /** `postgres://user:password@host:5432/database?sslmode=verify-full`. */
  url: string;
  /** Connections for reading, beside the one that writes. Default 3. */
  readers?: number;
}

const DEFAULT_READERS = 3;
const RETRY_MS = 50;

/** Brings the schema up to date; throws a SchemaError when a newer version wrote it, and what PostgreSQL says when it cannot be reached. */
export async function openPostgresStore({ url, readers = DEFAULT_READERS }: PostgresOptions): Promise<Store> {
  await withMigrationLock(url, engine => migrate(engine, POSTGRES_DIALECT));
  return buildStore(createEngine(url, readers));
}

function createEngine(url: string, readers: number): Engine {
  const connections = createConnections(url, readers);
  const group = createGroupCommit(connections.forWriting);
  const shared = new SharedReads();
  let closing: Promise<void> | null = null;

  async function close(): Promise<void> {
    await group.close();
    await connections.close();
  }

  function read<T>(verb: () => Verb<T>): Promise<T> {
    if (closing) return Promise.reject(new StoreUnavailableError('the database is closed'));
    return withRetries(async () => await drive(await connections.forReading(), verb(), []));
  }

  return {
    read,
    // Another node may have changed it a moment ago, and only the database knows.
    recall: (name, verb) => shared.read(name, () => read(verb)),
    write: (verb, key) => group.write(verb, key),
    nowMs: () => read(clockOfDatabase),
    close: () => (closing ??= close()),
  };
}

function* clockOfDatabase(): Verb<number> {
  const row = yield* queryOne('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint');
  return row![0] as number;
}

/** A read changes nothing: where the connection was lost it is done again on another one, until patience ends. */
async function withRetries<T>(read: () => Promise<T>): Promise<T> {
  const givenUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!isConnectionLost(error) || performance.now() >= givenUpAt) throw toStoreError(error);
    }
    await new Promise(resume => setTimeout(resume, RETRY_MS));
  }
}
