/** Short form; the long one and the negative controls: `npm run test:attack -- --only guessing`. */
import { test } from 'node:test';
import { runShortForm } from '../faults/short-form.ts';
import { guessing } from './guessing.ts';

test('S-K8 S-C10 S-P6 S-V9 guesses from many addresses: none is right, each address has to wait, nobody honest does', async t => {
  await runShortForm(t, guessing);
});
