/** Short form; the long one and the negative controls: `npm run test:faults -- --only kill-random`. */
import { test } from 'node:test';
import { killRandom } from './kill-random.ts';
import { runShortForm } from './short-form.ts';

test('S-W4 kill -9 of a real server under load: all that was acknowledged holds, nothing works twice, nothing revoked lives', async t => {
  await runShortForm(t, killRandom);
});
