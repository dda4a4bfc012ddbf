/** `valetkey migrate`, `migrate status`: the schema of the database, brought up to date or only looked at. */
import { existsSync } from 'node:fs';
import { checkNotNewer, MIGRATIONS } from '../../store/migrations/migrate.ts';
import { POSTGRES_DIALECT } from '../../store/postgres/dialect.ts';
import { readPostgresSchema } from '../../store/postgres/schema.ts';
import { SQLITE_DIALECT } from '../../store/sqlite/dialect.ts';
import { readSqliteSchema } from '../../store/sqlite/schema.ts';
import { defineCommand, type Context, type Options } from '../command.ts';
import { databaseOf, explainConnecting, makeDirectory, openStore } from '../database-location.ts';
import type { DatabaseLocation } from '../database-location.ts';
import { renderTable } from '../text-table.ts';
import { loadWorkspace } from '../workspace.ts';

export const migrate = defineCommand({
  name: 'migrate',
  summary: 'Bring the database to the present schema; the first server to start does the same',
  options: { 'dry-run': { type: 'flag', description: 'Show the statements, change nothing' } },
  async run(context) {
    const location = await locate(context);
    const applied = await readSchemaAt(location);
    checkNotNewer(applied);
    const pending = MIGRATIONS.filter(({ version }) => !applied.has(version));
    if (context.values['dry-run']) {
      const dialect = location.engine === 'sqlite' ? SQLITE_DIALECT : POSTGRES_DIALECT;
      const statements = pending.flatMap(migration => migration.statements(dialect));
      context.answer({ pending: pending.map(describe), statements }, statements.join(';\n') || NOTHING_TO_DO);
      return;
    }
    if (location.engine === 'sqlite') makeDirectory(location.directory);
    await (await openStore(location)).close();
    const done = pending.map(({ version, name }) => `Schema ${version} (${name}) is there.`);
    context.answer({ applied: pending.map(describe) }, done.join('\n') || NOTHING_TO_DO);
  },
});

const NOTHING_TO_DO = 'The schema is up to date: nothing to do.';

export const migrateStatus = defineCommand({
  name: 'migrate status',
  summary: 'Which schema the database has, and which this program writes',
  async run(context) {
    const applied = await readSchemaAt(await locate(context));
    const rows = [
      ...MIGRATIONS.map(migration => ({
        ...describe(migration),
        state: applied.has(migration.version) ? 'applied' : 'pending',
      })),
      ...[...applied]
        .filter(([version]) => MIGRATIONS.every(known => known.version !== version))
        .map(([version, name]) => ({ version, name, state: 'unknown to this version' })),
    ];
    context.answer(
      rows,
      renderTable(
        ['schema', 'name', 'state'],
        rows.map(({ version, name, state }) => [String(version), name, state]),
      ),
    );
  },
});

async function locate<O extends Options>(context: Context<O>): Promise<DatabaseLocation> {
  const { config, environment } = await loadWorkspace(context);
  return databaseOf(config, environment);
}

async function readSchemaAt(location: DatabaseLocation): Promise<ReadonlyMap<number, string>> {
  if (location.engine === 'sqlite')
    return existsSync(location.path) ? readSqliteSchema(location.path) : new Map();
  return await readPostgresSchema(location.url).catch((error: unknown) => {
    throw explainConnecting(error as Error, location.name);
  });
}

function describe({ version, name }: { version: number; name: string }): { version: number; name: string } {
  return { version, name };
}
