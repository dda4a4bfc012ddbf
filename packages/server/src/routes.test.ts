/** Every route at once: methods, spellings of a path, forged headers, and what no answer may lack. */
import assert from 'node:assert/strict';
import { connect as connectSocket } from 'node:net';
import { test } from 'node:test';
import {
  PUBLIC_URL,
  REDIRECT_URI,
  TestBrowser,
  authorizeUrl,
  connect,
  createApp,
  createPerson,
  openTestServer,
  type TestResponse,
  type TestServer,
} from './fixtures.ts';

const ID = '0'.repeat(26);
/** Each address with the methods it has. */
function routesOf(slug: string): Record<string, string> {
  const copernica = slug === 'copernica';
  return {
    '/livez': 'GET, HEAD',
    '/readyz': 'GET, HEAD',
    '/metrics': 'GET',
    ...(copernica
      ? { '/nl/authorize': 'GET', '/en/authorize': 'GET', '/v1/token': 'GET' }
      : { '/oauth/authorize': 'GET, POST', '/oauth/token': 'POST' }),
    '/oauth/revoke': 'POST',
    '/oauth/introspect': 'POST',
    '/oauth/jwks': 'GET, HEAD',
    '/.well-known/oauth-authorization-server': 'GET, HEAD',
    '/.well-known/openid-configuration': 'GET, HEAD',
    [`/interactions/${ID}`]: 'GET',
    [`/interactions/${ID}/login`]: 'POST',
    [`/interactions/${ID}/account`]: 'POST',
    [`/interactions/${ID}/consent`]: 'POST',
    [`/interactions/${ID}/continue`]: 'GET',
    [`/login-requests/${ID}`]: 'GET, POST',
    '/guard': 'GET',
    '/guard/check': 'POST',
    '/guard/quota': 'POST',
    '/guard/usage': 'POST',
    '/guard/configuration': 'GET',
  };
}
const AT_THE_ROOT = ['/livez', '/readyz', '/metrics'];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const;

const addresses = (slug: string): [url: string, allow: string][] =>
  Object.entries(routesOf(slug)).map(([path, allow]) => [
    AT_THE_ROOT.includes(path) ? path : `/${slug}${path}`,
    allow,
  ]);

test('S-A26: every method an address does not have is 405 with Allow, and changes nothing', async t => {
  const server = await openTestServer(t);
  for (const slug of ['standard', 'copernica']) {
    const before = await server.core.store.countRows();
    for (const [url, allow] of addresses(slug)) {
      for (const method of METHODS.filter(name => !allow.split(', ').includes(name))) {
        const answer = await server.inject({ method, url });
        assert.equal(answer.status, 405, `${method} ${url}`);
        assert.equal(answer.headers['allow'], allow, `${method} ${url}`);
      }
    }
    assert.deepEqual(await server.core.store.countRows(), before);
  }
});

/** Bytes as they are, past every client that would tidy them up. */
async function raw(port: number, lines: readonly string[]): Promise<string> {
  const socket = connectSocket(port, '127.0.0.1');
  socket.setEncoding('utf8').end(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);
  let answer = '';
  for await (const piece of socket) answer += piece as string;
  return answer;
}

async function listen(server: TestServer): Promise<number> {
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  return server.app.port;
}

test('S-A27: no other spelling of a path leads to a handler', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const port = await listen(server);
  const query = authorizeUrl(server, 'standard', app).split('?')[1]!;
  const status = async (target: string): Promise<string> =>
    (await raw(port, [`GET ${target} HTTP/1.1`, 'Host: auth.example'])).split(' ')[1] ?? '';
  assert.equal(await status(`/standard/oauth/authorize?${query}`), '303');
  const tricks = [
    '/standard/oauth/authorize;x=1', '/standard/oauth;/authorize', '//standard/oauth/authorize', '/standard//oauth/authorize', '/standard/oauth/%61uthorize', '/standard%2foauth/authorize',
    '/%73tandard/oauth/authorize', '/standard/oauth/authorize/', '/standard/oauth/authorize.', '/standard/oauth/authorize%20', '/standard/oauth/authorize%00', '/standard/oauth/AUTHORIZE', '/Standard/oauth/authorize',
    '/standard/./oauth/authorize', '/standard/x/../oauth/authorize', '/x/..;/standard/oauth/authorize', '/standard/..;/standard/oauth/authorize', '/standard/%2e/oauth/authorize', '/standard\\oauth\\authorize',
    '/standard/oauth/authorize/..', '/standard/oauth/authorize%3f', '/standard/oauth/authorize%3b', 'http://auth.example/standard/oauth/authorize', 'standard/oauth/authorize', '*', '/standard/oauth/authorize%',
    '/standard/console/%2e%2e/oauth/authorize', '/standard/console//sign-in', '/standard/console/x;y', '/standard/interactions/%2e%2e',
    '/standard/guard/envoy/../../oauth/authorize', '/standard/guard/envoy/%2e%2e/%2e%2e/oauth/authorize',
  ]; // prettier-ignore
  for (const target of tricks) assert.match(await status(`${target}?${query}`), /^(?:400|401|404)$/, target);
  const { interactions } = await server.core.store.countRows();
  assert.equal(interactions, 1);
});

test('S-A28: forged Host and forwarding headers change no issuer, link, iss or address', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'standard');
  const { app } = await createApp(server, 'standard');
  const headers = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    'x-forwarded-port': '81',
    'x-forwarded-for': '203.0.113.9',
    'x-original-url': '/standard/guard',
    'x-rewrite-url': '/standard/guard',
    forwarded: 'for=203.0.113.9;host=evil.example;proto=http',
  };
  const metadata = '/standard/.well-known/oauth-authorization-server';
  const plain = await server.inject({ method: 'GET', url: metadata });
  const forged = await server.inject({ method: 'GET', url: metadata, headers });
  assert.equal(forged.body, plain.body);
  assert.equal(forged.headers['etag'], plain.headers['etag']);
  const begun = await server.inject({ method: 'GET', url: authorizeUrl(server, 'standard', app), headers });
  assert.ok(begun.location.startsWith(`${PUBLIC_URL}/standard/interactions/`));
  assert.match(String(begun.headers['set-cookie']), /^__Host-.*; Secure$/);
  const error = await server.inject({
    method: 'GET',
    url: authorizeUrl(server, 'standard', app, { scope: 'x' }),
    headers,
  });
  assert.equal(new URL(error.location).searchParams.get('iss'), `${PUBLIC_URL}/standard`);
  assert.ok(server.logLines.every(line => !line.includes('203.0.113.9') && !line.includes('evil.example')));
});

test('S-N5 who types a wrong address reads a page in his language; a program gets JSON', async t => {
  const server = await openTestServer(t);
  const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'de' };
  const wrong = {
    '/standard/nothing': 404,
    '/standard/console/developers/': 404,
    '/standard/oauth/token': 405,
  };
  for (const [url, status] of Object.entries(wrong)) {
    const page = await server.inject({ method: 'GET', url, headers });
    assert.equal(page.status, status, url);
    assert.match(page.body, /<html lang="de"/, url);
    assert.ok(page.body.includes(String(page.headers['x-request-id'])), url);
    const json = await server.inject({ method: 'GET', url, headers: { accept: '*/*' } });
    assert.equal(json.status, status, url);
    assert.equal(json.json['error'], status === 404 ? 'not_found' : 'method_not_allowed', url);
  }
  const elsewhere = await server.inject({ method: 'GET', url: '/nothing', headers });
  assert.equal(elsewhere.json['error'], 'not_found', 'no provider, whose page would it be?');
});

/** One of each kind of answer the product has. */
async function crawl(server: TestServer): Promise<TestResponse[]> {
  const answers: TestResponse[] = [];
  server.watchers.add(answer => answers.push(answer));
  for (const slug of ['standard', 'copper', 'copernica']) {
    const two = [{ name: 'Acme' }, { name: 'Beta' }];
    await createPerson(server, slug, { accounts: two });
    const { app } = await createApp(server, slug);
    const browser = new TestBrowser(server);
    await connect(server, slug, app, { browser });
    await browser.goto(authorizeUrl(server, slug, app, { prompt: 'login' }));
    await browser.signIn('nobody@example.com');
    await browser.submit({ cancel: '1' });
    const evil = { origin: 'https://evil.example' };
    for (const [url, allow] of addresses(slug)) {
      for (const method of METHODS)
        await server.inject({
          method,
          url,
          headers: { ...evil, 'sec-fetch-site': 'cross-site' },
        });
      assert.ok(allow);
    }
    for (const path of [
      '',
      '/nothing',
      '/%zz',
      '/%00',
      '/oauth/authorize?x=%',
      '/oauth/authorize?client_id=x',
    ])
      await server.inject({ method: 'GET', url: `/${slug}${path}`, headers: evil });
    await server.inject({ method: 'GET', url: authorizeUrl(server, slug, app, { redirect_uri: 'x' }) });
    await server.post(`/${slug}/oauth/revoke`, { token: 'x' }, { 'content-encoding': 'gzip' });
    await server.post(`/${slug}/oauth/revoke`, { token: 'x'.repeat(70_000) });
  }
  return answers;
}

test('S-A21, S-A22, S-N3: no 307 or 308, no CORS but for keys and metadata, every security header, on every answer of a crawl', async t => {
  const server = await openTestServer(t);
  const answers = await crawl(server);
  assert.ok(answers.length > 500, String(answers.length));
  for (const { status, headers, body } of answers) {
    const what = `${status} ${body.slice(0, 200)}`;
    assert.ok(status < 300 || status >= 400 || status === 303, what);
    const cors = Object.keys(headers).filter(name => name.startsWith('access-control-'));
    // Keys and metadata are public: everybody may read them, nobody with cookies.
    const open = String(headers['cache-control']).startsWith('public');
    assert.deepEqual(cors, open ? ['access-control-allow-origin'] : [], what);
    assert.equal(headers['x-content-type-options'], 'nosniff', what);
    assert.equal(headers['referrer-policy'], 'no-referrer', what);
    assert.equal(headers['strict-transport-security'], 'max-age=31536000; includeSubDomains', what);
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin', what);
    assert.equal(headers['cross-origin-resource-policy'], open ? 'cross-origin' : 'same-origin', what);
    assert.match(String(headers['permissions-policy']), /camera=\(\)/, what);
    assert.equal(headers['x-frame-options'], 'DENY', what);
    assert.match(
      String(headers['content-security-policy']),
      /default-src 'none'.*frame-ancestors 'none'/,
      what,
    );
    assert.match(String(headers['cache-control']), /^(?:no-store|public, max-age=\d+)$/, what);
    assert.match(String(headers['x-request-id']), /^req_[0-9a-v]{26}$/, what);
    for (const name of ['server', 'x-powered-by', 'via']) assert.equal(headers[name], undefined, what);
  }
});

test('S-M7, S-N2, S-N4, S-A21: every page has a strict policy with a nonce of its own, and names no foreign host', async t => {
  const server = await openTestServer(t);
  const pages = (await crawl(server)).filter(answer =>
    String(answer.headers['content-type']).startsWith('text/html'),
  );
  assert.ok(pages.length > 20, String(pages.length));
  const nonces = new Set<string>();
  for (const { headers, body } of pages) {
    const policy = String(headers['content-security-policy']);
    const directives = new Map(
      policy.split('; ').map(part => [part.split(' ')[0]!, part.split(' ').slice(1)]),
    );
    assert.deepEqual(directives.get('default-src'), ["'none'"]);
    assert.deepEqual(directives.get('base-uri'), ["'none'"]);
    assert.deepEqual(directives.get('frame-ancestors'), ["'none'"]);
    assert.doesNotMatch(policy, /unsafe|\*(?!;|$| )|script-src (?!'nonce-[\w-]{24}'(?:;|$))/);
    const nonce = /'nonce-([\w-]{24})'/.exec(policy)?.[1] ?? '';
    assert.equal(nonces.has(nonce), false);
    nonces.add(nonce);
    assert.doesNotMatch(body, /\son[a-z]+\s*=|\sstyle\s*=|javascript:/i);
    for (const [, attribute, address] of body.matchAll(/\b(src|action|href)="([^"]*)"/g)) {
      const own = /^(?:https:\/\/auth\.example\/|#|data:image\/|\?|\/(?!\/))/.test(address ?? '');
      const back = address?.startsWith(REDIRECT_URI) && attribute !== 'src';
      assert.ok(own || back, `${attribute}=${address}`);
    }
  }
});

test('S-N5: an error page has an id to ask with, and no stack, statement, path or version', async t => {
  const server = await openTestServer(t);
  server.core.store.findApp = () =>
    Promise.reject(new Error('SELECT secret FROM /var/lib/valetkey.db at line 7'));
  const page = await server.inject({ method: 'GET', url: `/standard/oauth/authorize?client_id=${ID}` });
  assert.equal(page.status, 500);
  assert.match(page.body, new RegExp(String(page.headers['x-request-id'])));
  assert.doesNotMatch(page.body, /SELECT|valetkey\.db|line 7|\.ts|node_modules|Fastify|v\d+\.\d+/);
  assert.ok(server.logLines.some(line => line.includes(String(page.headers['x-request-id']))));
});

test('S-N3, S-V3: what is no HTTP gets the headers of every answer, and one too long is 431', async t => {
  const server = await openTestServer(t);
  const port = await listen(server);
  const broken = await raw(port, ['GET /livez HTTP/1.1', 'Host: auth.example', 'bad header line']);
  assert.match(broken, /^HTTP\/1\.1 400 /);
  assert.match(broken, /x-content-type-options: nosniff/);
  const long = await raw(port, ['GET /livez HTTP/1.1', 'Host: auth.example', `x: ${'a'.repeat(20_000)}`]);
  assert.match(long, /^HTTP\/1\.1 431 /);
});
