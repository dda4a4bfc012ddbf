/**
 * Preloaded into every test process by scripts/test.ts: notes each credential as it is made, and searches what a test leaves behind
 * at the moment it is removed.
 */
import fs from 'node:fs';
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasMint, withMints } from './mints.ts';
import { noteCanary, searchDirectory, writeReport } from './registry.ts';

Object.assign(globalThis, { noteCanary });

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    return hasMint(url) ? { ...loaded, source: withMints(url, String(loaded.source)) } : loaded;
  },
});

const removeSync = fs.rmSync;
const OURS = join(tmpdir(), 'valetkey-');

fs.rmSync = (path, options) => {
  const isOurs = typeof path === 'string' && path.startsWith(OURS);
  if (isOurs && fs.statSync(path, { throwIfNoEntry: false })?.isDirectory()) searchDirectory(path);
  removeSync(path, options);
};
syncBuiltinESMExports();

const report = process.env['CANARY_REPORT'];
if (report !== undefined) process.on('exit', () => writeReport(report));
