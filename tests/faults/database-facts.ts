/** What can be said of a database from outside the product: whether SQLite finds it whole, and everything that stands in it. */
import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

/** @returns nothing where the file is whole. */
export function integrityProblems(path: string): string[] {
  const database = new DatabaseSync(path);
  try {
    const rows = database.prepare('PRAGMA integrity_check').all();
    const found = rows.map(row => String(row['integrity_check'])).join('; ');
    return found === 'ok' ? [] : [`integrity_check: ${found}`];
  } finally {
    database.close();
  }
}

/** By table. */
export function rowsOf(path: string): Record<string, number> {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return Object.fromEntries(
      tables.map(({ name }) => {
        const row = database.prepare(`SELECT count(*) AS n FROM "${String(name)}"`).get()!;
        return [String(name), Number(row['n'])];
      }),
    );
  } finally {
    database.close();
  }
}

/** A digest of every row of every table: two databases that say the same have the same one. */
export function contentDigest(path: string): string {
  const database = new DatabaseSync(path);
  try {
    const tables = database
      .prepare(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_stat%' ORDER BY name",
      )
      .all() as { name: string; sql: string }[];
    const hash = createHash('sha256');
    for (const { name, sql } of tables) {
      hash.update(sql);
      if (!sql.startsWith('CREATE TABLE')) continue;
      const rows = database.prepare(`SELECT * FROM "${name}"`).all();
      for (const row of rows.map(row => JSON.stringify(row)).toSorted()) hash.update(`${name} ${row}\n`);
    }
    return hash.digest('hex');
  } finally {
    database.close();
  }
}
