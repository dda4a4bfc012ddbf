/** Guesses at guard secrets, login secrets and API keys: the guesser waits, the company's machines and the honest callers do not. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createApiKey } from '../../domain/api-keys.ts';
import { newApiKey } from '../../domain/secrets.ts';
import {
  GUARD_SECRET,
  LOGIN_SECRET,
  createPerson,
  openTestServer,
  testConfig,
  type TestResponse,
  type TestServer,
} from '../../fixtures.ts';

const ATTACKER = '198.51.100.7';
const HONEST = '203.0.113.9';
const FREE = 10;

interface Door {
  /** Asks with a secret, right or wrong. */
  knock(server: TestServer, from: string, secret: string): Promise<TestResponse>;
  right: string;
  challenge: string;
}

const bearer = (method: 'GET' | 'POST', url: string, payload = ''): Door['knock'] => {
  return async (server, remoteAddress, secret) =>
    await server.inject({
      method,
      url,
      remoteAddress,
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': payload.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
      },
      ...(method === 'POST' ? { payload } : {}),
    });
};

const CREDENTIAL = JSON.stringify({ credential: { type: 'bearer', value: 'x' } });
const GUARD = { right: GUARD_SECRET, challenge: 'Bearer realm="valetkey guard"' };
const DOORS: Record<string, Door> = {
  'guard/configuration': { ...GUARD, knock: bearer('GET', '/standard/guard/configuration') },
  'guard/check': { ...GUARD, knock: bearer('POST', '/standard/guard/check', CREDENTIAL) },
  introspect: { ...GUARD, knock: bearer('POST', '/standard/oauth/introspect', 'token=x') },
  'forward authentication': {
    right: GUARD_SECRET,
    challenge: 'X-Valetkey-Guard realm="valetkey guard"',
    knock: async (server, remoteAddress, secret) =>
      await server.inject({
        url: '/standard/guard?scope=people:read',
        remoteAddress,
        headers: { 'x-valetkey-guard': secret },
      }),
  },
  'login-requests': {
    right: LOGIN_SECRET,
    challenge: 'Bearer realm="valetkey login"',
    knock: bearer('GET', '/standard/login-requests/00000000000000000000000000'),
  },
};

const isRefused = ({ json }: TestResponse): boolean =>
  ['invalid_client', 'too_many_requests'].includes(String(json['error']));

async function open(t: TestContext): Promise<TestServer> {
  const login = { type: 'handoff', url: 'https://www.example.com/login', secret: LOGIN_SECRET } as const;
  return await openTestServer(t, { config: testConfig({ standard: { login } }) });
}

for (const [name, { knock, right, challenge }] of Object.entries(DOORS)) {
  test(`S-C10 S-K7 ${name}: a wrong secret is 401 with a challenge, the eleventh guess 429, also a right one`, async t => {
    const server = await open(t);
    for (let i = 0; i < FREE; i++) {
      const wrong = await knock(server, ATTACKER, `guess-${i}-0123456789-0123456789`);
      assert.deepEqual([wrong.status, wrong.headers['www-authenticate']], [401, challenge]);
    }
    const answer = await knock(server, ATTACKER, right);
    assert.deepEqual([answer.status, answer.headers['retry-after']], [429, '1']);
    assert.ok(!isRefused(await knock(server, HONEST, right)), 'elsewhere nobody waits');
    server.clock.advanceSeconds(1);
    assert.ok(!isRefused(await knock(server, ATTACKER, right)), 'and here, after a second');
  });

  test(`S-V9 ${name}: guesses from its own network do not keep a machine out that proved itself`, async t => {
    const server = await open(t);
    assert.ok(!isRefused(await knock(server, HONEST, right)));
    for (let i = 0; i < 5 * FREE; i++) await knock(server, HONEST, `guess-${i}-0123456789-0123456789`);
    assert.ok(!isRefused(await knock(server, HONEST, right)));
  });

  test(`S-V9 ${name}: a machine that goes on with an old secret keeps nobody out`, async t => {
    const server = await open(t);
    for (let i = 0; i < 5 * FREE; i++)
      assert.equal((await knock(server, HONEST, 'rotated-long-ago-0123456789-0123')).status, 401);
    assert.ok(!isRefused(await knock(server, HONEST, right)));
  });
}

async function openKey(t: TestContext): Promise<{ server: TestServer; id: string; key: string }> {
  const server = await openTestServer(t);
  const { user, accounts } = await createPerson(server, 'fliki');
  const of = { user, account: accounts[0]!, label: 'laptop' };
  return { server, ...(await createApiKey(server.core, server.provider('fliki'), of, 'operator')) };
}

async function checkKey(
  server: TestServer,
  value: string,
  address?: string,
): Promise<Record<string, unknown>> {
  const answer = await server.inject({
    method: 'POST',
    url: '/fliki/guard/check',
    headers: { authorization: `Bearer ${GUARD_SECRET}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ credential: { type: 'api_key', value, companions: {} }, address }),
  });
  return answer.json;
}

test('S-P6 guesses at one API key: the network of the guesser waits, the key’s owner elsewhere does not', async t => {
  const { server, id, key } = await openKey(t);
  for (let i = 0; i < FREE; i++)
    assert.deepEqual(await checkKey(server, newApiKey(id), ATTACKER), { active: false });
  assert.deepEqual(await checkKey(server, key, ATTACKER), { active: false, retry_after: 1 });
  assert.equal((await checkKey(server, key, HONEST))['active'], true);
  assert.equal((await checkKey(server, key))['active'], true, 'a guard that knows no address');
  server.clock.advanceSeconds(1);
  assert.equal((await checkKey(server, key, ATTACKER))['active'], true);
});

test('S-P6 guesses at many API keys slow down a network as a whole; keys that do not exist count alike', async t => {
  const { server, key } = await openKey(t);
  const id = (i: number): string => String(i).padStart(26, '0');
  for (let i = 0; i < 100; i++) await checkKey(server, newApiKey(id(i)), ATTACKER);
  assert.deepEqual(await checkKey(server, key, ATTACKER), { active: false, retry_after: 1 });
  assert.equal((await checkKey(server, key, HONEST))['active'], true);
});

test('S-V9 callers behind one proxy are not kept out by one who guesses there; a revoked key is no guess', async t => {
  const { server, id, key } = await openKey(t);
  assert.equal((await checkKey(server, key, HONEST))['active'], true);
  for (let i = 0; i < 200; i++) await checkKey(server, newApiKey(String(i).padStart(26, '0')), HONEST);
  assert.equal((await checkKey(server, key, HONEST))['active'], true);
  await server.core.store.revokeApiKey(id, { now: 1, actor: 'operator' });
  for (let i = 0; i < 50; i++) assert.deepEqual(await checkKey(server, key, ATTACKER), { active: false });
});

test('S-P6 forward authentication: guesses at API keys from one network become 429 with Retry-After', async t => {
  const { server, id, key } = await openKey(t);
  const call = async (remoteAddress: string, value: string): Promise<TestResponse> =>
    await server.inject({
      url: '/fliki/guard?scope=read',
      remoteAddress,
      headers: { 'x-valetkey-guard': GUARD_SECRET, authorization: `Bearer ${value}` },
    });
  for (let i = 0; i < FREE; i++) assert.equal((await call(ATTACKER, newApiKey(id))).status, 401);
  const answer = await call(ATTACKER, key);
  assert.deepEqual(
    [answer.status, answer.headers['retry-after'], answer.headers['x-valetkey-status']],
    [429, '1', '429'],
  );
  assert.equal((await call(HONEST, key)).status, 200);
});
