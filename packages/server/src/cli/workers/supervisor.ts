/**
 * `valetkey serve --workers N`: one supervisor, N processes that share the port. The supervisor accepts connections and hands them
 * out in turn (node:cluster), so none waits at a worker that died; it answers no request itself.
 */
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { Log } from '../../domain/core.ts';
import { answerMetrics } from './collect-metrics.ts';
import type { FromWorker } from './messages.ts';

const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** Who lived so long did not die of its start. */
const HEALTHY_AFTER_MS = 60_000;
/** Longer than any request may take. */
const END_WITHIN_MS = 40_000;

/** A worker ended before it listened: it has said why. */
export class WorkerFailed extends Error {
  readonly exitCode: number;
  constructor(exitCode: number | null) {
    super(`a worker ended with code ${exitCode} before it was ready`);
    this.exitCode = exitCode ?? 1;
  }
}

interface Place {
  /** From 1; the log's `worker`. */
  number: number;
  worker: Worker | null;
  failures: number;
}

export interface Supervisor {
  address: string;
  /** Replaces the workers one after another, each only when its successor listens. */
  restart(): Promise<void>;
  /** @returns the exit code: 0 when all workers ended well. */
  end(): Promise<number>;
}

/** @param variables for the workers' environment. @throws {WorkerFailed} when the first one cannot start. */
export async function startWorkers(
  count: number,
  log: Log,
  variables: (worker: number) => Record<string, string>,
): Promise<Supervisor> {
  const places: Place[] = Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    worker: null,
    failures: 0,
  }));
  const state = { isEnding: false };
  let restarting: Promise<void> | null = null;
  // `exec`, `args` and the environment are those of this process.
  cluster.setupPrimary({ serialization: 'advanced' });
  answerMetrics();

  async function start(place: Place): Promise<string> {
    const begun = performance.now();
    const worker = cluster.fork(variables(place.number));
    // It died while it was spoken to: its exit says so, too.
    worker.on('error', () => {});
    const address = await untilListening(worker);
    place.worker = worker;
    log.info({ worker: place.number, pid: worker.process.pid }, 'a worker listens');
    void untilGone(worker).then(died => {
      if (state.isEnding || place.worker !== worker) return;
      place.worker = null;
      if (performance.now() - begun > HEALTHY_AFTER_MS) place.failures = 0;
      log.error({ worker: place.number, ...died }, 'a worker died; another one takes its place');
      return replace(place);
    });
    return address;
  }

  async function replace(place: Place): Promise<void> {
    while (!state.isEnding && place.worker === null) {
      await pause(pauseAfter(place.failures));
      place.failures += 1;
      if (state.isEnding) return;
      await start(place).catch((error: unknown) =>
        log.error({ err: error, worker: place.number }, 'a worker cannot be started; trying again'),
      );
    }
  }

  async function restartAll(): Promise<void> {
    for (const place of places) {
      const old = place.worker;
      if (state.isEnding) return;
      if (old === null) continue;
      try {
        await start(place);
      } catch (error) {
        log.error({ err: error }, 'the new worker does not start: the old ones stay');
        return;
      }
      await endWorker(old);
    }
    log.info({ workers: count }, 'all workers were replaced');
  }

  async function end(): Promise<number> {
    state.isEnding = true;
    const codes = await Promise.all(Object.values(cluster.workers ?? {}).map(worker => endWorker(worker!)));
    return codes.every(code => code === 0) ? 0 : 1;
  }

  // The first one alone: it makes the tables of a new database, and says once what is wrong.
  const address = await start(places[0]!);
  try {
    await Promise.all(places.slice(1).map(start));
  } catch (error) {
    await end();
    throw error;
  }
  return {
    address,
    restart: () => (restarting ??= restartAll().finally(() => (restarting = null))),
    end,
  };
}

/** @throws {WorkerFailed} */
async function untilListening(worker: Worker): Promise<string> {
  return await new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new WorkerFailed(code));
    worker.once('exit', onExit);
    worker.on('message', (message: FromWorker) => {
      if (message.kind !== 'listening') return;
      worker.off('exit', onExit);
      resolve(message.address);
    });
  });
}

/** It has ended, and node:cluster knows it: until then it would hand it connections that nobody answers. */
async function untilGone(worker: Worker): Promise<{ code: number | null; signal: string | null }> {
  // Not `once` of node:events: it would take an error of the channel for the end.
  const died = await new Promise<{ code: number | null; signal: string | null }>(resolve => {
    worker.once('exit', (code, signal) => resolve({ code, signal }));
  });
  if (worker.isConnected()) await new Promise<void>(resolve => worker.once('disconnect', () => resolve()));
  return died;
}

/** SIGTERM, then patience, then SIGKILL. @returns its exit code. */
async function endWorker(worker: Worker): Promise<number | null> {
  const { process: child } = worker;
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
  await ended;
  clearTimeout(timer);
  return child.exitCode;
}

export function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** failures);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
