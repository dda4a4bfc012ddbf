/** What a newcomer's machine may lack: one sentence that says what to do, and no stack. The scripts run in a folder of their own. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const SCRIPTS = fileURLToPath(new URL('../scripts/', import.meta.url));

/** A clone as it comes, with a program called npm that does what is said here. */
function openClone(t: TestContext, { lock = true, npm = null as string | null } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'valetkey-clone-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const script of ['setup.mjs', 'start.mjs', 'build-console.mjs'])
    cpSync(join(SCRIPTS, script), join(root, 'scripts', script));
  const packages = { 'node_modules/node': { version: '26.0.0' } };
  if (lock) writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
  const programs = join(root, 'programs');
  mkdirSync(programs);
  if (npm !== null) {
    writeFileSync(join(programs, 'npm'), `#!/bin/sh\n${npm}\n`);
    chmodSync(join(programs, 'npm'), 0o755);
  }
  const run = async (script: string, flags: readonly string[] = []) =>
    await new Promise<{ code: number; lines: string[] }>(done => {
      const words = [...flags, join(root, 'scripts', script)];
      execFile(process.execPath, words, { env: { PATH: programs } }, (error, _, stderr) =>
        done({ code: error === null ? 0 : Number(error.code), lines: stderr.trim().split('\n') }),
      );
    });
  return run;
}

test('an old Node.js is told which one is needed, before anything is installed', async t => {
  const old =
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.0' } })";
  const run = openClone(t);
  for (const script of ['setup.mjs', 'start.mjs']) {
    const { code, lines } = await run(script, [
      '--import',
      `data:text/javascript,${encodeURIComponent(old)}`,
    ]);
    assert.deepEqual([code, lines.length], [1, 1], lines.join('\n'));
    assert.match(lines[0]!, /^Node\.js 18\.19\.0 is too old: install Node\.js 20 or newer/);
  }
});

test('without npm, without a network, and outside of a clone the last line says what to put right', async t => {
  const cases = [
    [openClone(t), /^npm cannot be started \(.*\)\. Install Node\.js with npm, then try again\.$/],
    [
      openClone(t, { npm: 'echo "npm error code ENOTFOUND" >&2; exit 1' }),
      /^npm ci failed \(exit code 1\); its reason stands above\. It needs the network/,
    ],
    [openClone(t, { lock: false }), /^There is no package-lock\.json here: run this in a clone/],
    [openClone(t, { npm: 'exit 0' }), /^Node\.js 26 could not be installed for this repository/],
  ] as const;
  for (const [run, says] of cases) {
    const { code, lines } = await run('start.mjs');
    assert.equal(code, 1);
    assert.match(lines.at(-1)!, says);
    assert.doesNotMatch(lines.join('\n'), / at .*:\d+:\d+/, 'no stack');
  }
});
