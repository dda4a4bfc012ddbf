/** What is remembered of reads is what a read would answer, whoever has written. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { act, appRow, id } from '../conformance/fixtures.ts';
import { openSqliteStore } from '../sqlite.ts';
import type { Store } from '../store.ts';
import { ReadMemory } from './read-memory.ts';

/** Two processes' worth of stores on one file. */
async function openTwo(t: TestContext): Promise<[Store, Store]> {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-memory-'));
  const path = join(directory, 'valetkey.db');
  const stores = [await openSqliteStore({ path }), await openSqliteStore({ path })] as const;
  t.after(async () => {
    for (const store of stores) await store.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return [...stores];
}

test('S-I8 what another process changed is seen by the next read', async t => {
  const [own, other] = await openTwo(t);
  const app = appRow({});
  await own.createApp(app, { id: id(), secret: 's'.repeat(43), keyId: 'mac-1' }, act());
  for (const name of ['a', 'b', 'c']) {
    await own.findApp(app.id);
    await other.updateApp(app.id, { name }, act());
    assert.equal((await own.findApp(app.id))?.name, name);
  }
});

test('what this process changed is seen when the change is answered', async t => {
  const [own] = await openTwo(t);
  const app = appRow({});
  await own.createApp(app, { id: id(), secret: 's'.repeat(43), keyId: 'mac-1' }, act());
  for (const name of ['a', 'b', 'c']) {
    assert.notEqual((await own.findApp(app.id))?.name, name);
    await own.updateApp(app.id, { name }, act());
    assert.equal((await own.findApp(app.id))?.name, name);
  }
});

test('what did not change is read once; a read that failed is not remembered; nor is anything while the version cannot be read', async () => {
  let version: number | null = 1;
  const memory = new ReadMemory({ dataVersion: () => version });
  let reads = 0;
  const read = async (): Promise<number> => ++reads;
  assert.deepEqual([await memory.recall('app 1', read), await memory.recall('app 1', read)], [1, 1]);
  await assert.rejects(memory.recall('app 2', () => Promise.reject(new Error('busy'))));
  assert.equal(await memory.recall('app 2', read), 2);
  version = null;
  assert.deepEqual([await memory.recall('app 1', read), await memory.recall('app 1', read)], [3, 4]);
});

test('a write takes what it is about, or leaves what it taught; without a key it takes everything', async () => {
  const memory = new ReadMemory({ dataVersion: () => 1 });
  const recall = (name: string): Promise<string> => memory.recall(name, async () => 'read');
  await Promise.all([recall('family 1'), recall('family 2')]);
  memory.change({
    key: 'family 1',
    learn: (known, result) => `${String(known)} ${String(result)}`,
    result: 'rotated',
  });
  assert.deepEqual([await recall('family 1'), await recall('family 2')], ['read rotated', 'read']);
  memory.change({ key: 'family 1', learn: () => undefined, result: 'refused' });
  assert.equal(await recall('family 1'), 'read');
  memory.change({ key: 'family 2', learn: () => 'taught', result: null });
  memory.change({ key: undefined, learn: undefined, result: null });
  assert.equal(await recall('family 2'), 'read');
});
