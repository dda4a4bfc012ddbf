/** Opens a store by its location, for child processes: the URL of a PostgreSQL database, or the path of a SQLite file. */
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { openPostgresStore } from '../postgres.ts';
import { openSqliteStore } from '../sqlite.ts';
import type { Store } from '../store.ts';

export async function openAt(location: string): Promise<Store> {
  return location.startsWith('postgres:')
    ? await openPostgresStore({ url: location })
    : await openSqliteStore({ path: location });
}

/** What somebody does who has the database and nothing else. */
export async function runSql(location: string, sql: string): Promise<void> {
  if (!location.startsWith('postgres:')) {
    const database = new DatabaseSync(location);
    database.exec(sql);
    return database.close();
  }
  const client = new Client({ connectionString: location });
  await client.connect();
  await client.query(sql);
  await client.end();
}
