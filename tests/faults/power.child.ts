/**
 * Child process of power-loss.ts: a day of a database in small. Everything that is acknowledged is said on standard output by a
 * system call of its own, so that a trace has writes, fsyncs and acknowledgements in their true order.
 */
import { writeSync } from 'node:fs';
import {
  NOW,
  PROVIDER,
  act,
  appRow,
  createParty,
  familyOf,
  id,
  rotationOf,
} from '../../packages/server/src/store/conformance/fixtures.ts';
import { openSqliteStore } from '../../packages/server/src/store/sqlite.ts';
import { pause } from './harness.ts';
import type { Fact } from './power-facts.ts';
import { seededRandom } from './random.ts';

const [path = '', seed = '0', rounds = '10'] = process.argv.slice(2);
const random = seededRandom(Number(seed));
const acknowledge = (fact: Fact): void => void writeSync(1, `${JSON.stringify(fact)}\n`);

const store = await openSqliteStore({ path });
const party = await createParty(store);

/** One connection with its family, on its way through life. */
async function live(): Promise<void> {
  const app = await store.createApp(appRow(), { id: id(), secret: 's'.repeat(43), keyId: 'k1' }, act());
  const ids = {
    newId: id(),
    provider: PROVIDER,
    appId: app.id,
    userId: party.user.id,
    accountId: party.account.id,
  };
  const connection = await store.recordConsent({ ...ids, scopes: ['read'], exact: false }, act());
  if ('refused' in connection) throw new Error(connection.refused);
  acknowledge({ fact: 'consent', id: connection.id });
  const redeemed = await store.redeemCode(familyOf(connection), act());
  if (redeemed.outcome !== 'redeemed') throw new Error(redeemed.outcome);
  let { family } = redeemed.context;
  acknowledge({ fact: 'family', id: family.id, generation: 0 });
  for (let i = random.below(4); i > 0; i--) {
    const rotated = await store.rotateFamily(rotationOf(family), act(NOW + i));
    if (rotated.outcome !== 'rotated') throw new Error(rotated.outcome);
    family = rotated.family;
    acknowledge({ fact: 'family', id: family.id, generation: family.generation });
  }
  if (random.below(3) === 0) {
    await store.revokeFamily(family.id, { reason: 'test', endConnection: false }, act(NOW + 9));
    acknowledge({ fact: 'revoked', id: family.id });
  }
}

for (let round = 0; round < Number(rounds); round++) {
  await Promise.all(Array.from({ length: 1 + random.below(4) }, live));
  // An idle moment: the log is copied into the database.
  if (round % 20 === 19) await pause(350);
}
await store.close();
