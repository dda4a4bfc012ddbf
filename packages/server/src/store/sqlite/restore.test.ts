/** Backup and restore of the SQLite file: whole, private, and nothing that ended comes back. */
import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { familyState } from '../liveness.ts';
import { NOW, act, connect, consent, createParty, id, rotationOf } from '../conformance/fixtures.ts';
import { openSqliteStore } from '../sqlite.ts';
import type { Store } from '../store.ts';
import { backUp } from './backup.ts';
import { restoreBackup } from './restore.ts';

const directory = mkdtempSync(join(tmpdir(), 'valetkey-restore-'));
after(() => rmSync(directory, { recursive: true }));
const RESTORED_AT = NOW + 3600;
const restoring = act(RESTORED_AT, 'operator');

async function openInstallation(): Promise<{ path: string; backup: string; store: Store }> {
  const path = join(directory, `${id()}.db`);
  const store = await openSqliteStore({ path });
  const key = { id: 'pepper-1', use: 'pepper', material: id(), createdAt: 1, activeAt: 1 } as const;
  await store.addKey(key, act());
  return { path, backup: `${path}.backup`, store };
}

async function isAlive(store: Store, familyId: string): Promise<boolean> {
  const context = await store.findFamily(familyId);
  return context !== null && familyState(context, RESTORED_AT).live;
}

test('a backup of a store that is written to is whole, private, and never overwrites', async () => {
  const { path, backup, store } = await openInstallation();
  const load = { isRunning: true };
  const acknowledged: string[] = [];
  const writing = (async () => {
    while (load.isRunning) acknowledged.push((await connect(store)).family.id);
  })();
  while (acknowledged.length < 5) await new Promise(resume => setTimeout(resume, 5));
  const before = [...acknowledged];
  backUp(path, backup);
  load.isRunning = false;
  await writing;
  await store.close();
  assert.equal(statSync(backup).mode & 0o777, 0o600);
  assert.throws(() => backUp(path, backup), /is there already/);
  const copy = await openSqliteStore({ path: backup });
  for (const familyId of before) assert.equal(await isAlive(copy, familyId), true);
  await copy.close();
});

test('S-D13 S-W9 a restore over a database that can still be asked revives nothing that ended since, and loses nothing else', async () => {
  const { path, backup, store } = await openInstallation();
  const [kept, revoked, rotated] = [await connect(store), await connect(store), await connect(store)];
  backUp(path, backup);
  await store.revokeFamily(revoked.family.id, { reason: 'r', endConnection: true }, act());
  await store.rotateFamily(rotationOf(rotated.family), act());
  await store.setUserStatus(kept.user.id, 'disabled', act());
  await store.setUserStatus(kept.user.id, 'active', act());
  const since = await connect(store);
  await assert.rejects(restoreBackup(backup, path, restoring), /is using .* Stop it first/);
  await store.close();
  const restored = await restoreBackup(backup, path, restoring);
  assert.equal(restored.ended, 'since');
  const now = await openSqliteStore({ path });
  assert.equal(await isAlive(now, kept.family.id), true);
  assert.equal(await isAlive(now, since.family.id), true);
  assert.equal(await isAlive(now, revoked.family.id), false);
  // The token that was used up before the backup was restored is still used up.
  const reused = await now.rotateFamily(rotationOf(rotated.family), restoring);
  assert.equal(reused.outcome, 'reused');
  assert.ok(restored.keptAs !== null && existsSync(restored.keptAs));
  await now.close();
});

test('S-D13 S-W9 a restore with nobody to ask ends all access: what the backup cannot know is not alive', async () => {
  const { path, backup, store } = await openInstallation();
  const party = await createParty(store);
  const connection = await consent(store, party);
  const own = (await store.findOwnFamily(party.app.id))!;
  const { family } = await connect(store);
  const last = await store.lastEventSeq();
  backUp(path, backup);
  // Lost with the disk: this was revoked, and consented to again.
  await store.revokeConnection(connection.id, 'r', act());
  const renewed = await consent(store, party);
  await store.revokeAll({ appId: party.app.id }, 'r', act());
  await store.close();
  writeFileSync(path, 'the disk is gone');
  const restored = await restoreBackup(backup, path, restoring);
  assert.equal(restored.ended, 'everything');
  const now = await openSqliteStore({ path });
  assert.equal(await isAlive(now, family.id), false);
  const found = (await now.findConnectionById(connection.id))!;
  assert.equal(found.connection.revokeReason, 'restored');
  // No number that a lost token or code carries is ever given out again.
  const again = await consent(now, party);
  assert.ok(again.revision > renewed.revision + 1_000_000);
  const epoch = (await now.findApp(party.app.id))!.epoch;
  assert.ok(epoch + own.generation > 1_000_000);
  assert.ok((await now.lastEventSeq()) > last + 10_000, 'followers see that their place is gone');
  await now.close();
});

test('S-D13 one backup restored twice does not revive what was given out in between', async () => {
  const { path, backup, store } = await openInstallation();
  const party = await createParty(store);
  await consent(store, party);
  backUp(path, backup);
  await store.close();
  const numbers: [revision: number, epoch: number, seq: number][] = [];
  for (const at of [RESTORED_AT, RESTORED_AT + 10]) {
    await restoreBackup(backup, path, act(at, 'operator'), { endEverything: true });
    const now = await openSqliteStore({ path });
    const { revision } = await consent(now, party);
    const { epoch } = (await now.findApp(party.app.id))!;
    numbers.push([revision, epoch, await now.lastEventSeq()]);
    await now.close();
  }
  for (const i of [0, 1, 2]) assert.ok(numbers[1]![i]! > numbers[0]![i]!, `number ${i}`);
});

test('what is no whole backup is refused, and nothing is changed', async () => {
  const { path, backup, store } = await openInstallation();
  const { family } = await connect(store);
  backUp(path, backup);
  await store.close();
  const before = readFileSync(path);
  for (const damage of ['no database at all', '']) {
    writeFileSync(backup, damage);
    await assert.rejects(restoreBackup(backup, path, restoring), /is no whole backup of Valetkey/);
  }
  assert.deepEqual(readFileSync(path), before);
  const copied = join(directory, 'copied.db');
  copyFileSync(path, copied);
  const still = await openSqliteStore({ path });
  assert.equal(await isAlive(still, family.id), true);
  await still.close();
});
