/** The SQLite file that a command works on; null where the database is PostgreSQL. */
import { existsSync } from 'node:fs';
import type { Context, Options } from './command.ts';
import { databaseOf, type DatabaseLocation } from './database-location.ts';
import { CommandError } from './failures.ts';
import { loadWorkspace } from './workspace.ts';

type SqliteLocation = Extract<DatabaseLocation, { engine: 'sqlite' }>;

/** @param options `mayBeMissing`: the command is about to make it. */
export async function findSqlite<O extends Options>(
  context: Context<O>,
  { mayBeMissing = false } = {},
): Promise<SqliteLocation | null> {
  const { config, environment } = await loadWorkspace(context);
  const location = databaseOf(config, environment);
  if (location.engine === 'postgres') return null;
  if (!mayBeMissing && !existsSync(location.path))
    throw new CommandError(`There is no database in ${location.directory}. Check --data.`);
  return location;
}
