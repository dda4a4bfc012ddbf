/** Short form; the long one and the negative controls: `npm run test:faults -- --only one-time`. */
import { test } from 'node:test';
import { oneTime } from './one-time.ts';
import { runShortForm } from './short-form.ts';

test('S-E1 S-E2 each code and refresh token hit by 100 parallel requests, from one process and from four: one success', async t => {
  await runShortForm(t, oneTime);
});
