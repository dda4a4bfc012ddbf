/** Whether the audit log is as it was sealed (S-U5); if not, the first place that does not fit. */
import type { AuditSeal } from '../../store/rows.ts';
import { equalDigests, type Pepper } from '../secrets.ts';
import { digestEvents, macOf, MOST_EVENTS, readHead, trimProof, type Head, type Sealing } from './seal.ts';

const SEALS_PER_PAGE = 500;

export interface AuditState {
  seals: number;
  events: number;
  /** Events after the last seal: nothing vouches for them yet. */
  unsealed: number;
  last: Pick<AuditSeal, 'number' | 'mac' | 'sealedAt'> | null;
  /** What does not fit; null: everything does. */
  problem: string | null;
}

/** @param known a seal that was written down elsewhere: the chain must still have it. */
export async function verifyAudit(
  { store, pepper }: Sealing,
  known?: Pick<Head, 'number' | 'mac'>,
): Promise<AuditState> {
  const headBefore = readHead(await store.findAuditHead(), pepper);
  const state: AuditState = { seals: 0, events: 0, unsealed: 0, last: null, problem: null };
  const place = await beginning({ store, pepper });
  if (place === null)
    return { ...state, problem: 'The proof that old events went by their retention is forged.' };
  let before: Head = place;
  for (let page: AuditSeal[] | null = null; page === null || page.length === SEALS_PER_PAGE;) {
    page = await store.listSeals({ after: before.number, limit: SEALS_PER_PAGE });
    for (const seal of page) {
      const problem = await problemOf({ store, pepper }, before, seal, known);
      if (problem !== null) return { ...state, problem };
      before = seal;
      state.seals++;
      state.events += seal.events;
      state.last = seal;
    }
  }
  state.problem =
    endProblem(before, headBefore, await store.findAuditHead(), pepper) ?? knownProblem(place, before, known);
  state.unsealed = (await store.listEvents({ after: before.throughSeq, limit: 10 * MOST_EVENTS })).length;
  return state;
}

/** The last seal whose events went by their retention, or the very beginning; null: somebody else says so. */
async function beginning({ store, pepper }: Sealing): Promise<Head | null> {
  const trimmed = await store.findTrimmedSeal();
  if (trimmed === null) return { number: 0, throughSeq: 0, mac: '' };
  return equalDigests(trimProof(pepper, trimmed), trimmed.trimmed!) ? trimmed : null;
}

async function problemOf(
  { store, pepper }: Sealing,
  before: Head,
  seal: AuditSeal,
  known: Pick<Head, 'number' | 'mac'> | undefined,
): Promise<string | null> {
  const missing = seal.number - before.number - 1;
  if (missing > 0)
    return `After seal ${before.number} there is none until seal ${seal.number}: ${missing} were removed.`;
  if (!equalDigests(macOf(pepper, before.mac, seal), seal.mac))
    return `Seal ${seal.number} was changed, or does not follow seal ${before.number}.`;
  if (known?.number === seal.number && !equalDigests(known.mac, seal.mac)) return anotherSeal(seal.number);
  const page = await store.listEvents({ after: before.throughSeq, limit: MOST_EVENTS + 1 });
  const events = page.filter(event => event.seq <= seal.throughSeq);
  if (digestEvents(events) === seal.digest) return null;
  const until = new Date(seal.newestAt).toISOString();
  const where = `under seal ${seal.number} (events ${before.throughSeq + 1} to ${seal.throughSeq}, until ${until})`;
  return events.length === seal.events
    ? `An event was changed ${where}.`
    : `There were ${seal.events} events ${where}, and there are ${events.length}.`;
}

function endProblem(
  end: Head,
  headBefore: Head | null,
  stored: string | null,
  pepper: Pepper,
): string | null {
  if (stored === null && end.number === 0) return null;
  const headAfter = readHead(stored, pepper);
  if (headAfter === null)
    return `Nothing says that seal ${end.number} is the last one: the head is missing or forged.`;
  if (headBefore !== null && headBefore.number > end.number)
    return `The log ends with seal ${end.number}; there was a seal ${headBefore.number}: the end was cut off.`;
  return headAfter.number < end.number ? `The head was set back to seal ${headAfter.number}.` : null;
}

/** What is older than the beginning went by its retention, and nobody can say more of it. */
function knownProblem(
  begun: Head,
  end: Head,
  known: Pick<Head, 'number' | 'mac'> | undefined,
): string | null {
  if (known === undefined) return null;
  if (known.number > end.number)
    return `The log ends with seal ${end.number}; seal ${known.number} was written down: the end was cut off.`;
  return known.number === begun.number && !equalDigests(known.mac, begun.mac)
    ? anotherSeal(known.number)
    : null;
}

function anotherSeal(number: number): string {
  return `Seal ${number} is another one than was written down: the log was made anew.`;
}
