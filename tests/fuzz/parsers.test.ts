/** Short form; the long one and the negative controls: `npm run test:fuzz -- --only parsers`. */
import { test } from 'node:test';
import { runShortForm } from '../faults/short-form.ts';
import { parsers } from './parsers.ts';

test('S-V14 S-C8 S-X3 every parser of what strangers send: a value or a refusal, at once', async t => {
  await runShortForm(t, parsers);
});
