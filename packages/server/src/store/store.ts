/**
 * The store's verbs. Each write verb is one transaction that carries its own atomicity and appends its event;
 * its promise settles only after the commit is durable. There are no row-level setters to combine.
 * Every engine passes the same suite (`conformance/`).
 */
import type { AccessRefusal } from './liveness.ts';
import type {
  Account,
  Anomaly,
  ApiKey,
  ApiKeyContext,
  App,
  AppInvitation,
  AppMember,
  AppNote,
  AppProgress,
  AppRole,
  AppControls,
  AppPolicy,
  AppSecret,
  AppStatus,
  AppWithoutLogo,
  ApprovalRequest,
  AuditSeal,
  ConnectedApp,
  Connection,
  ConnectionContext,
  CredentialLink,
  EpochSeconds,
  EventRow,
  EventType,
  Family,
  FamilyContext,
  FamilySummary,
  Id,
  Interaction,
  KeyRow,
  Mail,
  KeySunset,
  MemberRow,
  Membership,
  NoticeRow,
  RequestLogEntry,
  Session,
  UsageDay,
  UsageRow,
  UsageSum,
  UsageTraits,
  User,
  WebhookDelivery,
  WebhookEndpoint,
} from './rows.ts';

/** Rows by table. */
export type PersonData = Record<string, readonly Record<string, unknown>[]>;

/** Who does it, and when. `now` is passed in: the store has no clock. */
export interface Act {
  now: EpochSeconds;
  /** `user:<id>`, `app:<id>`, `operator`, `system`. */
  actor: string;
}

/** The database cannot answer now (locked, gone, disk full): the caller answers 503. Nothing was acknowledged. */
export class StoreUnavailableError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreUnavailableError';
  }
}

/** A unique value is taken (e-mail, external id, third live secret …); `what` names it. */
export class StoreConflictError extends Error {
  readonly what: string;
  constructor(what: string) {
    super(`${what} is taken already`);
    this.name = 'StoreConflictError';
    this.what = what;
  }
}

export interface NewEvent {
  provider: string;
  type: EventType;
  appId?: Id | null;
  userId?: Id | null;
  accountId?: Id | null;
  connectionId?: Id | null;
  familyId?: Id | null;
  apiKeyId?: Id | null;
  detail?: Record<string, unknown>;
}

/** A family about to be. A password changed at or after `codeIssuedAt` refuses it (S-B18). */
export type NewFamily = Omit<Family, 'generation' | 'revokedAt' | 'revokeReason'> & {
  connectionId: Id;
  codeIssuedAt: EpochSeconds;
};

export type RedeemOutcome =
  /** This caller won: the family exists now. */
  | { outcome: 'redeemed'; context: FamilyContext }
  /** Somebody redeemed the code before: the family is revoked now (RFC 6749 §4.1.2). */
  | { outcome: 'replayed' }
  /** Consent, app, user, account or membership ended, or the connection is of another revision. Nothing changed. */
  | { outcome: 'refused'; reason: AccessRefusal };

export type RotateOutcome =
  | { outcome: 'rotated'; family: Family }
  /** `generation` was the last one and `now` is within the replay window: the caller computes the same successor again. */
  | { outcome: 'replayed'; family: Family }
  /** Used before, outside the window: the family is revoked now, event `refresh.reused`. */
  | { outcome: 'reused' }
  | { outcome: 'refused'; reason: AccessRefusal };

/** The app has as many new connections as it may have in a day (S-J16). */
export const DAILY_LIMIT = 'daily_limit';

/** In place of an app's id: the calls that came with an API key. */
export const API_KEYS = 'api_keys';

export interface UsageFilter {
  provider: string;
  /** An app's, those with API keys (`API_KEYS`), or null: all. */
  appId: Id | null;
  /** From this second on, and before `to`. */
  from: EpochSeconds;
  to: EpochSeconds;
}

/** Tokens an app was issued in an hour. */
export interface IssuedCount {
  provider: string;
  appId: Id;
  /** Epoch seconds of its start. */
  hour: EpochSeconds;
  issued: number;
}

/** Who reads the events as an outbox, each at its own pace. */
export type Follower = 'webhooks' | 'mail' | 'notices';
export type NewWebhookDelivery = Pick<WebhookDelivery, 'id' | 'endpointId' | 'type' | 'body' | 'createdAt'>;
export type NewMail = Omit<Mail, 'dueAt' | 'attempts'>;

export interface WebhookAttempt {
  delivery: WebhookDelivery;
  state: WebhookDelivery['state'];
  dueAt: EpochSeconds | null;
  answerStatus: number | null;
  answer: string;
  /** Why the endpoint is switched off with it; null: it is not. */
  off: string | null;
}

/** Its sunset is the provider's, where one is announced. */
export type NewApiKey = Omit<ApiKey, 'revokedAt' | 'revokedBy' | 'lastUsedAt' | 'sunsetAt'>;

export interface AppFilter {
  /** Left out: all. */
  provider?: string;
  status?: AppStatus;
  verified?: boolean;
  /** Part of name, publisher, owner's address or id, any case. */
  search?: string;
  /** Last id of the page before. */
  after?: Id;
  limit: number;
}

/** What of an account an administrator means: everything, or what all of these say. API keys belong to no app. */
export interface AccessSelection {
  accountId: Id;
  appId?: Id;
  userId?: Id;
  ids?: readonly Id[];
}

export interface RevokedAccess {
  connections: number;
  /** Token families that ended with them. */
  tokens: number;
  apiKeys: number;
  members: readonly Id[];
  /** Whether there may be more: as many as were asked for have ended. */
  more: boolean;
}

/** A connection, or (without an app) an API key. */
export interface EndedAccess {
  userId: Id;
  accountId: Id;
  /** Of the app, or the label of the key. */
  name: string;
  appId: Id | null;
}

/** Somebody who has all scopes of one of these sets. */
export type ScopeSets = readonly (readonly string[])[];

export type AppDecision = 'allowed' | 'blocked' | 'undecided';

export interface RequestContext {
  request: ApprovalRequest;
  user: User;
  app: AppWithoutLogo;
}

/** Of lists of what people gave access to. `recently_used`, `longest_unused`: what was never used counts from its consent. */
export const ACCESS_ORDERS = ['newest', 'oldest', 'recently_used', 'longest_unused'] as const;
export type AccessOrder = (typeof ACCESS_ORDERS)[number];

interface AccessPage {
  /** `newest` where it is left out. */
  order?: AccessOrder;
  /** The last id of the page before, in the same order. */
  after?: Id;
  limit: number;
}

interface ConnectionFilter {
  provider?: string;
  appId?: Id;
  userId?: Id;
  accountId?: Id;
  ended?: boolean;
  /** Part of the app's name, any case; in an account's list also of the member's name or address. */
  search?: string;
  /** Not used since. */
  unusedSince?: EpochSeconds;
  /** Of an app whose publisher nobody has looked at. */
  unverified?: boolean;
  fullAccess?: ScopeSets;
}

interface KeyFilter {
  provider?: string;
  userId?: Id;
  accountId?: Id;
  ended?: boolean;
  /** Part of the label, any case; in an account's list also of the member's name or address. */
  search?: string;
  unusedSince?: EpochSeconds;
  fullAccess?: ScopeSets;
}

interface AccountListFilter {
  accountId: Id;
  /** Part of the name (of a person also of the address), any case. */
  search?: string;
  /** The last id of the page before. */
  after?: Id;
  limit: number;
}

/** Of the audit log; what is left out says nothing. */
export interface EventFilter {
  provider?: string;
  connectionId?: Id;
  accountId?: Id;
  appId?: Id;
  /** The member it was done to. */
  userId?: Id;
  actor?: string;
  types?: readonly EventType[];
  /** Epoch milliseconds: from then on, and before. */
  fromMs?: number;
  toMs?: number;
}

export interface Store {
  // ---- people ------------------------------------------------------------------------------------------------
  createAccount(account: Omit<Account, 'epoch' | 'status' | 'appPolicy'>, act: Act): Promise<Account>;
  createUser(user: Omit<User, 'epoch' | 'status' | 'passwordChangedAt'>, act: Act): Promise<User>;
  /** Adds the user to the account, or changes the role. */
  putMember(accountId: Id, userId: Id, role: Membership['role'], act: Act): Promise<void>;
  /** Connections of this user to this account die with the membership (S-O6). */
  removeMember(accountId: Id, userId: Id, act: Act): Promise<void>;
  setUserStatus(userId: Id, status: User['status'], act: Act): Promise<void>;
  setPasswordHash(userId: Id, passwordHash: string, act: Act): Promise<void>;
  setAccountStatus(accountId: Id, status: Account['status'], act: Act): Promise<void>;
  setAccountPlan(accountId: Id, plan: string | null, act: Act): Promise<void>;
  /**
   * Handoff: finds or creates user and accounts by external id, updates name, e-mail, plan (where one is named); memberships become
   * exactly these. Throws StoreConflictError only when a user without an external id has the address.
   */
  upsertPerson(
    person: {
      provider: string;
      user: { newId: Id; externalId: string; email: string; name: string };
      accounts: readonly {
        newId: Id;
        externalId: string;
        name: string;
        role: Membership['role'];
        plan?: string | null | undefined;
      }[];
    },
    act: Act,
  ): Promise<User>;
  /** All that is held about them, by table; no secret. */
  exportPerson(user: Pick<User, 'id' | 'provider' | 'email'>): Promise<PersonData>;
  /**
   * Everything of theirs ends, each with its event; what they are called and their address become a tombstone wherever they stand.
   * @param spellings of name and address, as they stand in texts. False: there is no such user.
   */
  erasePerson(userId: Id, spellings: readonly string[], act: Act): Promise<boolean>;
  findUser(id: Id): Promise<User | null>;
  findUserByEmail(provider: string, email: string): Promise<User | null>;
  findAccount(id: Id): Promise<Account | null>;
  findAccountByName(provider: string, name: string): Promise<Account | null>;
  /** Last used first, then by name. */
  listMemberships(userId: Id): Promise<Membership[]>;

  // ---- apps --------------------------------------------------------------------------------------------------
  /** Also inserts the app's own family (`ownFamily.connectionId` null) that client-credentials tokens point to. */
  createApp(
    app: Omit<App, 'epoch' | 'updatedAt'>,
    ownFamily: { id: Id; secret: string; keyId: string },
    act: Act,
    /** Its owner, who has fewer than `limit` apps: otherwise a StoreConflictError('the last free place for an app'). */
    owner?: { userId: Id; limit: number },
  ): Promise<App>;
  /** Redirect URIs, name or scopes changed drop `verified` (S-J4) unless `actor` is `operator`. Scopes new to the app are appended to its own family's. */
  updateApp(
    id: Id,
    change: Partial<
      Pick<
        App,
        | 'name'
        | 'description'
        | 'publisher'
        | 'homepageUrl'
        | 'privacyUrl'
        | 'termsUrl'
        | 'logo'
        | 'type'
        | 'native'
        | 'redirectUris'
        | 'scopes'
        | 'grants'
        | 'authentication'
        | 'verified'
        | 'scopeReasons'
      >
    >,
    act: Act,
  ): Promise<App | null>;
  /** Whatever it was before; but nothing leads out of `deleted`. */
  setAppStatus(id: Id, status: AppStatus, act: Act): Promise<App | null>;
  /** Only out of one of these states. Null: it is in none of them (any more), and nothing changed: of two who decide at once one does. */
  moveApp(id: Id, from: readonly AppStatus[], to: AppStatus, act: Act, note?: AppNote): Promise<App | null>;
  /** For good: all its tokens, secrets, people and invitations end with it. False: it was deleted before, or never there. */
  deleteApp(id: Id, act: Act): Promise<boolean>;
  findApp(id: Id): Promise<App | null>;
  listApps(provider: string): Promise<App[]>;
  listApprovedApps(provider: string): Promise<AppWithoutLogo[]>;
  /** Newest first; without those that were deleted. */
  searchApps(filter: AppFilter): Promise<App[]>;
  listAppNames(provider: string): Promise<Pick<App, 'id' | 'name'>[]>;
  /** False: it was so before. */
  setAppVerified(id: Id, verified: boolean, reason: string, act: Act): Promise<boolean>;
  findAppControls(appId: Id): Promise<AppControls>;
  setAppLimits(
    appId: Id,
    limits: Pick<AppControls, 'dailyConnections' | 'callsPerMinute'>,
    reason: string,
    act: Act,
  ): Promise<void>;
  /** One before it that nobody has opened ends. */
  createCredentialLink(link: Omit<CredentialLink, 'openedAt' | 'openedBy'>): Promise<void>;
  findCredentialLink(hash: string): Promise<CredentialLink | null>;
  /** Newest first. */
  listCredentialLinks(appId: Id): Promise<CredentialLink[]>;
  /** True for exactly one caller, before it expires. */
  consumeCredentialLink(hash: string, act: Act): Promise<boolean>;
  /** The family that client-credentials tokens of this app point to. */
  findOwnFamily(appId: Id): Promise<Family | null>;
  /**
   * At most two live ones: a third is a StoreConflictError('a third live secret'). `othersEndAt`: the end of every other live one, so
   * that both work during the overlap (S-C20).
   */
  addAppSecret(
    secret: Omit<AppSecret, 'revokedAt' | 'lastUsedAt' | 'lastUsedFrom'>,
    act: Act,
    othersEndAt?: EpochSeconds,
  ): Promise<void>;
  revokeAppSecret(appId: Id, secretId: Id, act: Act): Promise<boolean>;
  /** Live and ended ones, newest first. */
  listAppSecrets(appId: Id): Promise<AppSecret[]>;
  /** Not an act: written lazily, at most once a minute per secret. `from`: the network, where it is kept. */
  touchAppSecret(appId: Id, secretId: Id, now: EpochSeconds, from: string | null): Promise<void>;
  /** What ever happened with connections of this app. */
  findAppProgress(appId: Id): Promise<AppProgress>;

  // ---- an app's people ---------------------------------------------------------------------------------------
  findAppRole(appId: Id, userId: Id): Promise<AppRole | null>;
  /** Newest first; testers do not see the app in their list. */
  listAppsOf(filter: { userId: Id; after?: Id; limit: number }): Promise<{ app: App; role: AppRole }[]>;
  /** Apps that name this address and have no owner yet are this user's from now on: an address that changes hands later takes nothing along. */
  claimApps(of: { provider: string; email: string; userId: Id }, act: Act): Promise<number>;
  hasClaimableApps(provider: string, email: string): Promise<boolean>;
  listAppMembers(appId: Id): Promise<{ member: AppMember; user: User }[]>;
  /** False: no member. The owner stays. */
  removeAppMember(appId: Id, userId: Id, act: Act): Promise<boolean>;
  /** Takes the place of the one before to the same address. At most 50 open ones: StoreConflictError. */
  inviteToApp(invitation: AppInvitation, act: Act): Promise<void>;
  findAppInvitation(id: Id): Promise<AppInvitation | null>;
  /** Open ones of an app, or to an address; newest first. */
  listAppInvitations(
    of: { appId: Id } | { provider: string; email: string },
    now: EpochSeconds,
  ): Promise<{ invitation: AppInvitation; app: App; invitedBy: User }[]>;
  /**
   * Ends it. Taken by `user`: they are a member now; with the role `owner` the owner before becomes a developer, and the app names the new
   * one's address. Null: declined or withdrawn. False: answered or withdrawn before, or too old.
   */
  endAppInvitation(id: Id, takenBy: Pick<User, 'id' | 'email'> | null, act: Act): Promise<boolean>;
  addAppNote(note: AppNote): Promise<void>;
  /** Newest first; `before` is the last id of the page before. */
  listAppNotes(filter: { appId: Id; before?: Id; limit: number }): Promise<AppNote[]>;

  // ---- connections and tokens --------------------------------------------------------------------------------
  /**
   * Records a consent. New: inserts. Live: appends scopes that are new (event `connection.extended`, none if nothing is new).
   * Ended (revoked, or epoch older than the present sum): revision + 1, scopes replaced, live again.
   * `exact`: scopes that were taken away end the older revision too. Refused when app, user, account or membership are not active.
   */
  recordConsent(
    consent: {
      newId: Id;
      provider: string;
      appId: Id;
      userId: Id;
      accountId: Id;
      scopes: readonly string[];
      exact: boolean;
      /** New connections of the app in any 24 hours; beyond it `refused` is {@link DAILY_LIMIT}. Null: any number. */
      dailyLimit?: number | null;
    },
    act: Act,
  ): Promise<Connection | { refused: AccessRefusal }>;
  recordDenial(event: NewEvent, act: Act): Promise<void>;
  findConnection(appId: Id, userId: Id, accountId: Id): Promise<ConnectionContext | null>;
  findConnectionById(id: Id): Promise<ConnectionContext | null>;
  /** Live ones of each app; one that has none is not in it. */
  countConnections(appIds: readonly Id[]): Promise<ReadonlyMap<Id, number>>;
  /** Live ones, or with `ended` the ended ones instead. */
  listConnections(filter: ConnectionFilter & AccessPage): Promise<ConnectionContext[]>;
  countListedConnections(filter: ConnectionFilter): Promise<number>;

  /**
   * Inserts the family whose id stands in the code: its primary key makes one redeemer the winner.
   * `revision` is the code's; the family's other fields come ready-made. In one transaction with the checks.
   */
  redeemCode(family: NewFamily, act: Act): Promise<RedeemOutcome>;
  /** One compare-and-set on `generation`. `replayWindowSeconds` 0: strict single use. */
  rotateFamily(
    rotation: {
      id: Id;
      appId: Id;
      generation: number;
      keyId: string;
      idleExpiresAt: EpochSeconds | null;
      replayWindowSeconds: number;
    },
    act: Act,
  ): Promise<RotateOutcome>;
  findFamily(id: Id): Promise<FamilyContext | null>;
  /** Live families of these connections; a connection that has none is not in it. */
  summariseFamilies(connectionIds: readonly Id[], now: EpochSeconds): Promise<ReadonlyMap<Id, FamilySummary>>;
  findFamilyByTokenHash(tokenHash: string): Promise<FamilyContext | null>;
  /**
   * Ends one family. `endConnection`: when it was the connection's last live family, the connection ends with it
   * (the app gave its access back). False: it had ended before. An app's own family never ends: its generation grows,
   * and with it every token of the generations before is dead.
   */
  revokeFamily(
    id: Id,
    options: { reason: string; endConnection: boolean; event?: 'family.revoked' | 'refresh.foreign' },
    act: Act,
  ): Promise<boolean>;
  revokeConnection(id: Id, reason: string, act: Act): Promise<boolean>;
  /** Everything of one app, user or account, at once, whatever its number: raises the epoch. API keys of a user or account end too. */
  revokeAll(of: { appId: Id } | { userId: Id } | { accountId: Id }, reason: string, act: Act): Promise<void>;

  /**
   * At most `limit` live connections and keys of an account end in one transaction, each with its event; each member gets one notice an
   * `actId`, however many calls it takes. Whoever acts for themselves gets none.
   */
  revokeAccess(
    selection: AccessSelection,
    options: { actId: Id; reason: string; limit: number },
    act: Act,
  ): Promise<RevokedAccess>;

  // ---- administration of an account --------------------------------------------------------------------------
  /** By name, with what is live. */
  listMembers(filter: AccountListFilter): Promise<MemberRow[]>;
  /** By name: apps with live connections to the account. */
  listConnectedApps(filter: AccountListFilter): Promise<ConnectedApp[]>;
  /** False: it was so before. */
  setPolicyMode(accountId: Id, mode: AppPolicy['mode'], act: Act): Promise<boolean>;
  /** False: it was decided so before. Requests for the app that wait are answered with it. At most 500 decisions: then a StoreConflictError. */
  decideApp(accountId: Id, appId: Id, decision: AppDecision, reason: string, act: Act): Promise<boolean>;
  /** False: the same person waits for an answer already. */
  requestApproval(
    request: Pick<ApprovalRequest, 'id' | 'provider' | 'accountId' | 'appId' | 'userId' | 'message'>,
    act: Act,
  ): Promise<boolean>;
  /** Answers everybody who asked for the app, without deciding about it. Returns how many. */
  answerRequests(
    accountId: Id,
    appId: Id,
    status: 'approved' | 'refused',
    reason: string,
    act: Act,
  ): Promise<number>;
  /** Newest first. */
  listApprovalRequests(filter: {
    accountId: Id;
    status: ApprovalRequest['status'];
    after?: Id;
    limit: number;
  }): Promise<RequestContext[]>;
  findApprovalRequest(id: Id): Promise<RequestContext | null>;
  findOwnRequest(accountId: Id, appId: Id, userId: Id): Promise<ApprovalRequest | null>;
  /** Newest first, those that were not dismissed. */
  listNotices(userId: Id, limit: number): Promise<NoticeRow[]>;
  findNotice(userId: Id, actId: Id): Promise<NoticeRow | null>;
  dismissNotice(userId: Id, actId: Id, act: Act): Promise<boolean>;

  // ---- API keys ----------------------------------------------------------------------------------------------
  /** `personal`: a live personal key of the same user and account is revoked in the same transaction. */
  createApiKey(key: NewApiKey, act: Act): Promise<void>;
  /** `told`: its owner gets a notice, with the reason. */
  revokeApiKey(id: Id, act: Act, told?: { actId: Id; reason: string }): Promise<boolean>;
  /** Live keys, and how many of their accounts have an app connected. */
  countApiKeys(
    provider: string,
    now: EpochSeconds,
  ): Promise<{ keys: number; usedIn30Days: number; accounts: number; movedAccounts: number }>;
  findKeySunset(provider: string): Promise<KeySunset | null>;
  /** All its keys end then, those made later, too; instead of a date announced before. How many keys that concerns. */
  announceKeySunset(sunset: KeySunset, act: Act): Promise<number>;
  /** Keys go on as if nothing had been announced; those that have ended by it come back. */
  withdrawKeySunset(provider: string, reason: string, act: Act): Promise<boolean>;
  findApiKey(id: Id): Promise<ApiKeyContext | null>;
  listApiKeys(filter: KeyFilter & AccessPage): Promise<ApiKeyContext[]>;
  countListedApiKeys(filter: KeyFilter): Promise<number>;

  // ---- browsers ----------------------------------------------------------------------------------------------
  createSession(session: Omit<Session, 'endedAt'>, replacesIdHash: string | null, act: Act): Promise<void>;
  /** With its user; null when unknown, ended or expired. */
  findSession(idHash: string, now: EpochSeconds): Promise<{ session: Session; user: User } | null>;
  touchSession(idHash: string, now: EpochSeconds): Promise<void>;
  endSession(idHash: string, act: Act): Promise<void>;
  endSessionsOf(userId: Id, act: Act): Promise<void>;

  createInteraction(
    interaction: Omit<
      Interaction,
      | 'consumedAt'
      | 'outcome'
      | 'accountId'
      | 'login'
      | 'loginTicketHash'
      | 'loginAnsweredAt'
      | 'authenticatedAt'
    >,
  ): Promise<void>;
  /** Null when unknown, expired or consumed. */
  findInteraction(id: Id, now: EpochSeconds): Promise<Interaction | null>;
  /** Consumed, not yet expired, and begun in this browser. */
  findAnsweredInteraction(id: Id, browserHash: string, now: EpochSeconds): Promise<Interaction | null>;
  updateInteraction(
    id: Id,
    change: { accountId?: Id | null; authenticatedAt?: EpochSeconds },
    now: EpochSeconds,
  ): Promise<boolean>;
  /** Handoff: the company's answer, once: false when answered before. */
  answerLogin(id: Id, login: string, loginTicketHash: string, now: EpochSeconds): Promise<boolean>;
  /** The ticket works once: returns the company's answer to the one caller who has it, then forgets both. */
  consumeLoginTicket(id: Id, loginTicketHash: string, now: EpochSeconds): Promise<string | null>;
  /** Ends it: true for exactly one caller (S-E4), whose outcome is kept. */
  consumeInteraction(id: Id, outcome: string | null, now: EpochSeconds): Promise<boolean>;

  /**
   * S-X4: remembers who used a `state` first, for 24 hours. `taken`: by another browser, or by another user in the same browser.
   * A later claim with a user fills in a claim without one.
   */
  claimState(
    claim: { appId: Id; stateHash: string; browserHash: string; userId: Id | null },
    now: EpochSeconds,
  ): Promise<'mine' | 'taken'>;

  // ---- keys --------------------------------------------------------------------------------------------------
  addKey(key: Omit<KeyRow, 'revokedAt'>, act: Act): Promise<void>;
  revokeKey(id: string, act: Act): Promise<boolean>;
  listKeys(): Promise<KeyRow[]>;

  // ---- events, logs, usage -----------------------------------------------------------------------------------
  appendEvent(event: NewEvent, act: Act): Promise<void>;
  /** Ascending by seq, those with seq > after. */
  listEvents(filter: {
    after: number;
    provider?: string;
    types?: readonly EventType[];
    limit: number;
  }): Promise<EventRow[]>;
  /** Newest first, for people; `before` is the last seq of the page before. */
  listRecentEvents(filter: EventFilter & { before?: number; limit: number }): Promise<EventRow[]>;
  countEvents(filter: EventFilter): Promise<number>;
  lastEventSeq(): Promise<number>;
  /** What names the last seal; opaque to the store. */
  findAuditHead(): Promise<string | null>;
  /** With the head in one transaction. False: the head was another one, and nothing was written. */
  addSeal(seal: AuditSeal, head: { from: string | null; to: string }): Promise<boolean>;
  findLastSeal(): Promise<AuditSeal | null>;
  /** The last one with a proof that the events up to it went by their retention. */
  findTrimmedSeal(): Promise<AuditSeal | null>;
  /** Ascending, those with number > after. */
  listSeals(filter: { after: number; limit: number }): Promise<AuditSeal[]>;
  /** {@link Store.cleanUp} takes the events up to it, and the seals before it. */
  trimSeal(number: number, proof: string): Promise<void>;
  /** Keeps the newest 100 good answers and the newest 400 others of each app. */
  appendRequestLog(entries: readonly RequestLogEntry[]): Promise<void>;
  /** Newest first; `before` is the last id of the page before. */
  listRequestLog(filter: {
    appId: Id;
    requestId?: string;
    /** Without those that went well. */
    onlyProblems?: boolean;
    before?: Id;
    limit: number;
  }): Promise<RequestLogEntry[]>;
  /** Adds the counters; a report id seen before changes nothing. Also moves `lastUsedAt` of connections and keys forward. False: seen before. */
  addUsage(reportId: string, rows: readonly UsageRow[], now: EpochSeconds): Promise<boolean>;
  /** Sums by stretches of `stepSeconds` (whole hours), ascending; stretches without calls are left out. `appId` null: all apps and keys. */
  sumUsageByTime(filter: UsageFilter & { stepSeconds: number }): Promise<UsageSum<number>[]>;
  /** New connections of an app, and those that ended one by one, by stretches of time; those without any are left out. */
  sumConnectionsByTime(filter: {
    appId: Id;
    from: EpochSeconds;
    to: EpochSeconds;
    stepSeconds: number;
  }): Promise<{ at: number; connected: number; ended: number }[]>;
  addIssued(counts: readonly IssuedCount[]): Promise<void>;
  /** New and ended connections, anomalies and issued tokens of a whole provider by day (UTC); days without any are left out. */
  sumChangesByDay(filter: {
    provider: string;
    from: EpochSeconds;
    to: EpochSeconds;
  }): Promise<{ at: EpochSeconds; connected: number; ended: number; anomalies: number; tokens: number }[]>;
  countForOverview(provider: string): Promise<{
    apps: { approved: number; inReview: number; suspended: number };
    openAnomalies: number;
  }>;
  /** Most called first. Routes are kept for 90 days. */
  sumUsageByRoute(filter: UsageFilter & { appId: Id }): Promise<UsageSum<string>[]>;
  /** Most called first; calls with API keys under `API_KEYS`. */
  sumUsageByApp(filter: Omit<UsageFilter, 'appId'> & { limit: number }): Promise<UsageSum<string>[]>;
  /** Of one credential, ascending, from that day (UTC, days since 1970). */
  listUsageDays(credential: Id, fromDay: number): Promise<UsageDay[]>;
  /** Of each credential, from that day; who made none is not in it. */
  sumCalls(credentials: readonly Id[], fromDay: number): Promise<ReadonlyMap<Id, number>>;
  /** Which of these ids are connections, API keys or apps of the provider. */
  findOwnIds(provider: string, ids: readonly Id[]): Promise<ReadonlySet<Id>>;
  findUsageTraits(credential: Id): Promise<UsageTraits | null>;
  /** `known`: this rule saw this subject today already; what was seen is raised. */
  recordAnomaly(anomaly: Anomaly, act: Act): Promise<'new' | 'known'>;
  /** Slows its credential down until then, while it is open. False: unknown, or closed. */
  throttleAnomaly(id: Id, throttle: { until: EpochSeconds; note: string }, act: Act): Promise<boolean>;
  /** False: unknown, or closed before. A throttle ends with it. */
  closeAnomaly(
    id: Id,
    outcome: { status: 'dismissed' | 'handled'; note: string },
    act: Act,
  ): Promise<boolean>;
  findAnomaly(id: Id): Promise<Anomaly | null>;
  /** Newest first; `after` is the last id of the page before. */
  listAnomalies(filter: {
    provider: string;
    status: Anomaly['status'];
    after?: Id;
    limit: number;
  }): Promise<Anomaly[]>;
  /** Of all providers. */
  listThrottled(now: EpochSeconds): Promise<Anomaly[]>;
  countNewConnections(appId: Id, since: EpochSeconds): Promise<number>;
  /** Atomically takes `count` of a day's quota; never above `limit`. */
  takeQuota(quota: {
    limitKey: string;
    scope: string;
    day: number;
    count: number;
    limit: number;
  }): Promise<{ allowed: boolean; used: number }>;

  // ---- webhooks and mail -------------------------------------------------------------------------------------
  /** Up to which event a follower has looked; null: it never did. */
  findPlace(follower: Follower): Promise<number | null>;
  /** From there on, with what is to be told: all in one transaction. False: another node was faster, and nothing was written. */
  moveOn(move: {
    follower: Follower;
    from: number | null;
    to: number;
    deliveries: readonly NewWebhookDelivery[];
    mails: readonly NewMail[];
    notices?: readonly NoticeRow[];
  }): Promise<boolean>;
  /** @throws {StoreConflictError} beyond five of an app. */
  createWebhookEndpoint(endpoint: WebhookEndpoint, act: Act): Promise<void>;
  findWebhookEndpoint(id: Id): Promise<WebhookEndpoint | null>;
  listWebhookEndpoints(appId: Id): Promise<WebhookEndpoint[]>;
  /** Switched off, what waits is given up; switched on, past failures are forgotten. */
  updateWebhookEndpoint(
    id: Id,
    change: Partial<Pick<WebhookEndpoint, 'url' | 'types' | 'status'>>,
    act: Act,
  ): Promise<WebhookEndpoint | null>;
  /** The present one becomes the old one. */
  replaceWebhookSecret(
    id: Id,
    secrets: Pick<WebhookEndpoint, 'secret' | 'oldSecretUntil'>,
    act: Act,
  ): Promise<boolean>;
  deleteWebhookEndpoint(id: Id, act: Act): Promise<boolean>;
  /** Endpoints with something due that nobody has, for one node until the lease ends or is given back. */
  leaseWebhookEndpoints(lease: {
    now: EpochSeconds;
    until: EpochSeconds;
    limit: number;
  }): Promise<WebhookEndpoint[]>;
  releaseWebhookEndpoint(id: Id, now: EpochSeconds): Promise<void>;
  hasDueDeliveries(now: EpochSeconds): Promise<boolean>;
  /** Oldest first. */
  listDueDeliveries(endpointId: Id, now: EpochSeconds, limit: number): Promise<WebhookDelivery[]>;
  addWebhookDelivery(delivery: NewWebhookDelivery): Promise<void>;
  findWebhookDelivery(id: Id): Promise<WebhookDelivery | null>;
  /** Newest first; `after` is the last id of the page before. Of those that are done the last 100 are kept. */
  listWebhookDeliveries(filter: { endpointId: Id; after?: Id; limit: number }): Promise<WebhookDelivery[]>;
  /** False: unknown, or under way. */
  repeatWebhookDelivery(id: Id, now: EpochSeconds): Promise<boolean>;
  recordWebhookAttempt(attempt: WebhookAttempt, act: Act): Promise<void>;
  /** Live before this `user.revoked` or `account.revoked`, of apps that have webhooks. */
  listConnectionsEndedBy(seq: number, of: { userId: Id } | { accountId: Id }): Promise<Id[]>;
  /** What this event ended at once; at a change of the policy: all that is live on the account. */
  listEndedAccess(event: EventRow): Promise<EndedAccess[]>;
  /** Event `secret.expiring` for each live secret that ends before `until`, once. Returns how many. */
  tellExpiringSecrets(until: EpochSeconds, act: Act): Promise<number>;
  hasDueMails(now: EpochSeconds): Promise<boolean>;
  /** Due mails, for one node until the lease ends; `attempts` counts this one. */
  leaseMails(lease: { now: EpochSeconds; until: EpochSeconds; limit: number }): Promise<Mail[]>;
  /** `dueAt` null: sent or given up, and deleted. */
  settleMail(id: Id, dueAt: EpochSeconds | null): Promise<void>;
  noteLocale(userId: Id, locale: string): Promise<void>;
  findLocale(provider: string, email: string): Promise<string | null>;

  // ---- housekeeping ------------------------------------------------------------------------------------------
  /**
   * Deletes at most `limit` rows of each kind that are past their retention: interactions, sessions, state claims, quota days, usage reports,
   * request log (30 days), usage (400 days), events up to the last trimmed seal, and families that can have no live token any more
   * (expired or ended longer ago than `familyRetentionSeconds`, at least an hour: a code must not come back). Returns how many rows went;
   * families are gone through a stretch at a time, so 0 does not mean that there is nothing left.
   */
  cleanUp(options: { now: EpochSeconds; limit: number; familyRetentionSeconds: number }): Promise<number>;
  /** Of the schema, ascending. */
  listMigrations(): Promise<{ version: number; name: string }[]>;
  /** Rows per table: for `doctor`, metrics and tests. */
  countRows(): Promise<Record<string, number>>;
  /** Epoch milliseconds by the clock that every node shares: the database's; of an embedded database the machine's. */
  nowMs(): Promise<number>;
  /** Throws StoreUnavailableError when it cannot read and write. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
