/** The schema of a file, read without bringing it up to date. */
import { readSchema } from '../migrations/migrate.ts';
import { openDatabase } from './database.ts';
import { SQLITE_DIALECT } from './dialect.ts';

const BUSY_MS = 2000;

export function readSqliteSchema(path: string): ReadonlyMap<number, string> {
  const database = openDatabase(path, BUSY_MS);
  try {
    return database.run(readSchema(SQLITE_DIALECT));
  } finally {
    database.close();
  }
}
