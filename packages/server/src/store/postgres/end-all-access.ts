/** After a PostgreSQL database was restored by its own means (decision 0009). No node may be running. */
import { endAllAccess, eventNumberAfterRestore, type Ended } from '../sql/end-all-access.ts';
import type { Act } from '../store.ts';
import { query } from '../verb.ts';
import { POSTGRES_DIALECT } from './dialect.ts';
import { withMigrationLock } from './migrating.ts';

export async function endAllAccessInPostgres(url: string, act: Act): Promise<Ended> {
  return await withMigrationLock(
    url,
    async engine =>
      await engine.write(function* () {
        yield* query(POSTGRES_DIALECT.numberEventsAbove, [eventNumberAfterRestore(act)]);
        return yield* endAllAccess(act);
      }),
  );
}
