/** What administrators decide about apps on their account: the policy, and the requests of members. */
import type { AppPolicy, ApprovalRequest, Id } from '../rows.ts';
import { StoreConflictError, type Act, type AppDecision, type RequestContext } from '../store.ts';
import { execute, query, queryOne, type SqlRow, type SqlValue, type Verb } from '../verb.ts';
import { decisionOf } from '../liveness.ts';
import { appendEvent } from './events.ts';
import { addNotice } from './notices.ts';
import { appsWithoutLogo, approvalRequests, readAppPolicy, users } from './tables.ts';

/** The list is read with every token of the account: it stays short. */
const MOST_DECISIONS = 500;
const NOTHING_DECIDED: AppPolicy = { mode: 'all', allowed: [], blocked: [] };

export function* setPolicyMode(accountId: Id, mode: AppPolicy['mode'], act: Act): Verb<boolean> {
  const { provider, policy } = yield* readPolicy(accountId);
  if (policy.mode === mode) return false;
  yield* writePolicy(accountId, { ...policy, mode });
  const detail = { from: policy.mode, to: mode };
  yield* appendEvent({ provider, type: 'account.policy_changed', accountId, detail }, act);
  return true;
}

/** False: it was decided so before. Requests for the app that wait are answered with it. */
export function* decideApp(
  accountId: Id,
  appId: Id,
  decision: AppDecision,
  reason: string,
  act: Act,
): Verb<boolean> {
  const { provider, policy } = yield* readPolicy(accountId);
  if (decision !== 'undecided')
    yield* answerRequests(accountId, appId, decision === 'allowed' ? 'approved' : 'refused', reason, act);
  const before = decisionOf(policy, appId);
  if (before === decision) return false;
  yield* writePolicy(accountId, withDecision(policy, appId, decision));
  const detail = { from: before, to: decision, reason };
  yield* appendEvent({ provider, type: 'account.policy_changed', accountId, appId, detail }, act);
  return true;
}

function withDecision(policy: AppPolicy, appId: Id, decision: AppDecision): AppPolicy {
  const others = (ids: readonly Id[]): Id[] => ids.filter(id => id !== appId);
  const allowed = [...others(policy.allowed), ...(decision === 'allowed' ? [appId] : [])];
  const blocked = [...others(policy.blocked), ...(decision === 'blocked' ? [appId] : [])];
  if (allowed.length + blocked.length > MOST_DECISIONS)
    throw new StoreConflictError(`the last of ${MOST_DECISIONS} places in the policy`);
  return { ...policy, allowed, blocked };
}

function* readPolicy(accountId: Id): Verb<{ provider: string; policy: AppPolicy }> {
  const row = yield* queryOne('SELECT provider, app_policy FROM accounts WHERE id = $1', [accountId]);
  if (row === null) throw new Error('the policy of an account that is not there');
  return { provider: row[0] as string, policy: readAppPolicy(row[1]!) ?? NOTHING_DECIDED };
}

function* writePolicy(accountId: Id, policy: AppPolicy): Verb<void> {
  const isNothing = policy.mode === 'all' && policy.allowed.length + policy.blocked.length === 0;
  const value = isNothing ? null : JSON.stringify(policy);
  yield* execute('UPDATE accounts SET app_policy = $2 WHERE id = $1', [accountId, value]);
}

/** False: the same person waits for an answer already. Asked again after an answer, it is open again. */
export function* requestApproval(
  request: Pick<ApprovalRequest, 'id' | 'provider' | 'accountId' | 'appId' | 'userId' | 'message'>,
  act: Act,
): Verb<boolean> {
  const row: ApprovalRequest = {
    ...request,
    status: 'open',
    requestedAt: act.now,
    decidedAt: null,
    decidedBy: null,
    reason: null,
  };
  const changed = yield* execute(
    `${approvalRequests.insert} ON CONFLICT (account_id, app_id, user_id) DO UPDATE SET status = 'open',
       message = excluded.message, requested_at = excluded.requested_at, decided_at = NULL, decided_by = NULL, reason = NULL
     WHERE approval_requests.status <> 'open'`,
    approvalRequests.values(row),
  );
  if (changed === 0) return false;
  const { provider, accountId, appId, userId } = request;
  yield* appendEvent({ provider, type: 'approval.requested', accountId, appId, userId }, act);
  return true;
}

export function* answerRequests(
  accountId: Id,
  appId: Id,
  status: 'approved' | 'refused',
  reason: string,
  act: Act,
): Verb<number> {
  const rows = yield* query(
    `UPDATE approval_requests SET status = $3, decided_at = $4, decided_by = $5, reason = $6
      WHERE account_id = $1 AND app_id = $2 AND status = 'open' RETURNING id, provider, user_id`,
    [accountId, appId, status, act.now, act.actor, reason],
  );
  const app = yield* queryOne('SELECT name FROM apps WHERE id = $1', [appId]);
  const kind = status === 'approved' ? 'request_approved' : 'request_refused';
  for (const [requestId, provider, userId] of rows as readonly string[][]) {
    const ids = { provider: provider!, accountId, userId: userId! };
    yield* addNotice({ ...ids, actId: requestId!, kind, names: [app![0] as string], reason }, act);
    yield* appendEvent({ ...ids, type: 'approval.decided', appId, detail: { status, reason } }, act);
  }
  return rows.length;
}

const REQUESTS = `SELECT ${approvalRequests.columns('r')}, ${users.columns('u')}, ${appsWithoutLogo.columns('a')}
  FROM approval_requests r JOIN users u ON u.id = r.user_id JOIN apps a ON a.id = r.app_id`;

/** Newest first. */
export function* listApprovalRequests(filter: {
  accountId: Id;
  status: ApprovalRequest['status'];
  after?: Id;
  limit: number;
}): Verb<RequestContext[]> {
  const params: SqlValue[] = [filter.accountId, filter.status, filter.limit];
  const after = filter.after === undefined ? '' : `AND r.id < $${params.push(filter.after)}`;
  const sql = `${REQUESTS} WHERE r.account_id = $1 AND r.status = $2 ${after} ORDER BY r.id DESC LIMIT $3`;
  return (yield* query(sql, params)).map(readRequest);
}

export function* findApprovalRequest(id: Id): Verb<RequestContext | null> {
  const row = yield* queryOne(`${REQUESTS} WHERE r.id = $1`, [id]);
  return row && readRequest(row);
}

export function* findOwnRequest(accountId: Id, appId: Id, userId: Id): Verb<ApprovalRequest | null> {
  const sql = `SELECT ${approvalRequests.columns('r')} FROM approval_requests r WHERE account_id = $1 AND app_id = $2 AND user_id = $3`;
  const row = yield* queryOne(sql, [accountId, appId, userId]);
  return row && approvalRequests.read(row);
}

function readRequest(row: SqlRow): RequestContext {
  return {
    request: approvalRequests.read(row)!,
    user: users.read(row, approvalRequests.width)!,
    app: appsWithoutLogo.read(row, approvalRequests.width + users.width)!,
  };
}
