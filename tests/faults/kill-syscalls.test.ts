/** Short form; the long one and the negative controls: `npm run test:faults -- --only kill-syscalls`. */
import { test } from 'node:test';
import { killSyscalls } from './kill-syscalls.ts';
import { runShortForm } from './short-form.ts';

test('S-W4 kill -9 at system calls of every operation: wholly done or not at all, and there when it was acknowledged', async t => {
  await runShortForm(t, killSyscalls);
});
