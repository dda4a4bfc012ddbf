/** Short form; the long one and the negative control: `npm run test:attack -- --only xss`. */
import { test } from 'node:test';
import { runShortForm } from '../faults/short-form.ts';
import { xss } from './xss.ts';

test('S-N1 S-N4 hostile texts in every field of every page: nothing executes, nobody else is asked, the policy has nothing to stop', async t => {
  await runShortForm(t, xss);
});
