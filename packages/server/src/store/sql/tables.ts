/** The tables whose rows leave the store, column by column in the order they are selected. */
import type {
  Account,
  Anomaly,
  ApiKey,
  ApprovalRequest,
  App,
  AppInvitation,
  AppMember,
  AppNote,
  AppPolicy,
  AppSecret,
  AppWithoutLogo,
  AuditSeal,
  Connection,
  CredentialLink,
  Family,
  Interaction,
  KeyRow,
  Mail,
  NoticeRow,
  RequestLogEntry,
  Session,
  User,
  WebhookDelivery,
  WebhookEndpoint,
} from '../rows.ts';
import type { SqlValue } from '../verb.ts';
import { describeTable } from './table.ts';

export const accounts = describeTable<Account>('accounts', {
  id: 'plain',
  provider: 'plain',
  externalId: 'plain',
  name: 'plain',
  plan: 'plain',
  status: 'plain',
  epoch: 'plain',
  appPolicy: 'json',
  createdAt: 'plain',
});

/** Where a statement reads it without the account's other columns. */
export function readAppPolicy(value: SqlValue): AppPolicy | null {
  return value === null ? null : (JSON.parse(value as string) as AppPolicy);
}

export const users = describeTable<User>('users', {
  id: 'plain',
  provider: 'plain',
  externalId: 'plain',
  email: 'plain',
  name: 'plain',
  passwordHash: 'plain',
  passwordChangedAt: 'plain',
  status: 'plain',
  epoch: 'plain',
  createdAt: 'plain',
});

const APP_COLUMNS = {
  id: 'plain',
  provider: 'plain',
  ownerEmail: 'plain',
  name: 'plain',
  description: 'plain',
  publisher: 'plain',
  homepageUrl: 'plain',
  privacyUrl: 'plain',
  termsUrl: 'plain',
  status: 'plain',
  verified: 'boolean',
  selfRegistered: 'boolean',
  type: 'plain',
  native: 'boolean',
  redirectUris: 'json',
  scopes: 'json',
  grants: 'json',
  authentication: 'plain',
  epoch: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain',
} as const;

export const apps = describeTable<App>('apps', { ...APP_COLUMNS, logo: 'plain', scopeReasons: 'json' });
/** The logo (up to 64 KiB) and the reasons, the last columns, are not read where tokens are checked. */
export const appsWithoutLogo = describeTable<AppWithoutLogo>('apps', APP_COLUMNS);

export const credentialLinks = describeTable<CredentialLink>('credential_links', {
  hash: 'plain',
  appId: 'plain',
  createdAt: 'plain',
  expiresAt: 'plain',
  openedAt: 'plain',
  openedBy: 'plain',
});

export const appSecrets = describeTable<AppSecret>('app_secrets', {
  id: 'plain',
  appId: 'plain',
  hash: 'plain',
  lastFour: 'plain',
  createdAt: 'plain',
  expiresAt: 'plain',
  revokedAt: 'plain',
  lastUsedAt: 'plain',
  lastUsedFrom: 'plain',
});

export const appMembers = describeTable<AppMember>('app_members', {
  appId: 'plain',
  userId: 'plain',
  role: 'plain',
  createdAt: 'plain',
});

export const appInvitations = describeTable<AppInvitation>('app_invitations', {
  id: 'plain',
  provider: 'plain',
  appId: 'plain',
  email: 'plain',
  role: 'plain',
  invitedBy: 'plain',
  createdAt: 'plain',
  expiresAt: 'plain',
});

export const appNotes = describeTable<AppNote>('app_notes', {
  id: 'plain',
  appId: 'plain',
  kind: 'plain',
  actor: 'plain',
  author: 'plain',
  byStaff: 'boolean',
  text: 'plain',
  createdAt: 'plain',
});

export const connections = describeTable<Connection>('connections', {
  id: 'plain',
  provider: 'plain',
  appId: 'plain',
  userId: 'plain',
  accountId: 'plain',
  scopes: 'json',
  revision: 'plain',
  epoch: 'plain',
  createdAt: 'plain',
  consentedAt: 'plain',
  lastUsedAt: 'plain',
  revokedAt: 'plain',
  revokedBy: 'plain',
  revokeReason: 'plain',
});

export const families = describeTable<Family>('families', {
  id: 'plain',
  provider: 'plain',
  appId: 'plain',
  connectionId: 'plain',
  scopes: 'json',
  revision: 'plain',
  secret: 'plain',
  generation: 'plain',
  keyId: 'plain',
  rotatedAt: 'plain',
  tokenHash: 'plain',
  createdAt: 'plain',
  expiresAt: 'plain',
  idleExpiresAt: 'plain',
  revokedAt: 'plain',
  revokeReason: 'plain',
});

export const apiKeys = describeTable<ApiKey>('api_keys', {
  id: 'plain',
  provider: 'plain',
  userId: 'plain',
  accountId: 'plain',
  label: 'plain',
  hash: 'plain',
  lastFour: 'plain',
  scopes: 'json',
  personal: 'boolean',
  createdAt: 'plain',
  expiresAt: 'plain',
  revokedAt: 'plain',
  revokedBy: 'plain',
  lastUsedAt: 'plain',
  sunsetAt: 'plain',
});

export const sessions = describeTable<Session>('sessions', {
  idHash: 'plain',
  provider: 'plain',
  userId: 'plain',
  createdAt: 'plain',
  authenticatedAt: 'plain',
  lastSeenAt: 'plain',
  expiresAt: 'plain',
  endedAt: 'plain',
});

export const interactions = describeTable<Interaction>('interactions', {
  id: 'plain',
  provider: 'plain',
  appId: 'plain',
  browserHash: 'plain',
  request: 'plain',
  accountId: 'plain',
  login: 'plain',
  loginTicketHash: 'plain',
  loginAnsweredAt: 'plain',
  authenticatedAt: 'plain',
  createdAt: 'plain',
  expiresAt: 'plain',
  consumedAt: 'plain',
  outcome: 'plain',
});

export const keys = describeTable<KeyRow>('keys', {
  id: 'plain',
  use: 'plain',
  material: 'plain',
  createdAt: 'plain',
  activeAt: 'plain',
  revokedAt: 'plain',
});

export const requestLog = describeTable<RequestLogEntry>('request_log', {
  id: 'plain',
  provider: 'plain',
  appId: 'plain',
  requestId: 'plain',
  at: 'plain',
  endpoint: 'plain',
  outcome: 'plain',
  code: 'plain',
  reason: 'plain',
});

export const anomalies = describeTable<Anomaly>('anomalies', {
  id: 'plain',
  provider: 'plain',
  rule: 'plain',
  subject: 'plain',
  day: 'plain',
  at: 'plain',
  appId: 'plain',
  connectionId: 'plain',
  apiKeyId: 'plain',
  seen: 'plain',
  normal: 'plain',
  unit: 'plain',
  what: 'plain',
  response: 'plain',
  throttledUntil: 'plain',
  status: 'plain',
  closedAt: 'plain',
  closedBy: 'plain',
  note: 'plain',
});

export const webhookEndpoints = describeTable<WebhookEndpoint>('webhook_endpoints', {
  id: 'plain',
  provider: 'plain',
  appId: 'plain',
  url: 'plain',
  types: 'json',
  status: 'plain',
  secret: 'plain',
  oldSecret: 'plain',
  oldSecretUntil: 'plain',
  createdAt: 'plain',
  failingSince: 'plain',
  leasedUntil: 'plain',
});

export const webhookDeliveries = describeTable<WebhookDelivery>('webhook_deliveries', {
  id: 'plain',
  endpointId: 'plain',
  type: 'plain',
  body: 'plain',
  state: 'plain',
  createdAt: 'plain',
  dueAt: 'plain',
  attempts: 'plain',
  triedAt: 'plain',
  answerStatus: 'plain',
  answer: 'plain',
});

export const mails = describeTable<Mail>('mails', {
  id: 'plain',
  provider: 'plain',
  recipient: 'plain',
  subject: 'plain',
  body: 'plain',
  html: 'plain',
  createdAt: 'plain',
  dueAt: 'plain',
  attempts: 'plain',
});

export const auditSeals = describeTable<AuditSeal>('audit_seals', {
  number: 'plain',
  throughSeq: 'plain',
  events: 'plain',
  newestAt: 'plain',
  sealedAt: 'plain',
  digest: 'plain',
  mac: 'plain',
  trimmed: 'plain',
});

export const approvalRequests = describeTable<ApprovalRequest>('approval_requests', {
  id: 'plain',
  provider: 'plain',
  accountId: 'plain',
  appId: 'plain',
  userId: 'plain',
  message: 'plain',
  status: 'plain',
  requestedAt: 'plain',
  decidedAt: 'plain',
  decidedBy: 'plain',
  reason: 'plain',
});

export const notices = describeTable<NoticeRow>('notices', {
  userId: 'plain',
  actId: 'plain',
  provider: 'plain',
  accountId: 'plain',
  kind: 'plain',
  names: 'json',
  count: 'plain',
  actor: 'plain',
  reason: 'plain',
  at: 'plain',
  dismissedAt: 'plain',
});
