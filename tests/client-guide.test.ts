/** docs/guides/client.md is true: every snippet compiles and runs against the real server, and its table is the table of errors. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CLIENT_ERRORS, type Connection, type ValetkeyClient, type Vault } from '@valetkey/client';
import express, { type Express } from 'express';
import { connectUser, listen, openClient } from '../packages/client/src/fixtures.ts';
import { findFreePort, openInterop, type Interop } from './interop/fixture.ts';
import { User } from './interop/user.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const guide = readFileSync(join(root, 'docs/guides/client.md'), 'utf8');
// Inside the repository, so that the packages are found; outside node_modules, so that types are stripped.
mkdirSync(join(root, '.cache'), { recursive: true });
const folder = mkdtempSync(join(root, '.cache', 'client-guide-'));

let interop: Interop;
before(async () => {
  interop = await openInterop();
  for (const [name, code] of snippets()) writeFileSync(join(folder, name), code);
});
after(async () => {
  await interop.close();
  rmSync(folder, { recursive: true, force: true });
});

function snippets(): Map<string, string> {
  return new Map(
    [...guide.matchAll(/^```ts ([\w.-]+)\n([\s\S]*?)^```$/gm)].map(([, name = '', code = '']) => [
      name,
      code,
    ]),
  );
}

async function load<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(join(folder, name)).href)) as T;
}

test('every snippet has a name, and is one that is run here', () => {
  assert.equal(guide.match(/^```ts/gm)?.length, snippets().size);
  assert.deepEqual(
    [...snippets().keys()],
    ['app.ts', 'ended.ts', 'disconnect.ts', 'vaults.ts', 'rotate.ts', 'webhook.ts'],
  );
});

test('every snippet compiles', () => {
  const project = join(folder, 'tsconfig.json');
  writeFileSync(project, JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['*.ts'] }));
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], {
    encoding: 'utf8',
  });
});

test('app.ts: from the link to the first call', async t => {
  const port = await findFreePort();
  const appUrl = `http://localhost:${port}`;
  const { issuer, clientId, clientSecret } = await interop.register('standard', {
    redirectUris: [`${appUrl}/callback/crm`],
  });
  const app = spawn(process.execPath, [join(folder, 'app.ts')], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      BASE_URL: appUrl,
      PORT: String(port),
      CRM_ISSUER: issuer,
      CRM_CLIENT_ID: clientId,
      CRM_CLIENT_SECRET: clientSecret,
      CRM_API: interop.apiUrl,
      VAULT_KEY: randomBytes(32).toString('base64'),
    },
  });
  t.after(() => app.kill());
  const lines = createInterface({ input: app.stdout })[Symbol.asyncIterator]();
  assert.equal((await lines.next()).value, 'listening');
  const user = new User(interop);
  const page = await user.deliver(await user.approve(await user.pressConnect(`${appUrl}/connect/crm`)));
  assert.deepEqual([page.status, page.url], [200, `${appUrl}/people`]);
  assert.match(page.body, /^[[{]/);
  assert.match(String((await lines.next()).value), /"type":"connected"/);
});

test('ended.ts: an ended connection names itself and the reason', async () => {
  const { readPeople } = await load<{
    readPeople(connection: Connection, address: string): Promise<unknown>;
  }>('ended.ts');
  const setup = await openClient(interop, 'standard');
  const connection = await connectUser(setup);
  assert.equal(typeof (await readPeople(connection, setup.apiUrl)), 'object');
  const { clientId, clientSecret } = setup.options.providers['standard']!;
  const body = new URLSearchParams({
    token: await connection.accessToken(),
    client_id: clientId,
    client_secret: clientSecret!,
  });
  await fetch(`${interop.publicUrl}/standard/oauth/revoke`, { method: 'POST', body });
  setup.clock.advanceSeconds(3599);
  assert.deepEqual(await readPeople(connection, setup.apiUrl), {
    reconnect: connection.id,
    reason: 'revoked',
  });
});

test('disconnect.ts: says what happened', async () => {
  const { leave } = await load<{ leave(client: ValetkeyClient, owner: string): Promise<string[]> }>(
    'disconnect.ts',
  );
  const setup = await openClient(interop, 'fliki');
  await connectUser(setup);
  assert.deepEqual(await leave(setup.client, 'ada'), ['fliki: revoked true, deleted true']);
});

test('vaults.ts and rotate.ts: every vault is made, and rotates', async () => {
  const { vaults } = await load<{ vaults: Record<string, (key: string) => Vault> }>('vaults.ts');
  const { rotate } = await load<{ rotate(vault: Vault): Promise<number> }>('rotate.ts');
  const key = randomBytes(32).toString('base64');
  const made = Object.fromEntries(Object.entries(vaults).map(([name, make]) => [name, make(key)]));
  assert.deepEqual(Object.keys(made), ['memory', 'sqlite', 'postgres', 'redis']);
  assert.deepEqual([await rotate(made['memory']!), await rotate(made['sqlite']!)], [0, 0]);
});

test('webhook.ts: a signed event ends the connection, a forged one is 401', async t => {
  const { addWebhook } = await load<{ addWebhook(app: Express, client: ValetkeyClient): void }>('webhook.ts');
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const setup = await openClient(interop, 'standard', { provider: { webhookSecrets: [secret] } });
  const connection = await connectUser(setup);
  const app = express();
  addWebhook(app, setup.client);
  const server = createServer(app);
  t.after(() => server.close());
  const url = `${await listen(server)}/webhooks/standard`;
  const { user, accounts } = interop.people.standard;
  const timestamp = Math.floor(Date.now() / 1000) + 1;
  const body = JSON.stringify({
    type: 'connection.revoked',
    timestamp: new Date(timestamp * 1000).toISOString(),
    data: { sub: user.id, account: accounts[1]!.id, by: 'administrator' },
  });
  const send = async (key: string): Promise<number> => {
    const mac = createHmac('sha256', Buffer.from(key.slice(6), 'base64')).update(
      `msg_1.${timestamp}.${body}`,
    );
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(timestamp),
      'webhook-signature': `v1,${mac.digest('base64')}`,
    };
    return (await fetch(url, { method: 'POST', headers, body })).status;
  };
  assert.equal(await send(`whsec_${randomBytes(24).toString('base64')}`), 401);
  assert.equal((await setup.client.connection(connection.id)).state, 'connected');
  assert.equal(await send(secret), 204);
  const { state, reason } = await setup.client.connection(connection.id);
  assert.deepEqual([state, reason], ['needs_reconnect', 'revoked_by_administrator']);
});

test('the table of errors is the table of errors', () => {
  const rows = guide.slice(guide.indexOf('| code |')).split('\n').slice(2).filter(Boolean);
  assert.deepEqual(
    rows,
    Object.entries(CLIENT_ERRORS).map(
      ([code, { meaning, remedy }]) => `| \`${code}\` | ${meaning} | ${remedy} |`,
    ),
  );
});
