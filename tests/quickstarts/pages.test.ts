/** docs/quickstart/ is what the data says. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { QUICKSTART_PAGES, renderPages } from './pages.ts';

test('R57 R58 docs/quickstart has a page for each language, written from the quickstarts (npm run tables)', () => {
  const pages = renderPages();
  assert.deepEqual(globSync('*.md', { cwd: QUICKSTART_PAGES }).toSorted(), [...pages.keys()].toSorted());
  for (const [name, text] of pages)
    assert.equal(readFileSync(join(QUICKSTART_PAGES, name), 'utf8'), text, name);
});

test('R58 what is dead is named with its successor', () => {
  const index = renderPages().get('README.md')!;
  for (const dead of ['Spring Security OAuth', 'DotNetOpenAuth'])
    assert.match(index, new RegExp(`${dead} → \\S`));
});
