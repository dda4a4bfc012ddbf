/** Opens a store by its location, for child processes: the URL of a PostgreSQL database, or the path of a SQLite file. */
import { openPostgresStore } from '../postgres.ts';
import { openSqliteStore } from '../sqlite.ts';
import type { Store } from '../store.ts';

export async function openAt(location: string): Promise<Store> {
  return location.startsWith('postgres:')
    ? await openPostgresStore({ url: location })
    : await openSqliteStore({ path: location });
}
