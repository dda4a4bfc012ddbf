/** What ever happened with an app: one row that answers a few times yes or no, each as soon as one example is found. */
import type { AppProgress, Id } from '../rows.ts';
import { queryOne, type Verb } from '../verb.ts';

const FAMILIES = 'connections c JOIN families f ON f.connection_id = c.id WHERE c.app_id = $1';

export function* findAppProgress(appId: Id): Verb<AppProgress> {
  const row = yield* queryOne(
    `SELECT CASE WHEN EXISTS (SELECT 1 FROM connections WHERE app_id = $1) THEN 1 ELSE 0 END,
       CASE WHEN EXISTS (SELECT 1 FROM ${FAMILIES}) THEN 1 ELSE 0 END,
       CASE WHEN EXISTS (SELECT 1 FROM connections WHERE app_id = $1 AND last_used_at IS NOT NULL) THEN 1 ELSE 0 END,
       CASE WHEN EXISTS (SELECT 1 FROM ${FAMILIES} AND f.generation > 0) THEN 1 ELSE 0 END`,
    [appId],
  );
  const [connected, token, called, refreshed] = row!.map(value => Number(value) === 1);
  // Families are cleaned away some time after their end: what came later tells of what came before.
  return {
    connected: connected!,
    token: token! || called!,
    called: called!,
    refreshed: refreshed!,
  };
}
