/** Every secret of a whole run, searched for in the database and in the log (S-T1, S-U1, S-U2). */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  GUARD_SECRET,
  PASSWORD,
  TestBrowser,
  VERIFIER,
  checkBearer,
  connect,
  createApp,
  createPerson,
  exchange,
  openTestServer,
  refreshTokens,
  testConfig,
  type TestServer,
} from '../fixtures.ts';
import { clientCredentials, credentialsOf, forwardAuth, introspect, revokeToken } from '../token-fixtures.ts';
import { createApiKey } from './api-keys.ts';

const SLUGS = ['standard', 'copyai', 'copper', 'clipron', 'fliki', 'copernica'];

/** Does everything that makes or takes a secret; returns all of them, with the first characters that would give one away. */
async function useEverything(server: TestServer): Promise<string[]> {
  const secrets = [PASSWORD, VERIFIER, GUARD_SECRET];
  for (const slug of SLUGS) secrets.push(...(await useProvider(server, slug)));
  return secrets;
}

async function useProvider(server: TestServer, slug: string): Promise<string[]> {
  const { user, accounts } = await createPerson(server, slug);
  const provider = server.provider(slug);
  const grants = provider.profile.token.grants;
  const app = await createApp(server, slug, {
    ...(slug === 'clipron' ? { refresh: true } : {}),
    clientCredentials: grants.includes('client_credentials'),
  });
  const of = { server, slug, app };
  const { key } = await createApiKey(
    server.core,
    provider,
    { user, account: accounts[0]!, label: 'k' },
    'operator',
  );
  const browser = new TestBrowser(server);
  const { code = '' } = await connect(server, slug, app.app, { browser });
  const secrets = [app.secret, key, code, ...browser.cookies.values()];
  const first = await exchange(server, slug, app, code);
  const access = String(first.json['access_token']);
  secrets.push(access);
  if (typeof first.json['refresh_token'] === 'string') {
    const next = await refreshTokens(server, slug, app, first.json['refresh_token']);
    secrets.push(
      first.json['refresh_token'],
      String(next.json['refresh_token']),
      String(next.json['access_token']),
    );
  }
  if (app.app.grants.includes('client_credentials'))
    secrets.push(String((await clientCredentials(of)).json['access_token']));
  await misuse(of, { access, key, code });
  return secrets;
}

/** The same secrets in the wrong places, where careless logs pick them up. */
async function misuse(
  of: { server: TestServer; slug: string; app: Awaited<ReturnType<typeof createApp>> },
  { access, key, code }: Record<'access' | 'key' | 'code', string>,
): Promise<void> {
  const { server, slug, app } = of;
  const path = `/${slug}${server.provider(slug).profile.token.path}`;
  const query = new URLSearchParams({
    ...credentialsOf(app),
    code,
    access_token: access,
    refresh_token: key,
  }).toString();
  await server.post(`${path}?${query}`, { code });
  await server.inject({ method: 'GET', url: `${path}?${query}` });
  await server.inject({
    method: 'GET',
    url: `${path}?${query}&%zz`,
    headers: { authorization: `Bearer ${access}` },
  });
  await server.post(path, { [app.secret]: '1', [`${app.secret}2`]: code, grant_type: code, scope: access });
  await server.inject({ method: 'GET', url: `/${slug}/guard/configuration?access_token=${access}` });
  await checkBearer(server, slug, key);
  await checkBearer(server, slug, code);
  await introspect(of, key);
  for (const name of ['x-original-uri', 'x-forwarded-uri'])
    await forwardAuth(server, slug, server.provider(slug).scopeNames[0]!, {
      [name]: `/a?access_token=${access}&key=${key}`,
    });
  await revokeToken(of, access);
  await checkBearer(server, slug, access);
}

function filesOf(directory: string): Buffer[] {
  return readdirSync(directory)
    .map(name => join(directory, name))
    .filter(path => statSync(path).isFile())
    .map(path => readFileSync(path));
}

for (const format of ['signed', 'jwt'] as const)
  test(`S-T1 S-B17 S-D14 ${format}: database, log of writes and memory hold no secret that was issued or typed`, async t => {
    const server = await openTestServer(t, { config: testConfig({ standard: { accessToken: { format } } }) });
    const secrets = await useEverything(server);
    await server.core.requestLog.flush();
    const files = filesOf(server.directory);
    assert.ok(files.length >= 2 && Buffer.concat(files).length > 100_000, 'the database and its WAL');
    for (const secret of secrets) {
      for (const text of [secret, secret.slice(-24)])
        assert.equal(
          files.some(file => file.includes(text)),
          false,
          `${text} is in the database`,
        );
    }
    assert.ok(Buffer.concat(files).includes('ada@example.com'), 'what is no secret is found');
  });

test('S-U1 S-U2 S-B16 S-X5 no log line holds a secret, a code, a token or a cookie, the query of a GET token address among them', async t => {
  const server = await openTestServer(t);
  const secrets = await useEverything(server);
  const log = server.logLines.join('\n');
  for (const secret of secrets) assert.equal(log.includes(secret), false, `${secret} is in the log`);
  const shown = '/copernica/v1/token?client_id=***&client_secret=***&';
  assert.ok(
    server.logLines.some(line => line.includes(shown)),
    'names are shown, values are not',
  );
});

test('S-U3 one request is one line: control characters of a request do not break it', async t => {
  const server = await openTestServer(t);
  await server.inject({ method: 'GET', url: '/standard/oauth/authorize?a%0d%0ab=c%1b[31m' });
  await server.post('/standard/oauth/token', { client_id: 'a\r\nb', client_secret: '\u001b[31m' });
  for (const line of server.logLines) assert.doesNotMatch(line, /\p{Cc}/u);
});
