/** `valetkey migrate-store`: fills an empty PostgreSQL database from a SQLite file, in as many runs as it takes. */
import { createHash } from 'node:crypto';
import { CopyRefused } from './copy-refused.ts';
import { copyRows, digestRows, type CopiedTable, type CopySide } from './copy-store.ts';
import { BEING_FILLED, MOVED } from './migrations/marks.ts';
import { checkNotNewer, migrate, MIGRATIONS, noteVersion, readSchema } from './migrations/migrate.ts';
import { POSTGRES_DIALECT } from './postgres/dialect.ts';
import { withMigrationLock } from './postgres/migrating.ts';
import { countRows } from './sql/housekeeping.ts';
import { takeAlone } from './sqlite/alone.ts';
import { openDatabase } from './sqlite/database.ts';
import { SQLITE_DIALECT } from './sqlite/dialect.ts';
import { execute, queryOne } from './verb.ts';

const BUSY_MS = 100;

export interface Move {
  tables: readonly CopiedTable[];
  /** False: somebody still had the source open, who may have written since. */
  isComplete: boolean;
}

/** @throws {CopyRefused} @throws {SchemaError} */
export async function moveToPostgres(path: string, url: string): Promise<Move> {
  const database = openDatabase(path, BUSY_MS);
  try {
    const isAlone = takeAlone(database);
    // One state of the source, whatever is written to it meanwhile.
    if (!isAlone) database.run(execute('BEGIN'));
    const source: CopySide = {
      run: verb => Promise.resolve(database.run(verb())),
      dialect: SQLITE_DIALECT,
    };
    return await withMigrationLock(url, async engine => {
      const target: CopySide = { run: verb => engine.write(verb), dialect: POSTGRES_DIALECT };
      await prepare(source, target);
      const tables = await copyRows(source, target);
      if (isAlone) await complete(source, target);
      return { tables, isComplete: isAlone };
    });
  } finally {
    database.close();
  }
}

async function prepare(source: CopySide, target: CopySide): Promise<void> {
  const name = `from ${await identify(source)}`;
  const applied = await target.run(() => readSchema(target.dialect));
  const present = applied.get(BEING_FILLED);
  if (present === name) return;
  if (present !== undefined)
    throw new CopyRefused('The target is being filled from another database. Take an empty one.');
  const own = await source.run(() => readSchema(source.dialect));
  if (own.has(MOVED)) throw new CopyRefused('This database was moved already, to another target or whole.');
  checkNotNewer(own);
  if (MIGRATIONS.some(({ version }) => !own.has(version)))
    throw new CopyRefused('The source has an older schema. Bring it up to date first: valetkey migrate');
  await migrate({ write: target.run }, target.dialect);
  const counts = await target.run(countRows);
  const found = Object.entries(counts).filter(([table, count]) => table !== 'markers' && count > 0);
  if (found.length > 0)
    throw new CopyRefused(
      `The target is not empty (${found.map(([table, count]) => `${table} ${count}`).join(', ')}). Take an empty database.`,
    );
  await target.run(() => noteVersion(BEING_FILLED, name));
}

/** Two installations never have the same pepper. */
async function identify(source: CopySide): Promise<string> {
  const row = await source.run(() => queryOne("SELECT material FROM keys WHERE use = 'pepper'"));
  if (row === null) throw new CopyRefused('There is nothing in the source: no server has ever used it.');
  return createHash('sha256').update(String(row[0])).digest('hex').slice(0, 16);
}

/** The source is closed before the target opens: at no moment both can be served. */
async function complete(source: CopySide, target: CopySide): Promise<void> {
  const [here, there] = [await digestRows(source), await digestRows(target)];
  const different = Object.keys(here).filter(table => here[table] !== there[table]);
  if (different.length > 0)
    throw new CopyRefused(`The copy differs from its source in ${different.join(', ')}. Run this again.`);
  await source.run(() => noteVersion(MOVED, 'moved'));
  await source.run(() => execute('COMMIT'));
  await target.run(() => execute('DELETE FROM schema_migrations WHERE version = $1', [BEING_FILLED]));
}
