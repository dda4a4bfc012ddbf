/** Short form; the long one and the negative controls: `npm run test:faults -- --only outages`. */
import { test } from 'node:test';
import { outages } from './outages.ts';
import { runShortForm } from './short-form.ts';

test('S-E7 S-I3 S-W5 disk full, locked, damaged, wrong key: one clear sentence, no wrong answer, and it recovers', async t => {
  await runShortForm(t, outages);
});
