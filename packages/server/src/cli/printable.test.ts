/** What strangers wrote, on the operator's terminal. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable } from './printable.ts';

test('S-N8 nothing that a stranger wrote is a command to the terminal, or is read in another direction', () => {
  const evil = 'a\u001b]0;x\u0007\u009b31m\rb\u202ecod\u200b\u2028é 名\n\tnext';
  assert.equal(printable(evil), 'a\\u001b]0;x\\u0007\\u009b31m\\u000db\\u202ecod\\u200b\\u2028é 名\n\tnext');
  assert.equal(printable('\u{e0001}'), '\\udb40\\udc01');
  const value = { reason: evil };
  assert.deepEqual(JSON.parse(printable(JSON.stringify(value, null, 2))), value);
});
