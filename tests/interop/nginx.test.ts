/** The sample configuration of docs/guides/nginx in a real nginx, in front of an API that believes its headers. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApiKey } from '../../packages/server/src/domain/api-keys.ts';
import { announceKeySunset } from '../../packages/server/src/domain/operation/key-sunset.ts';
import { GUARD_SECRET } from '../../packages/server/src/fixtures.ts';
import { findFreePort, openInterop, type Credentials } from './fixture.ts';
import type { Tokens } from './journey.ts';
import { findNginx, type Command } from './machine.ts';
import { connect, revoke } from './plain-rest.ts';

const SAMPLE = new URL('../../docs/guides/nginx/valetkey.conf', import.meta.url);

interface Nginx {
  url: string;
  /** All that it has written. */
  readLogs(): string;
  close(): Promise<void>;
}

async function startNginx({ file }: Command, valetkey: string, api: string): Promise<Nginx> {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-nginx-'));
  const port = await findFreePort();
  const values = { LISTEN: `127.0.0.1:${port}`, VALETKEY: valetkey, API: api, GUARD_SECRET, LOGS: directory };
  const sample = readFileSync(SAMPLE, 'utf8').replace(
    /@([A-Z_]+)@/g,
    (_, name: string) => values[name as keyof typeof values],
  );
  writeFileSync(join(directory, 'valetkey.conf'), sample);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    name => `${name}_temp_path ${directory}/${name};`,
  );
  writeFileSync(
    join(directory, 'nginx.conf'),
    `daemon off; master_process off; pid ${directory}/pid; error_log stderr;
     events {} http { ${temporary.join(' ')} include ${directory}/valetkey.conf; }`,
  );
  const child = spawn(file, ['-p', directory, '-c', 'nginx.conf', '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let printed = '';
  child.stderr.on('data', chunk => (printed += String(chunk)));
  const ended = once(child, 'close');
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100 && !(await isUp(url)); tries++) {
    assert.equal(child.exitCode, null, printed);
    await sleep(20);
  }
  return {
    url,
    readLogs: () =>
      ['valetkey-access.log', 'valetkey-error.log']
        .map(name => readFileSync(join(directory, name), 'utf8'))
        .join(printed),
    close: async () => {
      child.kill();
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function isUp(url: string): Promise<boolean> {
  return await fetch(url).then(
    () => true,
    () => false,
  );
}

/** Answers with the headers it was given. */
function startApi(): Promise<Server> {
  const api = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.headers));
  });
  return new Promise(resolve => api.listen(0, '127.0.0.1', () => resolve(api)));
}

interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

const command = findNginx('nginx');
if (command !== null) {
  const interop = await openInterop();
  const valetkey = new URL(interop.publicUrl).host;
  const api = await startApi();
  const apiHost = `127.0.0.1:${(api.address() as AddressInfo).port}`;
  const nginx = await startNginx(command, valetkey, apiHost);
  const app = {} as Record<'standard' | 'copper' | 'copernica', Credentials>;
  const tokens = {} as Record<'standard' | 'copper' | 'copernica', Tokens>;
  before(async () => {
    for (const slug of ['standard', 'copper', 'copernica'] as const) {
      app[slug] = await interop.register(slug);
      tokens[slug] = await connect(interop, app[slug]);
    }
  });
  after(async () => {
    await nginx.close();
    api.close();
    await interop.close();
  });

  const call = async (path: string, token: string | null, init: RequestInit = {}): Promise<Answer> => {
    const headers = new Headers(init.headers);
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(nginx.url + path, { ...init, headers });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };

  test('R44 R45 S-Q13 nginx: a good call reaches the API with who calls, and without the token', async () => {
    const { status, body } = await call('/standard/people', tokens.standard.accessToken);
    assert.equal(status, 200);
    const seen = body as IncomingHttpHeaders;
    const { user, accounts } = interop.people.standard;
    assert.equal(seen['x-valetkey-kind'], 'token');
    assert.equal(seen['x-valetkey-scope'], 'people:read');
    assert.equal(seen['x-valetkey-app'], app.standard.clientId);
    assert.equal(seen['x-valetkey-user'], user.id);
    assert.equal(seen['x-valetkey-account'], accounts[1]!.id);
    assert.equal(typeof seen['x-valetkey-connection'], 'string');
    assert.equal(seen.authorization, undefined);
  });

  test('S-Q1 nginx: without a token, and with a wrong one: 401 with one challenge', async () => {
    const none = await call('/standard/people', null);
    assert.equal(none.status, 401);
    assert.equal(none.headers.get('www-authenticate'), 'Bearer realm="api", scope="people:read"');
    const wrong = await call('/standard/people', `${tokens.standard.accessToken}x`);
    assert.equal(wrong.status, 401);
    assert.equal(
      wrong.headers.get('www-authenticate'),
      'Bearer realm="api", error="invalid_token", error_description="The access token or key is unknown, expired or revoked."',
    );
    assert.equal(wrong.headers.get('retry-after'), null);
    assert.deepEqual(wrong.body, { error: 'invalid_token' });
  });

  test('R46 nginx: another scope than granted is 403 with the scope that is needed', async () => {
    const { accessToken } = tokens.standard;
    const { status, headers, body } = await call('/standard/people', accessToken, {
      method: 'POST',
      body: '{}',
    });
    assert.equal(status, 403);
    assert.match(headers.get('www-authenticate')!, /error="insufficient_scope".*scope="people:write"/);
    assert.deepEqual(body, { error: 'insufficient_scope' });
  });

  test('S-Q8 nginx: an address or a method that names no scope is closed', async () => {
    const { accessToken } = tokens.standard;
    for (const [path, method] of [
      ['/standard/people', 'PUT'],
      ['/elsewhere', 'GET'],
      ['/', 'GET'],
    ] as const) {
      const { status, body } = await call(path, accessToken, { method });
      assert.deepEqual([status, body], [503, { error: 'temporarily_unavailable' }], path);
    }
    assert.equal((await fetch(`${nginx.url}/_valetkey`)).status, 404);
  });

  test('S-Q9 nginx: a path that the API could read otherwise than nginx is refused', async () => {
    const headers = { authorization: `Bearer ${tokens.copper.accessToken}` };
    for (const path of [
      '/standard/..%2fcopper/people',
      '/standard/..%5C',
      '//copper/people',
      '/copper/people;x',
    ])
      assert.equal((await fetch(nginx.url + path, { headers })).status, 400, path);
  });

  test('R37 nginx: Copernica’s token in the query reaches the server, and two credentials are 400', async () => {
    const { accessToken } = tokens.copernica;
    const { status, body } = await call(`/copernica/profiles?access_token=${accessToken}&page=2`, null);
    assert.equal(status, 200);
    const { accounts } = interop.people.copernica;
    assert.equal((body as IncomingHttpHeaders)['x-valetkey-account'], accounts[1]!.id);
    assert.equal((await call('/copernica/profiles?access_token=0123', null)).status, 401);
    const both = await call(`/copernica/profiles?access_token=${accessToken}`, accessToken);
    assert.deepEqual([both.status, both.body], [400, { error: 'invalid_request' }]);
    // The other profiles take none there.
    const { accessToken: other } = tokens.standard;
    assert.equal((await call(`/standard/people?access_token=${other}`, null)).status, 401);
  });

  test('S-Q12 nginx: what a caller says in X-Valetkey-… and X-Original-URI is not believed', async () => {
    const claims = {
      'x-valetkey-kind': 'key',
      'x-valetkey-scope': 'people:read',
      'x-valetkey-user': 'somebody',
      'x-valetkey-account': 'another',
      'x-valetkey-account-external': 'another',
      'x-valetkey-app': 'another',
      'x-valetkey-connection': 'another',
      'x-valetkey-status': '200',
      'x-valetkey-error': 'none',
      'x-valetkey-guard': GUARD_SECRET,
      'x-original-uri': `/?access_token=${tokens.copernica.accessToken}`,
      'x-forwarded-uri': `/?access_token=${tokens.copernica.accessToken}`,
    };
    const { accessToken } = tokens.standard;
    const plain = await call('/standard/people', accessToken);
    const claimed = await call('/standard/people', accessToken, { headers: claims });
    assert.equal(claimed.status, 200);
    const ours = ({ body }: Answer): unknown =>
      Object.entries(body as IncomingHttpHeaders).filter(([name]) => name.startsWith('x-valetkey-'));
    assert.deepEqual(ours(claimed), ours(plain));
    assert.ok(!JSON.stringify(claimed.body).includes(GUARD_SECRET));
    const post = { method: 'POST', body: '{}', headers: claims };
    assert.equal((await call('/standard/people?scope=people:read', accessToken, post)).status, 403);
    assert.equal((await call('/copernica/profiles', null, { headers: claims })).status, 401);
  });

  test('S1 nginx: Copper’s 181st call within a minute is 429 with Retry-After', async () => {
    const { accessToken } = tokens.copper;
    const statuses: number[] = [];
    for (let calls = 0; calls < 180; calls++)
      statuses.push((await call('/copper/people', accessToken)).status);
    assert.deepEqual(new Set(statuses), new Set([200]));
    const { status, headers, body } = await call('/copper/people', accessToken);
    assert.equal(status, 429);
    assert.match(headers.get('retry-after')!, /^([1-9]|[1-5][0-9]|60)$/);
    assert.deepEqual(body, { error: 'too_many_requests' });
  });

  test('R4 nginx: who calls with a key whose end was announced is told; whoever has a token is not', async () => {
    const { core } = interop;
    const { user, accounts } = interop.people.copper;
    const provider = core.providers.get('copper')!;
    const { key } = await createApiKey(
      core,
      provider,
      { user, account: accounts[0]!, label: 'k' },
      'operator',
    );
    const now = Math.floor(core.clock.nowMs() / 1000);
    const endsAt = now + 30 * 86_400;
    await announceKeySunset(core, provider, { endsAt, notice: '' }, { now, actor: 'operator' });
    const headers = {
      'x-pw-accesstoken': key,
      'x-pw-application': 'developer_api',
      'x-pw-useremail': user.email,
    };
    const told = await call('/copper/people', null, { headers });
    assert.equal(told.status, 200);
    assert.equal(told.headers.get('deprecation'), `@${now}`);
    assert.equal(told.headers.get('sunset'), new Date(endsAt * 1000).toUTCString());
    assert.match(told.headers.get('link')!, /^<https?:.*>; rel="sunset"/);
    const other = await call('/standard/people', tokens.standard.accessToken);
    assert.deepEqual([other.headers.get('deprecation'), other.headers.get('link')], [null, null]);
  });

  test('R51 nginx: a revoked token is refused at once', async () => {
    const fresh = await connect(interop, app.standard);
    assert.equal((await call('/standard/people', fresh.accessToken)).status, 200);
    assert.equal(await revoke(app.standard, fresh), 200);
    assert.equal((await call('/standard/people', fresh.accessToken)).status, 401);
    tokens.standard = await connect(interop, app.standard);
  });

  test('S-Q6 nginx: without the authorization server everything is closed', async t => {
    const alone = await startNginx(command, `127.0.0.1:${await findFreePort()}`, apiHost);
    t.after(() => alone.close());
    const headers = { authorization: `Bearer ${tokens.standard.accessToken}` };
    const response = await fetch(`${alone.url}/standard/people`, { headers });
    assert.equal(response.status, 503);
    assert.equal(response.headers.get('retry-after'), '1');
    assert.deepEqual(await response.json(), { error: 'temporarily_unavailable' });
  });

  test('S-X5 nginx: neither log holds a token, also where the API is down', async t => {
    const down = await startNginx(command, valetkey, `127.0.0.1:${await findFreePort()}`);
    t.after(() => down.close());
    const { accessToken } = tokens.copernica;
    const path = `/copernica/profiles?access_token=${accessToken}`;
    const headers = { referer: `${down.url}${path}` };
    assert.equal((await fetch(down.url + path, { headers })).status, 502);
    assert.equal((await call(path, null, { headers })).status, 200);
    // Written when the request has ended, which may be after its answer was read.
    await sleep(50);
    const written = down.readLogs() + nginx.readLogs();
    assert.match(written, /"path":"\/copernica\/profiles","status":502/);
    assert.match(written, /"path":"\/copernica\/profiles","status":200/);
    for (const { accessToken: token } of Object.values(tokens)) assert.ok(!written.includes(token));
    assert.ok(!written.includes(GUARD_SECRET));
  });
}
