/** `valetkey migrate-store`: from SQLite to PostgreSQL, with every key and token good afterwards. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { moveToPostgres, type Move } from '../../store/move-store.ts';
import { defineCommand } from '../command.ts';
import { explainConnecting } from '../database-location.ts';
import { CommandError, UsageError } from '../failures.ts';
import { renderTable } from '../text-table.ts';

export const migrateStore = defineCommand({
  name: 'migrate-store',
  summary: 'Copy an installation from SQLite into an empty PostgreSQL database; run it again to finish',
  options: {
    from: { type: 'text', value: 'sqlite:path', required: true, description: 'The SQLite database' },
    to: { type: 'text', value: 'url', description: 'postgres://… (default: DATABASE_URL)' },
  },
  examples: ['valetkey migrate-store --from sqlite:data/valetkey.db --to postgres://db.example/valetkey'],
  async run(context) {
    const path = parseSource(context.values.from);
    const { url, name } = parseTarget(context.values.to ?? context.environment.databaseUrl);
    const move = await moveToPostgres(path, url).catch((error: unknown) => {
      throw explainConnecting(error as Error, name);
    });
    context.answer({ complete: move.isComplete, tables: move.tables }, render(move));
    return move.isComplete ? 0 : 3;
  },
});

function parseSource(text: string): string {
  if (!text.startsWith('sqlite:')) throw new UsageError('--from: write sqlite:path/to/valetkey.db');
  const path = resolve(text.slice('sqlite:'.length));
  if (!existsSync(path)) throw new CommandError(`There is no database ${path}.`);
  return path;
}

function parseTarget(url: string | undefined): { url: string; name: string } {
  const parsed = url === undefined ? null : URL.parse(url);
  if (url === undefined || !parsed || !/^postgres(ql)?:$/.test(parsed.protocol))
    throw new UsageError('--to: write postgres://user@host:5432/database, or set DATABASE_URL.');
  return { url, name: `${parsed.host}${parsed.pathname}` };
}

function render({ tables, isComplete }: Move): string {
  const rows = tables.map(({ table, rows: count, written }) => [table, String(count), String(written)]);
  return [
    renderTable(['table', 'rows', 'written now'], rows),
    '',
    isComplete
      ? 'Everything is there, compared row by row and by checksum. Start the servers with DATABASE_URL and the same master key; the SQLite file can be opened no more.'
      : 'A server has the source open, and may have written since. Stop it and run the same command again: only what is new will be copied.',
  ].join('\n');
}
