/** What the store holds, as the domain sees it. Ids are 26 lower-case base32hex characters of a UUIDv7: ascending, alphanumeric, no secret in them. */
import type { AnomalyResponse, AnomalyRule, GrantType, WebhookType } from '@valetkey/protocol';

export type Id = string;
/** Whole seconds since 1970, UTC. */
export type EpochSeconds = number;

export interface Account {
  id: Id;
  provider: string;
  /** The company's own id of the account (handoff); null in a directory. */
  externalId: string | null;
  name: string;
  plan: string | null;
  status: 'active' | 'suspended';
  /** Counts revocations of everything on this account; see `Connection.epoch`. */
  epoch: number;
  /** Null: every app. */
  appPolicy: AppPolicy | null;
  createdAt: EpochSeconds;
}

/** Which apps an account lets in. `approved`: those in `allowed`. Nothing lets in what is in `blocked`. */
export interface AppPolicy {
  mode: 'all' | 'approved' | 'none';
  allowed: readonly Id[];
  blocked: readonly Id[];
}

export interface User {
  id: Id;
  provider: string;
  externalId: string | null;
  /** Normalised: NFKC, trimmed, lower case. Unique in the provider. */
  email: string;
  name: string;
  /** argon2id in PHC string form; null where the company's own login is used. */
  passwordHash: string | null;
  /** Codes issued before it are dead (S-B18). */
  passwordChangedAt: EpochSeconds | null;
  status: 'active' | 'disabled';
  epoch: number;
  createdAt: EpochSeconds;
}

export interface Membership {
  account: Account;
  role: 'member' | 'administrator';
  lastUsedAt: EpochSeconds | null;
}

/** `draft`: its own people alone can connect it. `deleted`: by its owner, for good; the row stays for the audit. */
export type AppStatus = 'draft' | 'in_review' | 'approved' | 'suspended' | 'deleted';

export interface App {
  /** Also the `client_id`. */
  id: Id;
  provider: string;
  ownerEmail: string;
  name: string;
  /** The purpose, as an infinitive: "analyze your database". Stands in the consent sentence (R14, R29). */
  description: string;
  publisher: string;
  homepageUrl: string | null;
  privacyUrl: string | null;
  termsUrl: string | null;
  /** `data:image/png;base64,…` or `data:image/webp;base64,…`, at most 64 KiB; null: a letter is drawn. */
  logo: string | null;
  status: AppStatus;
  verified: boolean;
  /** Registered by its developer, not by the company's own staff: not sent to without asking before somebody looked at it (S-A20). */
  selfRegistered: boolean;
  type: 'confidential' | 'public';
  /** Native apps get the loopback port rule (RFC 8252 §7.3). */
  native: boolean;
  redirectUris: readonly string[];
  /** What the app may ask for (R17). */
  scopes: readonly string[];
  grants: readonly GrantType[];
  /** The token endpoint authentication it is held to; null: any the profile offers for its type. */
  authentication: 'basic' | 'post' | 'query' | 'none' | null;
  /** Why the app asks for a scope, in its developer's words. */
  scopeReasons: Readonly<Record<string, string>>;
  epoch: number;
  createdAt: EpochSeconds;
  updatedAt: EpochSeconds;
}

/** Where tokens are checked, the logo (up to 64 KiB) and the reasons are not read. */
export type AppWithoutLogo = Omit<App, 'logo' | 'scopeReasons'>;

/** `owner`: one an app. `developer`: all but people, transfer and deletion. `viewer`: reads. `tester`: connects it before it is approved. */
export type AppRole = 'owner' | 'developer' | 'viewer' | 'tester';

export interface AppMember {
  appId: Id;
  userId: Id;
  role: AppRole;
  createdAt: EpochSeconds;
}

/** A question to whoever has this address at the provider; with the role `owner`: whether they take the app over. */
export interface AppInvitation {
  id: Id;
  provider: string;
  appId: Id;
  email: string;
  role: AppRole;
  /** User id. */
  invitedBy: Id;
  createdAt: EpochSeconds;
  expiresAt: EpochSeconds;
}

/** Whether an app was ever connected, fetched a token, made a call, and refreshed. */
export interface AppProgress {
  connected: boolean;
  token: boolean;
  called: boolean;
  refreshed: boolean;
}

/** What developer and reviewer tell each other about an app, and what was decided. */
export interface AppNote {
  id: Id;
  appId: Id;
  kind:
    'message' | 'submitted' | 'changed' | 'changes_asked' | 'approved' | 'refused' | 'suspended' | 'resumed';
  /** As in an event: who wrote it. */
  actor: string;
  /** Name of who wrote it, as it is shown. */
  author: string;
  byStaff: boolean;
  text: string;
  createdAt: EpochSeconds;
}

/** What the provider's staff set on an app. A limit that is null is the provider's own. */
export interface AppControls {
  /** What the app is again when its suspension is lifted. */
  suspendedFrom: AppStatus | null;
  /** New connections in any 24 hours (S-J16). */
  dailyConnections: number | null;
  callsPerMinute: number | null;
}

/** Hands an app's credentials to its developer, once. */
export interface CredentialLink {
  /** Keyed hash of what stands in the address. */
  hash: string;
  appId: Id;
  createdAt: EpochSeconds;
  expiresAt: EpochSeconds;
  openedAt: EpochSeconds | null;
  openedBy: string | null;
}

/** The date from which no API key of a provider opens anything. */
export interface KeySunset {
  provider: string;
  endsAt: EpochSeconds;
  /** What the holders of keys read. */
  notice: string;
  announcedAt: EpochSeconds;
}

export interface AppSecret {
  id: Id;
  appId: Id;
  /** HMAC-SHA-256 with the pepper, 32 bytes in base64url. */
  hash: string;
  lastFour: string;
  createdAt: EpochSeconds;
  /** Null: until revoked. */
  expiresAt: EpochSeconds | null;
  revokedAt: EpochSeconds | null;
  lastUsedAt: EpochSeconds | null;
  /** Where it was last used from, as far as addresses are kept (`privacy.addresses`). */
  lastUsedFrom: string | null;
}

/** One user's consent that one app may act on one account. Unique per (app, user, account). */
export interface Connection {
  id: Id;
  provider: string;
  appId: Id;
  userId: Id;
  accountId: Id;
  /** Append-only within a revision: codes and families point into it by bit mask. */
  scopes: readonly string[];
  /** Grows when a withdrawn consent is given anew, or narrowed: families and codes of an older revision are dead. */
  revision: number;
  /** app.epoch + user.epoch + account.epoch when consent was given; a later sum means everything was revoked since. */
  epoch: number;
  createdAt: EpochSeconds;
  consentedAt: EpochSeconds;
  lastUsedAt: EpochSeconds | null;
  revokedAt: EpochSeconds | null;
  revokedBy: string | null;
  revokeReason: string | null;
}

/** The tokens that descend from one code exchange; or (connectionId null) an app's own, for client credentials. */
export interface Family {
  id: Id;
  provider: string;
  appId: Id;
  connectionId: Id | null;
  /** Bit masks of scope subsets point into this list; never changed for a connection's family, append-only for an app's own. */
  scopes: readonly string[];
  /** `connection.revision` at issue. */
  revision: number;
  /** 32 random bytes, base64url: part of the refresh token's MAC. */
  secret: string;
  /** Of the one live refresh token; 0 after the code exchange. Of an app's own family: how often its tokens were revoked. */
  generation: number;
  /** Key id under which the present generation's tokens are signed. */
  keyId: string;
  rotatedAt: EpochSeconds;
  /** Keyed hash of the stored access token (profiles with format `stored`), base64url; else null. */
  tokenHash: string | null;
  createdAt: EpochSeconds;
  /** No refresh after this: absolute end, and end by idleness. Null: none. */
  expiresAt: EpochSeconds | null;
  idleExpiresAt: EpochSeconds | null;
  revokedAt: EpochSeconds | null;
  revokeReason: string | null;
}

/** What of a connection's families can still be used. */
export interface FamilySummary {
  live: number;
  /** When the last of them ends, if nothing is done with it until then. Null: one has no end. */
  endsAt: EpochSeconds | null;
}

/** A family with everything its life depends on, read in one statement. */
export interface FamilyContext {
  family: Family;
  app: AppWithoutLogo;
  /** The four are null for an app's own family. `role` is null when the user is no member of the account any more. */
  connection: Connection | null;
  user: User | null;
  account: Account | null;
  role: Membership['role'] | null;
}

export interface ConnectionContext {
  connection: Connection;
  app: App;
  user: User;
  account: Account;
  role: Membership['role'] | null;
}

export interface ApiKey {
  id: Id;
  provider: string;
  userId: Id;
  accountId: Id;
  label: string;
  hash: string;
  lastFour: string;
  scopes: readonly string[];
  /** Profile `one`: the single personal access key of a user on an account. */
  personal: boolean;
  createdAt: EpochSeconds;
  expiresAt: EpochSeconds | null;
  revokedAt: EpochSeconds | null;
  revokedBy: string | null;
  lastUsedAt: EpochSeconds | null;
  /** The provider's keys end then. */
  sunsetAt: EpochSeconds | null;
}

export interface ApiKeyContext {
  key: ApiKey;
  user: User;
  account: Account;
  role: Membership['role'] | null;
}

/** A member asks the administrators of an account for an app. One a person, app and account. */
export interface ApprovalRequest {
  id: Id;
  provider: string;
  accountId: Id;
  appId: Id;
  userId: Id;
  message: string;
  status: 'open' | 'approved' | 'refused';
  requestedAt: EpochSeconds;
  decidedAt: EpochSeconds | null;
  decidedBy: string | null;
  reason: string | null;
}

/** A member's row on an account, with what acts for them there. */
export interface MemberRow {
  user: User;
  role: Membership['role'];
  connections: number;
  apiKeys: number;
  lastUsedAt: EpochSeconds | null;
}

/** An app's live connections to one account. */
export interface ConnectedApp {
  app: AppWithoutLogo;
  connections: number;
  members: number;
  lastUsedAt: EpochSeconds | null;
}

/** What a member is told of something an administrator did; one a member and act. */
export interface NoticeRow {
  userId: Id;
  actId: Id;
  provider: string;
  accountId: Id;
  kind: 'access_revoked' | 'access_ended' | 'access_blocked' | 'request_approved' | 'request_refused';
  /** Of the first apps and keys it is about. */
  names: readonly string[];
  /** Of all of them. */
  count: number;
  actor: string;
  reason: string;
  at: EpochSeconds;
  dismissedAt: EpochSeconds | null;
}

export interface Session {
  /** Keyed hash of the cookie's value. */
  idHash: string;
  provider: string;
  userId: Id;
  createdAt: EpochSeconds;
  authenticatedAt: EpochSeconds;
  lastSeenAt: EpochSeconds;
  expiresAt: EpochSeconds;
  endedAt: EpochSeconds | null;
}

/** An authorization request on its way through the pages: frozen at first validation (S-A31), bound to one browser (S-A29). */
export interface Interaction {
  id: Id;
  provider: string;
  /** Null: a sign-in to the console. */
  appId: Id | null;
  /** Keyed hash of the browser's binding cookie. */
  browserHash: string;
  /** The validated request as JSON; opaque to the store. */
  request: string;
  /** Set by the account picker. */
  accountId: Id | null;
  /** Set by the company's login (handoff): JSON; opaque to the store. */
  login: string | null;
  /** Keyed hash of the one-time ticket the company's login sends the browser back with. */
  loginTicketHash: string | null;
  /** When the company's login answered: it answers each interaction but once. */
  loginAnsweredAt: EpochSeconds | null;
  /** When the user signed in during this interaction: answers `prompt=login`. */
  authenticatedAt: EpochSeconds | null;
  createdAt: EpochSeconds;
  expiresAt: EpochSeconds;
  consumedAt: EpochSeconds | null;
  /** What was answered, as JSON, so that a second click gets the same answer; opaque to the store, and no code in it. */
  outcome: string | null;
}

export interface KeyRow {
  id: string;
  use: 'mac' | 'jwt' | 'pepper';
  /** Encrypted by the master key; opaque to the store. */
  material: string;
  createdAt: EpochSeconds;
  /** Signs only from then on: other nodes have seen it by then. */
  activeAt: EpochSeconds;
  /** Emergency: refused everywhere at once. */
  revokedAt: EpochSeconds | null;
}

export interface EventRow {
  /** Ascending in commit order: a reader that has seen n has seen all below n. */
  seq: number;
  provider: string;
  type: EventType;
  /** Epoch milliseconds. */
  at: number;
  /** `user:<id>`, `app:<id>`, `operator`, `system`. */
  actor: string;
  appId: Id | null;
  userId: Id | null;
  accountId: Id | null;
  connectionId: Id | null;
  familyId: Id | null;
  apiKeyId: Id | null;
  detail: Readonly<Record<string, unknown>>;
}

/** Over the events from the seal before up to `throughSeq`. */
export interface AuditSeal {
  /** From 1 on, without gaps. */
  number: number;
  throughSeq: number;
  events: number;
  /** Epoch milliseconds. */
  newestAt: number;
  sealedAt: EpochSeconds;
  /** SHA-256 over the events. */
  digest: string;
  /** Over all of this and the seal before. */
  mac: string;
  /** Proof that the events up to here went by their retention. */
  trimmed: string | null;
}

export type EventType =
  | 'account.created'
  | 'account.status_changed'
  | 'account.plan_changed'
  | 'account.revoked'
  | 'account.policy_changed'
  | 'account.exported'
  | 'approval.requested'
  | 'approval.decided'
  | 'user.created'
  | 'user.status_changed'
  | 'user.revoked'
  | 'user.password_changed'
  | 'user.email_moved'
  | 'user.erased'
  | 'member.added'
  | 'member.removed'
  | 'app.created'
  | 'app.updated'
  | 'app.approved'
  | 'app.sent_back'
  | 'app.suspended'
  | 'app.resumed'
  | 'app.revoked'
  | 'app.deleted'
  | 'app.verified'
  | 'app.unverified'
  | 'app.limited'
  | 'app.member_invited'
  | 'app.member_added'
  | 'app.member_removed'
  | 'app.invitation_ended'
  | 'secret.created'
  | 'secret.revoked'
  | 'connection.created'
  | 'connection.extended'
  | 'connection.revoked'
  | 'consent.denied'
  | 'code.redeemed'
  | 'code.replayed'
  | 'family.revoked'
  | 'refresh.reused'
  | 'refresh.foreign'
  | 'api_key.created'
  | 'api_key.revoked'
  | 'api_key.sunset_announced'
  | 'api_key.sunset_withdrawn'
  | 'session.created'
  | 'session.ended'
  | 'login.failed'
  | 'key.created'
  | 'key.revoked'
  | 'anomaly.found'
  | 'anomaly.throttled'
  | 'anomaly.closed'
  | 'secret.expiring'
  | 'webhook.created'
  | 'webhook.updated'
  | 'webhook.secret_rotated'
  | 'webhook.deleted'
  | 'webhook.failed'
  | 'webhook.disabled'
  | 'store.restored';

export interface RequestLogEntry {
  id: Id;
  provider: string;
  appId: Id;
  requestId: string;
  /** Epoch milliseconds. */
  at: number;
  endpoint: 'authorize' | 'token' | 'revoke' | 'introspect' | 'api';
  outcome: 'ok' | 'refused' | 'failed';
  /** Error code, or null. */
  code: string | null;
  /** What happened, with what to do: for the app's developer. Never a secret. */
  reason: string;
}

interface UsageCounters {
  calls: number;
  errors: number;
  denied: number;
  limited: number;
  bytes: number;
}

/** What a guard reports: one credential's calls of one route in one hour. */
export interface UsageRow extends UsageCounters {
  provider: string;
  appId: Id | null;
  connectionId: Id | null;
  apiKeyId: Id | null;
  route: string;
  /** Epoch seconds of the hour. */
  hour: EpochSeconds;
  /** Calls by duration class (`usage.ts` of the protocol). */
  latency: readonly number[];
  networks: readonly string[];
  agents: readonly string[];
  scopes: readonly string[];
}

/** A stretch of time, or a route or an app in it: `of` says which. */
export interface UsageSum<Of extends string | number> extends UsageCounters {
  of: Of;
  latency: readonly number[];
}

/** One day (UTC, days since 1970) of one credential: a connection, an API key, or an app that acts for itself. */
export interface UsageDay extends UsageCounters {
  credential: Id;
  day: number;
  /** Calls by hour of the day, 24 numbers. */
  hours: readonly number[];
}

export const TRAIT_KINDS = ['networks', 'agents', 'scopes'] as const;

/** First and last day (UTC, days since 1970) something was seen. */
export type SeenDays = readonly [first: number, last: number];

/** What a credential was seen to do. The 32 last seen of each kind. */
export interface UsageTraits extends Record<
  (typeof TRAIT_KINDS)[number],
  Readonly<Record<string, SeenDays>>
> {
  credential: Id;
  provider: string;
  firstDay: number;
  lastDay: number;
}

/** Something odd, judged against the subject's own normal. One a rule, subject and day. */
export interface Anomaly {
  id: Id;
  provider: string;
  rule: AnomalyRule;
  /** The credential, app or family it is about. */
  subject: string;
  /** Days since 1970, UTC. */
  day: number;
  at: EpochSeconds;
  appId: Id | null;
  connectionId: Id | null;
  apiKeyId: Id | null;
  /** The most that was seen since, and the most that was normal, in `unit`. */
  seen: number;
  normal: number;
  unit: string;
  /** The scope, network or program that is new. */
  what: string | null;
  response: AnomalyResponse;
  throttledUntil: EpochSeconds | null;
  status: 'open' | 'dismissed' | 'handled';
  closedAt: EpochSeconds | null;
  closedBy: string | null;
  note: string | null;
}

/** Where an app wants to be told what happened. */
export interface WebhookEndpoint {
  id: Id;
  provider: string;
  appId: Id;
  url: string;
  types: readonly WebhookType[];
  /** `off`: by its developer, or after days of failure. */
  status: 'on' | 'off';
  /** Encrypted by the master key; opaque to the store. */
  secret: string;
  /** The one before: both sign until then. */
  oldSecret: string | null;
  oldSecretUntil: EpochSeconds | null;
  createdAt: EpochSeconds;
  /** Since when no delivery got through; null: the last one did. */
  failingSince: EpochSeconds | null;
  /** Until then one node is at work on it. */
  leasedUntil: EpochSeconds;
}

export interface WebhookDelivery {
  /** Also in its `webhook-id`. */
  id: Id;
  endpointId: Id;
  type: string;
  /** JSON as it is signed and sent. */
  body: string;
  state: 'waiting' | 'delivered' | 'failed';
  createdAt: EpochSeconds;
  /** When it is tried next; null: no more. */
  dueAt: EpochSeconds | null;
  attempts: number;
  triedAt: EpochSeconds | null;
  /** Null: there was no answer. */
  answerStatus: number | null;
  /** First characters of the answer, or why there was none. */
  answer: string | null;
}

/** Until it is sent; then nothing of it is kept. */
export interface Mail {
  id: Id;
  provider: string;
  recipient: string;
  subject: string;
  body: string;
  html: string;
  createdAt: EpochSeconds;
  dueAt: EpochSeconds;
  attempts: number;
}
