/** Refreshing (RFC 6749 §6, RFC 9700 §4.14.2): one compare-and-set on the generation; writes the family's row and nothing else. */
import { familyState, type AccessRefusal, type FamilyFacts } from '../liveness.ts';
import type { Account, App, EpochSeconds, Family, Id, Membership, User } from '../rows.ts';
import type { Act, RotateOutcome } from '../store.ts';
import { execute, queryOne, type SqlRow, type Verb } from '../verb.ts';
import { endFamily } from './families.ts';
import { families, readAppPolicy } from './tables.ts';

/** Only what life depends on: 11 columns beside the family's instead of 70. */
const FACTS = `SELECT ${families.columns('f')}, a.status, a.epoch, c.revision, c.epoch, c.revoked_at,
    u.status, u.epoch, o.status, o.epoch, o.app_policy, m.role
  FROM families f JOIN apps a ON a.id = f.app_id LEFT JOIN connections c ON c.id = f.connection_id
  LEFT JOIN users u ON u.id = c.user_id LEFT JOIN accounts o ON o.id = c.account_id
  LEFT JOIN memberships m ON m.user_id = c.user_id AND m.account_id = c.account_id
  WHERE f.id = $1`;
const ROTATE = `UPDATE families SET generation = generation + 1, key_id = $3, rotated_at = $4, idle_expires_at = $5
  WHERE id = $1 AND generation = $2 AND revoked_at IS NULL`;
/** How far nodes' clocks may be apart (S-E10); a clock that jumps back further opens no replay window (S-E11). */
const CLOCK_SKEW_SECONDS = 120;

export interface Rotation {
  id: Id;
  appId: Id;
  generation: number;
  keyId: string;
  idleExpiresAt: EpochSeconds | null;
  replayWindowSeconds: number;
}

export function* rotateFamily(rotation: Rotation, act: Act): Verb<RotateOutcome> {
  const row = yield* queryOne(FACTS, [rotation.id]);
  if (row === null) return refused('unknown');
  const facts = readFacts(row);
  const { family } = facts;
  if (family.appId !== rotation.appId) return refused('foreign');
  if (family.connectionId === null) return refused('own_family');
  if (rotation.generation > family.generation) return refused('future_generation');
  const state = familyState(facts, act.now, { refresh: true });
  const isPresent = rotation.generation === family.generation;
  if (!isPresent && !isInReplayWindow(family, rotation, act.now)) return yield* reuse(family, act);
  if (!state.live) return refused(state.reason);
  return isPresent ? yield* advance(family, rotation, act) : { outcome: 'replayed', family };
}

function* advance(family: Family, { keyId, idleExpiresAt }: Rotation, act: Act): Verb<RotateOutcome> {
  const rotated = yield* execute(ROTATE, [family.id, family.generation, keyId, act.now, idleExpiresAt]);
  if (rotated === 0) return refused('lost_race');
  return {
    outcome: 'rotated',
    family: { ...family, generation: family.generation + 1, keyId, rotatedAt: act.now, idleExpiresAt },
  };
}

/** S-D3, S-D5: also while app, user or account are suspended, because they may come back and the thief with them. */
function* reuse(family: Family, act: Act): Verb<RotateOutcome> {
  const ended = yield* endFamily(family.id, 'refresh_reused', 'refresh.reused', act);
  return ended === false ? refused('family_revoked') : { outcome: 'reused' };
}

function isInReplayWindow(
  family: Family,
  { generation, replayWindowSeconds }: Rotation,
  now: EpochSeconds,
): boolean {
  const elapsed = now - family.rotatedAt;
  return (
    replayWindowSeconds > 0 &&
    generation === family.generation - 1 &&
    elapsed <= replayWindowSeconds &&
    elapsed >= -CLOCK_SKEW_SECONDS
  );
}

function readFacts(row: SqlRow): FamilyFacts & { family: Family } {
  const family = families.read(row)!;
  const at = families.width;
  const [
    appStatus,
    appEpoch,
    revision,
    epoch,
    revokedAt,
    userStatus,
    userEpoch,
    accountStatus,
    accountEpoch,
    appPolicy,
    role,
  ] = row.slice(at);
  return {
    family,
    app: { id: family.appId, status: appStatus as App['status'], epoch: appEpoch as number },
    connection:
      revision === null
        ? null
        : { revision: revision as number, epoch: epoch as number, revokedAt: revokedAt as number | null },
    user: userStatus === null ? null : { status: userStatus as User['status'], epoch: userEpoch as number },
    account:
      accountStatus === null
        ? null
        : {
            status: accountStatus as Account['status'],
            epoch: accountEpoch as number,
            appPolicy: readAppPolicy(appPolicy!),
          },
    role: role as Membership['role'] | null,
  };
}

function refused(reason: AccessRefusal): RotateOutcome {
  return { outcome: 'refused', reason };
}
