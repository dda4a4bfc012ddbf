/** Short form; the long one and the negative controls: `npm run test:fuzz -- --only redirect-uris`. */
import { test } from 'node:test';
import { runShortForm } from '../faults/short-form.ts';
import { redirectUris } from './redirect-uris.ts';

test('S-A1 S-A6 S-A9 redirect URIs: 100,000 mutations and every known bypass, against byte equality', async t => {
  await runShortForm(t, redirectUris);
});
