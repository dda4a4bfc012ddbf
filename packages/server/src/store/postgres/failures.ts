/** What PostgreSQL's error codes (SQLSTATE) mean to the store: try again, give up for now, or a broken rule. */
import { DatabaseError } from 'pg';
import { SchemaError } from '../migrations/migrate.ts';
import { StoreConflictError, StoreUnavailableError } from '../store.ts';

const UNIQUE_VIOLATION = '23505';
const LOCK_TIMEOUT = '55P03';
/** Serialization failure, deadlock, lock timeout, and a unique value that somebody else wrote at the same time. */
const LOST_RACE: ReadonlySet<string> = new Set(['40001', '40P01', LOCK_TIMEOUT, UNIQUE_VIOLATION]);
/** The transaction had failed before: the statement says nothing of its own. */
const ABORTED = '25P02';
/** Idle too long in a transaction, the transaction too long, idle too long: the server hangs up. */
const HUNG_UP: ReadonlySet<string> = new Set(['25P03', '25P04', '57P01', '57P02', '57P03', '57P04', '57P05']);
/** After a failover the old primary takes no writes; the next connection may find the new one. */
const READ_ONLY = '25006';
/** Cancelled by a time limit, insufficient resources (disk full among them), the operator's doing, I/O, a damaged file. */
const UNAVAILABLE = /^(57014|53|57|58|XX001|XX002)/;

/** The connection is gone, or good for nothing. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (code === null) return isOfTheNetwork(error);
  return HUNG_UP.has(code) || code === READ_ONLY || /^(08|28|3D|53300)/.test(code);
}

/** Another transaction came first: the same again may succeed. */
export function isLostRace(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && LOST_RACE.has(code);
}

/** Somebody holds a row for long. */
export function isLocked(error: unknown): boolean {
  return codeOf(error) === LOCK_TIMEOUT;
}

export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === UNIQUE_VIOLATION;
}

export function isOnlyAborted(error: unknown): boolean {
  return codeOf(error) === ABORTED;
}

/** The error as callers of the store know it. */
export function toStoreError(error: unknown): unknown {
  const code = codeOf(error);
  if (code === UNIQUE_VIOLATION) return new StoreConflictError(uniqueColumns(error as DatabaseError));
  if (isConnectionLost(error) || (code !== null && (LOST_RACE.has(code) || UNAVAILABLE.test(code)))) {
    return new StoreUnavailableError(`the database cannot be used now: ${(error as Error).message}`, error);
  }
  return error;
}

function codeOf(error: unknown): string | null {
  return error instanceof DatabaseError ? (error.code ?? null) : null;
}

/** node-postgres has no class for what is not said by the server. */
function isOfTheNetwork(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof StoreConflictError || error instanceof SchemaError)
    return false;
  if (error instanceof StoreUnavailableError) return true;
  if ('syscall' in error || ('code' in error && /^(E[A-Z]+|ERR_SSL|CERT)/.test(String(error.code))))
    return true;
  return /^Connection terminated|^timeout expired|^Query read timeout|is not queryable|Client was closed/.test(
    error.message,
  );
}

/** `Key (provider, email)=(…) already exists.` → `users.provider, users.email`, as SQLite says it. */
function uniqueColumns({ table, detail, constraint }: DatabaseError): string {
  const columns = /^Key \((.*?)\)=/.exec(detail ?? '')?.[1]?.split(', ');
  return columns?.map(column => `${table}.${column}`).join(', ') ?? constraint ?? 'a unique value';
}
