/** Rules that hold for every line of the source, and are read from it. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = globSync('{packages,examples}/*/src/**/*.{ts,tsx}', { cwd: root })
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => !/\.test\.tsx?$|fixtures\.ts$|\/conformance\/|\.child\.ts$/.test(file))
  .map(file => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n') }));

function linesWith(pattern: RegExp, except: (file: string, line: string) => boolean = () => false): string[] {
  return sources.flatMap(({ file, lines }) =>
    lines
      .map((line, i) => ({ line, at: `${file}:${i + 1}: ${line.trim()}` }))
      .filter(({ line }) => !/^\s*(?:\/\/|\/?\*)/.test(line) && pattern.test(line) && !except(file, line))
      .map(({ at }) => at),
  );
}

test('the source is found at all', () => {
  assert.ok(sources.length > 100, String(sources.length));
  assert.ok(linesWith(/timingSafeEqual\(/).length >= 4);
});

test('S-T8 CVE-2025-7783: Math.random stands nowhere', () => {
  assert.deepEqual(linesWith(/\bMath\s*\.\s*random\b|\bpseudoRandomBytes\b/), []);
});

/** What only its holder knows, or a digest of it: compared with `===` it would tell by time how much was right. */
const SECRET_NAME =
  /(?:secret|password|digest|\bmac|hmac|token|hash|verifier|challenge|signature|csrf|nonce|ticket|apikey)$/i;
const COMPARISON = /([\w.!?]+(?:\[\w+\])?)\s*[!=]==?\s*([\w.!?'"`$-]+)/g;
const PUBLIC_VALUE = /^(?:null|undefined|true|false|\d+|['"`].*)$/;

function comparesSecret(line: string): boolean {
  return [...line.matchAll(COMPARISON)].some(([, left = '', right = '']) => {
    const isSecret = [left, right].some(operand => SECRET_NAME.test(operand.replace(/[!?]+$/, '')));
    return isSecret && !PUBLIC_VALUE.test(left) && !PUBLIC_VALUE.test(right);
  });
}

test('the rule below finds what it looks for', () => {
  for (const line of [
    'if (a.hash === b) {',
    'x !== row!.tokenHash',
    'return secret == given;',
    'mac===other',
  ])
    assert.equal(comparesSecret(line), true, line);
  for (const line of [
    'token === undefined',
    "secret !== ''",
    'left.length === right.length',
    'code === null',
  ])
    assert.equal(comparesSecret(line), false, line);
});

test('S-T3 S-B14 no secret, token, verifier or digest of one is compared with ===', () => {
  // The demonstration's own client and its invented login keep nobody out.
  const found = sources
    .filter(({ file }) => !/\/cli\/(?:demo|tour)\/|\/fake-login\.ts$/.test(file))
    .flatMap(({ file, lines }) => lines.filter(comparesSecret).map(line => `${file}: ${line.trim()}`));
  assert.deepEqual(found, []);
});

test('S-U1 nothing is written to the console by a library, and no log is given a whole request', () => {
  assert.deepEqual(
    linesWith(/\bconsole\.(?:log|info|warn|error|debug)\(/, file =>
      // In a browser the console is its developer's; the quickstarts are other people's programs.
      /\/cli\/|\/main\.tsx?$|^examples\/|\/quickstart\/languages\//.test(file),
    ),
    [],
  );
  assert.deepEqual(linesWith(/\blog\.(?:info|warn|error)\((?:request|incoming|params|body|headers)\b/), []);
});

test('S-V5 no regular expression is anchored by lines', () => {
  assert.deepEqual(
    linesWith(/\/[^/\s]*[\^$][^/]*\/[a-z]*m[a-z]*[,).;]/, file => /\/cli\/|^examples\//.test(file)),
    [],
  );
});

test('S-A22 no redirect keeps the method: 307 and 308 stand nowhere', () => {
  // The client names them to refuse them.
  assert.deepEqual(
    linesWith(/\b30[78]\b/, file => file.startsWith('packages/client/')),
    [],
  );
});

test('S-U6 S-E11 there is one clock: nothing but it asks the machine for the time', () => {
  assert.deepEqual(
    // The database's clock is SQLite's machine; what a screen calls "an hour ago" is by the reader's.
    linesWith(/\bDate\.now\(\)|\bnew Date\(\)/, file =>
      /clock\.ts$|\/cli\/|^examples\/|\/store\/sqlite\.ts$|^packages\/console\//.test(file),
    ),
    [],
  );
});
