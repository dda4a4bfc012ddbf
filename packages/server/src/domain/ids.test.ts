/** Ids: ascending, alphanumeric, the same in bytes and text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idFromBytes, idToBytes, isId, newId, newIdBytes } from './ids.ts';

const NOW = Date.UTC(2026, 10, 20);

test('R19 ids are 26 alphanumeric characters that ascend in the order they were made, whatever the clock does', () => {
  const ids: string[] = [];
  for (let i = 0; i < 20_000; i++) ids.push(newId(NOW + (i > 10_000 ? -5000 : i >> 6)));
  assert.deepEqual(ids, ids.toSorted());
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^[0-9a-v]{26}$/);
});

test('RFC 9562 §5.7: version 7, variant 2, the time in the first 48 bits', () => {
  const later = NOW + 3_600_000;
  const bytes = Buffer.from(newIdBytes(later));
  assert.equal(bytes.readUIntBE(0, 6), later);
  assert.equal(bytes[6]! >> 4, 7);
  assert.equal(bytes[8]! >> 6, 2);
});

test('text and bytes are each other’s; text order is byte order', () => {
  for (let i = 0; i < 1000; i++) {
    const bytes = newIdBytes(NOW + i * 7919);
    assert.deepEqual(idToBytes(idFromBytes(bytes)), bytes);
  }
  const all = new Uint8Array(16).fill(0xff);
  assert.deepEqual(idToBytes(idFromBytes(all)), all);
  const padded = Buffer.concat([Buffer.alloc(3), all]);
  assert.equal(idFromBytes(padded, 3), idFromBytes(all));
});

test('what is no id is told before it is used', () => {
  const id = newId(NOW);
  assert.equal(isId(id), true);
  for (const text of [
    '',
    id.slice(1),
    `${id}0`,
    id.toUpperCase(),
    id.replace(/.$/, 'w'),
    ` ${id}`,
    `${id}\n`,
    '__proto__',
  ])
    assert.equal(isId(text), false, text);
  assert.throws(() => idToBytes('!'.repeat(26)), RangeError);
});
