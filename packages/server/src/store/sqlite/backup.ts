/** A copy of a database that is in use: one state of it, whole or not there at all. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { CopyRefused } from '../copy-refused.ts';
import { execute } from '../verb.ts';
import { openDatabase } from './database.ts';

const BUSY_MS = 5000;
const PRIVATE = 0o600;

/** Readers and writers of `path` go on meanwhile. @throws {CopyRefused} */
export function backUp(path: string, to: string): void {
  if (existsSync(to)) throw new CopyRefused(`${to} is there already. Name a file that is not.`);
  const part = `${to}.part`;
  rmSync(part, { force: true });
  closeSync(openSync(part, 'wx', PRIVATE));
  const database = openDatabase(path, BUSY_MS);
  try {
    database.run(execute('VACUUM INTO $1', [part]));
  } finally {
    database.close();
  }
  flush(part);
  renameSync(part, to);
  flush(dirname(to));
}

/** Its content, or the names in a directory, are on the disk. */
export function flush(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
