/** The disk that loses power, itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiskModel, LOSSES } from './disk-model.ts';
import { seededRandom } from './random.ts';

const random = seededRandom(1);
const write = (offset: number, text: string) =>
  ({ call: 'write', file: 'f', offset, bytes: Buffer.from(text) }) as const;

test('what was synced survives every loss; what was not may be lost', () => {
  const disk = new DiskModel();
  disk.apply(write(0, 'safe'));
  disk.apply({ call: 'sync', file: 'f' });
  disk.apply({ call: 'syncNames' });
  disk.apply(write(4, 'risky'));
  for (const loss of LOSSES)
    assert.equal(disk.afterLoss(loss, random).get('f')!.toString().slice(0, 4), 'safe', loss);
  assert.equal(disk.afterLoss('all lost', random).get('f')!.toString(), 'safe');
  assert.equal(disk.afterLoss('all kept', random).get('f')!.toString(), 'saferisky');
});

test('a torn write leaves whole sectors of 512 bytes, old or new', () => {
  const disk = new DiskModel();
  disk.apply(write(0, 'o'.repeat(4096)));
  disk.apply({ call: 'sync', file: 'f' });
  disk.apply({ call: 'syncNames' });
  disk.apply(write(0, 'n'.repeat(4096)));
  const torn = disk.afterLoss('torn', random).get('f')!.toString();
  const sectors = Array.from({ length: 8 }, (_, i) => torn.slice(i * 512, (i + 1) * 512));
  for (const sector of sectors) assert.match(sector, /^(?:o{512}|n{512})$/);
  assert.ok(sectors.some(sector => sector[0] === 'o') && sectors.some(sector => sector[0] === 'n'));
});

test('a name that was made or removed is safe only when its directory was synced', () => {
  const disk = new DiskModel();
  disk.apply(write(0, 'new'));
  disk.apply({ call: 'sync', file: 'f' });
  assert.equal(disk.afterLoss('all lost', random).has('f'), false);
  disk.apply({ call: 'syncNames' });
  assert.equal(disk.afterLoss('all lost', random).has('f'), true);
  disk.apply({ call: 'unlink', file: 'f' });
  const states = Array.from({ length: 20 }, () => disk.afterLoss('some lost', random).has('f'));
  assert.ok(states.includes(true) && states.includes(false));
  disk.apply({ call: 'syncNames' });
  assert.equal(disk.afterLoss('some lost', random).has('f'), false);
});
