/** Token families: how they are read and how they end. Redeeming and rotating have files of their own. */
import type { EpochSeconds, Family, FamilyContext, FamilySummary, Id, Membership } from '../rows.ts';
import type { Act, NewEvent } from '../store.ts';
import { query, queryOne, type SqlRow, type Verb } from '../verb.ts';
import { revokeConnection } from './connections.ts';
import { appendEvent } from './events.ts';
import { accounts, appsWithoutLogo, connections, families, users } from './tables.ts';

const AT_APP = families.width;
const AT_CONNECTION = AT_APP + appsWithoutLogo.width;
const AT_USER = AT_CONNECTION + connections.width;
const AT_ACCOUNT = AT_USER + users.width;
const AT_ROLE = AT_ACCOUNT + accounts.width;

const CONTEXT = `SELECT ${families.columns('f')}, ${appsWithoutLogo.columns('a')}, ${connections.columns('c')},
    ${users.columns('u')}, ${accounts.columns('o')}, m.role
  FROM families f JOIN apps a ON a.id = f.app_id LEFT JOIN connections c ON c.id = f.connection_id
  LEFT JOIN users u ON u.id = c.user_id LEFT JOIN accounts o ON o.id = c.account_id
  LEFT JOIN memberships m ON m.user_id = c.user_id AND m.account_id = c.account_id`;
const REVOKE = `UPDATE families SET revoked_at = $2, revoke_reason = $3
  WHERE id = $1 AND revoked_at IS NULL AND connection_id IS NOT NULL RETURNING provider, app_id, connection_id`;
/** An app's own family is there once and for all: its tokens end by the generation they carry, and the app may have new ones. */
const RENEW = `UPDATE families SET generation = generation + 1, rotated_at = $2 WHERE id = $1 AND connection_id IS NULL
  RETURNING provider, app_id, connection_id`;
/** An idle family whose stored access token has no end of its own still lives by that token. */
const ANOTHER_LIVE_FAMILY = `SELECT 1 FROM families f JOIN connections c ON c.id = f.connection_id
  WHERE f.connection_id = $1 AND f.revision = c.revision AND f.revoked_at IS NULL
    AND (f.expires_at IS NULL OR f.expires_at > $2)
    AND (f.idle_expires_at IS NULL OR f.idle_expires_at > $2 OR f.token_hash IS NOT NULL) LIMIT 1`;

export function* findFamily(id: Id): Verb<FamilyContext | null> {
  return readFamilyContext(yield* queryOne(`${CONTEXT} WHERE f.id = $1`, [id]));
}

export function* findFamilyByTokenHash(tokenHash: string): Verb<FamilyContext | null> {
  return readFamilyContext(yield* queryOne(`${CONTEXT} WHERE f.token_hash = $1`, [tokenHash]));
}

/** No end at all stands above every time. */
const NO_END = Number.MAX_SAFE_INTEGER;
/** A stored access token lives on when its family has become idle. */
const IDLE_END = `CASE WHEN f.idle_expires_at IS NULL OR f.token_hash IS NOT NULL THEN ${NO_END} ELSE f.idle_expires_at END`;
const END = `CASE WHEN f.expires_at IS NULL OR f.expires_at > ${IDLE_END} THEN ${IDLE_END} ELSE f.expires_at END`;

export function* summariseFamilies(
  connectionIds: readonly Id[],
  now: EpochSeconds,
): Verb<ReadonlyMap<Id, FamilySummary>> {
  if (connectionIds.length === 0) return new Map();
  const ids = connectionIds.map((_, i) => `$${i + 2}`).join(', ');
  const rows = yield* query(
    `SELECT f.connection_id, COUNT(*), MAX(${END}) FROM families f JOIN connections c ON c.id = f.connection_id
      WHERE f.connection_id IN (${ids}) AND f.revision = c.revision AND f.revoked_at IS NULL AND ${END} > $1
      GROUP BY f.connection_id`,
    [now, ...connectionIds],
  );
  return new Map(
    rows.map(([id, live, endsAt]) => [
      id as Id,
      { live: Number(live), endsAt: Number(endsAt) === NO_END ? null : Number(endsAt) },
    ]),
  );
}

function readFamilyContext(row: SqlRow | null): FamilyContext | null {
  if (row === null) return null;
  return {
    family: families.read(row)!,
    app: appsWithoutLogo.read(row, AT_APP)!,
    connection: connections.read(row, AT_CONNECTION),
    user: users.read(row, AT_USER),
    account: accounts.read(row, AT_ACCOUNT),
    role: row[AT_ROLE] as Membership['role'] | null,
  };
}

export function* revokeFamily(
  id: Id,
  options: { reason: string; endConnection: boolean; event?: 'family.revoked' | 'refresh.foreign' },
  act: Act,
): Verb<boolean> {
  const connectionId = yield* endFamily(id, options.reason, options.event ?? 'family.revoked', act);
  if (connectionId === false) return false;
  if (!options.endConnection || connectionId === null) return true;
  const another = yield* queryOne(ANOTHER_LIVE_FAMILY, [connectionId, act.now]);
  if (another === null) yield* revokeConnection(connectionId, options.reason, act);
  return true;
}

/** @returns the connection of the family that ended now (null: an app's own), or false when it had ended before. */
export function* endFamily(
  id: Family['id'],
  reason: string,
  type: 'family.revoked' | 'refresh.foreign' | 'refresh.reused' | 'code.replayed',
  act: Act,
): Verb<Id | null | false> {
  const row = (yield* queryOne(REVOKE, [id, act.now, reason])) ?? (yield* queryOne(RENEW, [id, act.now]));
  if (row === null) return false;
  const [provider, appId, connectionId] = row as readonly [string, Id, Id | null];
  const owners = connectionId === null ? {} : yield* ownersOf(connectionId);
  yield* appendEvent(
    { provider, type, appId, connectionId, familyId: id, ...owners, detail: { reason } },
    act,
  );
  return connectionId;
}

function* ownersOf(connectionId: Id): Verb<Pick<NewEvent, 'userId' | 'accountId'>> {
  const row = yield* queryOne('SELECT user_id, account_id FROM connections WHERE id = $1', [connectionId]);
  return { userId: row![0] as Id, accountId: row![1] as Id };
}
