/** Short form; the long one and the negative controls: `npm run test:faults -- --only power-loss`. */
import { test } from 'node:test';
import { powerLoss } from './power-loss.ts';
import { runShortForm } from './short-form.ts';

test('S-W1 S-W4 power loss with writes dropped, reordered and torn: the database is whole and says all that was acknowledged', async t => {
  await runShortForm(t, powerLoss);
});
