/** The feed when the store fails under it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestServer } from '../fixtures.ts';
import { StoreUnavailableError } from '../store/store.ts';
import { Feed } from './feed.ts';

test('S-C25 S-Q6 a store that fails while a guard begins to wait ends neither the process nor the wait', async t => {
  const { core } = await openTestServer(t);
  const problems: unknown[] = [];
  let isDown = false;
  let isBehind = true;
  const store = {
    lastEventSeq: () => core.store.lastEventSeq(),
    listEvents: async (filter: Parameters<typeof core.store.listEvents>[0]) => {
      if (isDown) throw new StoreUnavailableError('down');
      // Read just before the event was committed that the follower has seen already.
      isDown = !isBehind;
      return isBehind ? await core.store.listEvents(filter) : [];
    },
  } as typeof core.store;
  const feed = new Feed(store, { events: async () => {}, problem: error => void problems.push(error) });
  await core.store.appendEvent({ provider: 'other', type: 'app.updated' }, { now: 1, actor: 'system' });
  await feed.start();
  t.after(() => feed.stop());
  isBehind = false;
  const answer = await feed.read('standard', '0', 0.05);
  assert.deepEqual(answer, { cursor: '0', reset: false, endings: [] });
  assert.ok(problems[0] instanceof StoreUnavailableError);
});
