/** What a database must do to hold a vault: verbs that carry their own atomicity. Everything secret arrives sealed. */

export type ConnectionState = 'connected' | 'needs_reconnect';

/** One connection as it is stored. `sealed` is opaque to the store. */
export interface ConnectionRow {
  id: string;
  provider: string;
  owner: string;
  /** Who the provider says it is, where it says so: an event about that subject finds the connection. */
  subject: string | null;
  state: ConnectionState;
  reason: string | null;
  /** One more with each write: the winner of a race is who wrote upon the version it read. */
  version: number;
  sealed: string;
  /** Epoch seconds. */
  connectedAt: number;
  updatedAt: number;
}

export interface VaultStore {
  /** False when the id exists. */
  insertConnection(row: ConnectionRow): Promise<boolean>;
  findConnection(id: string): Promise<ConnectionRow | null>;
  /** Oldest first. */
  findByOwner(owner: string, provider?: string): Promise<ConnectionRow[]>;
  findBySubject(provider: string, subject: string): Promise<ConnectionRow[]>;
  /** Compare-and-set: writes `row` where the stored version is `expectedVersion`, and says whether it was. */
  replaceConnection(row: ConnectionRow, expectedVersion: number): Promise<boolean>;
  /** False when there was none. */
  deleteConnection(id: string): Promise<boolean>;
  /** Ascending by id, those after `afterId`. */
  listConnections(afterId: string, limit: number): Promise<ConnectionRow[]>;

  /** A one-time record; ended ones are forgotten along the way. */
  putAttempt(key: string, sealed: string, ttlSeconds: number): Promise<void>;
  /** Takes it away and returns it; of two callers one gets it. Null when there is none or it has ended. */
  consumeAttempt(key: string): Promise<string | null>;

  /** Taken by whoever asks first, or when the former holder's time is over; the holder may take it again, which prolongs it. */
  takeLease(name: string, holder: string, ttlMs: number): Promise<boolean>;
  /** Only the holder can. */
  releaseLease(name: string, holder: string): Promise<void>;

  /** The vault's own notes: a compare-and-set on one text. */
  readNote(name: string): Promise<string | null>;
  writeNote(name: string, text: string, expected: string | null): Promise<boolean>;

  close(): Promise<void>;
}
