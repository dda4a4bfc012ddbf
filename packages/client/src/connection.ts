/** A connection, as the app holds it: who, where, in which state; and `fetch`. Printing it shows no token. */
import { apiFetch, usableRecord, type ApiInit, type ApiParts, type RecordSource } from './calls/api-fetch.ts';
import { disconnect, type Disconnected } from './disconnect.ts';
import { ClientError } from './errors.ts';
import type { ConnectionRecord } from './vault/connection-record.ts';
import type { ConnectionState } from './vault/vault-store.ts';

/** How long a copy is used before the vault is asked again: so long another process's disconnect may go unseen. A used-up token is noticed at once. */
const KEEP_MS = 2000;

export class Connection {
  readonly #parts: ApiParts;
  #record: ConnectionRecord;
  #readAtMs: number;
  readonly #source: RecordSource;
  #isDisconnected = false;

  constructor(parts: ApiParts, record: ConnectionRecord) {
    this.#parts = parts;
    this.#record = record;
    this.#readAtMs = performance.now();
    this.#source = {
      copy: () => this.#copy(),
      read: async () => this.#copy() ?? (await this.#read()),
      keep: kept => this.#keep(kept),
    };
  }

  get id(): string {
    return this.#record.id;
  }
  get provider(): string {
    return this.#record.provider;
  }
  get owner(): string {
    return this.#record.owner;
  }
  /** As last seen. */
  get state(): ConnectionState | 'disconnected' {
    return this.#isDisconnected ? 'disconnected' : this.#record.state;
  }
  /** Why it needs to be made anew; null while it is connected. */
  get reason(): string | null {
    return this.#record.reason;
  }
  get scopes(): readonly string[] {
    return this.#record.tokens.scopes;
  }
  /** End of the access token, in epoch seconds; null where the provider gives none. */
  get expiresAt(): number | null {
    return this.#record.tokens.expiresAt;
  }
  /** Whether the provider gave a refresh token. */
  get canRefresh(): boolean {
    return this.#record.tokens.refresh !== null;
  }

  /**
   * `fetch` with this connection's token.
   * @throws ClientError `needs_reconnect`, `unreachable`, `rate_limited`, `unsafe_address`
   * @example
   * const response = await connection.fetch('https://api.example.com/people');
   */
  async fetch(input: string | URL | Request, init?: ApiInit): Promise<Response> {
    return this.#seeing(
      apiFetch(this.#parts, this.#parts.getProvider(this.provider), this.#source, input, init),
    );
  }

  /** A token that is good now, for a library that makes its own calls. Do not keep it. */
  async accessToken(signal?: AbortSignal): Promise<string> {
    return (await this.#seeing(usableRecord(this.#parts, this.#source, signal))).tokens.access.reveal();
  }

  /** A new access token now, for instance because the user's rights have changed; otherwise `fetch` does it in time. Nothing where there is no refresh token. */
  async refresh(signal?: AbortSignal): Promise<void> {
    const record = await this.#seeing(usableRecord(this.#parts, this.#source, signal));
    if (record.tokens.refresh === null) return;
    this.#keep(await this.#seeing(this.#parts.refresher.fresh(record, record.tokens.access, signal)));
  }

  /** Revoked at the provider where it has an endpoint, deleted here in any case; the answer says which of the two happened. */
  async disconnect(signal?: AbortSignal): Promise<Disconnected> {
    const ended = await disconnect(this.#parts, this.id, signal);
    this.#isDisconnected = true;
    return ended;
  }

  toJSON(): Record<string, unknown> {
    const { id, provider, owner, state, reason, scopes, expiresAt, canRefresh } = this;
    return { id, provider, owner, state, reason, scopes, expiresAt, canRefresh };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): Record<string, unknown> {
    return this.toJSON();
  }

  /** After an error that ends the connection `state` and `reason` say so, too. */
  async #seeing<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof ClientError && error.code === 'needs_reconnect')
        this.#keep((await this.#parts.vault.find(this.id).catch(() => null)) ?? this.#record);
      throw error;
    }
  }

  #copy(): ConnectionRecord | null {
    const isRecent = performance.now() - this.#readAtMs < KEEP_MS;
    return isRecent && this.#record.state === 'connected' && !this.#isDisconnected ? this.#record : null;
  }

  async #read(): Promise<ConnectionRecord> {
    const record = await this.#parts.vault.find(this.id);
    this.#isDisconnected = record === null;
    if (record === null)
      throw new ClientError('unknown_connection', 'The connection was disconnected.', {
        connectionId: this.id,
      });
    this.#keep(record);
    return record;
  }

  #keep(record: ConnectionRecord): void {
    this.#record = record;
    this.#readAtMs = performance.now();
  }
}
