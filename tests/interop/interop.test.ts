/** docs/interop.md is the table of the tests there are. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ProfileName } from '@valetkey/protocol';
import { CLIENTS, SLUGS } from './clients.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

test('R58 docs/interop.md names each library with the profiles it is tested on', () => {
  const rows = read('../../docs/interop.md')
    .split('\n')
    .filter(line => line.split('|').length === SLUGS.length + 4)
    .map(line => line.split('|').map(cell => cell.trim()));
  const [head = [], , ...body] = rows;
  assert.deepEqual(head.slice(3, -1), SLUGS);
  const claimed = body.map(([, name = '', , ...cells]) => [name, SLUGS.filter((_, i) => cells[i] === '✓')]);
  assert.deepEqual(Object.fromEntries(claimed), CLIENTS);
});

test('R58 each library has a test file that goes through exactly its profiles', () => {
  for (const name of Object.keys(CLIENTS)) {
    const text = read(`./${name}.test.ts`);
    assert.match(text, new RegExp(`for \\(const slug of CLIENTS(\\['${name}'\\]|\\.${name})\\)`), name);
    assert.ok(text.includes(`R58 ${name}: \${waysOf(slug)} on \${slug}`), name);
  }
});

test('each profile is proved by a library, and by plain requests', () => {
  const proved = (slug: ProfileName): string[] =>
    Object.entries(CLIENTS).flatMap(([name, slugs]) => (slugs.includes(slug) ? [name] : []));
  for (const slug of SLUGS) assert.ok(proved(slug).includes('curl') && proved(slug).length >= 5, slug);
});
