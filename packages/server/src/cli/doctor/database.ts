/** The database file, looked at without changing it: schema and integrity. Here the engine is named. */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from '../../store/migrations/migrate.ts';
import { type Check, fail, ok, warn } from './check.ts';

/** Empty: it can be opened. */
export function checkDatabaseFile(path: string): Check[] {
  if (!existsSync(path))
    return [fail('database', `there is no ${path}`, 'Start the server once: valetkey serve')];
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 2000 });
    try {
      return [checkSchema(schemaOf(database)), checkIntegrity(database)];
    } finally {
      database.close();
    }
  } catch (error) {
    return [fail('database', `${path} cannot be read: ${(error as Error).message}`, 'Restore a backup.')];
  }
}

function schemaOf(database: DatabaseSync): number {
  return Number(database.prepare('SELECT max(version) AS version FROM schema_migrations').get()?.['version']);
}

export function checkSchema(found: number): Check {
  const newest = Math.max(...MIGRATIONS.map(migration => migration.version));
  if (found === newest) return ok('schema', `version ${found}`);
  return found < newest
    ? warn(
        'schema',
        `version ${found}, this program writes ${newest}`,
        'The next start brings it up to date; back it up before.',
      )
    : fail(
        'schema',
        `version ${found}, this program knows ${newest}`,
        'Start the newer Valetkey that wrote it.',
      );
}

function checkIntegrity(database: DatabaseSync): Check {
  const rows = database
    .prepare('PRAGMA integrity_check')
    .all()
    .flatMap(row => Object.values(row).map(String));
  return rows.length === 1 && rows[0] === 'ok'
    ? ok('integrity', 'the database is whole')
    : fail('integrity', rows.slice(0, 3).join('; '), 'Stop the server and restore a backup.');
}
