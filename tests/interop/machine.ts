/** What this machine has of other languages, looked up once. What it lacks is said in one line, and never passed over in silence. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program and what goes before its own arguments. */
export interface Command {
  file: string;
  args: string[];
  env?: Record<string, string>;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../.cache/interop', import.meta.url));

/** @throws when the program itself does not compile: that is a defect, no lack of the machine. */
export function findGoProgram(client: string): Command | null {
  const folder = join(here, 'go');
  const env = { GOFLAGS: '-mod=mod' };
  if (!runs('go', ['version'])) return lacking(client, 'no "go" on this machine');
  if (!runs('go', ['mod', 'download'], folder, env))
    return lacking(client, '"go mod download" cannot fetch golang.org/x/oauth2');
  const file = join(cache, 'golang-oauth2');
  const built = spawnSync('go', ['build', '-o', file, '.'], { cwd: folder, env: { ...process.env, ...env } });
  if (built.status !== 0) throw new Error(`go build: ${String(built.stderr)}`);
  return { file, args: [] };
}

export function findPythonScript(client: string, script: string): Command | null {
  const python = findPython(client);
  return python === null ? null : { file: python, args: [join(here, 'python', script)] };
}

/** A virtual environment of its own, made anew when requirements.txt changes. */
export function findPython(client: string): string | null {
  const requirements = join(here, 'python', 'requirements.txt');
  if (!runs('python3', ['--version'])) return lacking(client, 'no "python3" on this machine');
  const folder = join(cache, `python-${digestOf(readFileSync(requirements, 'utf8'))}`);
  const python = join(folder, 'bin', 'python');
  if (!existsSync(python) || !runs(python, ['-c', 'import requests_oauthlib, tree_sitter_swift'])) {
    mkdirSync(cache, { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    if (!runs('python3', ['-m', 'venv', folder])) return lacking(client, '"python3 -m venv" does not work');
    if (!runs(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements]))
      return lacking(client, '"pip install" cannot fetch it');
  }
  return python;
}

/** The gems are the system's own (Debian: ruby-oauth2, ruby-omniauth-oauth2). */
export function findRubyScript(client: string, gem: string, script: string): Command | null {
  return hasGem(client, gem) ? { file: 'ruby', args: [join(here, 'ruby', script)] } : null;
}

export function hasGem(client: string, gem: string): boolean {
  if (!runs('ruby', ['--version'])) return lacking(client, 'no "ruby" on this machine') !== null;
  return (
    runs('ruby', ['-e', `require ${JSON.stringify(gem)}`]) || lacking(client, `no gem "${gem}"`) !== null
  );
}

/** Java's libraries of one pom.xml: a folder of jars, fetched anew when it changes. */
export function findJars(client: string, pom: string): string | null {
  for (const tool of ['java', 'mvn'])
    if (!runs(tool, ['-version'])) return lacking(client, `no "${tool}" on this machine`);
  const folder = join(cache, `java-${digestOf(pom)}`);
  const jars = join(folder, 'lib');
  if (existsSync(join(folder, 'complete'))) return jars;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pom.xml'), pom);
  if (!runs('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], folder))
    return lacking(client, '"mvn" cannot fetch it');
  writeFileSync(join(folder, 'complete'), '');
  return jars;
}

export function findTool(client: string, tool: string, asked = '--version'): string | null {
  return runs(tool, [asked]) ? tool : lacking(client, `no "${tool}" on this machine`);
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

export function findShellScript(client: string, script: string): Command | null {
  for (const tool of ['curl', 'openssl'])
    if (!runs(tool, [tool === 'curl' ? '--version' : 'version']))
      return lacking(client, `no "${tool}" on this machine`);
  return { file: 'sh', args: [join(here, 'shell', script)] };
}

export function findNginx(client: string): Command | null {
  const file = ['/usr/sbin/nginx', 'nginx'].find(name => runs(name, ['-v']));
  return file === undefined ? lacking(client, 'no "nginx" on this machine') : { file, args: [] };
}

function lacking(client: string, reason: string): null {
  process.stdout.write(`not run here: ${client} (${reason})\n`);
  return null;
}

function runs(file: string, args: string[], cwd = here, env: Record<string, string> = {}): boolean {
  return spawnSync(file, args, { cwd, env: { ...process.env, ...env } }).status === 0;
}
