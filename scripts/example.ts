/**
 * Runs one of the small examples against the demo of `npm start`: registers it there, then starts it with what it was given.
 * Next.js comes with its own packages: they are installed into `.cache/`, beside the client as `scripts/pack.ts` makes it.
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack } from './pack.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const FILES: Record<string, string> = {
  express: 'examples/frameworks/src/express.ts',
  fastify: 'examples/frameworks/src/fastify.ts',
  hono: 'examples/frameworks/src/hono.ts',
  'simple-oauth2': 'examples/simple-oauth2/src/main.ts',
  nextjs: 'examples/frameworks/nextjs',
};

const [name = ''] = process.argv.slice(2);
const data = resolve(process.env['DATA_DIR'] ?? join(root, 'data'));
const demoFile = join(data, 'demo.json');
if (!(name in FILES)) stop(`Which one? npm run example -- ${Object.keys(FILES).join(' | ')}`);
if (!existsSync(demoFile)) stop('Start the demo first, in another terminal: npm start');

const { port } = JSON.parse(readFileSync(demoFile, 'utf8')) as { port: number };
const own = process.env['EXAMPLE_PORT'] ?? String(port + 10);
const url = `http://localhost:${own}`;
const credentials = register();
const temporary = mkdtempSync(join(tmpdir(), 'valetkey-example-'));
const [program, args, cwd] =
  name === 'nextjs' ? prepareNext() : [process.execPath, [join(root, FILES[name]!)], data];
const child = spawn(program, args, {
  cwd,
  stdio: 'inherit',
  env: {
    ...process.env,
    PORT: own,
    BASE_URL: url,
    CRM_ISSUER: `http://localhost:${port}/standard`,
    CRM_CLIENT_ID: credentials.client_id,
    CRM_CLIENT_SECRET: credentials.client_secret,
    CRM_API: `http://localhost:${port + 1}/standard`,
    // A file and a key for this one run: nothing is left behind that somebody would have to keep.
    VAULT_FILE: join(temporary, 'connections.db'),
    VAULT_KEY: randomBytes(32).toString('base64'),
  },
});
console.log(`Open ${url} and sign in as ada@example.com with the demo's password.`);
child.once('exit', code => {
  rmSync(temporary, { recursive: true, force: true });
  process.exit(code ?? 0);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void child.kill(signal));

function register(): { client_id: string; client_secret: string } {
  const what = ['--provider', 'standard', '--scope', 'people:read', '--redirect-uri', `${url}/callback/crm`];
  const words = ['--name', `Example ${name}`, '--description', 'show your people', '--publisher', 'You'];
  const main = join(root, 'packages/server/src/main.ts');
  const command = [main, 'app', 'create', '--json', '--data', data, ...what, ...words];
  const answer = execFileSync(process.execPath, command, { encoding: 'utf8' });
  return JSON.parse(answer) as { client_id: string; client_secret: string };
}

function prepareNext(): [string, string[], string] {
  const folder = join(root, '.cache', 'example-nextjs');
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, FILES['nextjs']!), folder, { recursive: true });
  const tarballs = pack(join(folder, 'tarballs')).map(file => join(folder, 'tarballs', file));
  console.log('Installing Next.js into .cache/example-nextjs: a minute, once.');
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', ...tarballs], {
    cwd: folder,
    stdio: 'inherit',
  });
  return [process.execPath, ['node_modules/next/dist/bin/next', 'dev', '--port', own], folder];
}

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
