/** What a browser loads before it can show the first screen, Active Integrations: other sections' texts come with their screens. */
import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../packages/console/dist/', import.meta.url));
const LARGEST = 250_000;

test('the first load of the console is at most 250 KB compressed, font and texts included', () => {
  const shell = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = [...shell.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, file]) => file!);
  const texts = globSync('assets/texts-{shell,settings}-en-*.js', { cwd: dist });
  const fonts = globSync('assets/inter-latin-wght-normal-*.woff2', { cwd: dist });
  assert.ok(named.length > 1 && texts.length === 2 && fonts.length === 1, 'what is loaded is found');
  const sizes = [...named, ...texts].map(file => [file, statSync(join(dist, `${file}.br`)).size] as const);
  const all = [...sizes, ...fonts.map(file => [file, statSync(join(dist, file)).size] as const)];
  const total = all.reduce((sum, [, size]) => sum + size, 0);
  assert.ok(total <= LARGEST, `${total} bytes: ${JSON.stringify(all)}`);
});
