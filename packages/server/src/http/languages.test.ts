/** Accept-Language (RFC 9110 §12.5.4). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAcceptLanguage } from './languages.ts';

test('RFC 9110 §12.5.4: by weight, then in the order they stand; weight 0 and junk are left out', () => {
  assert.deepEqual(parseAcceptLanguage('nl'), ['nl']);
  assert.deepEqual(parseAcceptLanguage('en;q=0.5, nl-NL, de;q=0.9'), ['nl-NL', 'de', 'en']);
  assert.deepEqual(parseAcceptLanguage('en, nl;q=1.0, fr;q=0, de;q=0.000'), ['en', 'nl']);
  assert.deepEqual(parseAcceptLanguage(' nl ; q=0.3 ,en ;q=0.4'), ['en', 'nl']);
  for (const header of [undefined, '', ',', ';q=1', '*', 'n l', '<script>', 'nl\u0000', '../etc'])
    assert.deepEqual(parseAcceptLanguage(header), [], String(header));
});

test('S-V2 a header of any length costs the same', () => {
  assert.equal(parseAcceptLanguage('a,'.repeat(100_000)).length, 20);
  assert.deepEqual(parseAcceptLanguage('x'.repeat(1_000_000)), []);
});
