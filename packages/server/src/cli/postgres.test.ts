/** The command on PostgreSQL: what it needs, what it says when that is missing, and what the doctor looks at. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startCluster, type Cluster } from '../store/postgres/fixtures.ts';
import { openTerminal } from './fixtures.ts';

const MASTER_KEY = 'ab'.repeat(32);
const CREATE = ['account', 'create', '--provider', 'standard', '--name', 'Acme'];
let cluster: Cluster;
before(async () => void (cluster = await startCluster()));
after(() => cluster.remove());

test('S-T6 without a master key that all nodes share nothing is opened, and none is made', async t => {
  const terminal = openTerminal(t);
  const environment = { DATABASE_URL: await cluster.createDatabase() };
  const { code, stderr } = await terminal.run(CREATE, { environment });
  assert.equal(code, 1);
  assert.match(
    stderr,
    /^There is no master key\. Every node on this PostgreSQL database needs the same one: .*VALETKEY_MASTER_KEY_FILE\.\n$/,
  );
});

test('DATABASE_URL_FILE and VALETKEY_MASTER_KEY_FILE are all it takes; doctor looks at the database', async t => {
  const terminal = openTerminal(t);
  const url = await cluster.createDatabase();
  const files = { DATABASE_URL_FILE: url, VALETKEY_MASTER_KEY_FILE: MASTER_KEY };
  const environment = Object.fromEntries(
    Object.entries(files).map(([name, content]) => {
      const path = join(terminal.directory, name);
      writeFileSync(path, `${content}\n`, { mode: 0o600 });
      return [name, path];
    }),
  );
  const early = await terminal.run(['doctor'], { environment });
  assert.match(early.stdout, /fail {2}database: it has no tables yet/);
  assert.equal((await terminal.run(CREATE, { environment })).code, 0);
  const { stdout } = await terminal.run(['doctor'], { environment });
  for (const line of [
    /^ok {4}database: PostgreSQL \d+.* at 127\.0\.0\.1:\d+\/d/m,
    /^ok {4}schema: version \d+$/m,
    /^ok {4}master key: /m,
    /accounts 1,/,
  ])
    assert.match(stdout, line);
  assert.match(stdout, /^warn {2}durability: fsync is off/m);
  const other = await terminal.run(['app', 'list'], {
    environment: { ...environment, VALETKEY_MASTER_KEY_FILE: '', VALETKEY_MASTER_KEY: 'cd'.repeat(32) },
  });
  assert.match(other.stderr, /^The master key does not open this database\./);
});

test('a database that is not there, and a URL of something else, are one sentence without the password', async t => {
  const terminal = openTerminal(t);
  const url = new URL(await cluster.createDatabase());
  url.password = 'very-secret';
  const run = async (location: string) =>
    await terminal.run(CREATE, { environment: { DATABASE_URL: location, VALETKEY_MASTER_KEY: MASTER_KEY } });
  const missing = await run(String(url).replace(url.pathname, '/nothing'));
  assert.equal(missing.code, 1);
  assert.equal(
    missing.stderr,
    `The database ${url.host}/nothing cannot be opened: database "nothing" does not exist\n`,
  );
  const nobody = await run('postgres://u:very-secret@127.0.0.1:1/d');
  assert.match(
    nobody.stderr,
    /^The database 127\.0\.0\.1:1\/d cannot be opened: connect ECONNREFUSED 127\.0\.0\.1:1\n$/,
  );
  const wrong = await run('mysql://u:very-secret@127.0.0.1/d');
  assert.match(wrong.stderr, /^DATABASE_URL: expected postgres:\/\/user:password@host:5432\/database\./);
  for (const { stderr, stdout } of [missing, nobody, wrong])
    assert.ok(!`${stderr}${stdout}`.includes('very-secret'));
});
