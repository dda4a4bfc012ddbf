/**
 * `npm run test:runtimes`: the packed client on Node.js 22, Bun and Deno, each through the main job of the six profiles.
 * They are 380 MB, so they are no part of `npm test`; docs/interop.md says what was tried.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { profiles, type ProfileName } from '@valetkey/protocol';
import { pack } from '../../scripts/pack.ts';
import { completeForeignJourney } from '../interop/foreign.ts';
import { openInterop, type Interop } from '../interop/fixture.ts';

const RUNTIMES = { node: '22', bun: '1', deno: '2' } as const;
const folder = fileURLToPath(new URL('../../.cache/runtimes', import.meta.url));
const vaults = mkdtempSync(join(tmpdir(), 'valetkey-runtimes-'));
const binOf = (runtime: string): string => join(folder, 'node_modules/.bin', runtime);

let interop: Interop;
before(async () => {
  install();
  interop = await openInterop();
});
after(async () => {
  await interop?.close();
  rmSync(vaults, { recursive: true, force: true });
});

/** As an app's developer does: the runtimes and the client from npm's own command. */
function install(): void {
  mkdirSync(folder, { recursive: true });
  const tarballs = pack(join(folder, 'tarballs')).map(file => `./tarballs/${file}`);
  const allowScripts = { node: true, bun: true, deno: true };
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ type: 'module', private: true, allowScripts }),
  );
  const runtimes = Object.entries(RUNTIMES).map(([name, version]) => `${name}@${version}`);
  const command = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...command, ...runtimes, ...tarballs], { cwd: folder, stdio: 'inherit' });
  cpSync(new URL('job.js', import.meta.url), join(folder, 'job.js'));
}

for (const runtime of Object.keys(RUNTIMES) as (keyof typeof RUNTIMES)[]) {
  describe(runtime, () => {
    before(() =>
      console.log(execFileSync(binOf(runtime), ['--version'], { encoding: 'utf8' }).split('\n')[0]),
    );
    for (const slug of Object.keys(profiles) as ProfileName[]) {
      test(`${runtime}: ${slug}, from the button to the end`, async () => {
        const app = await interop.register(slug);
        const job = join(folder, 'job.js');
        await completeForeignJourney(interop, app, {
          file: binOf(runtime),
          args: runtime === 'deno' ? ['run', '--no-prompt', '--allow-all', job] : [job],
          env: {
            VAULT_FILE: join(vaults, `${runtime}-${slug}.db`),
            VAULT_KEY: randomBytes(32).toString('base64'),
          },
        });
      });
    }
  });
}
