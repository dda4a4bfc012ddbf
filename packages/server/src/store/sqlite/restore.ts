/** `valetkey restore`: puts a backup in the place of the database, so that nothing which ended since is alive (decision 0009). */
import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { CopyRefused } from '../copy-refused.ts';
import { checkNotNewer, MIGRATIONS, readSchema } from '../migrations/migrate.ts';
import { endAllAccess, eventNumberAfterRestore, type Ended } from '../sql/end-all-access.ts';
import { openSqliteStore } from '../sqlite.ts';
import type { Act } from '../store.ts';
import { execute, query, queryOne, type Verb } from '../verb.ts';
import { takeAlone } from './alone.ts';
import { flush } from './backup.ts';
import { openDatabase, type Database } from './database.ts';
import { SQLITE_DIALECT } from './dialect.ts';
import { overlay } from './overlay.ts';

const BUSY_MS = 100;
const SIDE_FILES = ['-wal', '-shm', '-journal'];

export type Restored =
  /** The last database told what ended since the backup; `restored` rows came back. */
  | { ended: 'since'; restored: number; keptAs: string }
  /** There was none to ask. */
  | { ended: 'everything'; counts: Ended; keptAs: string | null };

/** @throws {CopyRefused} when a server uses the database, or the backup is none. */
export async function restoreBackup(
  backup: string,
  path: string,
  act: Act,
  options: { endEverything?: boolean } = {},
): Promise<Restored> {
  const part = `${path}.restoring`;
  remove(part);
  copyFileSync(backup, part);
  chmodSync(part, 0o600);
  checkWhole(part, backup);
  // Brings an older backup to the present schema.
  await (await openSqliteStore({ path: part })).close();
  const isLastUsable = existsSync(path) && canAsk(path, part);
  const keptAs = existsSync(path) ? `${path}.before-restore-${act.now}` : null;
  const outcome =
    isLastUsable && !options.endEverything ? layOver(part, path, act) : endEverything(part, act);
  flush(part);
  if (keptAs !== null) renameSync(path, keptAs);
  // The log of the one must never be read with the other.
  for (const side of SIDE_FILES) rmSync(`${path}${side}`, { force: true });
  renameSync(part, path);
  flush(dirname(path));
  return 'restored' in outcome
    ? { ended: 'since', restored: outcome.restored, keptAs: keptAs! }
    : { ended: 'everything', counts: outcome, keptAs };
}

function checkWhole(part: string, backup: string): void {
  try {
    if (inDatabase(part, database => isWhole(database))) return;
  } catch {
    // Then it is no database of ours either.
  }
  remove(part);
  throw new CopyRefused(`${backup} is no whole backup of Valetkey. Nothing was changed.`);
}

/** The last database is of the same installation, whole, and nobody has it open. */
function canAsk(path: string, part: string): boolean {
  try {
    const peppers = [path, part].map(file =>
      inDatabase(file, database => {
        if (file === path && !takeAlone(database))
          throw new CopyRefused(`A server, or another command, is using ${path}. Stop it first.`);
        return isWhole(database) ? pepperOf(database) : null;
      }),
    );
    return peppers[0] !== null && peppers[0] === peppers[1];
  } catch (error) {
    if (error instanceof CopyRefused) throw error;
    return false;
  }
}

function isWhole(database: Database): boolean {
  const applied = database.run(readSchema(SQLITE_DIALECT));
  checkNotNewer(applied);
  return applied.size > 0 && database.run(queryOne('PRAGMA integrity_check'))?.[0] === 'ok';
}

function pepperOf(database: Database): string | null {
  const isPresent = MIGRATIONS.every(({ version }) => database.run(readSchema(SQLITE_DIALECT)).has(version));
  const row = database.run(queryOne("SELECT material FROM keys WHERE use = 'pepper'"));
  return isPresent && row !== null ? String(row[0]) : null;
}

function layOver(part: string, path: string, act: Act): { restored: number } {
  return inDatabase(part, database => {
    database.run(query('PRAGMA foreign_keys = OFF'));
    database.run(execute('ATTACH $1 AS last', [path]));
    return { restored: inTransaction(database, () => overlay(act)) };
  });
}

function endEverything(part: string, act: Act): Ended {
  return inDatabase(part, database =>
    inTransaction(database, function* () {
      yield* execute(SQLITE_DIALECT.numberEventsAbove, [eventNumberAfterRestore(act)]);
      return yield* endAllAccess(act);
    }),
  );
}

function inTransaction<T>(database: Database, verb: () => Verb<T>): T {
  database.begin();
  const result = database.run(verb());
  database.commit();
  return result;
}

/** Closing puts everything into the file itself. */
function inDatabase<T>(path: string, work: (database: Database) => T): T {
  const database = openDatabase(path, BUSY_MS);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

function remove(path: string): void {
  for (const side of ['', ...SIDE_FILES]) rmSync(`${path}${side}`, { force: true });
}
