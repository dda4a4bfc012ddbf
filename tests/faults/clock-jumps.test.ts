/** Short form; the long one and the negative controls: `npm run test:faults -- --only clock-jumps`. */
import { test } from 'node:test';
import { clockJumps } from './clock-jumps.ts';
import { runShortForm } from './short-form.ts';

test('S-E11 S-V9 the wall clock jumps by an hour while the server runs: nothing lives again, nothing honest dies', async t => {
  await runShortForm(t, clockJumps);
});
