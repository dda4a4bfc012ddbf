/**
 * What every script of the repository needs first: the packages of package-lock.json, a Node.js 26 among them, and the console built.
 * Plain JavaScript without dependencies, so that any Node.js from 20 on can run it on a fresh clone.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureConsole } from './build-console.mjs';

const OLDEST_NODE = 20;
const NEEDED_NODE = 26;
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WINDOWS = process.platform === 'win32';
export const NODE = join(ROOT, 'node_modules', 'node', 'bin', WINDOWS ? 'node.exe' : 'node');
/** What `node` means in the scripts of package.json. */
const LINK = join(ROOT, 'node_modules', '.bin', WINDOWS ? 'node.cmd' : 'node');

checkNode();
if (!isInstalled()) install();
if (majorOf(NODE) < NEEDED_NODE || !existsSync(LINK)) installNode();
ensureConsole(NODE);

function checkNode() {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return;
  stop(
    `Node.js ${process.versions.node} is too old: install Node.js ${OLDEST_NODE} or newer (it comes with npm).`,
  );
}

/** npm's own record of what it installed, against what the lock file asks for: so `npm install` by hand counts, too. */
function isInstalled() {
  const wanted = readPackages('package-lock.json');
  const installed = readPackages(join('node_modules', '.package-lock.json'));
  if (wanted === null) stop('There is no package-lock.json here: run this in a clone of the repository.');
  if (installed === null) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.link === true) return true;
    const found = installed[path];
    // Optional ones are for other machines.
    return found === undefined
      ? entry.optional === true || entry.peer === true
      : found.version === entry.version;
  });
}

function readPackages(file) {
  const path = join(ROOT, file);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

function install() {
  console.error('Installing the packages of package-lock.json (npm ci): about a minute, once.');
  const { error, status } = run('npm', ['ci', '--no-audit', '--no-fund'], ROOT);
  if (error) stop(`npm cannot be started (${error.message}). Install Node.js with npm, then try again.`);
  if (status === 0) return;
  stop(
    `npm ci failed (exit code ${status}); its reason stands above. It needs the network to reach the package registry ` +
      'of your npm configuration. Put that right and run the same command again: it goes on from here.',
  );
}

/** The package `node` brings its binary by an install script, which newer versions of npm, or `ignore-scripts`, may hold back. */
function installNode() {
  const directory = join(ROOT, 'node_modules', 'node');
  const installer = join(directory, 'installArchSpecificPackage.js');
  if (majorOf(NODE) < NEEDED_NODE && existsSync(installer)) {
    console.error(`Installing Node.js ${NEEDED_NODE} for this repository alone.`);
    run(process.execPath, [installer], directory);
  }
  // npm links only what is there when it installs.
  if (!existsSync(LINK)) run('npm', ['rebuild', 'node', '--ignore-scripts'], ROOT);
  if (majorOf(NODE) >= NEEDED_NODE && existsSync(LINK)) return;
  stop(
    `Node.js ${NEEDED_NODE} could not be installed for this repository (there is no ${NODE} that runs here). ` +
      'Delete node_modules, then: npm ci --ignore-scripts=false',
  );
}

/** 0: it is not there, or does not run on this machine. */
function majorOf(binary) {
  const { stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  return Number.parseInt((stdout ?? '').replace(/^v/, ''), 10) || 0;
}

/** Output goes to standard error: standard output belongs to what runs after this. */
function run(command, args, cwd) {
  return spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2], shell: WINDOWS });
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
