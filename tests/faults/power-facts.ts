/** What was acknowledged before the power went, and whether a database still says so. */
import type { Store } from '../../packages/server/src/store/store.ts';

export type Fact =
  | { fact: 'consent'; id: string }
  | { fact: 'family'; id: string; generation: number }
  | { fact: 'revoked'; id: string };

/** @returns what is missing. */
export async function missingFacts(store: Store, facts: readonly Fact[]): Promise<string[]> {
  const missing: string[] = [];
  for (const fact of facts) {
    if (fact.fact === 'consent') {
      if ((await store.findConnectionById(fact.id)) === null) missing.push(`the consent ${fact.id} is gone`);
      continue;
    }
    const found = (await store.findFamily(fact.id))?.family;
    if (!found) missing.push(`the tokens of ${fact.id} are gone`);
    else if (fact.fact === 'revoked' && found.revokedAt === null) missing.push(`${fact.id} lives again`);
    else if (fact.fact === 'family' && found.generation < fact.generation)
      missing.push(`${fact.id} is at generation ${found.generation}, ${fact.generation} was given out`);
  }
  // A redemption is the family and its event: both or none.
  const redeemed = await store.listEvents({ after: 0, types: ['code.redeemed'], limit: 1_000_000 });
  const counts = await store.countRows();
  if (redeemed.length !== counts['families']! - counts['apps']!) missing.push('a redemption is half-done');
  return missing;
}
