/**
 * Keeps access tokens fresh: one refresh at a time and connection, in this process and across all that share the vault (S-R7).
 *
 * A refresh token may be good for one use only. So whoever refreshes holds a lease, reads the record again, sends, and writes upon the version
 * it read. When the answer is lost (network, a crash, a database that is away), the same refresh token is sent again: a server that
 * follows RFC 9700 §4.14.2 with a replay window (Valetkey: 60 s) gives the same successor. From one without it, the connection ends in
 * `needs_reconnect` with the reason `answer_lost`, and never silently.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { nowSeconds, type Clock } from '../clock.ts';
import { ClientError } from '../errors.ts';
import type { Emit } from '../events.ts';
import type { FindEndpoints } from '../provider/discover.ts';
import type { Provider } from '../provider/provider.ts';
import type { SecretText } from '../secret-text.ts';
import type { TokenCalls } from '../exchange/token-calls.ts';
import type { ConnectionRecord, Tokens } from '../vault/connection-record.ts';
import type { Vault } from '../vault/vault.ts';
import { isDue, isEnded } from './due.ts';
import { withLease } from './lease.ts';
import { markNeedsReconnect } from './needs-reconnect.ts';

export interface RefreshParts {
  vault: Vault;
  clock: Clock;
  emit: Emit;
  tokenCalls: TokenCalls;
  findEndpoints: FindEndpoints;
  getProvider(name: string): Provider;
}

/** Together shorter than the replay window of the server, so that the last try still finds its successor. */
const TRY_AGAIN_AFTER_MS = [200, 1000] as const;
const LONGEST_RETRY_AFTER_SECONDS = 5;
/** How long somebody else's refresh is waited for; it is longer than all tries of a live holder together. */
const WAIT_FOR_OTHERS_MS = 40_000;
/** After a failure, while the token is still good, calls go on with it and leave the server alone. */
const COOL_DOWN_MS = 10_000;
const SAVE_FOR_MS = 20_000;

interface Unsaved {
  provider: string;
  from: SecretText;
  tokens: Tokens;
}

export class Refresher {
  readonly #parts: RefreshParts;
  readonly #flights = new Map<string, Promise<ConnectionRecord>>();
  readonly #coolUntil = new Map<string, number>();
  /** Tokens that the vault could not take when they came: the next call here saves them first. */
  readonly #unsaved = new Map<string, Unsaved>();

  constructor(parts: RefreshParts) {
    this.#parts = parts;
  }

  /** Nothing is to be done before it is used, by whatever chance. */
  isFresh({ id, tokens }: ConnectionRecord): boolean {
    const now = this.#now();
    return !this.#unsaved.has(id) && !isDue(tokens, now, 1) && !isEnded(tokens, now);
  }

  /**
   * The record with a token to call with.
   * @param refusedToken A token that the API answered with 401: it is replaced, however long it had to live.
   */
  async fresh(
    record: ConnectionRecord,
    refusedToken: SecretText | null = null,
    signal?: AbortSignal,
  ): Promise<ConnectionRecord> {
    if (refusedToken === null && !this.#unsaved.has(record.id)) {
      if (!isDue(record.tokens, this.#now(), chance())) return record;
      if (this.#isCooling(record)) return record;
    }
    const known = this.#flights.get(record.id);
    const flight = known ?? this.#start(record.id, refusedToken);
    try {
      return await abandonable(flight, signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (refusedToken === null && isPassing(error) && !isEnded(record.tokens, this.#now())) return record;
      throw error;
    }
  }

  #start(id: string, refusedToken: SecretText | null): Promise<ConnectionRecord> {
    const flight = this.#fly(id, refusedToken).finally(() => this.#flights.delete(id));
    this.#flights.set(id, flight);
    // Every caller may have stopped waiting; the failure is still an event, not a crash.
    flight.catch(() => {});
    return flight;
  }

  async #fly(id: string, refusedToken: SecretText | null): Promise<ConnectionRecord> {
    const endsAt = performance.now() + WAIT_FOR_OTHERS_MS;
    for (;;) {
      const record = await this.#read(id);
      if (!this.#isNeeded(record, refusedToken)) return record;
      const turn = await withLease(this.#parts.vault, `refresh:${id}`, async () =>
        this.#takeTurn(id, refusedToken),
      );
      if (turn !== null) return turn.done;
      if (performance.now() > endsAt)
        throw new ClientError(
          'unreachable',
          'Another process has been refreshing this connection for too long.',
          { connectionId: id },
        );
      await sleep(randomInt(40, 160));
    }
  }

  async #takeTurn(id: string, refusedToken: SecretText | null): Promise<ConnectionRecord> {
    const unsaved = this.#unsaved.get(id);
    if (unsaved !== undefined) return this.#save(id, unsaved);
    // Somebody may have finished between our look and our turn.
    const record = await this.#read(id);
    if (!this.#isNeeded(record, refusedToken)) return record;
    const from = record.tokens.refresh!;
    const tokens = await this.#request(record);
    if (tokens === null) return this.#read(id);
    return this.#save(id, { provider: record.provider, from, tokens });
  }

  /** Null when somebody else has replaced the tokens meanwhile, so that the refusal says nothing. */
  async #request(record: ConnectionRecord): Promise<Tokens | null> {
    const { tokenCalls, findEndpoints, getProvider, emit } = this.#parts;
    const provider = getProvider(record.provider);
    let isRepeated = false;
    for (const pauseMs of [...TRY_AGAIN_AFTER_MS, null]) {
      try {
        const endpoints = await findEndpoints(provider);
        return await tokenCalls.refresh(provider, endpoints, record.tokens);
      } catch (error) {
        if (isGrantRefused(error)) return this.#giveUp(record, error, isRepeated);
        const waitMs = pauseMs === null ? null : pauseBefore(error, pauseMs);
        if (waitMs === null || isEarlyEnough(record.tokens, this.#now())) {
          this.#coolUntil.set(record.id, this.#parts.clock.nowMs() + COOL_DOWN_MS);
          const { code, requestId } =
            error instanceof ClientError ? error : { code: 'bug', requestId: undefined };
          emit({
            type: 'refresh_failed',
            provider: record.provider,
            owner: record.owner,
            connectionId: record.id,
            code,
            requestId,
          });
          throw error;
        }
        isRepeated = true;
        await sleep(waitMs);
      }
    }
    throw new Error('the last try either returns or throws');
  }

  async #giveUp(record: ConnectionRecord, error: ClientError, isRepeated: boolean): Promise<null> {
    const current = await this.#read(record.id);
    if (current.tokens.refresh?.reveal() !== record.tokens.refresh?.reveal()) return null;
    const reason = isRepeated ? 'answer_lost' : endedBy(error.description ?? '');
    await markNeedsReconnect(this.#parts, current, reason);
    throw new ClientError(
      'needs_reconnect',
      `${record.provider}: the refresh token is no longer accepted (${reason}).`,
      {
        provider: record.provider,
        connectionId: record.id,
        reason,
        status: error.status,
        error: error.error,
        description: error.description,
        requestId: error.requestId,
      },
    );
  }

  /** The tokens exist nowhere else: a vault that is away for a while is waited for. */
  async #save(id: string, unsaved: Unsaved): Promise<ConnectionRecord> {
    this.#unsaved.set(id, unsaved);
    const endsAt = performance.now() + SAVE_FOR_MS;
    for (let waitMs = 100; ; waitMs = Math.min(2000, waitMs * 2)) {
      try {
        return await this.#write(id, unsaved);
      } catch (error) {
        const isAway = error instanceof ClientError && error.code === 'vault_unavailable';
        if (!isAway || performance.now() > endsAt) throw error;
        await sleep(waitMs);
      }
    }
  }

  async #write(id: string, { provider, from, tokens }: Unsaved): Promise<ConnectionRecord> {
    const { vault, emit } = this.#parts;
    for (;;) {
      const current = await vault.find(id);
      if (current === null) {
        this.#unsaved.delete(id);
        await this.#revokeOrphan(provider, tokens);
        throw unknown(id);
      }
      // Somebody connected anew, or had the same successor: what stands there is at least as new.
      const isReplaced =
        current.tokens.refresh?.reveal() !== from.reveal() ||
        current.tokens.access.reveal() === tokens.access.reveal();
      const written = isReplaced
        ? current
        : await vault.replace({ ...current, tokens, updatedAt: this.#now() });
      if (written === null) continue;
      this.#unsaved.delete(id);
      this.#coolUntil.delete(id);
      if (!isReplaced)
        emit({ type: 'refreshed', provider: current.provider, owner: current.owner, connectionId: id });
      return written;
    }
  }

  /** Disconnected while the refresh was under way: nobody would ever revoke these. */
  async #revokeOrphan(name: string, tokens: Tokens): Promise<void> {
    const { findEndpoints, getProvider, tokenCalls } = this.#parts;
    const provider = getProvider(name);
    const endpoints = await findEndpoints(provider);
    if (endpoints.revocation !== null) await tokenCalls.revoke(provider, endpoints, tokens).catch(() => {});
  }

  async #read(id: string): Promise<ConnectionRecord> {
    const record = await this.#parts.vault.find(id);
    if (record === null) throw unknown(id);
    return record;
  }

  #isNeeded(record: ConnectionRecord, refusedToken: SecretText | null): boolean {
    if (this.#unsaved.has(record.id)) return true;
    if (record.state === 'needs_reconnect' && record.reason !== 'scope_missing') return false;
    if (record.tokens.refresh === null) return false;
    // In the middle of a flight nobody asks by chance: within the widest span it is refreshed, once.
    return refusedToken === null
      ? isDue(record.tokens, this.#now(), 1)
      : record.tokens.access.reveal() === refusedToken.reveal();
  }

  #isCooling(record: ConnectionRecord): boolean {
    return (
      !isEnded(record.tokens, this.#now()) &&
      (this.#coolUntil.get(record.id) ?? 0) > this.#parts.clock.nowMs()
    );
  }

  #now(): number {
    return nowSeconds(this.#parts.clock);
  }
}

function chance(): number {
  return randomInt(0, 1000) / 1000;
}

function unknown(id: string): ClientError {
  return new ClientError('unknown_connection', 'The connection was disconnected.', { connectionId: id });
}

function isGrantRefused(error: unknown): error is ClientError {
  return error instanceof ClientError && error.code === 'token_refused' && error.error === 'invalid_grant';
}

/** Most servers say "expired or revoked" and mean any; one that says only the first means it. */
function endedBy(description: string): 'expired' | 'revoked' {
  return /expired/i.test(description) && !/revoked|invalid/i.test(description) ? 'expired' : 'revoked';
}

/** Nothing is lost by it: the same call may succeed later. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof ClientError &&
    ['unreachable', 'hostile_answer', 'secret_refused', 'metadata', 'vault_unavailable'].includes(error.code)
  );
}

/** Ahead of the end one try is enough: the next call tries again. */
function isEarlyEnough(tokens: Tokens, now: number): boolean {
  return tokens.expiresAt !== null && tokens.expiresAt - now > 30;
}

/** Milliseconds; null: trying again now has no sense. An answer that makes no sense may be a lost one, so it is asked for again. */
function pauseBefore(error: unknown, pauseMs: number): number | null {
  if (!(error instanceof ClientError) || (error.code !== 'unreachable' && error.code !== 'hostile_answer'))
    return null;
  const asked = error.retryAfterSeconds ?? 0;
  if (asked > LONGEST_RETRY_AFTER_SECONDS) return null;
  return Math.max(asked * 1000, randomInt(pauseMs / 2, pauseMs + pauseMs / 2));
}

/** Who stops waiting leaves the refresh to the others: stopping it could lose its answer. */
async function abandonable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  signal.throwIfAborted();
  return new Promise<T>((done, fail) => {
    const stop = (): void => fail(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    promise.then(done, fail).finally(() => signal.removeEventListener('abort', stop));
  });
}
