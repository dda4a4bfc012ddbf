/** What SQLite's result codes mean to the store: wait, give up for now, or a broken rule. */
import { StoreConflictError, StoreUnavailableError } from '../store.ts';

const BUSY: ReadonlySet<number> = new Set([
  5 /* BUSY */, 6 /* LOCKED */, 15 /* PROTOCOL: lost a locking race */,
]);
const UNAVAILABLE: ReadonlySet<number> = new Set([
  7 /* NOMEM */, 8 /* READONLY */, 10 /* IOERR */, 11 /* CORRUPT */, 13 /* FULL */, 14 /* CANTOPEN */,
  26 /* NOTADB */,
]);
const UNIQUE_EXTENDED: ReadonlySet<number> = new Set([
  1555 /* PRIMARYKEY */, 2067 /* UNIQUE */, 2579 /* ROWID */,
]);

/** Another process holds the lock: worth another attempt. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code !== null && BUSY.has(code & 0xff);
}

/** The error as callers of the store know it. */
export function toStoreError(error: unknown): unknown {
  const code = resultCode(error);
  if (code === null) {
    if (isClosed(error)) return new StoreUnavailableError('the database is closed', error);
    return isFileProblem(error) ? new StoreUnavailableError(unusable(error), error) : error;
  }
  if (UNIQUE_EXTENDED.has(code)) return new StoreConflictError(uniqueColumn(error as Error));
  if (BUSY.has(code & 0xff) || UNAVAILABLE.has(code & 0xff)) {
    return new StoreUnavailableError(unusable(error as Error), error);
  }
  return error;
}

function resultCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode : null;
}

function unusable(error: Error): string {
  return `the database cannot be used now: ${error.message}`;
}

/** Its directory or file may not be made, read or written: the operating system says which, and why. */
function isFileProblem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'errno' in error;
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE';
}

/** `UNIQUE constraint failed: users.provider, users.email` → `users.provider, users.email`. */
function uniqueColumn(error: Error): string {
  return error.message.replace(/^.*constraint failed: /, '');
}
