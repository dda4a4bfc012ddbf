/** Redeeming a code through HTTP: once, soon, by the app it was issued to, with its verifier, and while the consent lives. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkConfig } from '../../config.ts';
import { issueCode, newMint } from '../../domain/authorization/issue-code.ts';
import {
  CHALLENGE,
  REDIRECT_URI,
  VERIFIER,
  checkBearer,
  connect,
  createApp,
  createPerson,
  exchange,
  openTestServer,
  testConfig,
  type TestApp,
  type TestPerson,
  type TestResponse,
  type TestServer,
} from '../../fixtures.ts';

interface World {
  server: TestServer;
  registered: TestApp;
  person: TestPerson;
  code: string;
}

/** An app with a fresh code. */
async function withCode(
  t: Parameters<typeof openTestServer>[0],
  slug = 'standard',
  parameters: Record<string, string | undefined> = {},
): Promise<World> {
  const server = await openTestServer(t);
  const person = await createPerson(server, slug);
  const registered = await createApp(server, slug);
  const answer = await connect(server, slug, registered.app, { parameters });
  return { server, registered, person, code: answer['code'] ?? '' };
}

function assertInvalidGrant(response: TestResponse, what = ''): void {
  assert.deepEqual([response.status, response.json['error']], [400, 'invalid_grant'], what);
}

const now = (server: TestServer): { now: number; actor: string } => ({
  now: Math.floor(server.clock.nowMs() / 1000),
  actor: 'operator',
});

test('S-B1: of 20,000 codes no two are equal, and no character of their signatures is likelier than another', async t => {
  const { server, code } = await withCode(t);
  const [context] = await server.core.store.listConnections({ limit: 1 });
  const request = {
    redirectUri: REDIRECT_URI, redirectUriGiven: true, responseMode: 'query', state: null, scopes: ['people:read'],
    codeChallenge: CHALLENGE, prompts: [], locale: 'en', loginHint: null,
  } as const; // prettier-ignore
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const provider = server.provider('standard');
  for (let i = 0; i < 20_000; i++) {
    const one = issueCode(
      server.core,
      request,
      context!.connection,
      request.scopes,
      newMint(server.core, provider),
    );
    assert.equal(one.length, code.length);
    seen.add(one);
    // 256 bits of MAC are the last 43 characters; the very first and last may share bits with neighbours.
    for (const character of one.slice(-42, -1)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  assert.equal(seen.size, 20_000);
  const expected = (20_000 * 41) / 64;
  const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  assert.equal(counts.size, 64);
  // 63 degrees of freedom: above 130 once in a million runs.
  assert.ok(chiSquare < 130, String(chiSquare));
});

test('S-B2, R32: a second valid redemption is invalid_grant, and what the first one gave is dead', async t => {
  const { server, registered, code } = await withCode(t);
  const first = await exchange(server, 'standard', registered, code);
  assert.equal(first.status, 200);
  assertInvalidGrant(await exchange(server, 'standard', registered, code));
  assert.deepEqual(await checkBearer(server, 'standard', String(first.json['access_token'])), {
    active: false,
  });
});

test('S-B3, D-3: a replay that is wrong in anything else leaves the first tokens alive', async t => {
  const { server, registered, code } = await withCode(t);
  const other = await createApp(server, 'standard');
  const first = await exchange(server, 'standard', registered, code);
  assertInvalidGrant(await exchange(server, 'standard', registered, code, { code_verifier: 'x'.repeat(43) }));
  assertInvalidGrant(
    await exchange(server, 'standard', registered, code, { redirect_uri: 'https://app.example/x' }),
  );
  assertInvalidGrant(await exchange(server, 'standard', other, code));
  const wrongSecret = await exchange(server, 'standard', registered, code, { client_secret: 'x' });
  assert.deepEqual([wrongSecret.status, wrongSecret.json['error']], [401, 'invalid_client']);
  const checked = await checkBearer(server, 'standard', String(first.json['access_token']));
  assert.equal(checked['active'], true);
});

test('S-B5: a code is good for 60 seconds and not for 61, on every node; the configuration says up to 600', async t => {
  const { server, registered, code } = await withCode(t);
  const second = await openTestServer(t, { directory: server.directory, clock: server.clock });
  server.clock.advanceSeconds(59);
  assert.equal((await exchange(second, 'standard', registered, code)).status, 200);
  const late = (await connect(server, 'standard', registered.app))['code'] ?? '';
  server.clock.advanceSeconds(61);
  for (const node of [server, second]) assertInvalidGrant(await exchange(node, 'standard', registered, late));
  const lifetime = (codeLifetimeSeconds: number): unknown =>
    checkConfig(testConfig({ standard: { codeLifetimeSeconds } }));
  assert.ok(lifetime(600));
  assert.throws(() => lifetime(601), /codeLifetimeSeconds/);
});

test('S-B6: a code in the hands of another app is invalid_grant, and its own app still redeems it', async t => {
  const { server, registered, code } = await withCode(t);
  for (const registration of [{}, { type: 'public' as const }])
    assertInvalidGrant(
      await exchange(server, 'standard', await createApp(server, 'standard', registration), code),
    );
  assert.equal((await exchange(server, 'standard', registered, code)).status, 200);
});

test('S-B6: a code of one provider is nothing at another', async t => {
  const { server, registered, code } = await withCode(t);
  const foreign = await createApp(server, 'fliki');
  assertInvalidGrant(await exchange(server, 'fliki', foreign, code, { code_verifier: VERIFIER }));
  assert.equal((await exchange(server, 'standard', registered, code)).status, 200);
});

test('S-B7, R38: the redirect_uri of the token request must be the authorized one, byte for byte', async t => {
  const { server, registered, code } = await withCode(t);
  for (const redirect_uri of [undefined, '', `${REDIRECT_URI}/`, REDIRECT_URI.toUpperCase(), `${REDIRECT_URI}?`, 'https://evil.example/'])
    assertInvalidGrant(await exchange(server, 'standard', registered, code, { redirect_uri }), String(redirect_uri)); // prettier-ignore
  assert.equal((await exchange(server, 'standard', registered, code)).status, 200);
});

test('S-B11, S-B13: a verifier that is missing, short, long, of other characters or wrong is invalid_grant, and costs nobody the code', async t => {
  const { server, registered, code } = await withCode(t);
  for (const code_verifier of [undefined, '', 'x'.repeat(42), 'x'.repeat(129), `${VERIFIER.slice(1)}é`, `${VERIFIER.slice(1)} `, VERIFIER.toLowerCase(), CHALLENGE, `${VERIFIER}x`])
    assertInvalidGrant(await exchange(server, 'standard', registered, code, { code_verifier }), String(code_verifier)); // prettier-ignore
  assert.equal((await exchange(server, 'standard', registered, code)).status, 200);
});

test('S-B12: a verifier where no challenge was sent is a downgrade, and refused', async t => {
  for (const slug of ['copyai', 'clipron', 'fliki', 'copper', 'copernica']) {
    const { server, registered, code } = await withCode(t, slug, {
      response_mode: slug === 'copper' ? 'query' : undefined,
    });
    assertInvalidGrant(await exchange(server, slug, registered, code, { code_verifier: VERIFIER }), slug);
    assert.equal((await exchange(server, slug, registered, code)).status, 200, slug);
  }
});

test('S-B13: where PKCE is only accepted, an app that sent a challenge is held to it', async t => {
  for (const slug of ['copyai', 'clipron', 'fliki', 'copper', 'copernica']) {
    const parameters = { code_challenge: CHALLENGE, code_challenge_method: 'S256' };
    const { server, registered, code } = await withCode(t, slug, parameters);
    assertInvalidGrant(await exchange(server, slug, registered, code), slug);
    assertInvalidGrant(
      await exchange(server, slug, registered, code, { code_verifier: 'x'.repeat(43) }),
      slug,
    );
    assert.equal(
      (await exchange(server, slug, registered, code, { code_verifier: VERIFIER })).status,
      200,
      slug,
    );
  }
});

test('S-B16, S-B17: a code stands in no database file, no write-ahead log and no line of the log', async t => {
  const { server, registered, code } = await withCode(t);
  await exchange(server, 'standard', registered, code);
  await exchange(server, 'standard', registered, code);
  await server.inject({ method: 'GET', url: `/standard/oauth/token?code=${code}` });
  await server.inject({ method: 'GET', url: `/standard/oauth/authorize?code=${code}` });
  await server.core.requestLog.flush();
  for (const name of readdirSync(server.directory))
    assert.equal(readFileSync(join(server.directory, name)).includes(code.slice(0, 60)), false, name);
  assert.ok(server.logLines.length > 5);
  for (const line of server.logLines) assert.equal(line.includes(code.slice(0, 60)), false, line);
});

type Ending = (world: World) => Promise<unknown>;
const ENDINGS: Record<string, Ending> = {
  'user disabled': ({ server, person }) =>
    server.core.store.setUserStatus(person.user.id, 'disabled', now(server)),
  'account suspended': ({ server, person }) =>
    server.core.store.setAccountStatus(person.accounts[0]!.id, 'suspended', now(server)),
  'membership ended': ({ server, person }) =>
    server.core.store.removeMember(person.accounts[0]!.id, person.user.id, now(server)),
  'app suspended': ({ server, registered }) =>
    server.core.store.setAppStatus(registered.app.id, 'suspended', now(server)),
  'everything of the app revoked': ({ server, registered }) =>
    server.core.store.revokeAll({ appId: registered.app.id }, 'test', now(server)),
  'connection revoked': async ({ server }) => {
    const [context] = await server.core.store.listConnections({ limit: 1 });
    return await server.core.store.revokeConnection(context!.connection.id, 'test', now(server));
  },
  'connection revoked and given anew': async world => {
    await ENDINGS['connection revoked']!(world);
    await connect(world.server, 'standard', world.registered.app);
  },
  'password changed': async ({ server, person }) => {
    server.clock.advanceSeconds(1);
    await server.core.store.setPasswordHash(
      person.user.id,
      await server.core.passwords.hash('new'),
      now(server),
    );
  },
};
for (const [what, end] of Object.entries(ENDINGS)) {
  test(`S-B18: ${what} between issue and redemption: the code is refused`, async t => {
    const world = await withCode(t);
    await end(world);
    const answer = await exchange(world.server, 'standard', world.registered, world.code);
    const error = what === 'app suspended' ? [401, 'invalid_client'] : [400, 'invalid_grant'];
    assert.deepEqual([answer.status, answer.json['error']], error);
  });
}

test('S-B20: once the answer has left, another process on the same database redeems the code, once', async t => {
  const { server, registered, code } = await withCode(t);
  const other = await openTestServer(t, { directory: server.directory, clock: server.clock });
  assert.equal((await exchange(other, 'standard', registered, code)).status, 200);
  assertInvalidGrant(await exchange(server, 'standard', registered, code));
});

test('S-B21: user, account, scope and resource are the authorization’s; nothing in the token request changes them', async t => {
  const { server, registered, person, code } = await withCode(t);
  const tokens = await exchange(server, 'standard', registered, code, {
    scope: 'people:read people:write companies:read', resource: 'https://evil.example', audience: 'evil', user: 'x', sub: 'x', user_id: 'x', account: 'x', expires_in: '999999',
    lifetime: '999999', claims: '{"sub":"x"}', state: 'x', auth_time: '0',
  }); // prettier-ignore
  assert.equal(tokens.status, 200);
  assert.equal(tokens.json['scope'], 'people:read');
  assert.equal(tokens.json['expires_in'], 3600);
  const checked = await checkBearer(server, 'standard', String(tokens.json['access_token']));
  assert.deepEqual(checked['permissions'], ['people:read']);
  assert.equal((checked['user'] as { id: string }).id, person.user.id);
  assert.equal((checked['account'] as { id: string }).id, person.accounts[0]!.id);
});
