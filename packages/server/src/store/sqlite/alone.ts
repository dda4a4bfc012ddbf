/** Whether anybody else has the file open, found out by what SQLite does only for the last one. */
import { execute, query } from '../verb.ts';
import type { Database } from './database.ts';
import { isBusy } from './failures.ts';

/**
 * True: from now on, until COMMIT or the end of this process, nobody else can read or write the file. False: a server, or another
 * command, has it open. The file is out of WAL mode then; whoever opens it next puts it back.
 */
export function takeAlone(database: Database): boolean {
  try {
    database.run(query('PRAGMA journal_mode = DELETE'));
    database.run(execute('BEGIN EXCLUSIVE'));
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}
