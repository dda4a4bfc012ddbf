/** Brings a database to the present schema, one migration a transaction: a start that was cut off goes on where it stopped. */
import { StoreUnavailableError } from '../store.ts';
import { execute, query, type Engine, type Verb } from '../verb.ts';
import { first } from './0001-first.ts';
import { consoleSignIn } from './0010-console-sign-in.ts';
import { usage } from './0011-usage.ts';
import { anomalies } from './0012-anomalies.ts';
import type { Migration, SchemaDialect } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [first, consoleSignIn, usage, anomalies];

/** The database is newer than this program, or its schema cannot be brought up. Speaks to the operator. */
export class SchemaError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SchemaError';
  }
}

export async function migrate(
  engine: Pick<Engine, 'write'>,
  dialect: SchemaDialect,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  for (const migration of migrations) {
    try {
      await engine.write(() => apply(migration, dialect, migrations));
    } catch (error) {
      if (error instanceof SchemaError || error instanceof StoreUnavailableError) throw error;
      throw new SchemaError(
        `The database cannot be brought to schema ${migration.version} (${(error as Error).message}). Nothing was changed. ` +
          'It was changed by something other than Valetkey, or restored in part: restore a whole backup.',
        error,
      );
    }
  }
}

/** Another process may have applied it in the meantime: that is looked up inside the transaction. */
function* apply(migration: Migration, dialect: SchemaDialect, known: readonly Migration[]): Verb<void> {
  yield* execute(
    'CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)',
  );
  const rows = yield* query('SELECT version FROM schema_migrations');
  const applied = new Set(rows.map(row => row[0]));
  checkNotNewer(applied as Set<number>, known);
  if (applied.has(migration.version)) return;
  for (const statement of migration.statements(dialect)) yield* execute(statement);
  yield* execute('INSERT INTO schema_migrations (version, name) VALUES ($1, $2)', [
    migration.version,
    migration.name,
  ]);
}

function checkNotNewer(applied: ReadonlySet<number>, known: readonly Migration[]): void {
  const newest = Math.max(...applied, 0);
  const newestKnown = Math.max(...known.map(migration => migration.version));
  if (newest <= newestKnown) return;
  throw new SchemaError(
    `The database has schema ${newest}, this version of Valetkey knows schemas up to ${newestKnown}. ` +
      'Start the newer version that wrote it, or restore a backup from before the upgrade.',
  );
}
