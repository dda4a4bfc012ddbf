/**
 * Group commit: writes that arrive while a transaction is under way travel together in the next one. A promise settles only after
 * the COMMIT that holds its verb. One connection a process: its transactions come one after another, in the order of arrival.
 */
import { randomInt } from 'node:crypto';
import { StoreUnavailableError } from '../store.ts';
import type { Verb } from '../verb.ts';
import type { Connection } from './connection.ts';
import { isConnectionLost, isLocked, isLostRace, isUniqueViolation, toStoreError } from './failures.ts';
import { runTransaction, TransactionFailure, UnknownOutcome, type Write } from './transaction.ts';

/** How long a write is tried again; then the caller hears that the store is unavailable (S-E7). */
export const PATIENCE_MS = 5000;
const LARGEST_GROUP = 256;
/** Those whose reads PostgreSQL watches: above some 30 rows of a table it watches the whole table, and nodes disturb each other. */
const LARGEST_WATCHED_GROUP = 16;

interface Waiting extends Write {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly givenUpAt: number;
  /** It failed in company, and may be the reason. */
  alone: boolean;
  /** A unique value was taken: by somebody who committed meanwhile, or for good. The second time for good. */
  taken: boolean;
}

export interface GroupCommit {
  write<T>(verb: () => Verb<T>, key?: string): Promise<T>;
  /** Refuses new writes, finishes the ones that wait. */
  close(): Promise<void>;
}

/** @param connect gives the connection for writing, opening it anew where it was lost. */
export function createGroupCommit(connect: () => Promise<Connection>): GroupCommit {
  const waiting: Waiting[] = [];
  let groupLimit = LARGEST_GROUP;
  let working: Promise<void> | null = null;
  let isClosed = false;

  function write<T>(verb: () => Verb<T>, key?: string): Promise<T> {
    if (isClosed) return Promise.reject(new StoreUnavailableError('the database is closed'));
    return new Promise<T>((resolve, reject) => {
      const givenUpAt = performance.now() + PATIENCE_MS;
      waiting.push({
        verb,
        key,
        resolve: resolve as Waiting['resolve'],
        reject,
        givenUpAt,
        alone: false,
        taken: false,
      });
      working ??= work();
    });
  }

  async function work(): Promise<void> {
    // What comes in the same turn of the event loop travels along.
    await new Promise(resume => setImmediate(resume));
    while (waiting.length > 0) await attempt(take());
    working = null;
  }

  /** As many as may travel together, from the oldest on. */
  function take(): Waiting[] {
    const isKeyed = waiting[0]!.key !== undefined;
    const limit = Math.min(groupLimit, isKeyed ? LARGEST_GROUP : LARGEST_WATCHED_GROUP);
    let end = 1;
    if (!waiting[0]!.alone)
      while (
        end < Math.min(limit, waiting.length) &&
        (waiting[end]!.key !== undefined) === isKeyed &&
        !waiting[end]!.alone
      )
        end += 1;
    return waiting.splice(0, end);
  }

  async function attempt(group: Waiting[]): Promise<void> {
    try {
      const results = await runTransaction(await connect(), group);
      groupLimit = Math.min(LARGEST_GROUP, groupLimit * 2);
      group.forEach((waited, i) => waited.resolve(results[i]));
    } catch (error) {
      await recover(group, error);
    }
  }

  async function recover(group: Waiting[], error: unknown): Promise<void> {
    if (error instanceof UnknownOutcome) return rejectAll(group, toUnavailable(error));
    const { reason, culprit } =
      error instanceof TransactionFailure ? error : { reason: error, culprit: null };
    if (isConnectionLost(reason)) return await tryAgain(group, reason, randomInt(20, 100));
    if (isLocked(reason) && culprit !== null) return stepAside(group, culprit, reason);
    if (isLostRace(reason) && (group.length > 1 || mayBeTaken(group[0]!, reason))) {
      groupLimit = Math.max(1, Math.floor(group.length / 2));
      return await tryAgain(group, reason, randomInt(1, 20));
    }
    if (group.length === 1) return group[0]!.reject(toStoreError(reason));
    if (culprit === null) groupLimit = Math.max(1, Math.floor(group.length / 2));
    else group[culprit]!.alone = true;
    waiting.unshift(...group);
  }

  /** Who waits for a row that somebody holds goes to the end: nobody else shall wait for it. */
  function stepAside(group: Waiting[], culprit: number, reason: unknown): void {
    const [locked] = group.splice(culprit, 1) as [Waiting];
    waiting.unshift(...group);
    locked.alone = true;
    if (performance.now() >= locked.givenUpAt) locked.reject(toStoreError(reason));
    else waiting.push(locked);
  }

  function mayBeTaken(write: Waiting, reason: unknown): boolean {
    if (!isUniqueViolation(reason)) return true;
    const isFirst = !write.taken;
    write.taken = true;
    return isFirst;
  }

  async function tryAgain(group: readonly Waiting[], reason: unknown, delayMs: number): Promise<void> {
    const now = performance.now();
    const isPatient = (write: Waiting): boolean => now < write.givenUpAt;
    rejectAll(
      group.filter(write => !isPatient(write)),
      toStoreError(reason),
    );
    waiting.unshift(...group.filter(isPatient));
    // Random, so that nodes that collided do not collide again.
    await new Promise(resume => setTimeout(resume, delayMs));
  }

  return {
    write,
    async close() {
      isClosed = true;
      await working;
    },
  };
}

function rejectAll(group: readonly Waiting[], error: unknown): void {
  for (const write of group) write.reject(error);
}

/** Never tried again here: it may be done already. */
function toUnavailable(error: UnknownOutcome): StoreUnavailableError {
  return new StoreUnavailableError('the connection to the database was lost while it committed', error);
}
