/** Much of somebody's access ended at once, or was stopped by the policy: whom one notice and one mail tell of it. */
import { isAppAllowed } from '../store/liveness.ts';
import type { AppPolicy, EventRow, EventType, Id, NoticeRow } from '../store/rows.ts';
import type { EndedAccess, Store } from '../store/store.ts';
import { newId } from './ids.ts';

export const ENDS_AT_ONCE: readonly EventType[] = [
  'user.revoked',
  'account.revoked',
  'member.removed',
  'member.added',
  'account.policy_changed',
];

export interface Told {
  userId: Id;
  accountId: Id;
  /** Of apps and keys. */
  names: readonly string[];
  /** A policy can be lifted. */
  isForNow: boolean;
}

/** One a person and account. Nobody is told of what they did themselves, or after they were disabled. */
export async function findTold(store: Store, event: EventRow): Promise<Told[]> {
  const isForNow = event.type === 'account.policy_changed';
  const all = await store.listEndedAccess(event);
  const ended = isForNow ? await stopped(store, event, all) : all;
  const told: Told[] = [];
  for (const theirs of Map.groupBy(ended, ({ userId, accountId }) => `${userId} ${accountId}`).values()) {
    const { userId, accountId } = theirs[0]!;
    if (event.actor === `user:${userId}` || (await store.findUser(userId))?.status !== 'active') continue;
    told.push({ userId, accountId, names: [...new Set(theirs.map(({ name }) => name))], isForNow });
  }
  return told;
}

export async function writeNotices(store: Store, event: EventRow, nowMs: number): Promise<NoticeRow[]> {
  return (await findTold(store, event)).map(({ userId, accountId, names, isForNow }) => ({
    userId,
    actId: newId(nowMs),
    provider: event.provider,
    accountId,
    kind: isForNow ? 'access_blocked' : 'access_ended',
    names: names.slice(0, MOST_NAMES),
    count: names.length,
    actor: event.actor,
    reason: reasonOf(event),
    at: Math.floor(event.at / 1000),
    dismissedAt: null,
  }));
}

const MOST_NAMES = 5;

export function reasonOf({ detail }: EventRow): string {
  return typeof detail['reason'] === 'string' ? detail['reason'] : '';
}

/** What the policy let in before this change, and does not now. */
async function stopped(
  store: Store,
  event: EventRow,
  live: readonly EndedAccess[],
): Promise<readonly EndedAccess[]> {
  const policy = (await store.findAccount(event.accountId!))?.appPolicy ?? null;
  if (policy === null) return [];
  const before = policyBefore(policy, event);
  return live.filter(
    ({ appId }) => appId !== null && isAppAllowed(before, appId) && !isAppAllowed(policy, appId),
  );
}

/** The change itself says what was there: the mode, or what was decided of one app. */
function policyBefore(policy: AppPolicy, { appId, detail }: EventRow): AppPolicy {
  const from = detail['from'];
  if (appId === null) return { ...policy, mode: from as AppPolicy['mode'] };
  const others = (ids: readonly Id[]): Id[] => ids.filter(id => id !== appId);
  return {
    ...policy,
    allowed: [...others(policy.allowed), ...(from === 'allowed' ? [appId] : [])],
    blocked: [...others(policy.blocked), ...(from === 'blocked' ? [appId] : [])],
  };
}
