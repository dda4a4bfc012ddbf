/** What every server does each minute. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPerson, openTestServer } from '../fixtures.ts';
import { verifyAudit } from './audit/verify.ts';
import { keepHouse } from './keep-house.ts';

test('S-U5 the server seals its events, logs each seal, and lets go what is past its retention', async t => {
  const server = await openTestServer(t);
  const { core, clock, logLines } = server;
  await createPerson(server, 'standard');
  const sealing = { store: core.store, pepper: core.keys.pepper };
  await keepHouse(core);
  const { last, ...state } = await verifyAudit(sealing);
  assert.deepEqual([state.problem, state.unsealed], [null, 0]);
  assert.ok(logLines.includes(`audit log sealed {"seal":"1:${last!.mac}"}`), logLines.join('\n'));
  clock.advanceSeconds(400 * 86_400 + 1);
  await keepHouse(core);
  assert.deepEqual(await core.store.listEvents({ after: 0, limit: 1 }), []);
  assert.equal((await verifyAudit(sealing, last!)).problem, null);
});
