/** An app's owner gives it up, for good. The row stays: connections, events and usage point to it. */
import type { Id } from '../rows.ts';
import type { Act } from '../store.ts';
import { execute, queryOne, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';
import { revokeAll } from './revoke-all.ts';
import { deleteWebhookEndpoint, listWebhookEndpoints } from './webhooks.ts';

export function* deleteApp(id: Id, act: Act): Verb<boolean> {
  const row = yield* queryOne(
    "UPDATE apps SET status = 'deleted', updated_at = $2 WHERE id = $1 AND status <> 'deleted' RETURNING provider",
    [id, act.now],
  );
  if (row === null) return false;
  yield* revokeAll({ appId: id }, 'the app was deleted by its owner', act);
  yield* execute('UPDATE app_secrets SET revoked_at = $2 WHERE app_id = $1 AND revoked_at IS NULL', [
    id,
    act.now,
  ]);
  yield* execute('DELETE FROM app_invitations WHERE app_id = $1', [id]);
  yield* execute('DELETE FROM app_members WHERE app_id = $1', [id]);
  for (const { id: endpoint } of yield* listWebhookEndpoints(id)) yield* deleteWebhookEndpoint(endpoint, act);
  yield* appendEvent({ provider: row[0] as string, type: 'app.deleted', appId: id }, act);
  return true;
}
