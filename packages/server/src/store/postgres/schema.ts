/** The schema of a PostgreSQL database, read without bringing it up to date. */
import { readSchema } from '../migrations/migrate.ts';
import { POSTGRES_DIALECT } from './dialect.ts';
import { withMigrationLock } from './migrating.ts';

export async function readPostgresSchema(url: string): Promise<ReadonlyMap<number, string>> {
  return await withMigrationLock(url, engine => engine.write(() => readSchema(POSTGRES_DIALECT)));
}
