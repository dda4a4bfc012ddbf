/** Builds the console (packages/console/dist) where it is missing or older than its sources: seconds, once. Plain JavaScript, as setup.mjs. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CONSOLE = join(ROOT, 'packages', 'console');
const DIST = join(CONSOLE, 'dist');
const SOURCES = [
  join(CONSOLE, 'src'),
  join(CONSOLE, 'index.html'),
  join(CONSOLE, 'vite.config.ts'),
  join(ROOT, 'packages', 'protocol', 'src'),
  join(ROOT, 'package-lock.json'),
];

/** @param {string} node the Node.js that runs Vite */
export function ensureConsole(node) {
  const built = join(DIST, 'index.html');
  if (existsSync(built) && newestOf(SOURCES) <= statSync(built).mtimeMs) return;
  console.error('Building the console: a few seconds.');
  // Beside its place and then moved there: whoever reads the files meanwhile reads whole ones.
  const fresh = join(CONSOLE, '.cache', String(process.pid));
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(node, [vite, 'build', CONSOLE, '--outDir', fresh, '--logLevel', 'warn'], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    console.error('The console could not be built; the reason stands above.');
    process.exit(1);
  }
  rmSync(DIST, { recursive: true, force: true });
  renameSync(fresh, DIST);
}

function newestOf(paths) {
  const times = paths.map(path => {
    const found = statSync(path);
    if (!found.isDirectory()) return found.mtimeMs;
    return newestOf(readdirSync(path).map(name => join(path, name)));
  });
  return Math.max(0, ...times);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureConsole(process.execPath);
