/** Recording a consent: a new connection, more scopes on a live one, or an ended one given anew. */
import { epochSum, partiesState, type AccessRefusal, type PartiesFacts } from '../liveness.ts';
import type { Account, App, Connection, Id, Membership, User } from '../rows.ts';
import { DAILY_LIMIT, type Act, type NewEvent } from '../store.ts';
import { execute, queryOne, type Verb } from '../verb.ts';
import { countNewConnections } from './anomalies.ts';
import { appendEvent } from './events.ts';
import { connections, readAppPolicy } from './tables.ts';

const DAY = 86_400;
const PARTIES = `SELECT a.status, a.epoch, u.status, u.epoch, o.status, o.epoch, o.app_policy, m.role
  FROM apps a JOIN users u ON u.provider = a.provider JOIN accounts o ON o.provider = a.provider
  LEFT JOIN memberships m ON m.user_id = u.id AND m.account_id = o.id
  WHERE a.provider = $1 AND a.id = $2 AND u.id = $3 AND o.id = $4`;
const PRESENT = `SELECT ${connections.columns('c')} FROM connections c WHERE c.user_id = $1 AND c.app_id = $2 AND c.account_id = $3`;

export interface Consent {
  newId: Id;
  provider: string;
  appId: Id;
  userId: Id;
  accountId: Id;
  scopes: readonly string[];
  exact: boolean;
  /** New connections of the app in any 24 hours (S-J16). Null: any number. */
  dailyLimit?: number | null;
}

export function* recordConsent(consent: Consent, act: Act): Verb<Connection | { refused: AccessRefusal }> {
  const parties = yield* readParties(consent);
  if (parties === null) return { refused: 'not_of_this_provider' };
  const state = partiesState(parties);
  if (!state.live) return { refused: state.reason };
  yield* execute('UPDATE memberships SET last_used_at = $3 WHERE user_id = $1 AND account_id = $2', [
    consent.userId,
    consent.accountId,
    act.now,
  ]);
  const epoch = epochSum(parties);
  const row = yield* queryOne(PRESENT, [consent.userId, consent.appId, consent.accountId]);
  const present = row && connections.read(row);
  if (present === null)
    return (yield* isAtLimit(consent, act))
      ? { refused: DAILY_LIMIT }
      : yield* insertConnection(consent, epoch, act);
  const ended = present.revokedAt !== null || present.epoch !== epoch;
  return ended
    ? yield* renewConnection(present, consent, epoch, act)
    : yield* changeScopes(present, consent, act);
}

/** Counted where it is inserted: a thousand people at once are not a thousand connections. */
function* isAtLimit({ appId, dailyLimit }: Consent, act: Act): Verb<boolean> {
  if (dailyLimit === undefined || dailyLimit === null) return false;
  return (yield* countNewConnections(appId, act.now - DAY)) >= dailyLimit;
}

function* readParties({ provider, appId, userId, accountId }: Consent): Verb<PartiesFacts | null> {
  const row = yield* queryOne(PARTIES, [provider, appId, userId, accountId]);
  if (row === null) return null;
  return {
    app: { id: appId, status: row[0] as App['status'], epoch: row[1] as number },
    user: { status: row[2] as User['status'], epoch: row[3] as number },
    account: {
      status: row[4] as Account['status'],
      epoch: row[5] as number,
      appPolicy: readAppPolicy(row[6]!),
    },
    role: row[7] as Membership['role'] | null,
  };
}

function* insertConnection(consent: Consent, epoch: number, act: Act): Verb<Connection> {
  const connection: Connection = {
    id: consent.newId,
    provider: consent.provider,
    appId: consent.appId,
    userId: consent.userId,
    accountId: consent.accountId,
    scopes: distinct(consent.scopes),
    revision: 1,
    epoch,
    createdAt: act.now,
    consentedAt: act.now,
    lastUsedAt: null,
    revokedAt: null,
    revokedBy: null,
    revokeReason: null,
  };
  yield* execute(connections.insert, connections.values(connection));
  yield* appendEvent(consentEvent('connection.created', connection), act);
  return connection;
}

/** The old revision's codes and families stay dead: consent given anew revives no token (B18). */
function* renewConnection(present: Connection, consent: Consent, epoch: number, act: Act): Verb<Connection> {
  const renewed: Connection = {
    ...present,
    scopes: distinct(consent.scopes),
    revision: present.revision + 1,
    epoch,
    revokedAt: null,
    revokedBy: null,
    revokeReason: null,
  };
  const connection = yield* writeConsent(renewed, act);
  yield* appendEvent(consentEvent('connection.created', connection, { renewed: true }), act);
  return connection;
}

function* changeScopes(present: Connection, consent: Consent, act: Act): Verb<Connection> {
  const added = distinct(consent.scopes).filter(scope => !present.scopes.includes(scope));
  const removed = consent.exact ? present.scopes.filter(scope => !consent.scopes.includes(scope)) : [];
  const scopes = removed.length > 0 ? distinct(consent.scopes) : [...present.scopes, ...added];
  const revision = removed.length > 0 ? present.revision + 1 : present.revision;
  const connection = yield* writeConsent({ ...present, scopes, revision }, act);
  if (added.length > 0 || removed.length > 0) {
    yield* appendEvent(consentEvent('connection.extended', connection, { added, removed }), act);
  }
  return connection;
}

function* writeConsent(connection: Connection, act: Act): Verb<Connection> {
  const written = { ...connection, consentedAt: act.now };
  yield* execute(
    `UPDATE connections SET scopes = $2, revision = $3, epoch = $4, consented_at = $5,
       revoked_at = NULL, revoked_by = NULL, revoke_reason = NULL WHERE id = $1`,
    [written.id, JSON.stringify(written.scopes), written.revision, written.epoch, written.consentedAt],
  );
  return written;
}

function consentEvent(
  type: 'connection.created' | 'connection.extended',
  connection: Connection,
  detail: Record<string, unknown> = {},
): NewEvent {
  const { provider, appId, userId, accountId, id, scopes, revision } = connection;
  return {
    provider,
    type,
    appId,
    userId,
    accountId,
    connectionId: id,
    detail: { scopes, revision, ...detail },
  };
}

function distinct(scopes: readonly string[]): string[] {
  return [...new Set(scopes)];
}
