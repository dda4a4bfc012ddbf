/** Short form; the long one and the negative controls: `npm run test:attack -- --only slow`. */
import { test } from 'node:test';
import { runShortForm } from '../faults/short-form.ts';
import { slowAndLarge } from './slow-and-large.ts';

test('S-V1 S-V3 S-V4 S-V6 slow clients by the hundred and large requests at once: the honest client is served, memory stays', async t => {
  await runShortForm(t, slowAndLarge);
});
