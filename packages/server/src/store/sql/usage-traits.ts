/** What a credential was seen to do: pure functions over the row of `usage_traits`. */
import { TRAIT_KINDS, type Id, type SeenDays, type UsageRow, type UsageTraits } from '../rows.ts';
import type { SqlRow } from '../verb.ts';

/** Of each kind; the longest unseen goes first. */
const KEPT = 32;

export function newTraits(credential: Id, row: UsageRow): UsageTraits {
  const day = dayOf(row);
  return {
    credential,
    provider: row.provider,
    firstDay: day,
    lastDay: day,
    networks: {},
    agents: {},
    scopes: {},
  };
}

export function addTraits(before: UsageTraits, rows: readonly UsageRow[]): UsageTraits {
  const after = { ...before };
  for (const row of rows) {
    after.firstDay = Math.min(after.firstDay, dayOf(row));
    after.lastDay = Math.max(after.lastDay, dayOf(row));
  }
  for (const kind of TRAIT_KINDS) after[kind] = addSeen(before[kind], kind, rows);
  return after;
}

type Seen = Readonly<Record<string, SeenDays>>;

function addSeen(seen: Seen, kind: (typeof TRAIT_KINDS)[number], rows: readonly UsageRow[]): Seen {
  const days = new Map(Object.entries(seen));
  for (const row of rows) {
    const day = dayOf(row);
    for (const trait of row[kind]) {
      const [first, last] = days.get(trait) ?? [day, day];
      days.set(trait, [Math.min(first, day), Math.max(last, day)]);
    }
  }
  const kept = [...days].toSorted(([, a], [, b]) => b[1] - a[1]).slice(0, KEPT);
  return Object.fromEntries(kept);
}

export function hasSameTraits(a: UsageTraits, b: UsageTraits): boolean {
  return (
    a.firstDay === b.firstDay &&
    a.lastDay === b.lastDay &&
    TRAIT_KINDS.every(kind => {
      const [left, right] = [Object.entries(a[kind]), b[kind]];
      return (
        left.length === Object.keys(right).length &&
        left.every(([trait, days]) => right[trait]?.join() === days.join())
      );
    })
  );
}

export function readTraits(row: SqlRow): UsageTraits {
  const [credential, provider, firstDay, lastDay, traits] = row;
  return {
    credential: credential as string,
    provider: provider as string,
    firstDay: firstDay as number,
    lastDay: lastDay as number,
    ...(JSON.parse(traits as string) as Pick<UsageTraits, (typeof TRAIT_KINDS)[number]>),
  };
}

function dayOf(row: UsageRow): number {
  return Math.floor(row.hour / 86_400);
}
