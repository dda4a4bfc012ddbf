/**
 * Seals the events (S-U5): each seal is a MAC over the events since the one before and over that one's MAC, so that an event which is
 * changed, taken out or put in no longer fits. The key is derived from the pepper, which only the master key opens: whoever can write
 * to the database alone cannot make a seal. Events are numbered in the order of their commits, so what is sealed gets no latecomers.
 */
import { createHash } from 'node:crypto';
import type { AuditSeal, EpochSeconds, EventRow } from '../../store/rows.ts';
import type { Store } from '../../store/store.ts';
import { equalDigests, type Pepper } from '../secrets.ts';

/** Events under one seal at most: small enough to be read and hashed without making anybody wait. */
export const MOST_EVENTS = 500;
const MOST_SEALS = 200;
const SEALS_PER_PAGE = 500;

export interface Sealing {
  store: Store;
  pepper: Pepper;
}

/** Where the chain ends. */
export interface Head {
  number: number;
  throughSeq: number;
  mac: string;
}

const BEGINNING: Head = { number: 0, throughSeq: 0, mac: '' };

/** @returns the new seals; after as many as one call makes the rest waits for the next one. */
export async function sealAll(sealing: Sealing, now: EpochSeconds): Promise<AuditSeal[]> {
  const made: AuditSeal[] = [];
  while (made.length < MOST_SEALS) {
    const seal = await sealEvents(sealing, now);
    if (seal === null) break;
    made.push(seal);
    await new Promise(resume => setImmediate(resume));
  }
  return made;
}

/** @returns the seal over the oldest events that have none; null: there are no such events, or another node was faster. */
async function sealEvents({ store, pepper }: Sealing, now: EpochSeconds): Promise<AuditSeal | null> {
  const from = await store.findAuditHead();
  const head = readHead(from, pepper) ?? (await headFromSeals(store));
  const events = await store.listEvents({ after: head.throughSeq, limit: MOST_EVENTS });
  if (events.length === 0) return null;
  const content = {
    number: head.number + 1,
    throughSeq: events.at(-1)!.seq,
    events: events.length,
    newestAt: Math.max(...events.map(event => event.at)),
    sealedAt: now,
    digest: digestEvents(events),
  };
  const seal = { ...content, mac: macOf(pepper, head.mac, content), trimmed: null };
  return (await store.addSeal(seal, { from, to: writeHead(seal, pepper) })) ? seal : null;
}

/** Marks up to where all events are older than their retention; the store's clean-up takes them, and the seals before, in small batches. */
export async function trimEvents({ store, pepper }: Sealing, olderThanMs: number): Promise<void> {
  const trimmed = await store.findTrimmedSeal();
  const seals = await store.listSeals({ after: trimmed?.number ?? 0, limit: SEALS_PER_PAGE });
  const young = seals.findIndex(seal => seal.newestAt > olderThanMs);
  const last = (young === -1 ? seals : seals.slice(0, young)).at(-1);
  if (last) await store.trimSeal(last.number, trimProof(pepper, last));
}

export function macOf(pepper: Pepper, before: string, seal: Omit<AuditSeal, 'mac' | 'trimmed'>): string {
  const { number, throughSeq, events, newestAt, sealedAt, digest } = seal;
  return pepper.hash(
    'audit',
    'seal',
    before,
    [number, throughSeq, events, newestAt, sealedAt, digest].join(),
  );
}

export function trimProof(pepper: Pepper, { number, throughSeq, mac }: Head): string {
  return pepper.hash('audit', 'trimmed', [number, throughSeq, mac].join());
}

export function digestEvents(events: readonly EventRow[]): string {
  const hash = createHash('sha256');
  for (const { seq, provider, type, at, actor, detail, ...ids } of events) {
    const { appId, userId, accountId, connectionId, familyId, apiKeyId } = ids;
    const row = [seq, provider, type, at, actor, appId, userId, accountId, connectionId, familyId, apiKeyId];
    hash.update(`${JSON.stringify([...row, detail])}\n`);
  }
  return hash.digest('base64url');
}

function writeHead({ number, throughSeq, mac }: Head, pepper: Pepper): string {
  const content = `${number},${throughSeq},${mac}`;
  return `${content},${pepper.hash('audit', 'head', content)}`;
}

/** Null: it is not there, or not ours. */
export function readHead(stored: string | null, pepper: Pepper): Head | null {
  const [number = '', throughSeq = '', mac = '', proof = ''] = stored?.split(',') ?? [];
  const isOurs = equalDigests(pepper.hash('audit', 'head', `${number},${throughSeq},${mac}`), proof);
  return isOurs ? { number: Number(number), throughSeq: Number(throughSeq), mac } : null;
}

/** The first seal of all; or the head was removed: what comes does not fit to what is there, and so it shows for ever. */
async function headFromSeals(store: Store): Promise<Head> {
  const last = await store.findLastSeal();
  return last === null ? BEGINNING : { ...last, mac: '' };
}
