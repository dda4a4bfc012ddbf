/** Signing keys, encrypted by the master key before they come here. */
import type { KeyRow } from '../rows.ts';
import type { Act } from '../store.ts';
import { execute, query, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';
import { keys } from './tables.ts';

/** Keys belong to the deployment, not to one provider. */
const DEPLOYMENT = '';

export function* addKey(key: Omit<KeyRow, 'revokedAt'>, act: Act): Verb<void> {
  yield* execute(keys.insert, keys.values({ ...key, revokedAt: null }));
  const detail = { keyId: key.id, use: key.use, activeAt: key.activeAt };
  yield* appendEvent({ provider: DEPLOYMENT, type: 'key.created', detail }, act);
}

export function* revokeKey(id: string, act: Act): Verb<boolean> {
  const revoked = yield* execute('UPDATE keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [
    id,
    act.now,
  ]);
  if (revoked === 0) return false;
  yield* appendEvent({ provider: DEPLOYMENT, type: 'key.revoked', detail: { keyId: id } }, act);
  return true;
}

export function* listKeys(): Verb<KeyRow[]> {
  const rows = yield* query(`SELECT ${keys.columns('k')} FROM keys k ORDER BY k.active_at, k.id`);
  return rows.map(row => keys.read(row)!);
}
