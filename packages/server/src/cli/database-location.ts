/** Where the database is: SQLite in the data directory, or PostgreSQL at DATABASE_URL. Here an engine is chosen. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseError } from 'pg';
import { ConfigError } from '../config.ts';
import type { ValetkeyConfig } from '../config-types.ts';
import { CopyRefused } from '../store/copy-refused.ts';
import { SchemaError } from '../store/migrations/migrate.ts';
import { openPostgresStore } from '../store/postgres.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { dataDirectoryOf, type Environment } from './environment.ts';

export type DatabaseLocation =
  | { engine: 'sqlite'; directory: string; path: string }
  | {
      engine: 'postgres';
      /** With the password: never shown. */
      url: string;
      /** `db.example:5432/valetkey` */
      name: string;
    };

/** @throws {ConfigError} a URL of something else; the URL itself may hold a password and is not repeated. */
export function databaseOf(config: ValetkeyConfig, environment: Environment): DatabaseLocation {
  const url = environment.databaseUrl ?? config.databaseUrl;
  if (url !== undefined) return { engine: 'postgres', url, name: nameOf(url, environment) };
  const directory = dataDirectoryOf(config, environment);
  return { engine: 'sqlite', directory, path: join(directory, 'valetkey.db') };
}

function nameOf(url: string, { databaseUrl }: Environment): string {
  const parsed = URL.parse(url);
  if (parsed && /^postgres(ql)?:$/.test(parsed.protocol)) return `${parsed.host}${parsed.pathname}`;
  const source = databaseUrl === undefined ? 'databaseUrl in the configuration' : 'DATABASE_URL';
  throw new ConfigError(
    `${source}: expected postgres://user:password@host:5432/database. Without one, SQLite in the data directory is used.`,
  );
}

export async function openStore(location: DatabaseLocation): Promise<Store> {
  if (location.engine === 'sqlite') {
    return await openSqliteStore({ path: location.path });
  }
  try {
    return await openPostgresStore({ url: location.url });
  } catch (error) {
    throw explainConnecting(error as Error, location.name);
  }
}

/** What PostgreSQL says when somebody connects (wrong password, no such database, nobody there) speaks to the operator. */
export function explainConnecting(error: Error, name: string): Error {
  const isOurs = [SchemaError, ConfigError, CopyRefused].some(kind => error instanceof kind);
  const isOfConnecting =
    error instanceof DatabaseError ? /^(08|28|3D|42501|53|57)/.test(error.code ?? '') : !isOurs;
  // Node names both addresses of a host in an error without a message of its own.
  const text = error.message || ((error as AggregateError).errors?.[0] as Error | undefined)?.message;
  return isOfConnecting ? new ConfigError(`The database ${name} cannot be opened: ${text}`) : error;
}

/** Where the database and the master key are to stand. */
export function makeDirectory(directory: string): void {
  try {
    makeOneByOne(directory);
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      `The data directory ${directory} cannot be made (${code}). Make it, and give it to the user that runs Valetkey; or name another one with DATA_DIR.`,
    );
  }
}

/** Below `/proc`, `recursive` never comes back: there a directory is told to be missing each time it is made. */
function makeOneByOne(directory: string): void {
  if (existsSync(directory)) return;
  makeOneByOne(dirname(directory));
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    // Somebody else was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
