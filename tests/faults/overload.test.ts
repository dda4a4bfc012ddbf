/** Short form; the long one and the negative controls: `npm run test:faults -- --only overload`. */
import { test } from 'node:test';
import { overload } from './overload.ts';
import { runShortForm } from './short-form.ts';

test('S-V10 ten times the callers: some are served, the others refused with Retry-After, introspection never, and it recovers', async t => {
  await runShortForm(t, overload);
});
