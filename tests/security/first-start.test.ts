/** What is not there: accounts, secrets, routes and packages that nobody asked for. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { authorizeUrl, createApp, openTestServer } from '../../packages/server/src/fixtures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

test('S-K13 a new database has nobody in it and nothing that opens a door', async t => {
  const server = await openTestServer(t);
  const { keys, events, ...rows } = await server.core.store.countRows();
  assert.ok(keys! > 0 && events! >= 0);
  assert.deepEqual(
    Object.entries(rows).filter(([, count]) => count > 0),
    [],
  );
  const other = await openTestServer(t);
  assert.notEqual(server.core.keys.pepper.hash('form', 'x'), other.core.keys.pepper.hash('form', 'x'));
});

test('S-J1 nobody registers an app over the network', async t => {
  const server = await openTestServer(t);
  const { json } = await server.inject({
    method: 'GET',
    url: '/standard/.well-known/oauth-authorization-server',
  });
  assert.equal('registration_endpoint' in json, false);
  for (const path of ['register', 'clients', 'apps', 'registration'])
    assert.equal(
      (await server.post(`/standard/oauth/${path}`, { redirect_uris: 'https://app.example/' })).status,
      404,
    );
});

test('S-Y2 there is no address for tests or debugging', async t => {
  const server = await openTestServer(t);
  for (const path of ['debug', 'test', 'internal', 'actuator', 'swagger', 'docs', '.git/config', '.env'])
    for (const base of ['', '/standard', '/standard/oauth'])
      assert.equal(
        (await server.inject({ method: 'GET', url: `${base}/${path}` })).status,
        404,
        `${base}/${path}`,
      );
});

test('S-X11 an app of a modern provider is unknown at the addresses of a weaker one', async t => {
  const server = await openTestServer(t);
  const { app, secret } = await createApp(server, 'standard');
  const url = authorizeUrl(server, 'copernica', app);
  const page = await server.inject({ method: 'GET', url });
  assert.deepEqual([page.status, page.location], [400, '']);
  const query = new URLSearchParams({ client_id: app.id, client_secret: secret, code: 'vkc_x' }).toString();
  const answer = await server.inject({ method: 'GET', url: `/copernica/v1/token?${query}` });
  assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_client']);
});

test('S-Y1 every package is decided on, and the lock file pins each by its hash', () => {
  const decided = read('docs/decisions/0001-dependencies.md');
  const manifests = ['package.json', ...globSync('{packages,examples}/*/package.json', { cwd: root })];
  const wanted = manifests.flatMap(file => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read(file)) as Record<
      string,
      Record<string, string>
    >;
    return Object.keys({ ...dependencies, ...devDependencies });
  });
  const ours = (name: string): boolean =>
    name.startsWith('@valetkey/') ||
    name === 'valetkey' ||
    name.startsWith('@types/') ||
    name.endsWith('-example');
  assert.deepEqual(
    [...new Set(wanted)].filter(
      name => !ours(name) && !new RegExp(`(?<![\\w/-])${name}(?![\\w-])`).test(decided),
    ),
    [],
  );
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { integrity?: string; link?: boolean }>;
  };
  const loose = Object.entries(packages).filter(
    ([path, { integrity, link }]) =>
      path.includes('node_modules/') && link !== true && !integrity?.startsWith('sha512-'),
  );
  assert.deepEqual(loose, []);
});

test('S-Y4 whoever finds a hole is told where to write, and what is supported', () => {
  assert.ok(existsSync(join(root, 'SECURITY.md')));
  assert.match(read('SECURITY.md'), /version/i);
  assert.match(read('SECURITY.md'), /days|hours/i);
});
