/** Redeeming an authorization code (RFC 6749 §4.1.2): inserts the family whose id stands in the code, so that one redeemer wins. */
import { familyState } from '../liveness.ts';
import type { EpochSeconds, Family, FamilyContext, User } from '../rows.ts';
import type { Act, NewFamily, RedeemOutcome } from '../store.ts';
import { execute, queryOne, type Verb } from '../verb.ts';
import { findConnectionParties } from './connections.ts';
import { appendEvent } from './events.ts';
import { endFamily } from './families.ts';
import { families } from './tables.ts';

const PASSWORD_CHANGED = { live: false, reason: 'password_changed' } as const;
const INSERT = `${families.insert} ON CONFLICT (id) DO NOTHING`;

export function* redeemCode({ codeIssuedAt, ...proposed }: NewFamily, act: Act): Verb<RedeemOutcome> {
  const family: Family = { ...proposed, generation: 0, revokedAt: null, revokeReason: null };
  const parties = yield* findConnectionParties(proposed.connectionId);
  if (parties === null) return { outcome: 'refused', reason: 'connection_missing' };
  const { connection } = parties;
  if (connection.appId !== family.appId || connection.provider !== family.provider)
    return { outcome: 'refused', reason: 'foreign' };
  const context = { family, ...parties } satisfies FamilyContext;
  const state = isPasswordNewer(context.user, codeIssuedAt)
    ? PASSWORD_CHANGED
    : familyState(context, act.now);
  // A code used before is a replay even where the consent ended in the meantime: its family must not come back with it.
  if (!state.live) return (yield* replay(family, act)) ?? { outcome: 'refused', reason: state.reason };
  if ((yield* execute(INSERT, families.values(family))) === 0) {
    return (yield* replay(family, act)) ?? { outcome: 'refused', reason: 'foreign' };
  }
  const { provider, appId, userId, accountId, id: connectionId } = connection;
  const ids = { appId, userId, accountId, connectionId, familyId: family.id };
  yield* appendEvent({ provider, type: 'code.redeemed', ...ids, detail: { scopes: family.scopes } }, act);
  return { outcome: 'redeemed', context };
}

function isPasswordNewer({ passwordChangedAt }: User, codeIssuedAt: EpochSeconds): boolean {
  return passwordChangedAt !== null && passwordChangedAt >= codeIssuedAt;
}

/** RFC 6749 §4.1.2: ends the family of the first redemption, if there was one and it is of this app and connection. */
function* replay(family: Family, act: Act): Verb<RedeemOutcome | null> {
  const row = yield* queryOne('SELECT app_id, connection_id FROM families WHERE id = $1', [family.id]);
  if (row === null || row[0] !== family.appId || row[1] !== family.connectionId) return null;
  yield* endFamily(family.id, 'code_replayed', 'code.replayed', act);
  return { outcome: 'replayed' };
}
