/** Counts calls per app, connection, key, route and hour, and reports them in batches that the server counts once (R52, S-Q10). */
import { randomUUID } from 'node:crypto';
import {
  LATENCY_CLASSES,
  latencyClass,
  MAX_TRAITS,
  type UsageEntry,
  type UsageReport,
} from '@valetkey/protocol';
import type { CallOrigin, Counted } from './guard-types.ts';
import type { ServerCalls } from './server-calls.ts';
import { ServerFailure } from './server-failure.ts';

/** As the contract has it; and small enough for the 64 KiB that a server takes by default. */
const ENTRIES_PER_REPORT = 1000;
const BYTES_PER_REPORT = 48 * 1024;
/** A pattern of the API's own; more than this no screen shows. */
const LONGEST_ROUTE = 200;
/** Counters waiting to be reported: beyond that calls are not counted by name, only as dropped. */
const MAX_WAITING = 10_000;
const CLOSING_TIMEOUT_MS = 2000;

export type CallOutcome = 'served' | 'errors' | 'denied' | 'limited';

/** What one call adds. */
export interface CountedCall extends CallOrigin {
  outcome: CallOutcome;
  durationMs: number;
  bytes: number;
}

type Counters = { [Name in keyof UsageEntry]-?: Exclude<UsageEntry[Name], undefined> };

export interface UsageEvents {
  onDropped(calls: number): void;
  onDelayed(reason: unknown): void;
}

export class UsageCounters {
  readonly #calls: ServerCalls;
  readonly #events: UsageEvents;
  readonly #timer: NodeJS.Timeout;
  readonly #maxWaiting: number;
  #waiting = new Map<string, Counters>();
  #unsent: UsageReport | null = null;
  #sending: Promise<void> | null = null;
  #dropped = 0;
  #delayed = false;

  constructor(calls: ServerCalls, flushSeconds: number, events: UsageEvents, maxWaiting = MAX_WAITING) {
    this.#calls = calls;
    this.#events = events;
    this.#maxWaiting = maxWaiting;
    this.#timer = setInterval(() => void this.flush(), flushSeconds * 1000).unref();
  }

  count(counted: Counted, pattern: string, wallMs: number, call: CountedCall): void {
    const route = pattern.slice(0, LONGEST_ROUTE);
    const hour = Math.floor(wallMs / 3_600_000) * 3600;
    const key = JSON.stringify([counted.app, counted.connection, counted.key, route, hour]);
    const entry = this.#waiting.get(key) ?? this.#newEntry(key, counted, route, hour);
    if (entry === null) {
      this.#dropped += 1;
      return;
    }
    entry.calls += 1;
    if (call.outcome !== 'served') entry[call.outcome] += 1;
    entry.bytes += call.bytes;
    entry.latency[latencyClass(call.durationMs)]! += 1;
    note(entry.networks, call.network);
    note(entry.agents, call.agent);
    for (const scope of call.scopes) note(entry.scopes, scope);
  }

  /** Sends what is waiting; never rejects. Two calls at once are one. */
  flush(timeoutMs?: number): Promise<void> {
    this.#sending ??= this.#sendAll(timeoutMs).finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sending;
    await this.flush(CLOSING_TIMEOUT_MS);
    this.#dropRest();
    this.#reportDropped();
  }

  #newEntry(key: string, counted: Counted, route: string, hour: number): Counters | null {
    if (this.#waiting.size >= this.#maxWaiting) return null;
    const { app: app_id, connection: connection_id, key: api_key_id } = counted;
    const entry: Counters = {
      app_id,
      connection_id,
      api_key_id,
      route,
      hour,
      calls: 0,
      errors: 0,
      denied: 0,
      limited: 0,
      bytes: 0,
      latency: Array.from({ length: LATENCY_CLASSES }, () => 0),
      networks: [],
      agents: [],
      scopes: [],
    };
    this.#waiting.set(key, entry);
    return entry;
  }

  async #sendAll(timeoutMs: number | undefined): Promise<void> {
    this.#reportDropped();
    while ((this.#unsent ??= this.#takeReport()) !== null) {
      try {
        await this.#calls.usage(this.#unsent, timeoutMs);
      } catch (error) {
        if (!isFinal(error)) {
          if (!this.#delayed) this.#events.onDelayed(error);
          this.#delayed = true;
          return; // The same report, with the same id, goes out next time.
        }
        this.#dropped += callsIn(this.#unsent);
      }
      this.#delayed = false;
      this.#unsent = null;
    }
  }

  #takeReport(): UsageReport | null {
    const entries: UsageEntry[] = [];
    let bytes = 0;
    for (const [key, entry] of this.#waiting) {
      bytes += Buffer.byteLength(JSON.stringify(entry)) + 1;
      if (entries.length === ENTRIES_PER_REPORT || bytes > BYTES_PER_REPORT) break;
      entries.push(entry);
      this.#waiting.delete(key);
    }
    return entries.length === 0 ? null : { report_id: randomUUID(), entries };
  }

  #dropRest(): void {
    if (this.#unsent !== null) this.#dropped += callsIn(this.#unsent);
    for (const entry of this.#waiting.values()) this.#dropped += entry.calls;
    this.#unsent = null;
    this.#waiting.clear();
  }

  #reportDropped(): void {
    if (this.#dropped > 0) this.#events.onDropped(this.#dropped);
    this.#dropped = 0;
  }
}

function note(traits: string[], trait: string | null): void {
  if (trait !== null && traits.length < MAX_TRAITS && !traits.includes(trait)) traits.push(trait);
}

/** The report itself is refused: sending it again would hold up all that follow. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof ServerFailure && (error.status === 400 || error.status === 413 || error.status === 422)
  );
}

function callsIn(report: UsageReport): number {
  return report.entries.reduce((sum, entry) => sum + entry.calls, 0);
}
