/** Copying, backing up and restoring from the command line, with a real server and its tokens. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { MIGRATIONS } from '../store/migrations/migrate.ts';
import { startCluster, type Cluster } from '../store/postgres/fixtures.ts';
import { openTerminal, type Terminal } from './fixtures.ts';

const APP =
  'app create --provider standard --name Robot --publisher Labs --scope people:read --client-credentials --json --description count';
let cluster: Cluster;
before(async () => void (cluster = await startCluster()));
after(() => cluster.remove());

interface Client {
  /** Null: the server did not say that it is active. */
  isActive(url: string, token: unknown): Promise<boolean>;
  issue(url: string): Promise<unknown>;
  revoke(url: string, token: unknown): Promise<void>;
}

async function createClient(terminal: Terminal): Promise<Client> {
  const { json } = await terminal.run(APP.split(' '));
  const credentials = { client_id: String(json['client_id']), client_secret: String(json['client_secret']) };
  const post = async (url: string, path: string, form: object): Promise<Record<string, unknown>> => {
    const body = new URLSearchParams({ ...credentials, ...form });
    const response = await fetch(`${url}/standard/oauth/${path}`, { method: 'POST', body });
    const text = await response.text();
    assert.equal(response.status, 200, text);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
  return {
    isActive: async (url, token) => (await post(url, 'introspect', { token }))['active'] === true,
    issue: async url => (await post(url, 'token', { grant_type: 'client_credentials' }))['access_token'],
    revoke: async (url, token) => void (await post(url, 'revoke', { token })),
  };
}

async function serve(
  terminal: Terminal,
  environment = {},
): Promise<{ url: string; stop(): Promise<unknown> }> {
  const { json, stop } = await terminal.start(['serve', '--port', '0', '--json'], { environment });
  return { url: String(json['listening']), stop };
}

test('migrate-store: tokens of the SQLite server are good at the PostgreSQL server, and the file is served no more', async t => {
  const terminal = openTerminal(t);
  const client = await createClient(terminal);
  const old = await serve(terminal);
  const token = await client.issue(old.url);
  const file = join(terminal.directory, 'data', 'valetkey.db');
  const environment = {
    DATABASE_URL: await cluster.createDatabase(),
    VALETKEY_MASTER_KEY_FILE: join(terminal.directory, 'data', 'master.key'),
  };
  const move = async () => await terminal.run(['migrate-store', '--from', `sqlite:${file}`], { environment });
  const early = await move();
  assert.equal(early.code, 3, early.stderr);
  assert.match(early.stdout, /Stop it and run the same command again/);
  await old.stop();
  const whole = await move();
  assert.equal(whole.code, 0, whole.stderr);
  assert.match(whole.stdout, /^apps +1 +0$/m);
  const refused = await terminal.run(['serve', '--port', '0']);
  assert.match(refused.stderr, /^This database was moved by migrate-store/);
  const { url } = await serve(terminal, environment);
  assert.equal(await client.isActive(url, token), true);
  assert.equal(await client.isActive(url, await client.issue(url)), true);
});

test('S-D13 backup and restore: what was revoked since the backup stays dead, with the last database and without it', async t => {
  const terminal = openTerminal(t);
  const client = await createClient(terminal);
  let server = await serve(terminal);
  const token = await client.issue(server.url);
  const backup = join(terminal.directory, 'backup.db');
  assert.equal((await terminal.run(['backup', backup])).code, 0);
  await client.revoke(server.url, token);
  const since = await client.issue(server.url);
  const inUse = await terminal.run(['restore', backup]);
  assert.match(inUse.stderr, /Stop it first/);
  await server.stop();
  assert.equal((await terminal.run(['restore', backup, '--json'])).json['ended'], 'since');
  server = await serve(terminal);
  assert.equal(await client.isActive(server.url, token), false);
  assert.equal(await client.isActive(server.url, since), true);
  await server.stop();

  rmSync(join(terminal.directory, 'data', 'valetkey.db'));
  const lost = await terminal.run(['restore', backup]);
  assert.match(lost.stdout, /^What ended since the backup is not known, so all access ended: /);
  server = await serve(terminal);
  for (const dead of [token, since]) assert.equal(await client.isActive(server.url, dead), false);
  assert.equal(await client.isActive(server.url, await client.issue(server.url)), true);
});

test('S-D13 restore --in-place ends what a PostgreSQL database cannot know after it was restored by its own means', async t => {
  const terminal = openTerminal(t);
  const environment = { DATABASE_URL: await cluster.createDatabase(), VALETKEY_MASTER_KEY: 'ab'.repeat(32) };
  const { json } = await terminal.run(APP.split(' '), { environment });
  assert.equal(typeof json['client_id'], 'string');
  const ended = await terminal.run(['restore', '--in-place', '--json'], { environment });
  assert.equal(ended.json['ended'], 'everything', ended.stderr);
  const { stdout } = await terminal.run(['events', '--json'], { environment });
  assert.match(stdout, /store\.restored/);
});

test('S-W10 migrate status and --dry-run look, migrate does; a schema of the future is named', async t => {
  const terminal = openTerminal(t);
  const environment = { DATABASE_URL: await cluster.createDatabase(), VALETKEY_MASTER_KEY: 'ab'.repeat(32) };
  const run = async (...args: string[]) => await terminal.run(args, { environment });
  assert.match((await run('migrate', 'status')).stdout, /^1 +first +pending$/m);
  assert.match((await run('migrate', '--dry-run')).stdout, /^CREATE TABLE accounts \(/);
  assert.match((await run('migrate', 'status')).stdout, /^1 +first +pending$/m);
  assert.equal(
    (await run('migrate')).stdout,
    MIGRATIONS.map(({ version, name }) => `Schema ${version} (${name}) is there.\n`).join(''),
  );
  assert.equal((await run('migrate')).stdout, 'The schema is up to date: nothing to do.\n');
  const admin = await cluster.connect(environment.DATABASE_URL);
  await admin.query("INSERT INTO schema_migrations (version, name) VALUES (999, 'future')");
  await admin.end();
  assert.match((await run('migrate', 'status')).stdout, /^999 +future +unknown to this version$/m);
  assert.match((await run('migrate')).stderr, /has schema 999, this version of Valetkey knows/);
});
