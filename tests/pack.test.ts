/** What `scripts/pack.ts` makes is what an app can install: JavaScript that runs, declarations that resolve, nothing that belongs to tests. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { PUBLISHED, pack } from '../scripts/pack.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const consumer = mkdtempSync(join(tmpdir(), 'valetkey-consumer-'));
const installed = (name: string): string => join(consumer, 'node_modules/@valetkey', name);

before(() => {
  const tarballs = pack(join(consumer, 'tarballs'));
  for (const [i, name] of PUBLISHED.entries()) {
    mkdirSync(installed(name), { recursive: true });
    execFileSync('tar', [
      'xzf',
      join(consumer, 'tarballs', tarballs[i]!),
      '-C',
      installed(name),
      '--strip-components=1',
    ]);
  }
  // What npm would fetch besides; the registry is not needed for it here.
  for (const name of ['oauth4webapi', '@types'])
    symlinkSync(join(root, 'node_modules', name), join(consumer, 'node_modules', name));
  writeFileSync(join(consumer, 'package.json'), '{"type":"module"}');
});
after(() => rmSync(consumer, { recursive: true, force: true }));

test('the client depends on oauth4webapi and the protocol alone; drivers are optional peers', () => {
  const manifest = JSON.parse(readFileSync(join(installed('client'), 'package.json'), 'utf8')) as Record<
    string,
    Record<string, unknown>
  >;
  assert.deepEqual(Object.keys(manifest['dependencies']!), ['@valetkey/protocol', 'oauth4webapi']);
  assert.deepEqual(manifest['peerDependenciesMeta'], { pg: { optional: true }, redis: { optional: true } });
  assert.equal(manifest['devDependencies'], undefined);
});

for (const name of PUBLISHED) {
  test(`publint has nothing to say about ${name}`, async () => {
    const { messages } = await publint({ pkgDir: installed(name), pack: false, level: 'warning' });
    assert.deepEqual(messages, []);
  });
}

/** What apps compile with: Node.js itself, and a bundler such as that of Next.js or Vite. */
const CONSUMERS = {
  nodenext: { module: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
};
for (const [name, resolution] of Object.entries(CONSUMERS)) {
  test(`types resolve for a consumer (${name}), strictly`, () => {
    const code = `
      import { createClient, ClientError, type Connection } from '@valetkey/client';
      import { sqliteVault } from '@valetkey/client/sqlite';
      import { postgresVault } from '@valetkey/client/postgres';
      import { redisVault } from '@valetkey/client/redis';
      import { vaultConformance } from '@valetkey/client/vault-conformance';
      const client = createClient({ providers: {}, vault: sqliteVault(':memory:', { key: '' }), redirectUri: '' });
      const connection: Promise<Connection> = client.connection('id');
      // @ts-expect-error a connection has no such member
      connection.then(one => one.token);
      export { ClientError, postgresVault, redisVault, vaultConformance };
    `;
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      target: 'es2024',
      lib: ['es2024'],
      noEmit: true,
      types: ['node'],
      skipLibCheck: false,
      ...resolution,
    };
    const project = join(consumer, `tsconfig.${name}.json`);
    writeFileSync(join(consumer, 'consumer.ts'), code);
    writeFileSync(project, JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], {
      encoding: 'utf8',
    });
  });
}

test('it runs as it is installed, every entry', () => {
  const code = `
    import { createClient, memoryVault } from '@valetkey/client';
    for (const entry of ['sqlite', 'postgres', 'redis', 'vault-conformance']) await import('@valetkey/client/' + entry);
    const client = createClient({ providers: { copper: { profile: 'copper', clientId: 'id', clientSecret: 's' } }, vault: memoryVault(), redirectUri: 'https://app.example/cb' });
    console.log(new URL((await client.beginConnect({ provider: 'copper', owner: 'ada' })).url).host);
  `;
  writeFileSync(join(consumer, 'run.js'), code);
  assert.equal(
    execFileSync(process.execPath, [join(consumer, 'run.js')], { encoding: 'utf8' }),
    'app.copper.com\n',
  );
});
