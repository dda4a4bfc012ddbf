/** What a migration is: numbered statements, run once, in one transaction with the note that they ran. */

/** The places where the engines' schemas differ. */
export interface SchemaDialect {
  /** Text that is compared byte by byte. */
  readonly text: string;
  /** After a table's closing bracket: rows stand in the order of their primary key. */
  readonly clustered: string;
  /** Type of a column that numbers rows in the order they are written. */
  readonly ascending: string;
}

export interface Migration {
  readonly version: number;
  readonly name: string;
  statements(dialect: SchemaDialect): readonly string[];
}
