/** Short form; the long one and the negative controls: `npm run test:attack -- --only timing`. */
import { test } from 'node:test';
import { runShortForm } from '../faults/short-form.ts';
import { timing } from './timing.ts';

test('S-C9 S-K4 S-P6 unknown takes as long as wrong: user, app, token, key, code', async t => {
  await runShortForm(t, timing);
});
