/** Child process: writes without end, and says on stdout which writes were acknowledged. */
import { writeSync } from 'node:fs';
import { consent, createParty, familyOf, redeem } from './fixtures.ts';
import { openAt } from './open.ts';

const store = await openAt(process.argv[2]!);
const connection = await consent(store, await createParty(store));

async function writeForever(): Promise<never> {
  for (;;) {
    const family = await redeem(store, familyOf(connection));
    // Synchronous: what the parent reads was acknowledged before the process died.
    writeSync(1, `${family.id}\n`);
  }
}

await Promise.all(Array.from({ length: 20 }, writeForever));
