/** The snippets of the guard's README, each run as it stands there before a server that listens, with a token a user gave. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { GUARD_SECRET } from '../packages/server/src/fixtures.ts';
import { findFreePort, openInterop } from './interop/fixture.ts';
import { connect, revoke } from './interop/plain-rest.ts';

interface Api {
  app: { close?: () => Promise<void> };
  guard: { close(): Promise<void> };
  server?: { close(): void; closeAllConnections(): void };
}

const README = readFileSync(new URL('../packages/guard/README.md', import.meta.url), 'utf8');
const snippets = [...README.matchAll(/```ts\n([^]*?)```/g)].map(match => match[1]!);

const interop = await openInterop();
const directory = mkdtempSync(join(fileURLToPath(new URL('.', import.meta.url)), '.snippet-'));
process.env['GUARD_SECRET'] = GUARD_SECRET;
after(async () => {
  rmSync(directory, { recursive: true, force: true });
  await interop.close();
});

/** Only the address, the port, and the company's own `listPeople` are put in. */
async function run(snippet: string, name: string): Promise<{ api: Api; url: string }> {
  const port = await findFreePort();
  const text = snippet
    .replace('https://auth.example.com/crm', `${interop.publicUrl}/standard`)
    .replace('3000', String(port));
  const path = join(directory, `${name}.ts`);
  const own = `const listPeople = (account: string) => [account];\n`;
  const server = text.includes('const server') ? ', server' : '';
  writeFileSync(path, `${own}${text}\nexport { app, guard${server} };\n`);
  const api = (await import(pathToFileURL(path).href)) as Api;
  return { api, url: `http://localhost:${port}/people` };
}

async function close({ app, guard, server }: Api): Promise<void> {
  server?.closeAllConnections();
  server?.close();
  await (server ? guard.close() : app.close!());
}

for (const name of ['fastify', 'express']) {
  test(`packages/guard/README.md: the ${name} snippet serves a good token, and refuses none and a revoked one`, async () => {
    const snippet = snippets.find(one => one.includes(`@valetkey/guard/${name}`));
    assert.ok(snippet, `no snippet for ${name}`);
    const { api, url } = await run(snippet, name);
    try {
      const app = await interop.register('standard');
      const tokens = await connect(interop, app);
      const call = async (headers: Record<string, string>): Promise<Response> =>
        await fetch(url, { headers });
      const bearer = { authorization: `Bearer ${tokens.accessToken}` };
      const good = await call(bearer);
      assert.equal(good.status, 200);
      assert.deepEqual(await good.json(), [interop.people.standard.accounts[1]!.id]);
      const none = await call({});
      assert.deepEqual([none.status, none.headers.get('www-authenticate')], [401, 'Bearer realm="api"']);
      assert.equal(await revoke(app, tokens), 200);
      const deadline = performance.now() + 1000;
      let status = 200;
      while (status === 200 && performance.now() < deadline) {
        await sleep(20);
        ({ status } = await call(bearer));
      }
      assert.equal(status, 401);
    } finally {
      await close(api);
    }
  });
}

test('every snippet of the README is run here', () => {
  assert.equal(snippets.length, 2);
});
