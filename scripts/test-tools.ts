/** What the tests need beside npm's packages: a Chromium, and on CI the foreign programs of Debian. Found first, installed second. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from '../tests/browser.ts';

const canApt = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Ends the process with a sentence where there is no way to get one. */
export function ensureTestTools(): void {
  if (findChromium() === null) installChromium();
  // On a person's own machine nothing but the browser is installed: what is missing there is named by the tests, one line each.
  if (process.env['CI'] === 'true' && canApt) installForeignPrograms();
}

function installChromium(): void {
  console.log('Installing a Chromium for the browser tests: a minute or two, once.');
  if (canApt) apt(['chromium']);
  if (findChromium() === null)
    spawnSync('npx', ['playwright-core', 'install', 'chromium'], { stdio: 'inherit' });
  if (findChromium() !== null) return;
  console.error(
    'No Chromium could be installed. Install one by hand (Debian: apt-get install chromium), or name one with CHROMIUM_PATH.',
  );
  process.exit(1);
}

function installForeignPrograms(): void {
  const missing = [
    ...(existsSync('/usr/sbin/nginx') ? [] : ['nginx-light']),
    ...(existsSync('/usr/sbin/haproxy') ? [] : ['haproxy']),
    ...(existsSync('/usr/share/doc/ruby-omniauth-oauth2') ? [] : ['ruby-oauth2', 'ruby-omniauth-oauth2']),
  ];
  if (missing.length === 0) return;
  console.log(`Installing ${missing.join(', ')} for the tests with real clients and proxies.`);
  apt(missing);
}

function apt(packages: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}
