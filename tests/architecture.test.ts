/** Who may import whom: the table of ARCHITECTURE.md, held by reading the imports of every source file. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const root = fileURLToPath(new URL('..', import.meta.url));
const SERVER = 'packages/server/src';

/** First match of `from` decides; a file may import what matches one of `may`, its own part, and nothing else of ours. */
const TABLE: readonly { from: RegExp; may: readonly RegExp[]; builtins?: boolean }[] = [
  { from: /^packages\/protocol\//, may: [], builtins: false },
  { from: /^packages\/server\/src\/http\//, may: [/^protocol$/] },
  { from: /^packages\/server\/src\/store\//, may: [/^protocol$/, /^server\/domain\/ids\.ts$/] },
  {
    from: /^packages\/server\/src\/domain\//,
    may: [
      /^protocol$/,
      /^server\/store\/(store|rows|liveness)\.ts$/,
      /^server\/config(-types)?\.ts$/,
      /^server\/http\/(cookies|html)\.ts$/,
      /^server\/pages\/models\.ts$/,
    ],
  },
  {
    from: /^packages\/server\/src\/endpoints\/([a-z-]+)\//,
    may: [/^protocol$/, /^server\/http\//, /^server\/domain\//, /^server\/store\/(store|rows|liveness)\.ts$/],
  },
  {
    from: /^packages\/server\/src\/console-api\//,
    may: [
      /^protocol$/,
      /^server\/http\//,
      /^server\/domain\//,
      /^server\/store\/(store|rows|liveness)\.ts$/,
      // A preview is the page itself, not a second one.
      /^server\/pages\/preview-consent\.ts$/,
    ],
  },
  {
    from: /^packages\/server\/src\/pages\//,
    may: [
      /^protocol$/,
      /^server\/http\//,
      /^server\/domain\//,
      /^server\/store\/(store|rows|liveness)\.ts$/,
      /^server\/config-types\.ts$/,
    ],
  },
  {
    from: /^packages\/server\/src\/config(-types)?\.ts$/,
    may: [/^protocol$/, /^server\/pages\/contrast\.ts$/, /^server\/config/],
  },
  {
    from: /^packages\/server\/src\/(app|connection-limits|errors|index|known-errors|log-request|route-table|server)\.ts$/,
    may: [/^protocol$/, /^server\/(http|domain|endpoints|pages|console-api)\//, /^server\/[a-z-]+\.ts$/],
  },
  { from: /^packages\/server\/src\/(main\.ts|cli\/)/, may: [/^/] },
  { from: /^packages\/client\//, may: [/^protocol$/] },
  { from: /^packages\/guard\//, may: [/^protocol$/] },
  { from: /^packages\/console\//, may: [/^protocol$/], builtins: false },
  { from: /^examples\//, may: [/^protocol$/, /^guard$/, /^client$/] },
];

const sources = globSync('{packages,examples}/*/src/**/*.{ts,tsx}', { cwd: root })
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => !/\.test\.ts$|fixtures\.ts$|\/conformance\/|\.child\.ts$|path-tricks\.ts$/.test(file));

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
    match => match[1] ?? match[2]!,
  );
}

/** The folder that counts as a file's own: a package, or below the server one layer, or one endpoint. */
function partOf(file: string): string {
  if (!file.startsWith(SERVER)) return file.split('/').slice(0, 2).join('/');
  const [layer = '', name = ''] = relative(SERVER, file).split('/');
  return layer === 'endpoints' ? `${SERVER}/endpoints/${name}` : `${SERVER}/${layer}`;
}

function targetOf(file: string, specifier: string): { path: string; name: string } | null {
  if (specifier.startsWith('@valetkey/')) return { path: '', name: specifier.split('/')[1]! };
  if (!specifier.startsWith('.')) return null;
  const path = normalize(join(dirname(file), specifier)).replaceAll('\\', '/');
  return { path, name: path.startsWith(`${SERVER}/`) ? `server/${path.slice(SERVER.length + 1)}` : path };
}

test('the table of who may import whom holds', () => {
  const broken: string[] = [];
  for (const file of sources) {
    const rule = TABLE.find(({ from }) => from.test(file));
    assert.ok(rule, `${file} belongs to no row of the table`);
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith('node:') && rule.builtins === false)
        broken.push(`${file} imports ${specifier}`);
      const target = targetOf(file, specifier);
      const own = target && target.path !== '' && partOf(target.path) === partOf(file);
      if (target && !own && !rule.may.some(may => may.test(target.name)))
        broken.push(`${file} imports ${specifier}`);
    }
  }
  assert.deepEqual(broken, []);
});

test('only the command names a store engine or reads the environment', () => {
  const outside = sources.filter(file => file.startsWith(SERVER) && !/\/(cli|store)\/|main\.ts$/.test(file));
  const naming = outside.filter(file =>
    /store\/(sqlite|postgres)|process\.env/.test(readFileSync(join(root, file), 'utf8')),
  );
  assert.deepEqual(naming, []);
});

test('S-T8 no randomness but that of node:crypto', () => {
  assert.deepEqual(
    sources.filter(file => readFileSync(join(root, file), 'utf8').includes('Math.random')),
    [],
  );
});
