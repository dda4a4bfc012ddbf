/** Short forms; the long ones and the negative controls: `npm run test:faults -- --only client`. */
import { test } from 'node:test';
import { runShortForm } from '../short-form.ts';
import { clientAnswers } from './answers.ts';
import { clientClocks } from './clocks.ts';
import { clientKills } from './kills.ts';
import { clientOutages } from './outages.ts';
import { clientParallel } from './parallel.ts';

// Most of each is waiting: for leases to end, for databases to come back.
test('S-R7 the client loses no connection', { concurrency: 3 }, async t => {
  await Promise.all([
    t.test('S-R7 1,000 calls at once from 4 processes make exactly one refresh, on every database', async u =>
      runShortForm(u, clientParallel),
    ),
    t.test('S-R7 kill -9 in the middle of a refresh: another process takes over within seconds', async u =>
      runShortForm(u, clientKills),
    ),
    t.test('S-R7 answers cut off, 500, HTML, nothing, 10 MB: the same refresh token again', async u =>
      runShortForm(u, clientAnswers),
    ),
    t.test('S-R7 the vault’s database is gone just when new tokens come', async u =>
      runShortForm(u, clientOutages),
    ),
    t.test('S-R7 clocks that are wrong by two minutes', async u => runShortForm(u, clientClocks)),
  ]);
});
