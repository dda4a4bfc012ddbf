/** Versions no schema ever has: while one of them is noted, no program, of whatever version, opens the database. */

/** `migrate-store` is filling it. */
export const BEING_FILLED = 1_000_000_000;
/** `migrate-store` has copied it to another database, where its tokens live now. */
export const MOVED = 1_000_000_001;

const EXPLANATIONS: ReadonlyMap<number, string> = new Map([
  [
    BEING_FILLED,
    'This database is being filled by migrate-store, and not all is there yet. Run that command again until it says that it is done.',
  ],
  [
    MOVED,
    'This database was moved by migrate-store: its tokens live in PostgreSQL now. Start the server with DATABASE_URL.',
  ],
]);

export function explainMark(version: number): string | undefined {
  return EXPLANATIONS.get(version);
}
