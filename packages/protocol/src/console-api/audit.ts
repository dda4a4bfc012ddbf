/** The audit log of an account: who did what to whom (screen 10). */
import { accountMember } from './administration.ts';
import { csv, operation, page } from './operation.ts';
import { id, integer, list, nullable, object, oneOf, optional, text, time } from './schema.ts';

/** What concerns an account, in the groups that a reader looks for. */
export const AUDIT_KINDS = {
  access: ['connection.created', 'connection.extended', 'connection.revoked', 'account.revoked'],
  tokens: ['code.redeemed', 'code.replayed', 'family.revoked', 'refresh.reused', 'refresh.foreign'],
  keys: ['api_key.created', 'api_key.revoked'],
  policy: ['account.policy_changed', 'approval.requested', 'approval.decided'],
  people: ['member.added', 'member.removed'],
  account: ['account.created', 'account.status_changed', 'account.plan_changed', 'account.exported'],
} as const;

export type AuditKind = keyof typeof AUDIT_KINDS;
export const AUDIT_TYPES = Object.values(AUDIT_KINDS).flat();

const seconds = text({ max: 12, pattern: /^\d+$/ });
const auditFilter = {
  kind: optional(oneOf(...(Object.keys(AUDIT_KINDS) as AuditKind[]))),
  /** Who did it. */
  actor: optional(id),
  /** To whom. */
  member: optional(id),
  app: optional(id),
  /** Seconds since 1970: from then on, and before. */
  from: optional(seconds),
  to: optional(seconds),
};

const auditEntry = object({
  seq: integer(),
  at: time,
  type: oneOf(...AUDIT_TYPES),
  actor: object({ kind: oneOf('member', 'app', 'provider', 'system'), id: nullable(id), name: text() }),
  app: nullable(object({ id, name: text() })),
  member: nullable(accountMember),
  reason: nullable(text()),
  /** What else the event says, as `name: value`. */
  facts: list(text()),
});

export const listAudit = operation({
  name: 'audit.list',
  summary: 'Who did what to whom on an account, newest first',
  method: 'GET',
  path: '/accounts/:accountId/audit',
  role: 'administrator',
  command: 'account audit',
  recentSignIn: true,
  query: object({ ...auditFilter, before: optional(seconds) }),
  answer: page(auditEntry),
});

export const exportAudit = operation({
  name: 'audit.export',
  summary: 'The same as a table (CSV); the log says that it was exported',
  method: 'POST',
  path: '/accounts/:accountId/audit/export',
  role: 'administrator',
  command: 'account audit',
  recentSignIn: true,
  body: object(auditFilter),
  answer: csv,
});
