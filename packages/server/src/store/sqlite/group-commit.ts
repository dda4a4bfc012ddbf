/**
 * Group commit: the writes of one turn of the event loop share one transaction and one fsync. A promise settles only after the
 * COMMIT that holds its verb; a verb that throws takes nobody with it, because then each runs in a transaction of its own.
 */
import { StoreUnavailableError } from '../store.ts';
import type { Learn, Verb } from '../verb.ts';
import type { Change } from './read-memory.ts';
import type { Database } from './database.ts';
import { isBusy, toStoreError } from './failures.ts';
import { PATIENCE_MS, retryDelayMs } from './retry.ts';

interface Write {
  verb: () => Verb<unknown>;
  key: string | undefined;
  learn: Learn<unknown> | undefined;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
  /** From then on a locked database is an error. */
  givenUpAt: number;
}

/** So that reads wait no longer than a few milliseconds for a flush. */
const LARGEST_GROUP = 256;
const IDLE_MS = 250;
/** Fewer commits leave a log so short that copying it can wait. */
const COMMITS_BEFORE_CHECKPOINT = 64;

export interface GroupCommit {
  write<T>(verb: () => Verb<T>, key?: string, learn?: Learn<T>): Promise<T>;
  /** Refuses new writes, finishes the ones that wait. */
  close(): Promise<void>;
}

/** @param onCommitted hears what each write was about, before anybody hears that it is done. */
export function createGroupCommit(
  database: Database,
  onCommitted: (change: Change) => void = () => {},
): GroupCommit {
  let waiting: Write[] = [];
  let isScheduled = false;
  let isClosed = false;
  let onDrained: (() => void) | null = null;
  let commitsSinceCheckpoint = 0;
  const idle = setTimeout(checkpointWhenIdle, IDLE_MS).unref();

  function write<T>(verb: () => Verb<T>, key?: string, learn?: Learn<T>): Promise<T> {
    if (isClosed) return Promise.reject(new StoreUnavailableError('the database is closed'));
    return new Promise<T>((resolve, reject) => {
      const givenUpAt = performance.now() + PATIENCE_MS;
      waiting.push({
        verb,
        key,
        learn: learn as Learn<unknown> | undefined,
        resolve: resolve as Write['resolve'],
        reject,
        givenUpAt,
      });
      schedule();
    });
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(flush);
  }

  function flush(): void {
    isScheduled = false;
    const group = waiting.splice(0, LARGEST_GROUP);
    const postponed = runGroup(group);
    if (postponed.length > 0) return wait(postponed);
    if (waiting.length > 0) return schedule();
    idle.refresh();
    onDrained?.();
  }

  /** The lock is another process's: let it work, try again, with what comes in meanwhile. */
  function wait(postponed: readonly Write[]): void {
    waiting = [...postponed, ...waiting];
    isScheduled = true;
    setTimeout(flush, retryDelayMs());
  }

  /** @returns the writes that shall be tried again. */
  function runGroup(group: readonly Write[]): Write[] {
    try {
      commitTogether(group);
      return [];
    } catch (error) {
      database.rollback();
      if (isBusy(error)) return rejectImpatient(group, error);
      const failure = toStoreError(error);
      if (group.length === 1 || failure instanceof StoreUnavailableError) {
        for (const write of group) write.reject(failure);
        return [];
      }
    }
    return group.flatMap(write => runGroup([write]));
  }

  function commitTogether(group: readonly Write[]): void {
    const results: unknown[] = [];
    database.begin();
    for (const { verb } of group) results.push(database.run(verb()));
    database.commit();
    commitsSinceCheckpoint += 1;
    group.forEach(({ key, learn }, i) => onCommitted({ key, learn, result: results[i] }));
    group.forEach((write, i) => write.resolve(results[i]));
  }

  function rejectImpatient(group: readonly Write[], error: unknown): Write[] {
    const now = performance.now();
    const isPatient = (write: Write): boolean => now < write.givenUpAt;
    for (const write of group) if (!isPatient(write)) write.reject(toStoreError(error));
    return group.filter(isPatient);
  }

  function checkpointWhenIdle(): void {
    if (isClosed || isScheduled || commitsSinceCheckpoint < COMMITS_BEFORE_CHECKPOINT) return;
    commitsSinceCheckpoint = 0;
    try {
      database.checkpoint('PASSIVE');
    } catch {
      // Nothing is lost: the log keeps what was not copied, and the next write says so if the disk is gone.
    }
  }

  return {
    write,
    async close() {
      isClosed = true;
      clearTimeout(idle);
      if (isScheduled) await new Promise<void>(resolve => (onDrained = resolve));
    },
  };
}
