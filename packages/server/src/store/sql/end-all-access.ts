/**
 * After a restore: what was revoked, rotated or redeemed since the backup stands nowhere any more, so everything that gives access
 * ends (S-D13, S-W9). The numbers that tokens carry jump to ones that were never given out, also not after another restore.
 */
import type { Act } from '../store.ts';
import { execute, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';

/** 2020-01-01: seconds since then fit the columns until 2088. */
const SINCE = 1_577_836_800;

export interface Ended {
  connections: number;
  families: number;
  apiKeys: number;
  sessions: number;
}

export function* endAllAccess({ now, actor }: Act): Verb<Ended> {
  const jump = now - SINCE;
  yield* execute('UPDATE apps SET epoch = CASE WHEN epoch < $1 THEN $1 ELSE epoch + 1 END', [jump]);
  const connections = yield* execute(
    "UPDATE connections SET revoked_at = $1, revoked_by = $2, revoke_reason = 'restored' WHERE revoked_at IS NULL",
    [now, actor],
  );
  yield* execute('UPDATE connections SET revision = CASE WHEN revision < $1 THEN $1 ELSE revision + 1 END', [
    jump,
  ]);
  const families = yield* execute(
    "UPDATE families SET revoked_at = $1, revoke_reason = 'restored' WHERE revoked_at IS NULL AND connection_id IS NOT NULL",
    [now],
  );
  const apiKeys = yield* execute(
    'UPDATE api_keys SET revoked_at = $1, revoked_by = $2 WHERE revoked_at IS NULL',
    [now, actor],
  );
  const sessions = yield* execute('DELETE FROM sessions');
  yield* execute('DELETE FROM interactions');
  const ended = { connections, families, apiKeys, sessions };
  yield* appendEvent({ provider: '', type: 'store.restored', detail: ended }, { now, actor });
  return ended;
}

/** Guards that followed the lost events find that their place in the feed is gone, and forget what they know. */
export function eventNumberAfterRestore({ now }: Act): number {
  return now * 1000;
}
