/** Where SQLite's schema differs. */
import type { SchemaDialect } from '../migrations/migration.ts';

export const SQLITE_DIALECT: SchemaDialect = {
  text: 'TEXT',
  clustered: ' WITHOUT ROWID',
  // In the order of the key a row above a quarter of a page would take a page of its own beside it.
  spacious: '',
  ascending: 'INTEGER PRIMARY KEY AUTOINCREMENT',
  hasTable: "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1",
  columnsOf: 'SELECT name FROM pragma_table_info($1)',
  // The row is there as soon as there was an event; one that is not there is inserted.
  numberEventsAbove:
    "INSERT OR REPLACE INTO sqlite_sequence (rowid, name, seq) VALUES ((SELECT rowid FROM sqlite_sequence WHERE name = 'events'), 'events', $1)",
};
