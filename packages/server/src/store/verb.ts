/**
 * A verb is a generator that yields SQL statements and is sent their results. It knows no engine: SQLite drives it
 * synchronously, another engine may await each step. Verbs run more than once (group commit, retries), so they hold no state.
 */

export type SqlValue = string | number | null;
/** The columns of one row in the order of the statement: names would only cost time, the tables of `sql/tables.ts` know the order. */
export type SqlRow = readonly SqlValue[];

export interface Statement {
  /** `$1` parameters; only what SQLite and PostgreSQL share. */
  readonly sql: string;
  readonly params: readonly SqlValue[];
  /** `nothing`: an engine may run it as late as just before the commit, after everything else and in order. */
  readonly wants: 'rows' | 'count' | 'nothing';
}

/** Rows for `rows`, the number of changed rows for `count`, anything for `nothing`. */
export type StatementResult = readonly SqlRow[] | number;
export type Verb<T> = Generator<Statement, T, StatementResult>;

export function* query(sql: string, params: readonly SqlValue[] = []): Verb<readonly SqlRow[]> {
  return (yield { sql, params, wants: 'rows' }) as readonly SqlRow[];
}

export function* queryOne(sql: string, params: readonly SqlValue[] = []): Verb<SqlRow | null> {
  const rows = yield* query(sql, params);
  return rows[0] ?? null;
}

/** @returns how many rows were inserted, updated or deleted. */
export function* execute(sql: string, params: readonly SqlValue[] = []): Verb<number> {
  return (yield { sql, params, wants: 'count' }) as number;
}

/** For what no verb of the same transaction reads again. */
export function* append(sql: string, params: readonly SqlValue[]): Verb<void> {
  yield { sql, params, wants: 'nothing' };
}

export type Learn<T> = (known: unknown, result: T) => unknown;

/** What an engine supplies; everything else is written once. */
export interface Engine {
  /** Without a transaction: a reading verb needs no common snapshot of its statements. */
  read<T>(verb: () => Verb<T>): Promise<T>;
  /**
   * As `read`; the answer may be one that was given before, where the engine is certain that it is still the right one.
   * @param name of what is read: `<what> <id>`. A write with this as its key changes it, and so may every write without a key.
   */
  recall<T>(name: string, verb: () => Verb<T>): Promise<T>;
  /**
   * In one transaction, serialisable: what the verb read is still true when it commits. Settles after the commit is durable.
   * The thunk may be called again after a rollback.
   * @param key what the verb decides about, where it decides by conditional statements on the rows of this key alone: nobody else
   * with another key reads or writes them. Several such verbs may run interleaved in one transaction, and what else they read
   * may be as old as their transaction: the result is right as if they had come first.
   * @param learn what is remembered under the key from now on, from what was and what the verb returned; undefined: nothing.
   */
  write<T>(verb: () => Verb<T>, key?: string, learn?: Learn<T>): Promise<T>;
  /** Epoch milliseconds by the clock that everybody on this database shares. */
  nowMs(): Promise<number>;
  close(): Promise<void>;
}
