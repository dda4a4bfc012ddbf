/** App secrets: at most two live at a time, so that one can be replaced while the other works (S-C20). */
import type { AppSecret, EpochSeconds, Id } from '../rows.ts';
import { StoreConflictError, type Act } from '../store.ts';
import { execute, query, queryOne, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';
import { appSecrets } from './tables.ts';

const LIVE = 'revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)';
const TOUCH_SECONDS = 60;

export function* addAppSecret(
  secret: Omit<AppSecret, 'revokedAt' | 'lastUsedAt' | 'lastUsedFrom'>,
  act: Act,
  othersEndAt?: EpochSeconds,
): Verb<void> {
  const provider = yield* providerOf(secret.appId);
  const live = yield* queryOne(`SELECT COUNT(*) FROM app_secrets WHERE app_id = $1 AND ${LIVE}`, [
    secret.appId,
    act.now,
  ]);
  if (Number(live![0]) >= 2) throw new StoreConflictError('a third live secret');
  yield* execute(
    appSecrets.insert,
    appSecrets.values({ ...secret, revokedAt: null, lastUsedAt: null, lastUsedFrom: null }),
  );
  const detail = { secretId: secret.id, lastFour: secret.lastFour };
  yield* appendEvent({ provider, type: 'secret.created', appId: secret.appId, detail }, act);
  if (othersEndAt !== undefined) yield* endOthers(secret, provider, othersEndAt, act);
}

/** Never lengthens a life. */
function* endOthers(
  { id, appId }: Pick<AppSecret, 'id' | 'appId'>,
  provider: string,
  endAt: EpochSeconds,
  act: Act,
): Verb<void> {
  const rows = yield* query(
    `UPDATE app_secrets SET expires_at = $3
     WHERE app_id = $1 AND ${LIVE} AND id <> $4 AND (expires_at IS NULL OR expires_at > $3) RETURNING id`,
    [appId, act.now, endAt, id],
  );
  for (const row of rows) {
    yield* appendEvent(
      { provider, type: 'secret.revoked', appId, detail: { secretId: row[0], effectiveAt: endAt } },
      act,
    );
  }
}

export function* revokeAppSecret(appId: Id, secretId: Id, act: Act): Verb<boolean> {
  const sql = 'UPDATE app_secrets SET revoked_at = $3 WHERE id = $1 AND app_id = $2 AND revoked_at IS NULL';
  if ((yield* execute(sql, [secretId, appId, act.now])) === 0) return false;
  const provider = yield* providerOf(appId);
  yield* appendEvent({ provider, type: 'secret.revoked', appId, detail: { secretId } }, act);
  return true;
}

export function* listAppSecrets(appId: Id): Verb<AppSecret[]> {
  const sql = `SELECT ${appSecrets.columns('s')} FROM app_secrets s WHERE s.app_id = $1 ORDER BY s.id DESC`;
  return (yield* query(sql, [appId])).map(row => appSecrets.read(row)!);
}

export function* touchAppSecret(appId: Id, secretId: Id, now: EpochSeconds, from: string | null): Verb<void> {
  const sql =
    'UPDATE app_secrets SET last_used_at = $2, last_used_from = $5 WHERE id = $1 AND app_id = $4 AND (last_used_at IS NULL OR last_used_at <= $3)';
  yield* execute(sql, [secretId, now, now - TOUCH_SECONDS, appId, from]);
}

function* providerOf(appId: Id): Verb<string> {
  const row = yield* queryOne('SELECT provider FROM apps WHERE id = $1', [appId]);
  if (row === null) throw new Error(`no app ${appId}`);
  return row[0] as string;
}
