/** What was overwritten still stands in the write-ahead log, until its place is needed again: not for what was erased. */
import { openDatabase } from './database.ts';

const BUSY_MS = 5000;

/** Whoever reads at this moment keeps it from getting shorter; then it is overwritten with the next writes. */
export function emptyLog(path: string): void {
  const database = openDatabase(path, BUSY_MS);
  database.checkpoint('TRUNCATE');
  database.close();
}
