/** S-W4: a process killed at any moment has lost no write that it acknowledged. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { writeUntilKilled } from '../conformance/write-until-killed.ts';
import { openSqliteStore } from '../sqlite.ts';

const directory = mkdtempSync(join(tmpdir(), 'valetkey-durability-'));
after(() => rmSync(directory, { recursive: true }));

function integrityOf(path: string): unknown {
  const database = new DatabaseSync(path);
  const [row] = database.prepare('PRAGMA integrity_check').all();
  database.close();
  return row?.['integrity_check'];
}

test('S-W4 kill -9 at a random moment, ten times: every acknowledged write is there, nothing is half-done', async () => {
  const path = join(directory, 'killed.db');
  const acknowledged: string[] = [];
  for (let round = 0; round < 10; round++) {
    acknowledged.push(...(await writeUntilKilled(path)));
    const begun = performance.now();
    const store = await openSqliteStore({ path });
    assert.ok(performance.now() - begun < 2000);
    for (const familyId of acknowledged) assert.notEqual(await store.findFamily(familyId), null);
    // A redemption is the family and its event: both or none.
    const redeemed = (await store.listEvents({ after: 0, types: ['code.redeemed'], limit: 10_000_000 }))
      .length;
    const counts = await store.countRows();
    assert.equal(redeemed, counts['families']! - counts['apps']!);
    await store.close();
    assert.equal(integrityOf(path), 'ok');
  }
  assert.ok(acknowledged.length > 10);
});
