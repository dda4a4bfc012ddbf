/** Short form; the long one and the negative controls: `npm run test:faults -- --only pg-faults`. */
import { test } from 'node:test';
import { pgFaults } from './pg.ts';
import { runShortForm } from './short-form.ts';

test('S-E7 S-E9 S-E10 S-W4 three nodes on PostgreSQL while nodes, database, network and disk fail: only 503 meanwhile, nothing acknowledged lost, nothing twice, nothing revived', async t => {
  await runShortForm(t, pgFaults);
});
