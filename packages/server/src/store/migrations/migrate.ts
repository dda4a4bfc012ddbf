/** Brings a database to the present schema, one migration a transaction: a start that was cut off goes on where it stopped. */
import { StoreUnavailableError } from '../store.ts';
import { execute, query, queryOne, type Engine, type Verb } from '../verb.ts';
import { first } from './0001-first.ts';
import { consoleSignIn } from './0010-console-sign-in.ts';
import { usage } from './0011-usage.ts';
import { anomalies } from './0012-anomalies.ts';
import { developers } from './0013-developers.ts';
import { administration } from './0014-administration.ts';
import { outbox } from './0015-outbox.ts';
import { operation } from './0016-operation.ts';
import { auditSeals } from './0017-audit-seals.ts';
import { authors } from './0018-authors.ts';
import { tokenHours } from './0019-token-hours.ts';
import { packedUsage } from './0020-packed-usage.ts';
import { explainMark } from './marks.ts';
import type { Migration, SchemaDialect } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [
  first,
  consoleSignIn,
  usage,
  anomalies,
  developers,
  administration,
  outbox,
  operation,
  auditSeals,
  authors,
  tokenHours,
  packedUsage,
];

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

/** What stands in the database: version → name. Empty: it has no tables of ours yet. */
export function* readSchema(dialect: SchemaDialect): Verb<ReadonlyMap<number, string>> {
  if ((yield* queryOne(dialect.hasTable, ['schema_migrations'])) === null) return new Map();
  const rows = yield* query('SELECT version, name FROM schema_migrations ORDER BY version');
  return new Map(rows.map(row => [row[0] as number, row[1] as string]));
}

/** Another process may have applied it in the meantime: that is looked up inside the transaction. Where it has, nothing needs a right to change tables. */
function* apply(migration: Migration, dialect: SchemaDialect, known: readonly Migration[]): Verb<void> {
  const applied = yield* readSchema(dialect);
  checkNotNewer(applied, known);
  if (applied.has(migration.version)) return;
  if (applied.size === 0)
    yield* execute(
      'CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)',
    );
  for (const statement of migration.statements(dialect)) yield* execute(statement);
  if (migration.convert) yield* migration.convert();
  yield* noteVersion(migration.version, migration.name);
}

export function* noteVersion(version: number, name: string): Verb<void> {
  yield* execute(
    'INSERT INTO schema_migrations (version, name) VALUES ($1, $2) ON CONFLICT (version) DO NOTHING',
    [version, name],
  );
}

/** @throws {SchemaError} */
export function checkNotNewer(
  applied: ReadonlyMap<number, string>,
  known: readonly Migration[] = MIGRATIONS,
): void {
  const newest = Math.max(...applied.keys(), 0);
  const newestKnown = Math.max(...known.map(migration => migration.version));
  if (newest <= newestKnown) return;
  throw new SchemaError(
    explainMark(newest) ??
      `The database has schema ${newest}, this version of Valetkey knows schemas up to ${newestKnown}. ` +
        'Start the newer version that wrote it, or restore a backup from before the upgrade.',
  );
}
