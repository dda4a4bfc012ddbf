/** Nodes of two versions on one database, and a role that may not change tables. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { act, connect, consent, createParty, id, rotationOf } from '../conformance/fixtures.ts';
import { MIGRATIONS, migrate } from '../migrations/migrate.ts';
import { openPostgresStore } from '../postgres.ts';
import type { Store } from '../store.ts';
import { POSTGRES_DIALECT } from './dialect.ts';
import { startCluster, type Cluster } from './fixtures.ts';
import { withMigrationLock } from './migrating.ts';

let cluster: Cluster;
before(async () => void (cluster = await startCluster()));
after(() => cluster.remove());

/** What a later version may do: add columns, tables, indexes. */
const LATER = {
  version: Math.max(...MIGRATIONS.map(({ version }) => version)) + 1,
  name: 'later',
  statements: () => [
    "ALTER TABLE families ADD COLUMN later TEXT NOT NULL DEFAULT 'x'",
    'ALTER TABLE apps ADD COLUMN later INTEGER',
    'ALTER TABLE events ADD COLUMN later BIGINT NOT NULL DEFAULT 0',
    'CREATE TABLE later (id TEXT NOT NULL PRIMARY KEY)',
    'CREATE INDEX connections_later ON connections (consented_at)',
  ],
};

/** Consent, code, refresh, revocation: each checked. */
async function useAll(store: Store): Promise<void> {
  const { family } = await connect(store);
  const rotated = await store.rotateFamily(rotationOf(family), act());
  assert.equal(rotated.outcome, 'rotated');
  await consent(store, await createParty(store));
  assert.equal(await store.revokeFamily(family.id, { reason: 'r', endConnection: true }, act()), true);
  assert.equal((await store.findFamily(family.id))?.family.revokeReason, 'r');
}

test('S-E13 a later version changes the tables while nodes of this one serve: every flow succeeds, nothing is misread', async () => {
  const url = await cluster.createDatabase();
  const nodes = [await openPostgresStore({ url }), await openPostgresStore({ url })];
  const load = { isRunning: true, rounds: 0 };
  const users = Promise.all(
    nodes.map(async node => {
      for (; load.isRunning; load.rounds++) await useAll(node);
    }),
  );
  while (load.rounds < 4) await new Promise(resume => setTimeout(resume, 5));
  const later = [...MIGRATIONS, LATER];
  await withMigrationLock(url, engine => migrate(engine, POSTGRES_DIALECT, later));
  const before = load.rounds;
  while (load.rounds < before + 4) await new Promise(resume => setTimeout(resume, 5));
  load.isRunning = false;
  await users;
  await assert.rejects(
    openPostgresStore({ url }),
    /has schema \d+, this version of Valetkey knows schemas up to \d+/,
  );
  await Promise.all(nodes.map(node => node.close()));
});

test('S-W12 a role that may read and write rows, and change no table, is enough to serve', async () => {
  const url = await cluster.createDatabase();
  await (await openPostgresStore({ url })).close();
  const admin = await cluster.connect(url);
  const role = `r${id()}`;
  // As docs/guides/scale.md has it.
  for (const statement of [
    `CREATE ROLE ${role} LOGIN`,
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT SELECT ON schema_migrations TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`,
    `REVOKE INSERT, UPDATE, DELETE ON schema_migrations FROM ${role}`,
  ])
    await admin.query(statement);
  await admin.end();
  const limited = new URL(url);
  limited.username = role;
  const store = await openPostgresStore({ url: String(limited) });
  await useAll(store);
  await store.cleanUp({ now: 0, limit: 10, familyRetentionSeconds: 0 });
  await store.ping();
  const own = await cluster.connect(String(limited));
  await assert.rejects(own.query('DROP TABLE families'), /must be owner/);
  await assert.rejects(own.query('CREATE TABLE t (n int)'), /permission denied/);
  await own.end();
  await store.close();
});
