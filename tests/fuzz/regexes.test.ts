/** Short form; the long one and the negative controls: `npm run test:fuzz -- --only regexes`. */
import { test } from 'node:test';
import { runShortForm } from '../faults/short-form.ts';
import { regexes } from './regexes.ts';

test('S-V5 no regular expression takes more than linear time in what strangers send', async t => {
  await runShortForm(t, regexes);
});
