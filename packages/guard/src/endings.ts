/** What ended, as sets to compare answers with; and a short memory of it, for answers that were on their way meanwhile. */
import type { ActiveCredential, CheckAnswer, Ending } from '@valetkey/protocol';

const MEMBERS = {
  family_id: (answer: ActiveCredential) => answer.family_id,
  connection_id: (answer: ActiveCredential) => answer.connection_id,
  api_key_id: (answer: ActiveCredential) => answer.api_key_id,
  app_id: (answer: ActiveCredential) => answer.app?.client_id,
  user_id: (answer: ActiveCredential) => answer.user?.id,
  account_id: (answer: ActiveCredential) => answer.account?.id,
} satisfies Record<keyof Ending, (answer: ActiveCredential) => string | null | undefined>;

const MEMBER_NAMES = Object.keys(MEMBERS) as (keyof Ending)[];

export interface EndedIds {
  match(answer: CheckAnswer): boolean;
}

/** One pass over the cache per feed answer, however many endings it brings. */
export function endedIds(endings: readonly Ending[]): EndedIds {
  const sets = MEMBER_NAMES.map(name => ({ name, ids: idsOf(endings, name) })).filter(
    set => set.ids.size > 0,
  );
  return {
    match: answer =>
      answer.active &&
      sets.some(({ name, ids }) => {
        const id = MEMBERS[name](answer);
        return id !== null && id !== undefined && ids.has(id);
      }),
  };
}

function idsOf(endings: readonly Ending[], name: keyof Ending): Set<string> {
  return new Set(endings.map(ending => ending[name]).filter(id => id !== undefined));
}

const REMEMBERED = 128;

/**
 * Counts generations. A check that left in generation n and comes back in generation m
 * may describe what ended in between: such an answer is asked for again, not used and not kept.
 */
export class RecentEndings {
  #generation = 0;
  #oldestKnown = 0;
  #recent: { generation: number; ended: EndedIds }[] = [];

  get generation(): number {
    return this.#generation;
  }

  add(ended: EndedIds): void {
    this.#recent.push({ generation: ++this.#generation, ended });
    if (this.#recent.length > REMEMBERED) this.#oldestKnown = this.#recent.shift()!.generation;
  }

  /** The feed lost its place: whatever is on its way may have ended unseen. */
  forget(): void {
    this.#recent = [];
    this.#oldestKnown = ++this.#generation;
  }

  overtook(generation: number, answer: CheckAnswer): boolean {
    if (!answer.active) return false;
    if (generation < this.#oldestKnown) return true;
    return this.#recent.some(entry => entry.generation > generation && entry.ended.match(answer));
  }
}
