/** A real Chromium for tests that must see what people see: the machine's own, or the one Playwright installed. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** No calls home: what the browser asks for is part of what the tests look at. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Null where there is none; `npm test` installs one then. @throws when CHROMIUM_PATH names nothing. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, but there is no such file.`);
  }
  return [...PLACES, chromium.executablePath()].find(path => path !== '' && existsSync(path)) ?? null;
}

export interface BrowserOptions {
  /** Every host below it is this machine. */
  domain?: string;
  /** Keeps pages that were left for the back button, as people's browsers do and Playwright's do not. */
  keepsPages?: boolean;
}

/** The caller closes it. */
export async function launchBrowser({ domain, keepsPages = false }: BrowserOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium found. Run `npm test` once: it installs one.');
  const here = domain === undefined ? '' : `MAP *.${domain} 127.0.0.1, `;
  // An app's https callback in a test is nobody's: it is seen as a request, and never looked up.
  const resolve = `--host-resolver-rules=${here}MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1`;
  return await chromium.launch({
    executablePath,
    args: [...ARGUMENTS, resolve],
    ignoreDefaultArgs: keepsPages ? ['--disable-back-forward-cache'] : [],
  });
}
