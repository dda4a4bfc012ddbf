/** Moves a store, for tests that kill it in the middle: `mover.child.ts <sqlite file> <postgres url>`. */
import { moveToPostgres } from '../move-store.ts';

await moveToPostgres(process.argv[2]!, process.argv[3]!);
