/** The event feed with several nodes: numbers become visible in their order, however slow a transaction is. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { act } from '../conformance/fixtures.ts';
import { openPostgresStore } from '../postgres.ts';
import { appendEvent } from '../sql/events.ts';
import type { Store } from '../store.ts';
import { query, type Verb } from '../verb.ts';
import { openConnection } from './connection.ts';
import { startCluster, type Cluster } from './fixtures.ts';
import { createGroupCommit } from './group-commit.ts';

let cluster: Cluster;
before(async () => void (cluster = await startCluster()));
after(() => cluster.remove());

const event = (n: number | string) => ({ provider: 'p', type: 'login.failed', detail: { n } }) as const;
const append = (store: Store, n: number | string) => store.appendEvent(event(n), act());
const pause = (ms: number) => new Promise(resume => setTimeout(resume, ms));

/** Reads as the feed does: from the last number seen. */
function follow(store: Store) {
  const seen: unknown[] = [];
  let isFollowing = true;
  let after = 0;
  const done = (async () => {
    for (let isLast = false; !isLast;) {
      isLast = !isFollowing;
      for (const { seq, detail } of await store.listEvents({ after, limit: 100 })) {
        seen.push(detail['n']);
        after = seq;
      }
      await pause(2);
    }
  })();
  return {
    seen,
    async stop() {
      isFollowing = false;
      await done;
      return seen;
    },
  };
}

test('S-E9 a transaction that is slow after its event delays nobody else, and its event is not skipped', async () => {
  const url = await cluster.createDatabase();
  const store = await openPostgresStore({ url });
  const connection = await openConnection(url, 'writes');
  const slowNode = createGroupCommit(async () => connection);
  const follower = follow(store);
  const slow = slowNode.write(function* (): Verb<void> {
    yield* appendEvent(event('slow'), act());
    yield* query('SELECT pg_sleep(1)::text');
  });
  await pause(100);
  const begun = performance.now();
  for (let n = 0; n < 20; n++) await append(store, n);
  assert.ok(performance.now() - begun < 700, 'the others did not wait');
  await pause(50);
  assert.equal(follower.seen.length, 20);
  await slow;
  await append(store, 'last');
  assert.deepEqual((await follower.stop()).slice(20), ['slow', 'last']);
  await connection.close();
  await store.close();
});

test('S-E9 a COMMIT that is slow holds back the numbers after it: no follower passes it', async () => {
  const url = await cluster.createDatabase();
  const [store, other] = [await openPostgresStore({ url }), await openPostgresStore({ url })];
  const admin = await cluster.connect(url);
  // Sleeps within COMMIT, when the event has its number already.
  await admin.query(
    `CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.4); RETURN NULL; END'`,
  );
  await admin.query(`CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.detail LIKE '%slow%') EXECUTE FUNCTION slow()`);
  const follower = follow(store);
  const slow = append(other, 'slow');
  await pause(100);
  await append(store, 'after');
  await slow;
  assert.deepEqual(await follower.stop(), ['slow', 'after']);
  await Promise.all([store.close(), other.close(), admin.end()]);
});

test('S-E9 three nodes write 3,000 events while another follows: it misses none', async () => {
  const url = await cluster.createDatabase();
  const stores = await Promise.all([1, 2, 3].map(() => openPostgresStore({ url })));
  const follower = follow(stores[0]!);
  const write = async (store: Store, node: number): Promise<void> => {
    for (let i = 0; i < 50; i++)
      await Promise.all(Array.from({ length: 20 }, (_, n) => append(store, node * 1000 + i * 20 + n)));
  };
  await Promise.all(stores.map(write));
  const seen = await follower.stop();
  assert.equal(seen.length, 3000);
  assert.equal(new Set(seen).size, 3000);
  await Promise.all(stores.map(store => store.close()));
});
