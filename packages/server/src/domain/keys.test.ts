/** The key ring: keys turn without breaking a token, and nothing opens without the right master key. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import {
  TestClock,
  checkBearer,
  connect,
  exchange,
  openTestServer,
  refreshTokens,
  type TestServer,
} from '../fixtures.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import { actOf, connectAgain, openConnected, type Connected } from '../token-fixtures.ts';
import { KeyRing } from './keys.ts';
import { MasterKey } from './master-key.ts';

const keyNumber = (token: string): number => Buffer.from(token.slice(4), 'base64url').readUInt16BE(1);

async function isActive(of: { server: TestServer }, token: string): Promise<boolean> {
  return (await checkBearer(of.server, 'standard', token))['active'] === true;
}

/** Waits on the real clock: the feed polls ten times a second. */
async function eventually(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !holds(); i++) await new Promise(resolve => setTimeout(resolve, 20));
  assert.ok(holds());
}

async function refresh(of: Connected, token: string, server = of.server) {
  const answer = await refreshTokens(server, 'standard', of.app, token);
  assert.equal(answer.status, 200, answer.body);
  return { access: String(answer.json['access_token']), refresh: String(answer.json['refresh_token']) };
}

test('S-T5 S-E12 a new MAC key signs five seconds later; tokens and codes of before, between and after all live', async t => {
  const of = await openConnected(t, 'standard');
  const { code = '' } = await connect(of.server, 'standard', of.app.app);
  await of.server.core.keys.rotate('mac', actOf(of.server));
  of.server.clock.advanceSeconds(4);
  const between = await refresh(of, of.refresh);
  of.server.clock.advanceSeconds(1);
  const after = await refresh(of, between.refresh);
  assert.deepEqual([of.access, between.access, after.access].map(keyNumber), [1, 1, 2]);
  assert.deepEqual([between.refresh, after.refresh].map(keyNumber), [1, 2]);
  for (const token of [of.access, between.access, after.access])
    assert.equal(await isActive(of, token), true);
  assert.equal((await exchange(of.server, 'standard', of.app, code)).status, 200);
});

test('S-D4 a repeated refresh gives the same successor though the key turned in between', async t => {
  const of = await openConnected(t, 'standard');
  const first = await refresh(of, of.refresh);
  await of.server.core.keys.rotate('mac', actOf(of.server));
  of.server.clock.advanceSeconds(30);
  assert.deepEqual(await refresh(of, of.refresh), first);
});

test('S-T5 a revoked MAC key ends its tokens; those of other keys live', async t => {
  const of = await openConnected(t, 'standard');
  await of.server.core.keys.rotate('mac', actOf(of.server));
  of.server.clock.advanceSeconds(5);
  const after = await connectAgain(of.server, 'standard', of.app);
  await of.server.core.store.revokeKey('mac-1', actOf(of.server));
  await of.server.core.keys.reload();
  assert.equal(await isActive(of, of.access), false);
  assert.equal(await isActive(of, after.access), true);
  assert.equal(
    (await refreshTokens(of.server, 'standard', of.app, of.refresh)).json['error'],
    'invalid_grant',
  );
});

test('S-E12 a second process on the database takes over a new key by itself, and its revocation', async t => {
  const one = await openConnected(t, 'standard');
  const two = await openTestServer(t, { directory: one.server.directory, clock: one.server.clock });
  await one.server.core.keys.rotate('mac', actOf(one.server));
  await one.server.core.keys.rotate('jwt', actOf(one.server));
  await eventually(() => two.core.keys.rows.length === one.server.core.keys.rows.length);
  one.server.clock.advanceSeconds(5);
  const after = await refresh(one, one.refresh, two);
  assert.equal(keyNumber(after.access), 2);
  assert.equal(await isActive(one, after.access), true);
  await one.server.core.store.revokeKey('mac-2', actOf(one.server));
  await eventually(() => two.core.keys.macKey.id === 'mac-1');
  assert.equal(await isActive({ server: two }, after.access), false);
});

test('S-E12 a token under a key this process has not seen yet is looked up at once', async t => {
  const one = await openConnected(t, 'standard');
  const two = await openTestServer(t, { directory: one.server.directory, clock: one.server.clock });
  two.core.feed.stop();
  await one.server.core.keys.rotate('mac', actOf(one.server));
  one.server.clock.advanceSeconds(5);
  const after = await refresh(one, one.refresh);
  assert.equal(keyNumber(after.access), 2);
  assert.equal(await isActive({ server: two }, after.access), true);
});

test('two processes that open a new database at once agree on the first keys', async t => {
  const path = databaseIn(t);
  const stores = await Promise.all([openSqliteStore({ path }), openSqliteStore({ path })]);
  const master = new MasterKey(Buffer.alloc(32, 1));
  const rings = await Promise.all(
    stores.map(async store => await KeyRing.open(store, master, new TestClock())),
  );
  assert.deepEqual(rings[0]!.rows, rings[1]!.rows);
  assert.deepEqual(rings[0]!.rows.map(row => row.id).toSorted(), ['jwt-1', 'mac-1', 'pepper-1']);
  assert.equal(rings[0]!.pepper.hash('token', 'x'), rings[1]!.pepper.hash('token', 'x'));
  for (const store of stores) await store.close();
});

test('two rotations at once give two keys', async t => {
  const { server } = await openConnected(t, 'standard');
  await Promise.all([
    server.core.keys.rotate('mac', actOf(server)),
    server.core.keys.rotate('mac', actOf(server)),
  ]);
  const ids = server.core.keys.rows.filter(row => row.use === 'mac').map(row => row.id);
  assert.deepEqual(ids.toSorted(), ['mac-1', 'mac-2', 'mac-3']);
});

test('S-T6 S-Y3 with another master key nothing starts, and one sentence says why', async t => {
  const path = databaseIn(t);
  const store = await openSqliteStore({ path });
  await KeyRing.open(store, new MasterKey(Buffer.alloc(32, 1)), new TestClock());
  await assert.rejects(KeyRing.open(store, new MasterKey(Buffer.alloc(32, 2)), new TestClock()), {
    name: 'ConfigError',
    message: /^The master key does not open this database\./,
  });
  await store.close();
});

for (const [what, change] of [
  ['a changed byte', (material: string) => material.slice(0, -2) + (material.endsWith('AA') ? 'BB' : 'AA')],
  ['the material of another row', (_: string, others: string[]) => others[0]!],
  ['nothing', () => ''],
] as const)
  test(`S-T6 a key row with ${what} opens nothing`, async t => {
    const path = databaseIn(t);
    const master = new MasterKey(Buffer.alloc(32, 1));
    const store = await openSqliteStore({ path });
    const ring = await KeyRing.open(store, master, new TestClock());
    const rows = new Map(ring.rows.map(row => [row.id, row.material]));
    const others = [rows.get('jwt-1')!];
    const database = new DatabaseSync(path);
    const changed = change(rows.get('mac-1')!, others);
    database.prepare('UPDATE keys SET material = ? WHERE id = ?').run(changed, 'mac-1');
    database.close();
    await assert.rejects(KeyRing.open(store, master, new TestClock()), { name: 'ConfigError' });
    await store.close();
  });

test('S-T7 the error of a wrong master key names no key material', async t => {
  const path = databaseIn(t);
  const store = await openSqliteStore({ path });
  await KeyRing.open(store, new MasterKey(Buffer.alloc(32, 0xab)), new TestClock());
  const error = await KeyRing.open(store, new MasterKey(Buffer.alloc(32, 0xcd)), new TestClock()).catch(
    (e: unknown) => e,
  );
  assert.doesNotMatch(String((error as Error).stack), /cdcd|zc3N/);
  assert.equal((error as Error).cause, undefined);
  await store.close();
});

function databaseIn(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-keys-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, 'valetkey.db');
}
