/**
 * What is alive. One pure function for token families, one for connections, one for API keys: redeeming, refreshing, introspection
 * and Active Integrations all ask here. Every source of revocation is looked at; none masks another (S-I8).
 */
import type {
  Account,
  ApiKey,
  App,
  AppPolicy,
  Connection,
  EpochSeconds,
  Family,
  Id,
  Membership,
  User,
} from './rows.ts';

type DeadReason =
  | 'app_not_usable'
  | 'user_not_active'
  | 'account_not_active'
  | 'app_not_allowed'
  | 'not_a_member'
  | 'connection_missing'
  | 'connection_revoked'
  | 'everything_revoked'
  | 'revision_ended'
  | 'family_revoked'
  | 'family_expired'
  | 'family_idle'
  | 'key_revoked'
  | 'key_expired';

/** Why a consent, a redemption or a refresh is refused. */
export type AccessRefusal =
  | DeadReason
  | 'unknown'
  | 'foreign'
  | 'own_family'
  | 'future_generation'
  | 'lost_race'
  | 'password_changed'
  | 'not_of_this_provider'
  | 'daily_limit';

export type Liveness = { live: true } | { live: false; reason: DeadReason };

type AppFacts = Pick<App, 'id' | 'status' | 'epoch'>;
type OwnerFacts = { status: string; epoch: number };

export interface PartiesFacts {
  app: AppFacts;
  user: Pick<User, 'status' | 'epoch'>;
  account: Pick<Account, 'status' | 'epoch' | 'appPolicy'>;
  role: Membership['role'] | null;
}

export interface ConnectionFacts extends PartiesFacts {
  connection: Pick<Connection, 'revision' | 'epoch' | 'revokedAt'>;
}

/** `FamilyContext` has them all; the statements of the hot path read only these. */
export interface FamilyFacts {
  family: Pick<Family, 'connectionId' | 'revision' | 'expiresAt' | 'idleExpiresAt' | 'revokedAt'>;
  app: AppFacts;
  connection: ConnectionFacts['connection'] | null;
  user: PartiesFacts['user'] | null;
  account: PartiesFacts['account'] | null;
  role: Membership['role'] | null;
}

const LIVE: Liveness = { live: true };

/** A draft works for its developer; an app in review or suspended does not (R13). */
export function isAppUsable(app: Pick<App, 'status'>): boolean {
  return app.status === 'approved' || app.status === 'draft';
}

/** Whether these four may (still) act together; says nothing about a consent. */
export function partiesState({ app, user, account, role }: PartiesFacts): Liveness {
  if (!isAppUsable(app)) return dead('app_not_usable');
  if (!isAppAllowed(account.appPolicy, app.id)) return dead('app_not_allowed');
  return ownersState(user, account, role);
}

/** What the administrators of the account say; it holds for every token of the app there, from the moment it is saved. */
export function isAppAllowed(policy: AppPolicy | null, appId: Id): boolean {
  if (policy === null) return true;
  if (policy.blocked.includes(appId)) return false;
  return policy.mode === 'all' || (policy.mode === 'approved' && policy.allowed.includes(appId));
}

/** What they said of this app, whatever the policy says of all. */
export function decisionOf(policy: AppPolicy | null, appId: Id): 'allowed' | 'blocked' | 'undecided' {
  if (policy?.blocked.includes(appId)) return 'blocked';
  return policy?.allowed.includes(appId) ? 'allowed' : 'undecided';
}

/** The present sum of revocations: a connection with an older one has ended. It only grows. */
export function epochSum({
  app,
  user,
  account,
}: Record<'app' | 'user' | 'account', { epoch: number }>): number {
  return app.epoch + user.epoch + account.epoch;
}

export function connectionState(context: ConnectionFacts): Liveness {
  if (context.connection.revokedAt !== null) return dead('connection_revoked');
  if (context.connection.epoch !== epochSum(context)) return dead('everything_revoked');
  return partiesState(context);
}

/**
 * @param options `refresh`: also the idle lifetime counts. Access tokens carry their own expiry and are checked without it.
 * An app's own family has no connection; that its tokens carry the present `app.epoch` is checked by who reads them.
 */
export function familyState(
  context: FamilyFacts,
  now: EpochSeconds,
  options: { refresh?: boolean } = {},
): Liveness {
  const { family, app, connection, user, account, role } = context;
  if (family.revokedAt !== null) return dead('family_revoked');
  if (family.expiresAt !== null && now >= family.expiresAt) return dead('family_expired');
  if (options.refresh && family.idleExpiresAt !== null && now >= family.idleExpiresAt)
    return dead('family_idle');
  if (family.connectionId === null) return isAppUsable(app) ? LIVE : dead('app_not_usable');
  if (connection === null || user === null || account === null) return dead('connection_missing');
  if (family.revision !== connection.revision) return dead('revision_ended');
  return connectionState({ app, connection, user, account, role });
}

/** Its own end, or the sunset of all the provider's keys: whichever comes first. */
export function apiKeyEnd({
  expiresAt,
  sunsetAt,
}: Pick<ApiKey, 'expiresAt' | 'sunsetAt'>): EpochSeconds | null {
  if (expiresAt === null || sunsetAt === null) return expiresAt ?? sunsetAt;
  return Math.min(expiresAt, sunsetAt);
}

export function apiKeyState(
  context: {
    key: Pick<ApiKey, 'expiresAt' | 'revokedAt' | 'sunsetAt'>;
    user: OwnerFacts;
    account: OwnerFacts;
    role: Membership['role'] | null;
  },
  now: EpochSeconds,
): Liveness {
  if (context.key.revokedAt !== null) return dead('key_revoked');
  const end = apiKeyEnd(context.key);
  if (end !== null && now >= end) return dead('key_expired');
  return ownersState(context.user, context.account, context.role);
}

function ownersState(user: OwnerFacts, account: OwnerFacts, role: Membership['role'] | null): Liveness {
  if (user.status !== 'active') return dead('user_not_active');
  if (account.status !== 'active') return dead('account_not_active');
  return role === null ? dead('not_a_member') : LIVE;
}

function dead(reason: DeadReason): Liveness {
  return { live: false, reason };
}
