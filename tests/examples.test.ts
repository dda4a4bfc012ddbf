/** The small examples against the real server: the button, the callback, the page that shows what was read, the end. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import {
  GET as getCallback,
  POST as postCallback,
} from '../examples/frameworks/nextjs/app/callback/[provider]/route.ts';
import * as nextConnect from '../examples/frameworks/nextjs/app/connect/[provider]/route.ts';
import * as nextDisconnect from '../examples/frameworks/nextjs/app/disconnect/route.ts';
import { findFreePort, openInterop, type Interop } from './interop/fixture.ts';
import { User } from './interop/user.ts';

const examples = fileURLToPath(new URL('../examples', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'valetkey-examples-'));
let interop: Interop;
before(async () => void (interop = await openInterop()));
after(async () => {
  await interop.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What `npm run example` gives them. */
async function environmentOf(name: string): Promise<Record<string, string>> {
  const port = await findFreePort();
  const { issuer, clientId, clientSecret } = await interop.register('standard', {
    redirectUris: [`http://localhost:${port}/callback/crm`],
  });
  return {
    PORT: String(port),
    BASE_URL: `http://localhost:${port}`,
    CRM_ISSUER: issuer,
    CRM_CLIENT_ID: clientId,
    CRM_CLIENT_SECRET: clientSecret,
    CRM_API: `${interop.apiUrl}/standard`.replace('127.0.0.1', 'localhost'),
    VAULT_FILE: join(folder, `${name}.db`),
    VAULT_KEY: randomBytes(32).toString('base64'),
  };
}

/** Its address, once it says that it listens. */
async function start(t: TestContext, file: string): Promise<string> {
  const env = await environmentOf(file.replaceAll(/\W/g, '-'));
  const child = spawn(process.execPath, [join(examples, file)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill());
  for await (const line of createInterface(child.stdout)) if (line === env['BASE_URL']) return line;
  throw new Error(`${file} ended before it listened`);
}

for (const framework of ['express', 'fastify', 'hono']) {
  test(`R26 R43 ${framework}: connects, shows the people, disconnects`, async t => {
    const url = await start(t, `frameworks/src/${framework}.ts`);
    const user = new User(interop);
    assert.match(await (await fetch(url)).text(), /<a href="\/connect\/crm">Connect your CRM<\/a>/);
    const page = await user.deliver(await user.approve(await user.pressConnect(`${url}/connect/crm`)));
    assert.deepEqual([page.status, page.url], [200, `${url}/`]);
    assert.equal(page.body.match(/<li>/g)?.length, 120);
    const body = new URLSearchParams();
    const ended = await fetch(`${url}/disconnect`, { method: 'POST', body });
    assert.match(await ended.text(), /Connect your CRM/);
  });
}

test('R26 R58 simple-oauth2 alone: connects with state and PKCE, and shows the people', async t => {
  const url = await start(t, 'simple-oauth2/src/main.ts');
  const user = new User(interop);
  const callback = await user.approve(await user.pressConnect(`${url}/connect/crm`));
  assert.equal((await fetch(callback.url)).status, 400, 'R34 in another browser');
  const page = await user.deliver(callback);
  assert.equal((JSON.parse(page.body) as { people: unknown[] }).people.length, 120);
});

test('R26 Next.js: its route handlers, on HTTP as Next.js calls them', async t => {
  const environment = await environmentOf('nextjs');
  Object.assign(process.env, environment);
  const { BASE_URL: url = '', PORT: port } = environment;
  const handle = async (request: Request): Promise<Response> => {
    const [, route, provider = ''] = new URL(request.url).pathname.split('/');
    if (route === 'connect') return nextConnect.GET(request, { params: Promise.resolve({ provider }) });
    if (route === 'disconnect') return nextDisconnect.POST();
    if (route === 'callback') return request.method === 'POST' ? postCallback(request) : getCallback(request);
    return new Response('the page');
  };
  const server = createServer(getRequestListener(handle));
  await new Promise<void>(resolve => server.listen(Number(port), 'localhost', resolve));
  t.after(() => server.close());
  const user = new User(interop);
  const page = await user.deliver(await user.approve(await user.pressConnect(`${url}/connect/crm`)));
  assert.deepEqual([page.status, page.url], [200, `${url}/`]);
  const { owner, valetkey } = await import('../examples/frameworks/nextjs/crm.ts');
  assert.equal((await valetkey().connection({ owner: owner(), provider: 'crm' })).state, 'connected');
  const ended = await fetch(`${url}/disconnect`, { method: 'POST', redirect: 'manual' });
  assert.deepEqual([ended.status, await valetkey().connections(owner())], [303, []]);
});
