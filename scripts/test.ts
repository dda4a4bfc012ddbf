/** Runs every test of the repository in one run of node's test runner, and closes on its summary. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureConsole } from './build-console.mjs';
import { openCanaries } from './canaries.ts';
import { ensureTestTools } from './test-tools.ts';

const wanted = process.argv.slice(2);
const all = globSync([
  'packages/*/src/**/*.test.ts',
  'examples/*/src/**/*.test.ts',
  'tests/**/*.test.ts',
]).toSorted();
const files = wanted.length === 0 ? all : all.filter(file => wanted.some(part => file.includes(part)));
if (files.length === 0) {
  console.error(`No test file matches ${wanted.join(', ')}.`);
  process.exit(2);
}
ensureTestTools();
ensureConsole(process.execPath);
const canaries = openCanaries();
const { status } = spawnSync(
  process.execPath,
  [...canaries.options, '--test', '--test-concurrency=2', '--test-timeout=300000', ...files],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      ...canaries.environment,
      // Hundreds of processes compile the same sources.
      NODE_COMPILE_CACHE: join(tmpdir(), 'valetkey-compile-cache'),
    },
  },
);
const isClean = canaries.conclude();
process.exit(isClean ? (status ?? 1) : 1);
