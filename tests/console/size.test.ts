/** What a browser loads before it can show the first screen, Active Integrations: other sections' texts come with their screens. */
import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../packages/console/dist/', import.meta.url));
const LARGEST = 250_000;
/** Each file is a way to the server and back. */
const MOST_FILES = 24;

interface FirstScreen {
  files: readonly string[];
}

test('the first load of the console is at most 250 KB compressed in few files, font and texts included', () => {
  const shell = readFileSync(join(dist, 'index.html'), 'utf8');
  const screens = JSON.parse(readFileSync(join(dist, 'first-screens.json'), 'utf8')) as Record<
    string,
    FirstScreen
  >;
  const named = [...shell.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, file]) => file!);
  const texts = globSync('assets/texts-{shell,settings}-en-*.js', { cwd: dist });
  const fonts = globSync('assets/inter-latin-wght-normal-*.woff2', { cwd: dist });
  const { files } = screens['/settings/integrations']!;
  assert.ok(named.length > 1 && texts.length === 2 && fonts.length === 1, 'what is loaded is found');
  assert.ok(
    files.some(file => file.includes('active-integrations')),
    'and the screen itself',
  );
  const compressed = [...named, ...texts, ...files].map(file => statSync(join(dist, `${file}.br`)).size);
  const sizes = [...compressed, ...fonts.map(file => statSync(join(dist, file)).size)];
  const total = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(total <= LARGEST, `${total} bytes`);
  assert.ok(sizes.length <= MOST_FILES, `${sizes.length} files`);
});
