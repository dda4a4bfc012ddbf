/** A table's columns and how they become a row of rows.ts: lists of columns, inserts and reading are derived from one description. */
import type { SqlRow, SqlValue } from '../verb.ts';

/** How a column is stored: as it is, as JSON text, or as 0 and 1. */
type ColumnKind = 'plain' | 'json' | 'boolean';

export interface Table<Row> {
  readonly name: string;
  /** Number of columns. */
  readonly width: number;
  /** `INSERT INTO name (…) VALUES ($1, …)`; append `ON CONFLICT …` as needed. */
  readonly insert: string;
  /** The columns with an alias in front: `f.id, f.provider, …`. */
  columns(alias: string): string;
  /** Null when the first column is null: a LEFT JOIN that found nothing. */
  read(row: SqlRow, offset?: number): Row | null;
  values(row: Row): SqlValue[];
}

/** @param columns the properties of the row in the order of selection; the first is never null in a stored row. */
export function describeTable<Row extends object>(
  name: string,
  columns: { readonly [K in keyof Row]-?: ColumnKind },
): Table<Row> {
  const properties = Object.keys(columns) as (keyof Row & string)[];
  const kinds = properties.map(property => columns[property]);
  const names = properties.map(toColumnName);
  return {
    name,
    width: names.length,
    insert: `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    columns: alias => names.map(column => `${alias}.${column}`).join(', '),
    read(row, offset = 0) {
      if (row[offset] === null || row[offset] === undefined) return null;
      const result: Record<string, unknown> = {};
      for (let i = 0; i < properties.length; i++)
        result[properties[i]!] = fromSql(kinds[i]!, row[offset + i]!);
      return result as Row;
    },
    values: row => properties.map((property, i) => toSql(kinds[i]!, row[property])),
  };
}

/** `appId` → `app_id`. */
export function toColumnName(property: string): string {
  return property.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

function fromSql(kind: ColumnKind, value: SqlValue): unknown {
  if (kind === 'plain' || value === null) return value;
  return kind === 'json' ? JSON.parse(value as string) : value === 1;
}

export function toSql(kind: ColumnKind, value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (kind === 'json') return JSON.stringify(value);
  if (kind === 'boolean') return value === true ? 1 : 0;
  return value as SqlValue;
}
