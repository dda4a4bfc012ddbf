/** Short form; the long one and the negative controls: `npm run test:fuzz -- --only endpoints`. */
import { test } from 'node:test';
import { runShortForm } from '../faults/short-form.ts';
import { endpoints } from './endpoints.ts';

test('S-V11 S-V14 S-V15 every endpoint under generated and broken requests: no 5xx, no crash, no blocked event loop, no secret told', async t => {
  await runShortForm(t, endpoints);
});
