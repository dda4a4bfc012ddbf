/**
 * One transaction that carries several writes. Verbs of different keys run interleaved, so that a statement of each is on its way at
 * the same time; all others run one after another. Events are inserted last, together with COMMIT, under a lock: see `EVENT_ORDER`.
 */
import type { Statement, StatementResult, Verb } from '../verb.ts';
import type { Connection } from './connection.ts';
import { isConnectionLost, isOnlyAborted } from './failures.ts';

export interface Write {
  readonly verb: () => Verb<unknown>;
  /** Absent: decides about more than the rows of one key. */
  readonly key: string | undefined;
}

/**
 * Events are numbered and become visible in the same order: who holds this lock numbers and commits before the next one numbers.
 * It is taken by the last statements of a transaction, which are sent in one piece with COMMIT: no node that is slow, paused or
 * dead holds it, because nothing that a node has still to say comes after it.
 */
const EVENT_ORDER: Statement = {
  // Many nodes may stand in line for it, each for the time of one commit.
  sql: "SELECT set_config('lock_timeout', '3s', true), pg_advisory_xact_lock(1986096245, 1)",
  params: [],
  wants: 'rows',
};
/** A verb that reads more than it writes must not have been overtaken: PostgreSQL watches what was read. */
const SERIALIZABLE = 'BEGIN ISOLATION LEVEL SERIALIZABLE';
/** For verbs with a key a row that somebody else changed meanwhile is a failure (40001) as well, and nothing else matters to them. */
const SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ';

/** Nothing of the transaction is there. `culprit`: the index of the write that failed, if it is known. */
export class TransactionFailure extends Error {
  readonly reason: unknown;
  readonly culprit: number | null;
  constructor(reason: unknown, culprit: number | null) {
    super('the transaction failed');
    this.reason = reason;
    this.culprit = culprit;
  }
}

/** COMMIT was sent and the connection ended before the answer: nobody can say whether it is there. */
export class UnknownOutcome extends Error {
  constructor(cause: unknown) {
    super('the connection was lost during COMMIT', { cause });
  }
}

/** @returns what each write returned, after the commit. @throws {TransactionFailure} @throws {UnknownOutcome} */
export async function runTransaction(connection: Connection, writes: readonly Write[]): Promise<unknown[]> {
  const events: Statement[] = [];
  // Not awaited: the first statements travel with it. If it fails, so do they.
  const begun = connection.command(writes.every(write => write.key !== undefined) ? SNAPSHOT : SERIALIZABLE);
  begun.catch(() => {});
  const results: unknown[] = [];
  for (const round of roundsOf(writes)) {
    const outcomes = await Promise.allSettled(
      round.map(async i => void (results[i] = await drive(connection, writes[i]!.verb(), events))),
    );
    const failed = firstFailure(outcomes);
    if (failed === null) continue;
    // All have settled: nothing is sent after ROLLBACK that would be outside of the transaction.
    await rollBack(connection);
    throw new TransactionFailure(failed.reason, round[failed.index]!);
  }
  await commit(connection, events);
  return results;
}

/**
 * The indexes of verbs with different keys that stand next to one another; a key that comes again, and a verb without one, begin a
 * new round. In the order of their keys: two nodes that want the same rows do not wait for each other in a circle.
 */
function roundsOf(writes: readonly Write[]): number[][] {
  const rounds: number[][] = [];
  let keys = new Set<string>();
  for (const [i, { key }] of writes.entries()) {
    if (key !== undefined && keys.size > 0 && !keys.has(key)) rounds.at(-1)!.push(i);
    else {
      rounds.push([i]);
      keys = new Set();
    }
    if (key !== undefined) keys.add(key);
  }
  for (const round of rounds) round.sort((a, b) => (writes[a]!.key! < writes[b]!.key! ? -1 : 1));
  return rounds;
}

export async function drive<T>(connection: Connection, verb: Verb<T>, late: Statement[]): Promise<T> {
  let step = verb.next();
  while (!step.done) {
    let result: StatementResult = 0;
    if (step.value.wants === 'nothing') late.push(step.value);
    else result = await connection.query(step.value);
    step = verb.next(result);
  }
  return step.value;
}

function firstFailure(
  outcomes: readonly PromiseSettledResult<unknown>[],
): { reason: unknown; index: number } | null {
  let found: { reason: unknown; index: number } | null = null;
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.status === 'fulfilled') continue;
    if (!isOnlyAborted(outcome.reason)) return { reason: outcome.reason, index };
    found ??= { reason: outcome.reason, index };
  }
  return found;
}

async function rollBack(connection: Connection): Promise<void> {
  try {
    await connection.command('ROLLBACK');
  } catch {
    // Then the connection is gone, and the server has rolled back by itself.
  }
}

async function commit(connection: Connection, events: readonly Statement[]): Promise<void> {
  const last = events.length === 0 ? [] : [EVENT_ORDER, ...events];
  const sent = last.map(statement => connection.query(statement));
  const committed = connection.command('COMMIT');
  committed.catch(() => {});
  const inserted = await Promise.allSettled(sent);
  const [outcome] = await Promise.allSettled([committed]);
  const refused = inserted.find(isRefused);
  // After a statement that was refused COMMIT rolls back, also where its answer was lost.
  if (refused) throw new TransactionFailure(refused.reason, null);
  if (outcome.status === 'fulfilled') {
    if (outcome.value === 'COMMIT') return;
    throw new TransactionFailure(new Error(`COMMIT was answered ${outcome.value}`), null);
  }
  const reason: unknown = outcome.reason;
  throw isRefused(outcome) ? new TransactionFailure(reason, null) : new UnknownOutcome(reason);
}

/** The server itself said no. */
function isRefused(outcome: PromiseSettledResult<unknown>): outcome is PromiseRejectedResult {
  return outcome.status === 'rejected' && !isConnectionLost(outcome.reason);
}
