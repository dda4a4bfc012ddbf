/** Child process: redeems one code, or refreshes one token, many times in a shared database and reports what it heard. */
import type { Connection, Family } from '../rows.ts';
import { act, familyOf, rotationOf, tally } from './fixtures.ts';
import { openAt } from './open.ts';

const [location, times, json] = process.argv.slice(2) as [string, string, string];
const { connection, familyId, family } = JSON.parse(json) as {
  connection?: Connection;
  familyId?: string;
  family?: Family;
};
const store = await openAt(location);
const once = async (): Promise<string> =>
  family
    ? (await store.rotateFamily(rotationOf(family), act())).outcome
    : (await store.redeemCode(familyOf(connection!, { id: familyId! }), act())).outcome;
const racers = Array.from({ length: Number(times) }, async (_, i) => {
  // Spread over several commits, so that the processes take turns.
  await new Promise(resume => setTimeout(resume, i / 5));
  return await once();
});
const outcomes = await Promise.all(racers);
await store.close();
console.log(JSON.stringify(tally(outcomes)));
