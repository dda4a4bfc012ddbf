/** `valetkey backup`: a copy of the SQLite database, while the server goes on. */
import { resolve } from 'node:path';
import { backUp } from '../../store/sqlite/backup.ts';
import { defineCommand } from '../command.ts';
import { CommandError } from '../failures.ts';
import { findSqlite } from '../sqlite-location.ts';

export const backup = defineCommand({
  name: 'backup',
  summary: 'Copy the SQLite database into a file; the server may run meanwhile',
  arguments: [{ name: 'file', description: 'A new file; it gets mode 0600' }],
  examples: ['valetkey backup /backups/valetkey-2026-11-21.db'],
  async run(context) {
    const location = await findSqlite(context);
    if (location === null)
      throw new CommandError(
        'The database is PostgreSQL: back it up with pg_dump, or with what you have for your other databases.',
      );
    const to = resolve(context.arguments[0]!);
    backUp(location.path, to);
    context.answer(
      { backup: to },
      `${to} is a whole copy. It opens with the master key only, which is not in it: keep that somewhere else.`,
    );
  },
});
