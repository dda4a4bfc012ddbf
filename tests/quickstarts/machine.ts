/** How each language's quickstart is run here: from the files it prints to a command. Null: this machine lacks the language, and a line of the run says so. */
import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { POM, type QuickstartLanguage } from '@valetkey/protocol/quickstart';
import { findJars, findPython, findShellScript, findTool, hasGem, type Command } from '../interop/machine.ts';

export interface Place {
  folder: string;
  port: number;
}

/** Looked up once per run; what is missing is said then. */
type Toolchain = () => ((place: Place) => Command) | null;

/** The languages that a machine with Debian's packages and the registries of Python, Java and Go can run. */
export const TOOLCHAINS: Partial<Record<QuickstartLanguage, Toolchain>> = {
  curl: () => {
    const shell = findShellScript('quickstart curl', 'app.sh');
    return shell && (({ folder }) => ({ ...shell, args: [join(folder, 'quickstart.sh')] }));
  },
  node: () => runNode,
  'valetkey-client': () => runNode,
  python: () => {
    const file = findPython('quickstart python');
    const env = { OAUTHLIB_INSECURE_TRANSPORT: '1' };
    return file === null ? null : ({ folder }) => ({ file, args: [join(folder, 'quickstart.py')], env });
  },
  java: () => {
    const jars = findJars('quickstart java', POM);
    if (jars === null) return null;
    return ({ folder }) => ({
      file: 'java',
      args: ['-cp', join(jars, '*'), join(folder, 'Quickstart.java')],
    });
  },
  ruby: () =>
    hasGem('quickstart ruby', 'oauth2')
      ? ({ folder }) => ({ file: 'ruby', args: [join(folder, 'quickstart.rb')] })
      : null,
  omniauth: () => {
    const file =
      hasGem('quickstart omniauth', 'omniauth-oauth2') && findTool('quickstart omniauth', 'rackup');
    if (!file) return null;
    const env = { SESSION_SECRET: 'a secret for the session of one test'.repeat(3) };
    return ({ folder, port }) => ({
      file,
      args: ['-s', 'webrick', '-o', 'localhost', '-p', String(port), join(folder, 'config.ru')],
      env,
    });
  },
  go: () => (findTool('quickstart go', 'go', 'version') === null ? null : buildGo),
};

function runNode({ folder }: Place): Command {
  return { file: process.execPath, args: [join(folder, 'quickstart.mjs')] };
}

function buildGo({ folder }: Place): Command {
  for (const name of ['go.mod', 'go.sum'])
    copyFileSync(fileURLToPath(new URL(`../interop/go/${name}`, import.meta.url)), join(folder, name));
  const file = join(folder, 'quickstart');
  const env = { ...process.env, GOFLAGS: '-mod=mod' };
  const built = spawnSync('go', ['build', '-o', file, '.'], { cwd: folder, env });
  if (built.status !== 0) throw new Error(`go build: ${String(built.stderr)}`);
  return { file, args: [] };
}
