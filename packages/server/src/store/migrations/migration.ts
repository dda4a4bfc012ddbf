/** What a migration is: numbered statements, run once, in one transaction with the note that they ran. */
import type { Verb } from '../verb.ts';

/** The places where the engines' schemas differ. */
export interface SchemaDialect {
  /** Text that is compared byte by byte. */
  readonly text: string;
  /** After a table's closing bracket: rows stand in the order of their primary key. */
  readonly clustered: string;
  /** The same for a table whose rows grow to a kilobyte and more. */
  readonly spacious: string;
  /** Type of a column that numbers rows in the order they are written. */
  readonly ascending: string;
  /** A row where the table `$1` is there. */
  readonly hasTable: string;
  /** The names of the columns of table `$1`, in their order. */
  readonly columnsOf: string;
  /** The next event gets a number above `$1`. */
  readonly numberEventsAbove: string;
}

/**
 * Expand, then contract: a migration adds (tables, columns with a default, indexes), so that nodes of the version before go on with
 * it; what is used no more goes in a later version, when no node reads it.
 */
export interface Migration {
  readonly version: number;
  readonly name: string;
  statements(dialect: SchemaDialect): readonly string[];
  /** After them, in the same transaction: rows that take another form. */
  convert?(): Verb<void>;
}
