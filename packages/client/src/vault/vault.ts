/** The vault: connections whose tokens are sealed before any database sees them, one-time attempts, and leases. */
import { createHash } from 'node:crypto';
import { ClientError } from '../errors.ts';
import { boundTo, renderTokens, type ConnectionRecord } from './connection-record.ts';
import { open, seal } from './envelope.ts';
import { KeyRing, type VaultKeys } from './key-ring.ts';
import { OpenedTokens } from './opened-tokens.ts';
import type { ConnectionRow, VaultStore } from './vault-store.ts';

const KEY_CHECK = 'key-check';
const BATCH = 100;
/** A driver that waits for its database to come back would keep every caller waiting, without end. */
const ANSWER_WITHIN_MS = 10_000;

export class Vault {
  readonly #store: VaultStore;
  readonly #ring: KeyRing;
  readonly #opened: OpenedTokens;
  #ready: Promise<void> | undefined;

  /** @param store A database: ours, or one of the user's own that passes `vaultConformance`. */
  constructor(store: VaultStore, keys: VaultKeys) {
    this.#store = store;
    this.#ring = new KeyRing(keys);
    this.#opened = new OpenedTokens(this.#ring);
  }

  /** S-T6: refuses to work with a key that is not the vault's, before anything is written with it. */
  async ready(): Promise<void> {
    this.#ready ??= this.#checkKey().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    await this.#ready;
  }

  async insert(record: ConnectionRecord): Promise<boolean> {
    return this.#call(store => store.insertConnection(this.#toRow(record)));
  }

  async find(id: string): Promise<ConnectionRecord | null> {
    const row = await this.#call(store => store.findConnection(id));
    return row === null ? null : this.#toRecord(row);
  }

  async findByOwner(owner: string, provider?: string): Promise<ConnectionRecord[]> {
    return (await this.#call(store => store.findByOwner(owner, provider))).map(row => this.#toRecord(row));
  }

  async findBySubject(provider: string, subject: string): Promise<ConnectionRecord[]> {
    return (await this.#call(store => store.findBySubject(provider, subject))).map(row =>
      this.#toRecord(row),
    );
  }

  /** All of a provider, a batch at a time: others write meanwhile. */
  async *listByProvider(provider: string): AsyncGenerator<ConnectionRecord> {
    for await (const row of this.#rows()) if (row.provider === provider) yield this.#toRecord(row);
  }

  /** Writes upon the version that was read; null when somebody else wrote first. */
  async replace(record: ConnectionRecord): Promise<ConnectionRecord | null> {
    const next = { ...record, version: record.version + 1 };
    const written = await this.#call(store => store.replaceConnection(this.#toRow(next), record.version));
    return written ? next : null;
  }

  async delete(id: string): Promise<boolean> {
    return this.#call(store => store.deleteConnection(id));
  }

  /** The key is hashed: a state that somebody reads in the database is of no use. */
  async putAttempt(state: string, text: string, ttlSeconds: number): Promise<void> {
    const key = digest(state);
    await this.#call(store => store.putAttempt(key, seal(this.#ring, text, ['attempt', key]), ttlSeconds));
  }

  async consumeAttempt(state: string): Promise<string | null> {
    const key = digest(state);
    const sealed = await this.#call(store => store.consumeAttempt(key));
    return sealed === null ? null : open(this.#ring, sealed, ['attempt', key]);
  }

  async takeLease(name: string, holder: string, ttlMs: number): Promise<boolean> {
    return this.#call(store => store.takeLease(name, holder, ttlMs));
  }

  async releaseLease(name: string, holder: string): Promise<void> {
    await this.#call(store => store.releaseLease(name, holder));
  }

  /**
   * Seals every record anew with the current key, while others read and write; afterwards `previousKeys` can go.
   * Attempts are not touched: they end by themselves within ten minutes.
   */
  async rotateKeys(): Promise<{ resealed: number }> {
    let resealed = 0;
    for await (const row of this.#rows()) resealed += await this.#reseal(row.id);
    await this.#sealKeyCheck(await this.#call(store => store.readNote(KEY_CHECK)));
    return { resealed };
  }

  async close(): Promise<void> {
    await this.#store.close();
  }

  async *#rows(): AsyncGenerator<ConnectionRow> {
    for (let after: string | undefined = ''; after !== undefined;) {
      const from: string = after;
      const rows = await this.#call(store => store.listConnections(from, BATCH));
      yield* rows;
      after = rows.at(-1)?.id;
    }
  }

  /** A writer that was faster has sealed with its own current key: look again until the key is ours or the row is gone. */
  async #reseal(id: string): Promise<number> {
    for (;;) {
      const row = await this.#call(store => store.findConnection(id));
      if (row === null || row.sealed.split('.')[1] === this.#ring.current.id) return 0;
      if ((await this.replace(this.#toRecord(row))) !== null) return 1;
    }
  }

  async #checkKey(): Promise<void> {
    const note = await this.#guarded(store => store.readNote(KEY_CHECK));
    if (note === null) return this.#sealKeyCheck(null);
    open(this.#ring, note, [KEY_CHECK]);
  }

  async #sealKeyCheck(expected: string | null): Promise<void> {
    const sealed = seal(this.#ring, 'vault', [KEY_CHECK]);
    const won = await this.#guarded(store => store.writeNote(KEY_CHECK, sealed, expected));
    const other = won ? null : await this.#guarded(store => store.readNote(KEY_CHECK));
    if (other !== null) open(this.#ring, other, [KEY_CHECK]);
  }

  async #call<T>(verb: (store: VaultStore) => Promise<T>): Promise<T> {
    await this.ready();
    return this.#guarded(verb);
  }

  async #guarded<T>(verb: (store: VaultStore) => Promise<T>): Promise<T> {
    try {
      return await inTime(verb(this.#store));
    } catch (cause) {
      if (cause instanceof ClientError) throw cause;
      throw new ClientError('vault_unavailable', 'The vault’s database failed.', { cause });
    }
  }

  #toRow({ tokens, ...record }: ConnectionRecord): ConnectionRow {
    return { ...record, sealed: seal(this.#ring, renderTokens(tokens), boundTo(record)) };
  }

  #toRecord({ sealed, ...row }: ConnectionRow): ConnectionRecord {
    return { ...row, tokens: this.#opened.tokensOf(sealed, boundTo(row)) };
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('no answer in time')), ANSWER_WITHIN_MS);
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
}

function digest(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}
