/** Scope lists, masks and what a scope includes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { expandScopes, formatScope, isSubset, parseScope, scopeMask, scopesOfMask } from './scope.ts';

test('RFC 6749 §3.3: order is kept, duplicates are dropped', () => {
  assert.deepEqual(parseScope('write:project read:project write:project'), ['write:project', 'read:project']);
  assert.deepEqual(parseScope('developer/v1/all'), ['developer/v1/all']);
  assert.deepEqual(parseScope(''), []);
  assert.equal(formatScope(['a', 'b']), 'a b');
});

test('S-A25, S-V2: a malformed or too long scope is invalid_scope', () => {
  const bad = [' a', 'a ', 'a  b', 'a\tb', 'a"b', 'a\\b', 'é', 'a\nb', 'a '.repeat(101).trim()];
  for (const text of bad) assert.throws(() => parseScope(text), { code: 'invalid_scope' }, text);
});

const scopes = fc.uniqueArray(fc.stringMatching(/^[a-z:/]{1,8}$/), { maxLength: 60 });

test('R48: a mask says exactly which scopes of the list are meant, in the fewest bytes', () => {
  fc.assert(
    fc.property(scopes, fc.infiniteStream(fc.boolean()), (all, coin) => {
      const subset = all.filter(() => coin.next().value === true);
      const mask = scopeMask(all, subset.toReversed());
      assert.deepEqual(scopesOfMask(all, mask), subset);
      assert.notEqual(mask.at(-1), 0);
      assert.equal(mask.length === 0, subset.length === 0);
      // Lists only grow: what was meant before is still meant.
      assert.deepEqual(scopesOfMask([...all, 'LATER'], mask), subset);
    }),
  );
  assert.deepEqual(scopeMask(['a', 'b', 'c'], ['c']), new Uint8Array([4]));
  assert.deepEqual(scopesOfMask(['a'], new Uint8Array([0xff, 0xff])), ['a']);
  assert.throws(() => scopeMask(['a'], ['b']), RangeError);
});

test('R46: a scope gives what it includes, transitively, through cycles, and * gives every scope', () => {
  const includes = new Map<string, readonly string[] | '*'>([
    ['all', '*'],
    ['a', ['b']],
    ['b', ['c', 'a']],
    ['c', []],
  ]);
  assert.deepEqual(expandScopes(['a'], includes), ['a', 'b', 'c']);
  assert.deepEqual(expandScopes(['c', 'unknown'], includes), ['c', 'unknown']);
  assert.deepEqual(expandScopes(['all'], includes).toSorted(), ['a', 'all', 'b', 'c']);
  assert.deepEqual(expandScopes([], includes), []);
});

test('R48: a subset has nothing of its own', () => {
  assert.ok(isSubset([], []));
  assert.ok(isSubset(['b', 'b'], ['a', 'b']));
  assert.equal(isSubset(['c'], ['a', 'b']), false);
});
