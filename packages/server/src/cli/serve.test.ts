/** The running server, and commands beside it: what they change holds at once. */
import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { testConfig } from '../fixtures.ts';
import { findFreePorts, listenOn, openTerminal, type Terminal } from './fixtures.ts';

const APP = (
  'app create --provider standard --name Robot --publisher Labs --scope people:read --client-credentials --json ' +
  '--description'
)
  .split(' ')
  .concat('count people');

/** `publicUrl` is only what is printed in addresses: the tests talk to the port the server got. */
async function startServer(
  terminal: Terminal,
): Promise<{ url: string; stop(): Promise<number | null>; stderr: string }> {
  const { json, stop, stderr } = await terminal.start(['serve', '--port', '0', '--json']);
  return { url: String(json['listening']), stop, stderr };
}

async function post(
  url: string,
  form: Record<string, unknown>,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = new URLSearchParams(form as Record<string, string>);
  const response = await fetch(url, { method: 'POST', body });
  const text = await response.text();
  return { status: response.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

test('R10: serve prints one line when it is ready; an app made meanwhile gets a token', async t => {
  const terminal = openTerminal(t);
  const { url, stop } = await startServer(terminal);
  const { json: app } = await terminal.run(APP);
  const token = await post(`${url}/standard/oauth/token`, {
    grant_type: 'client_credentials',
    ...credentialsOf(app),
  });
  assert.equal(token.status, 200);
  assert.equal(await stop(), 0);
});

function credentialsOf(app: Record<string, unknown>): Record<string, unknown> {
  return { client_id: app['client_id'], client_secret: app['client_secret'] };
}

test('R51: what a command revokes, a running server refuses at once', async t => {
  const terminal = openTerminal(t);
  const { url } = await startServer(terminal);
  const { json: app } = await terminal.run(APP);
  const credentials = credentialsOf(app);
  const { body } = await post(`${url}/standard/oauth/token`, {
    grant_type: 'client_credentials',
    ...credentials,
  });
  const introspect = async (): Promise<unknown> =>
    (await post(`${url}/standard/oauth/introspect`, { token: body['access_token'], ...credentials })).body[
      'active'
    ];
  assert.equal(await introspect(), true);
  // Suspended, the app itself may not even ask.
  assert.equal((await terminal.run(['app', 'suspend', String(app['client_id'])])).code, 0);
  assert.equal((await post(`${url}/standard/oauth/introspect`, { token: 'x', ...credentials })).status, 401);
  assert.equal((await terminal.run(['app', 'resume', String(app['client_id'])])).code, 0);
  assert.equal(await introspect(), true);
  assert.equal((await terminal.run(['connection', 'revoke', '--app', String(app['client_id'])])).code, 0);
  assert.equal(await introspect(), false);
});

test('R53 S-C20: during the overlap both secrets work; with 0s the old one is refused at once', async t => {
  const terminal = openTerminal(t);
  const { url } = await startServer(terminal);
  const { json: app } = await terminal.run(APP);
  const id = String(app['client_id']);
  const status = async (secret: unknown): Promise<number> => {
    const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
    return (await post(`${url}/standard/oauth/token`, form)).status;
  };
  const { json: second } = await terminal.run(['app', 'rotate-secret', id, '--overlap', '1h', '--json']);
  assert.deepEqual([await status(app['client_secret']), await status(second['client_secret'])], [200, 200]);
  await terminal.run(['app', 'revoke-secret', id, String(app['client_secret']).slice(-4)]);
  const { json: third } = await terminal.run(['app', 'rotate-secret', id, '--overlap', '0s', '--json']);
  assert.deepEqual(
    [
      await status(app['client_secret']),
      await status(second['client_secret']),
      await status(third['client_secret']),
    ],
    [401, 401, 200],
  );
});

test('a port in use is one sentence', async t => {
  const terminal = openTerminal(t);
  const taken = (await listenOn(0))!;
  t.after(() => taken.close());
  const config = JSON.stringify({ ...testConfig(), listen: { host: '127.0.0.1' } });
  writeFileSync(join(terminal.directory, 'other.json'), config);
  const { code, stderr } = await terminal.run([
    'serve',
    '--config',
    'other.json',
    '--port',
    String(taken.port),
  ]);
  assert.equal(code, 1);
  assert.equal(
    stderr,
    `Port ${taken.port} on 127.0.0.1 is in use by another program. End that one, or set PORT to another number.\n`,
  );
});

test('S-X10 S-T10: doctor names every weaker rule, and fails on what others can read', async t => {
  const terminal = openTerminal(t);
  const nothing = await terminal.run(['doctor']);
  assert.equal(nothing.code, 1);
  assert.match(nothing.stdout, /fail {2}data directory: there is no /);
  await terminal.run(APP);
  const port = String(await findFreePorts(1));
  const well = await terminal.run(['doctor'], { environment: { PORT: port } });
  assert.equal(well.code, 0, well.stdout);
  for (const line of [
    'schema: version',
    'integrity: the database is whole',
    'master key: it opens',
    'writing:',
    'clock:',
    'rows:',
    `port ${port}: free`,
  ])
    assert.ok(well.stdout.includes(`ok    ${line}`), line);
  assert.match(well.stdout, /warn {2}copper: Access tokens never expire\n {6}S1/);
  chmodSync(join(terminal.directory, 'data', 'master.key'), 0o644);
  const open = await terminal.run(['doctor', '--json']);
  assert.equal(open.code, 1);
  assert.match(open.stdout, /master\.key can be read by others/);
});

test('S-T6: another master key is refused before anything is written', async t => {
  const terminal = openTerminal(t);
  await terminal.run(APP);
  const other = { environment: { VALETKEY_MASTER_KEY: 'ab'.repeat(32) } };
  const { code, stderr } = await terminal.run(['app', 'list'], other);
  assert.equal(code, 1);
  assert.match(stderr, /^The master key does not open this database\. .*VALETKEY_MASTER_KEY.*\n$/);
  assert.match(
    (await terminal.run(['doctor'], other)).stdout,
    /fail {2}master key: The master key does not open/,
  );
});
