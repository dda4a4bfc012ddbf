/** The finder of regular expressions, itself: what it does not find is not checked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findRegexes } from './regex-literals.ts';

test('finds literals, and neither divisions nor what stands in strings, templates and comments', () => {
  const text = [
    "const a = /x[/]y\\//gi.test('/no/');",
    'const b = (1 / 2) / 3; // /no/',
    '/* /no/ */ return /yes/;',
    'const c = `a/no/${b.replace(/in/u, `/${d}/`)}/no/`;',
    "if (!/last/.test(x) && y / 2 > z / 3) w('it\\'s /no/');",
  ].join('\n');
  assert.deepEqual(
    findRegexes('f', text).map(({ source, flags }) => `/${source}/${flags}`),
    ['/x[/]y\\//gi', '/yes/', '/in/u', '/last/'],
  );
});
