/** `valetkey restore`: a backup in the place of the database, or the end of what a restored PostgreSQL database cannot know. */
import { existsSync } from 'node:fs';
import { nowSeconds, systemClock } from '../../domain/clock.ts';
import { endAllAccessInPostgres } from '../../store/postgres/end-all-access.ts';
import type { Ended } from '../../store/sql/end-all-access.ts';
import { restoreBackup, type Restored } from '../../store/sqlite/restore.ts';
import type { Act } from '../../store/store.ts';
import { defineCommand, type Context, type Options } from '../command.ts';
import { databaseOf, explainConnecting, makeDirectory } from '../database-location.ts';
import { CommandError, UsageError } from '../failures.ts';
import { OPERATOR } from '../operator.ts';
import { findSqlite } from '../sqlite-location.ts';
import { loadWorkspace } from '../workspace.ts';

export const restore = defineCommand({
  name: 'restore',
  summary: 'Put a backup in the place of the database; nothing revoked comes back to life',
  arguments: [{ name: 'file', description: 'What valetkey backup made', optional: true }],
  options: {
    'end-all': { type: 'flag', description: 'End all access, also where the last database could be asked' },
    'in-place': {
      type: 'flag',
      description: 'PostgreSQL, restored by its own means: end all access that it cannot know about',
    },
  },
  examples: ['valetkey restore /backups/valetkey-2026-11-21.db', 'valetkey restore --in-place'],
  async run(context) {
    const act: Act = { now: nowSeconds(systemClock), actor: OPERATOR };
    const [file] = context.arguments;
    if (context.values['in-place']) return await endInPlace(context, act);
    if (file === undefined) throw new UsageError('Name the backup: valetkey restore <file>');
    if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
    const location = await findSqlite(context, { mayBeMissing: true });
    if (location === null)
      throw new CommandError(
        'The database is PostgreSQL: restore it by its own means, with no node running, and then run: valetkey restore --in-place',
      );
    makeDirectory(location.directory);
    const restored = await restoreBackup(file, location.path, act, {
      endEverything: context.values['end-all'],
    });
    context.answer(describe(restored), render(restored));
  },
});

async function endInPlace<O extends Options>(context: Context<O>, act: Act): Promise<void> {
  const { config, environment } = await loadWorkspace(context);
  const location = databaseOf(config, environment);
  if (location.engine === 'sqlite')
    throw new UsageError('--in-place is for PostgreSQL. For SQLite name the backup: valetkey restore <file>');
  const counts = await endAllAccessInPostgres(location.url, act).catch((error: unknown) => {
    throw explainConnecting(error as Error, location.name);
  });
  context.answer({ ended: 'everything', ...counts }, whatEnded(counts));
}

function describe(restored: Restored): Record<string, unknown> {
  return restored.ended === 'since'
    ? { ended: 'since', restored: restored.restored, kept_as: restored.keptAs }
    : { ended: 'everything', ...restored.counts, kept_as: restored.keptAs };
}

function render(restored: Restored): string {
  const kept = restored.keptAs === null ? '' : `\nThe last database is kept as ${restored.keptAs}.`;
  return restored.ended === 'since'
    ? `The last database could be asked: everything it knew holds, and ${restored.restored} rows came back from the backup.${kept}`
    : `${whatEnded(restored.counts)}${kept}`;
}

function whatEnded({ connections, families, apiKeys, sessions }: Ended): string {
  return (
    `What ended since the backup is not known, so all access ended: ${connections} connections, ${families} token families, ` +
    `${apiKeys} API keys, ${sessions} sessions. People sign in and connect again.\n` +
    'Look at what else may have changed since: passwords, disabled users, suspended apps, revoked app secrets and signing keys.'
  );
}
