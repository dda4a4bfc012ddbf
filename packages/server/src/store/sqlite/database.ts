/** One SQLite connection: opened safely, its settings read back, statements prepared once, verbs driven synchronously. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { SchemaError } from '../migrations/migrate.ts';
import type { SqlRow, Statement, StatementResult, Verb } from '../verb.ts';

/** S-W2: 3.7.0 to 3.51.2 can corrupt a WAL that several connections write and checkpoint. */
const OLDEST_SQLITE = [3, 51, 3] as const;
/** 32 MB: a checkpoint costs 5 to 20 ms, so it happens in idle moments; under constant load at this size. */
const CHECKPOINT_PAGES = 8000;
const WAL_SIZE_LIMIT_BYTES = 64 * 1024 * 1024;
const PRIVATE = 0o600;

export interface Database {
  /** Drives a verb to its end; throws what the statement or the verb throws. */
  run<T>(verb: Verb<T>): T;
  begin(): void;
  commit(): void;
  /** Does nothing outside a transaction: some failures have rolled back already. */
  rollback(): void;
  /** Copies what is committed from the log into the database. */
  checkpoint(mode: 'PASSIVE' | 'TRUNCATE'): void;
  setBusyTimeout(milliseconds: number): void;
  /** Another one when another connection has committed; null: it cannot be read now. */
  dataVersion(): number | null;
  pragma(name: string): unknown;
  close(): void;
}

/** Throws when the engine is too old, the file is not to be had, or a setting does not hold. */
export function openDatabase(path: string, busyTimeoutMs: number): Database {
  createPrivateFile(path);
  const connection = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
  try {
    checkSqliteVersion(connection);
    configure(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
  return wrap(connection);
}

/** S-T10: SQLite gives the log and the shared memory the mode of the database, so it must be right before it is opened. */
function createPrivateFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', PRIVATE));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    if (existsSync(file) && (statSync(file).mode & 0o077) !== 0) chmodSync(file, PRIVATE);
  }
}

export function isSqliteNewEnough(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [i, oldest] of OLDEST_SQLITE.entries()) {
    if ((parts[i] ?? 0) !== oldest) return (parts[i] ?? 0) > oldest;
  }
  return true;
}

function checkSqliteVersion(connection: DatabaseSync): void {
  const version = String(Object.values(connection.prepare('SELECT sqlite_version()').get()!)[0]);
  if (isSqliteNewEnough(version)) return;
  throw new SchemaError(
    `SQLite ${version} can corrupt its log; at least ${OLDEST_SQLITE.join('.')} is needed. Use a newer Node.js.`,
  );
}

/** S-W1: a setting that is not read back is a hope. */
function configure(connection: DatabaseSync): void {
  const settings: readonly [name: string, value: string | number, expected: string | number][] = [
    ['journal_mode', 'WAL', 'wal'],
    ['synchronous', 'FULL', 2],
    ['foreign_keys', 'ON', 1],
    ['mmap_size', 0, 0],
    ['wal_autocheckpoint', CHECKPOINT_PAGES, CHECKPOINT_PAGES],
    ['journal_size_limit', WAL_SIZE_LIMIT_BYTES, WAL_SIZE_LIMIT_BYTES],
    ['trusted_schema', 'OFF', 0],
    // What is erased is overwritten, not only forgotten (S-U7).
    ['secure_delete', 'FAST', 2],
  ];
  for (const [name, value, expected] of settings) {
    connection.exec(`PRAGMA ${name} = ${value}`);
    const found = readPragma(connection, name);
    if (found !== expected)
      throw new SchemaError(`SQLite does not accept ${name} = ${value} here (it says ${String(found)}).`);
  }
}

function readPragma(connection: DatabaseSync, name: string): unknown {
  const row = connection.prepare(`PRAGMA ${name}`).get();
  return row && Object.values(row)[0];
}

function wrap(connection: DatabaseSync): Database {
  const prepared = new Map<string, StatementSync>();

  function prepare(sql: string): StatementSync {
    let statement = prepared.get(sql);
    if (statement === undefined) {
      statement = connection.prepare(sql.replace(/\$(\d+)/g, '?$1'));
      statement.setReturnArrays(true);
      prepared.set(sql, statement);
    }
    return statement;
  }

  function execute({ sql, params, wants }: Statement): StatementResult {
    const statement = prepare(sql);
    if (wants === 'count') return Number(statement.run(...params).changes);
    return statement.all(...params) as unknown as readonly SqlRow[];
  }

  return {
    run(verb) {
      let step = verb.next();
      while (!step.done) step = verb.next(execute(step.value));
      return step.value;
    },
    begin: () => void prepare('BEGIN IMMEDIATE').run(),
    commit: () => void prepare('COMMIT').run(),
    rollback() {
      if (!connection.isTransaction) return;
      try {
        prepare('ROLLBACK').run();
      } catch {
        // Then the next BEGIN fails, until a rollback works: nothing is ever committed together with what failed here.
      }
    },
    checkpoint: mode => connection.exec(`PRAGMA wal_checkpoint(${mode})`),
    setBusyTimeout: milliseconds => connection.exec(`PRAGMA busy_timeout = ${Math.trunc(milliseconds)}`),
    dataVersion() {
      try {
        return (prepare('PRAGMA data_version').get() as unknown as [number])[0];
      } catch {
        return null;
      }
    },
    pragma: name => readPragma(connection, name),
    close() {
      prepared.clear();
      connection.close();
    },
  };
}
