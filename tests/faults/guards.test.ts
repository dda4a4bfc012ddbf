/** The negative controls themselves: every guard still stands where its control takes it away. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { GUARDS, withoutGuard, type Guard } from './guards.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = globSync(`${root}/packages/*/src/**/*.ts`);

for (const guard of Object.keys(GUARDS) as Guard[]) {
  test(`the guard "${guard}" stands where its negative control takes it away`, () => {
    for (const { file } of GUARDS[guard]) {
      const [path, ...others] = sources.filter(source => source.endsWith(`/${file}`));
      assert.ok(path !== undefined && others.length === 0, file);
      const text = readFileSync(path, 'utf8');
      assert.notEqual(withoutGuard(guard, path, text), text);
    }
  });
}
