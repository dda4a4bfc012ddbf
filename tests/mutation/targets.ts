/** Whose mistakes would let somebody in, or out. */
import { globSync } from 'node:fs';
import { ROOT } from './mutants.ts';

const TARGETS = [
  'packages/{protocol,guard}/src/**/*.ts',
  'packages/server/src/{endpoints,domain,http,store/sql}/**/*.ts',
  'packages/server/src/store/liveness.ts',
  'packages/server/src/{errors,known-errors}.ts',
];

export function targetFiles(): string[] {
  return globSync(TARGETS, { cwd: ROOT })
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => !/\.test\.ts$|fixtures\.ts$/.test(file))
    .toSorted();
}
