/** The key ring: MAC keys for tokens, signing keys for JWTs, the pepper. Stored wrapped by the master key; rotating breaks no live token. */
import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { exportJWK, type JWK } from 'jose';
import type { EpochSeconds, KeyRow } from '../store/rows.ts';
import { StoreConflictError, type Act, type Store } from '../store/store.ts';
import { ConfigError } from '../config.ts';
import { nowSeconds, type Clock } from './clock.ts';
import type { MasterKey } from './master-key.ts';
import { Pepper } from './secrets.ts';

/** Other nodes reload the ring within this time: a new MAC key signs only after it. */
const MAC_ACTIVE_AFTER_SECONDS = 5;
/** Longer than anybody caches the JWKS (its max-age): a new signing key is published before its first use (S-E12). */
const JWT_ACTIVE_AFTER_SECONDS = 600;
/** A token under a key nobody knows asks the database at most this often: junk must not become load. */
const RELOAD_AT_MOST_EVERY_MS = 1000;

export interface MacKey {
  /** 1…65535, in front of every token. */
  number: number;
  id: string;
  code: KeyObject;
  refresh: KeyObject;
  access: KeyObject;
}

export interface JwtKey {
  id: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  jwk: JWK;
}

interface Ring {
  rows: readonly KeyRow[];
  mac: ReadonlyMap<number, MacKey>;
  jwt: ReadonlyMap<string, JwtKey>;
}

/** The keys that sign in this second. */
interface Present {
  at: EpochSeconds;
  rows: readonly KeyRow[];
  mac: MacKey;
  jwt: JwtKey;
}

export class KeyRing {
  readonly pepper: Pepper;
  readonly #store: Store;
  readonly #master: MasterKey;
  readonly #clock: Clock;
  #ring: Ring;
  #known: Present | null = null;
  #loadedAtMs: number;

  private constructor(store: Store, master: MasterKey, clock: Clock, pepper: Pepper, ring: Ring) {
    this.#store = store;
    this.#master = master;
    this.#clock = clock;
    this.pepper = pepper;
    this.#ring = ring;
    this.#loadedAtMs = clock.nowMs();
  }

  /**
   * Opens the ring, making the first keys of a new database.
   * @throws {ConfigError} when the master key is another one than the database was made with.
   */
  static async open(store: Store, master: MasterKey, clock: Clock): Promise<KeyRing> {
    const act: Act = { now: nowSeconds(clock), actor: 'system' };
    const present = new Set((await store.listKeys()).map(row => row.use));
    if (!present.has('pepper')) await addQuietly(store, newPepperRow(master, act.now), act);
    if (!present.has('mac')) await addQuietly(store, newMacRow(master, 1, act.now, act.now), act);
    if (!present.has('jwt')) await addQuietly(store, newJwtRow(master, 1, act.now, act.now), act);
    const rows = await store.listKeys();
    const pepperRow = rows.find(row => row.use === 'pepper');
    if (!pepperRow)
      throw new ConfigError(
        'The key ring has no pepper: the database is incomplete. Restore it from a backup.',
      );
    const pepper = new Pepper(createSecretKey(master.unwrap(pepperRow.material, pepperRow.id)));
    return new KeyRing(store, master, clock, pepper, await readRing(rows, master));
  }

  /** For secrets that must be read again: encrypted by the master key, and of no use in another row than `context` names. */
  seal(secret: string, context: string): string {
    return this.#master.wrap(Buffer.from(secret), context);
  }

  open(sealed: string, context: string): string {
    return this.#master.unwrap(sealed, context).toString();
  }

  async reload(): Promise<void> {
    this.#loadedAtMs = this.#clock.nowMs();
    this.#ring = await readRing(await this.#store.listKeys(), this.#master);
  }

  /** The key that signs now: the newest active one that is not revoked. */
  get macKey(): MacKey {
    return this.#present().mac;
  }

  get jwtKey(): JwtKey {
    return this.#present().jwt;
  }

  /** Found once a second: another key's time may have come. */
  #present(): Present {
    const now = nowSeconds(this.#clock);
    const { rows, mac, jwt } = this.#ring;
    if (this.#known?.at !== now || this.#known.rows !== rows)
      this.#known = {
        at: now,
        rows,
        mac: mac.get(keyNumber(newestActive(rows, 'mac', now).id))!,
        jwt: jwt.get(newestActive(rows, 'jwt', now).id)!,
      };
    return this.#known;
  }

  /** By the number in a token; asks the database once when it is new here; undefined: unknown or revoked. */
  async findMacKey(number: number): Promise<MacKey | undefined> {
    const known = this.#ring.mac.get(number);
    if (known || Math.abs(this.#clock.nowMs() - this.#loadedAtMs) < RELOAD_AT_MOST_EVERY_MS) return known;
    await this.reload();
    return this.#ring.mac.get(number);
  }

  async findJwtKey(id: string): Promise<JwtKey | undefined> {
    const known = this.#ring.jwt.get(id);
    if (known || Math.abs(this.#clock.nowMs() - this.#loadedAtMs) < RELOAD_AT_MOST_EVERY_MS) return known;
    await this.reload();
    return this.#ring.jwt.get(id);
  }

  macKeyById(id: string): MacKey | undefined {
    return this.#ring.mac.get(keyNumber(id));
  }

  /** RFC 7517: public keys only (S-I15), the ones that will sign soon among them. */
  get jwks(): { keys: JWK[] } {
    return { keys: [...this.#ring.jwt.values()].map(key => key.jwk) };
  }

  get rows(): readonly KeyRow[] {
    return this.#ring.rows;
  }

  /** Adds a key that takes over after a short while; older ones go on verifying, so no live token breaks. */
  async rotate(use: 'mac' | 'jwt', act: Act): Promise<KeyRow> {
    for (;;) {
      const number =
        1 +
        Math.max(0, ...(await this.#store.listKeys()).filter(r => r.use === use).map(r => keyNumber(r.id)));
      const row =
        use === 'mac'
          ? newMacRow(this.#master, number, act.now, act.now + MAC_ACTIVE_AFTER_SECONDS)
          : newJwtRow(this.#master, number, act.now, act.now + JWT_ACTIVE_AFTER_SECONDS);
      try {
        await this.#store.addKey(row, act);
        await this.reload();
        return { ...row, revokedAt: null };
      } catch (error) {
        // Two rotations at once: the other one took the number.
        if (!(error instanceof StoreConflictError)) throw error;
      }
    }
  }
}

async function addQuietly(store: Store, row: Omit<KeyRow, 'revokedAt'>, act: Act): Promise<void> {
  try {
    await store.addKey(row, act);
  } catch (error) {
    // Another process made the first keys in the same moment: use those.
    if (!(error instanceof StoreConflictError)) throw error;
  }
}

function newestActive(rows: readonly KeyRow[], use: KeyRow['use'], now: EpochSeconds): KeyRow {
  const usable = rows.filter(row => row.use === use && row.revokedAt === null);
  // Where the clock went backwards behind every key, the oldest one still signs.
  const active = usable.filter(row => row.activeAt <= now);
  const row = active.length > 0 ? active.reduce((a, b) => (b.activeAt >= a.activeAt ? b : a)) : usable[0];
  if (!row) throw new ConfigError(`Every ${use} key is revoked. Make a new one with: valetkey keys rotate`);
  return row;
}

function keyNumber(id: string): number {
  return Number(id.slice(id.indexOf('-') + 1));
}

function newPepperRow(master: MasterKey, now: EpochSeconds): Omit<KeyRow, 'revokedAt'> {
  return {
    id: 'pepper-1',
    use: 'pepper',
    material: master.wrap(randomBytes(32), 'pepper-1'),
    createdAt: now,
    activeAt: now,
  };
}

function newMacRow(
  master: MasterKey,
  number: number,
  now: EpochSeconds,
  activeAt: EpochSeconds,
): Omit<KeyRow, 'revokedAt'> {
  const id = `mac-${number}`;
  return { id, use: 'mac', material: master.wrap(randomBytes(32), id), createdAt: now, activeAt };
}

function newJwtRow(
  master: MasterKey,
  number: number,
  now: EpochSeconds,
  activeAt: EpochSeconds,
): Omit<KeyRow, 'revokedAt'> {
  const id = `jwt-${number}`;
  const der = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'der',
  });
  return { id, use: 'jwt', material: master.wrap(der, id), createdAt: now, activeAt };
}

async function readRing(rows: readonly KeyRow[], master: MasterKey): Promise<Ring> {
  const live = rows.filter(row => row.revokedAt === null);
  const mac = new Map(
    live.filter(row => row.use === 'mac').map(row => [keyNumber(row.id), readMacKey(row, master)]),
  );
  const jwt = new Map<string, JwtKey>();
  for (const row of live) if (row.use === 'jwt') jwt.set(row.id, await readJwtKey(row, master));
  return { rows, mac, jwt };
}

/** One key per kind of token, so that none can be taken for another (S-B19). */
function readMacKey(row: KeyRow, master: MasterKey): MacKey {
  const bytes = master.unwrap(row.material, row.id);
  const derive = (kind: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', bytes, '', `valetkey/${kind}/v1`, 32)));
  return {
    number: keyNumber(row.id),
    id: row.id,
    code: derive('code'),
    refresh: derive('refresh'),
    access: derive('access'),
  };
}

async function readJwtKey(row: KeyRow, master: MasterKey): Promise<JwtKey> {
  const privateKey = createPrivateKey({
    key: master.unwrap(row.material, row.id),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(privateKey);
  const jwk = { ...(await exportJWK(publicKey)), kid: row.id, use: 'sig', alg: 'ES256' };
  return { id: row.id, privateKey, publicKey, jwk };
}
