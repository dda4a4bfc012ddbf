/** Short form; the long one and the negative controls: `npm run test:faults -- --only revoke-race`. */
import { test } from 'node:test';
import { revokeRace } from './revoke-race.ts';
import { runShortForm } from './short-form.ts';

test('S-I3 S-I5 revoke against use: no success for a request that begins after the revocation was acknowledged', async t => {
  await runShortForm(t, revokeRace);
});
