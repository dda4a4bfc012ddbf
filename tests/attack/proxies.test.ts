/** Short form; the long one and the negative controls: `npm run test:attack -- --only proxies`. */
import { test } from 'node:test';
import { runShortForm } from '../faults/short-form.ts';
import { proxies } from './proxies.ts';

test('S-V12 S-A27 S-A28 behind nginx and HAProxy: no request hides in another, no forged address is believed, one spelling per path', async t => {
  await runShortForm(t, proxies);
});
