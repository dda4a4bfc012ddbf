/** Issued tokens by app and hour. */
import type { IssuedCount } from '../store.ts';
import { execute, type Verb } from '../verb.ts';

export function* addIssued(counts: readonly IssuedCount[]): Verb<void> {
  for (const { provider, appId, hour, issued } of counts)
    yield* execute(
      `INSERT INTO token_hours (provider, app_id, hour, issued) VALUES ($1, $2, $3, $4)
       ON CONFLICT (provider, app_id, hour) DO UPDATE SET issued = token_hours.issued + excluded.issued`,
      [provider, appId, hour, issued],
    );
}
