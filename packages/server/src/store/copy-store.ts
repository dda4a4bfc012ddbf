/**
 * Copies one database into another, row by row, whatever the engines. Chunks that are equal on both sides are left alone: run again
 * after an interruption, or after the source was written to, it writes what is missing or different and nothing else.
 */
import { createHash } from 'node:crypto';
import type { SchemaDialect } from './migrations/migration.ts';
import { ALL_TABLES, type TableWithKey } from './sql/all-tables.ts';
import { execute, query, type SqlRow, type SqlValue, type Verb } from './verb.ts';

/** An app's row may hold a logo of 64 KiB. */
const CHUNK = 200;

export interface CopySide {
  run<T>(verb: () => Verb<T>): Promise<T>;
  readonly dialect: SchemaDialect;
}

export interface CopiedTable {
  table: string;
  rows: number;
  /** How many of them were not there, or different. */
  written: number;
}

/** @returns what was copied, table by table. */
export async function copyRows(source: CopySide, target: CopySide): Promise<CopiedTable[]> {
  const copied: CopiedTable[] = [];
  for (const table of ALL_TABLES) copied.push(await copyTable(source, target, table));
  const last = await source.run(() => query('SELECT COALESCE(MAX(seq), 0) FROM events'));
  // A follower's position stays valid: the next event gets a higher number than any before.
  await target.run(() => query(target.dialect.numberEventsAbove, [Math.max(1, Number(last[0]![0]))]));
  return copied;
}

/** Rows and a digest over all values, table by table: the same on both sides when everything is there. */
export async function digestRows(side: CopySide): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const table of ALL_TABLES) {
    const columns = await columnsOf(side, table);
    const hash = createHash('sha256');
    let count = 0;
    for (let after: SqlRow | null = null, rows: readonly SqlRow[] = [[]]; rows.length > 0;) {
      rows = await side.run(() => query(...selectAfter(table, columns, after)));
      for (const row of rows) hash.update(JSON.stringify(row));
      count += rows.length;
      after = rows.length > 0 ? keyOf(table, columns, rows.at(-1)!) : after;
    }
    digests[table.name] = `${count} rows, sha256 ${hash.digest('hex').slice(0, 32)}`;
  }
  return digests;
}

async function copyTable(source: CopySide, target: CopySide, table: TableWithKey): Promise<CopiedTable> {
  const columns = await columnsOf(source, table);
  const copied = { table: table.name, rows: 0, written: 0 };
  let after: SqlRow | null = null;
  for (let isLast = false; !isLast;) {
    const from: SqlRow | null = after;
    const rows: readonly SqlRow[] = await source.run(() => query(...selectAfter(table, columns, from)));
    isLast = rows.length < CHUNK;
    after = isLast ? null : keyOf(table, columns, rows.at(-1)!);
    const until = after;
    const present = await target.run(() => query(...selectBetween(table, columns, from, until)));
    const different = differenceOf(table, columns, rows, present);
    if (different.missing.length + different.surplus.length > 0)
      await target.run(() => replaceRows(table, columns, different));
    copied.rows += rows.length;
    copied.written += different.missing.length;
  }
  return copied;
}

interface Difference {
  missing: readonly SqlRow[];
  /** In the target alone: they ended meanwhile. */
  surplus: readonly SqlRow[];
}

function differenceOf(
  table: TableWithKey,
  columns: readonly string[],
  rows: readonly SqlRow[],
  present: readonly SqlRow[],
): Difference {
  const text = (row: SqlRow): string => JSON.stringify(row);
  const keyText = (row: SqlRow): string => text(keyOf(table, columns, row));
  const there = new Set(present.map(text));
  const wanted = new Set(rows.map(keyText));
  return {
    missing: rows.filter(row => !there.has(text(row))),
    surplus: present.filter(row => !wanted.has(keyText(row))),
  };
}

function* replaceRows(
  table: TableWithKey,
  columns: readonly string[],
  { missing, surplus }: Difference,
): Verb<void> {
  for (const row of surplus)
    yield* execute(
      `DELETE FROM ${table.name} WHERE ${table.key.map((column, i) => `${column} = $${i + 1}`).join(' AND ')}`,
      keyOf(table, columns, row),
    );
  if (missing.length === 0) return;
  const changes = columns.filter(column => !table.key.includes(column));
  const values = missing.map((_, i) => `(${placeholders(i * columns.length, columns.length)})`);
  yield* execute(
    `INSERT INTO ${table.name} (${columns.join(', ')}) VALUES ${values.join(', ')} ON CONFLICT (${table.key.join(', ')})
     DO UPDATE SET ${changes.map(column => `${column} = excluded.${column}`).join(', ')}`,
    missing.flat(),
  );
}

async function columnsOf({ run, dialect }: CopySide, { name }: TableWithKey): Promise<string[]> {
  const rows = await run(() => query(dialect.columnsOf, [name]));
  return rows.map(row => String(row[0]));
}

function keyOf({ key }: TableWithKey, columns: readonly string[], row: SqlRow): SqlRow {
  return key.map(column => row[columns.indexOf(column)]!);
}

function selectAfter(
  table: TableWithKey,
  columns: readonly string[],
  after: SqlRow | null,
): [sql: string, params: SqlValue[]] {
  const [sql, params] = selectBetween(table, columns, after, null);
  return [`${sql} LIMIT ${CHUNK}`, params];
}

/** Above `after` and up to `until`; null: no bound. */
function selectBetween(
  { name, key }: TableWithKey,
  columns: readonly string[],
  after: SqlRow | null,
  until: SqlRow | null,
): [sql: string, params: SqlValue[]] {
  const keys = key.join(', ');
  const conditions = [
    ...(after ? [`(${keys}) > (${placeholders(0, key.length)})`] : []),
    ...(until ? [`(${keys}) <= (${placeholders(after?.length ?? 0, key.length)})`] : []),
  ];
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  return [
    `SELECT ${columns.join(', ')} FROM ${name} ${where} ORDER BY ${keys}`,
    [...(after ?? []), ...(until ?? [])],
  ];
}

/** `$3, $4` for (2, 2). */
function placeholders(before: number, count: number): string {
  return Array.from({ length: count }, (_, i) => `$${before + i + 1}`).join(', ');
}
