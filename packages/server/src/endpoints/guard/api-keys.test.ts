/** Legacy API keys beside OAuth, through the guard's endpoints (R4, R6, R7, S-P1 to S-P7). */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import {
  checkBearer,
  createPerson,
  openTestServer,
  testConfig,
  type TestPerson,
  type TestServer,
} from '../../fixtures.ts';
import { actOf, forwardAuth, guardPost, openConnected } from '../../token-fixtures.ts';
import { createApiKey } from '../../domain/api-keys.ts';
import { announceKeySunset } from '../../domain/operation/key-sunset.ts';
import { newApiKey } from '../../domain/secrets.ts';

type KeyOptions = { label?: string; scopes?: readonly string[]; expiresAt?: number };

interface Keyed extends TestPerson {
  server: TestServer;
  slug: string;
  id: string;
  key: string;
}

async function makeKey(server: TestServer, slug: string, person: TestPerson, options: KeyOptions = {}) {
  const of = { user: person.user, account: person.accounts[0]!, label: 'laptop', ...options };
  return await createApiKey(server.core, server.provider(slug), of, `user:${person.user.id}`);
}

async function open(t: TestContext, slug: string, options: KeyOptions = {}): Promise<Keyed> {
  const server = await openTestServer(t);
  const person = await createPerson(server, slug);
  return { server, slug, ...person, ...(await makeKey(server, slug, person, options)) };
}

async function checkKey(of: Keyed, value = of.key, companions: Record<string, string> = {}) {
  const credential = { type: 'api_key', value, companions };
  return (await guardPost(of.server, of.slug, 'check', { credential })).json;
}

const COPPER = { 'x-pw-application': 'developer_api', 'x-pw-useremail': 'ada@example.com' };

test('S-P1 R19 a key has 256 bits behind a prefix and its id, a checksum, and is kept as a keyed hash only', async t => {
  const of = await open(t, 'fliki');
  assert.match(of.key, /^vkk_[0-9a-v]{26}_[0-9A-Za-z]{49}$/);
  const stored = await of.server.core.store.findApiKey(of.id);
  assert.match(stored!.key.hash, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(stored!.key.lastFour, of.key.slice(-4));
  assert.equal(JSON.stringify(stored).includes(of.key.slice(31, 60)), false);
});

test('R4 S1 the full scope gives exactly a key’s rights: token and key get the same answer but for what they are', async t => {
  const of = await openConnected(t, 'copper', { scopes: 'developer/v1/all' });
  const key = await makeKey(of.server, 'copper', of.person);
  const asKey = await checkKey({ ...of, ...of.person, ...key }, key.key, COPPER);
  const asToken = await checkBearer(of.server, 'copper', of.access);
  for (const member of ['user', 'account', 'scope', 'permissions', 'rate_limit', 'quotas', 'refusal'])
    assert.deepEqual(asKey[member], asToken[member], member);
  assert.deepEqual(
    asKey['permissions'],
    ['developer/v1/all', 'developer/v1/people:read'],
    'R46: * has all, later ones too',
  );
  assert.deepEqual(
    [asKey['kind'], asKey['api_key_id'], asKey['app'], asKey['limit_key']],
    ['api_key', key.id, null, `key:${key.id}`],
  );
  assert.deepEqual([asToken['kind'], asToken['api_key_id']], ['token', null]);
});

test('S1 copper: the key counts only with X-PW-Application and its owner’s X-PW-UserEmail', async t => {
  const of = await open(t, 'copper');
  const header = async (headers: Record<string, string>) =>
    (await forwardAuth(of.server, 'copper', 'developer/v1/all', headers)).status;
  const all = { 'x-pw-accesstoken': of.key, ...COPPER };
  assert.equal(await header(all), 200);
  assert.equal(
    await header({ ...all, 'x-pw-useremail': ' Ada@Example.COM ' }),
    200,
    'e-mail is compared as e-mail',
  );
  const without = (name: string) => Object.fromEntries(Object.entries(all).filter(([n]) => n !== name));
  const wrong: Record<string, string>[] = [
    without('x-pw-application'),
    without('x-pw-useremail'),
    without('x-pw-accesstoken'),
    { ...all, 'x-pw-application': 'other' },
    { ...all, 'x-pw-application': 'Developer_API' },
    { ...all, 'x-pw-application': '' },
    { ...all, 'x-pw-useremail': 'eve@example.com' },
    { ...all, 'x-pw-useremail': '' },
    { ...all, 'x-pw-accesstoken': `${of.key.slice(0, -1)}x` },
    { ...COPPER, authorization: `Bearer ${of.key}` },
  ];
  for (const headers of wrong) assert.equal(await header(headers), 401, JSON.stringify(headers));
  assert.equal(await header({ ...all, authorization: `Bearer ${of.key}` }), 401);
  const { accounts } = await createPerson(of.server, 'copper', { email: 'eve@example.com', name: 'Eve' });
  assert.equal(accounts.length, 1);
  assert.equal(
    await header({ ...all, 'x-pw-useremail': 'eve@example.com' }),
    401,
    'another user’s address is no companion',
  );
});

test('S0 copyai: the key in x-copy-ai-api-key, and not as a bearer token', async t => {
  const of = await open(t, 'copyai');
  const ask = async (headers: Record<string, string>) =>
    await forwardAuth(of.server, 'copyai', 'content:read', headers);
  assert.equal((await ask({ 'x-copy-ai-api-key': of.key })).status, 200);
  assert.equal((await ask({ authorization: `Bearer ${of.key}` })).status, 401);
  const both = await ask({ 'x-copy-ai-api-key': of.key, authorization: `Bearer ${of.key}` });
  assert.equal(both.status, 401);
  assert.equal(
    (await ask({ 'x-api-key': of.key })).headers['www-authenticate'],
    'Bearer realm="api", scope="content:read"',
  );
});

for (const slug of ['standard', 'fliki'])
  test(`S3 ${slug}: the key as Authorization: Bearer, told apart from a token by its form`, async t => {
    const of = await open(t, slug);
    const scope = of.server.provider(slug).scopeNames[0]!;
    const answer = await forwardAuth(of.server, slug, scope, { authorization: `Bearer ${of.key}` });
    assert.deepEqual([answer.status, answer.headers['x-valetkey-kind']], [200, 'api_key']);
    assert.equal((await checkBearer(of.server, slug, of.key))['kind'], 'api_key');
  });

test('S4 R7 S-P4 copernica: one personal key, in the header or in ?access_token=; a new one ends the old', async t => {
  const of = await open(t, 'copernica');
  const inQuery = async (key: string) =>
    (
      await forwardAuth(of.server, 'copernica', 'all', {
        'x-original-uri': `/v1/profiles?access_token=${key}`,
      })
    ).status;
  const inHeader = async (key: string) =>
    (await forwardAuth(of.server, 'copernica', 'all', { authorization: `Bearer ${key}` })).status;
  assert.deepEqual([await inQuery(of.key), await inHeader(of.key)], [200, 200]);
  const fresh = await makeKey(of.server, 'copernica', of);
  assert.deepEqual([await inQuery(of.key), await inHeader(of.key)], [401, 401]);
  assert.deepEqual([await inQuery(fresh.key), await inHeader(fresh.key)], [200, 200]);
  const live = await of.server.core.store.listApiKeys({ userId: of.user.id, limit: 10 });
  assert.equal(live.length, 1);
  const twice = await forwardAuth(of.server, 'copernica', 'all', {
    authorization: `Bearer ${fresh.key}`,
    'x-original-uri': `/v1?access_token=${fresh.key}`,
  });
  assert.equal(twice.status, 400, 'S-Q2: two credentials');
});

test('S-P4 a key in the query counts only where the profile says so', async t => {
  for (const slug of ['standard', 'copper', 'copyai', 'fliki', 'clipron']) {
    const of = await open(t, slug);
    const answer = await forwardAuth(of.server, slug, of.server.provider(slug).scopeNames[0]!, {
      'x-original-uri': `/x?access_token=${of.key}&api_key=${of.key}`,
    });
    assert.equal(answer.status, 401, slug);
  }
});

test('S-P2 R6 only a member of the account gets a key for it, with scopes that exist', async t => {
  const of = await open(t, 'fliki');
  const { accounts } = await createPerson(of.server, 'fliki', { email: 'eve@example.com' });
  const provider = of.server.provider('fliki');
  const base = { user: of.user, label: 'x' };
  const make = async (more: object) =>
    await createApiKey(of.server.core, provider, { ...base, account: of.accounts[0]!, ...more }, 'operator');
  await assert.rejects(make({ account: accounts[0]! }), { code: 'access_denied' });
  await assert.rejects(make({ scopes: ['generate', 'everything'] }), { code: 'invalid_scope' });
});

test('S-P3 S-P5 a key may be narrower and may end; both hold for it as for a token', async t => {
  const start = Math.floor(Date.UTC(2026, 10, 20, 12) / 1000);
  const of = await open(t, 'fliki', { scopes: ['read'], expiresAt: start + 100 });
  assert.deepEqual((await checkKey(of))['scope'], ['read']);
  assert.equal((await checkKey(of))['expires_at'], start + 100);
  const denied = await forwardAuth(of.server, 'fliki', 'generate', { authorization: `Bearer ${of.key}` });
  assert.deepEqual([denied.status, denied.json['error']], [403, 'insufficient_scope']);
  of.server.clock.advanceSeconds(100);
  assert.deepEqual(await checkKey(of), { active: false });
});

test('S-P6 S-I7 unknown, revoked, forged and foreign keys look alike', async t => {
  const of = await open(t, 'fliki');
  const other = await makeKey(of.server, 'fliki', of);
  await of.server.core.store.revokeApiKey(other.id, actOf(of.server));
  const foreign = await open(t, 'standard');
  const secret = of.key.slice(31);
  const bad = [
    'vkk_',
    'vkk_x',
    other.key,
    foreign.key,
    of.key.slice(0, -1),
    `${of.key}0`,
    of.key.toUpperCase(),
    `vkk_${other.id}_${secret}`,
    // Form and checksum are right, the secret is another one.
    newApiKey(of.id),
  ];
  for (const key of bad) assert.deepEqual(await checkKey(of, key), { active: false }, key);
  for (let i = 4; i < of.key.length; i++) {
    const changed = of.key.slice(0, i) + (of.key[i] === 'a' ? 'b' : 'a') + of.key.slice(i + 1);
    assert.deepEqual(await checkKey(of, changed), { active: false }, changed);
  }
  assert.equal((await checkKey(of))['active'], true);
});

test('S-O7 S-I8 a key ends with its revocation, its user, its account, its membership, or all of them', async t => {
  const ends: ((of: Keyed) => Promise<unknown>)[] = [
    of => of.server.core.store.revokeApiKey(of.id, actOf(of.server)),
    of => of.server.core.store.setUserStatus(of.user.id, 'disabled', actOf(of.server)),
    of => of.server.core.store.setAccountStatus(of.accounts[0]!.id, 'suspended', actOf(of.server)),
    of => of.server.core.store.removeMember(of.accounts[0]!.id, of.user.id, actOf(of.server)),
    of => of.server.core.store.revokeAll({ userId: of.user.id }, 'x', actOf(of.server)),
    of => of.server.core.store.revokeAll({ accountId: of.accounts[0]!.id }, 'x', actOf(of.server)),
  ];
  for (const [i, end] of ends.entries()) {
    const of = await open(t, 'fliki');
    assert.equal((await checkKey(of))['active'], true);
    await end(of);
    assert.deepEqual(await checkKey(of), { active: false }, String(i));
  }
});

test('R2 S0 without the plan there is no key; an account that lost it is refused with the reason, key and token alike', async t => {
  const of = await openConnected(t, 'copyai');
  const key = await makeKey(of.server, 'copyai', of.person);
  await of.server.core.store.setAccountPlan(of.person.accounts[0]!.id, 'free', actOf(of.server));
  const refusal = {
    status: 403,
    error: 'plan_required',
    error_description: 'API access needs an active enterprise plan, and this account has none now.',
  };
  const keyed = { ...of, ...of.person, ...key };
  for (const answer of [await checkKey(keyed), await checkBearer(of.server, 'copyai', of.access)])
    assert.deepEqual([answer['active'], answer['refusal']], [true, refusal]);
  for (const headers of [
    { 'x-copy-ai-api-key': key.key },
    { authorization: `Bearer ${of.access}` },
  ] as Record<string, string>[]) {
    const answer = await forwardAuth(of.server, 'copyai', 'content:read', headers);
    assert.deepEqual(
      [answer.status, answer.json],
      [403, { error: 'plan_required', error_description: refusal.error_description }],
    );
  }
  const account = (await of.server.core.store.findAccount(of.person.accounts[0]!.id))!;
  const again = createApiKey(
    of.server.core,
    of.server.provider('copyai'),
    { ...of.person, account, label: 'x' },
    'operator',
  );
  await assert.rejects(again, { code: 'plan_required' });
  await of.server.core.store.setAccountPlan(account.id, 'enterprise', actOf(of.server));
  assert.equal((await checkKey(keyed))['refusal'], null, 'the plan is back');
});

test('S-P7 a key and a connection of one user are two: each is revoked alone', async t => {
  const of = await openConnected(t, 'fliki', { scopes: 'read' });
  const key = await makeKey(of.server, 'fliki', of.person);
  const keyed = { ...of, ...of.person, ...key };
  await of.server.core.store.revokeApiKey(key.id, actOf(of.server));
  assert.deepEqual(await checkKey(keyed), { active: false });
  assert.equal((await checkBearer(of.server, 'fliki', of.access))['active'], true);
  assert.deepEqual(
    (await checkBearer(of.server, 'fliki', of.access))['scope'],
    ['read'],
    'the connection was never widened',
  );
});

test('R46 S1 a narrower scope that comes later is contained in developer/v1/all, and breaks no token', async t => {
  const later = {
    'developer/v1/all': { title: { en: 'All' }, access: 'change', includes: '*' },
    'developer/v1/people:read': { title: { en: 'People' }, access: 'read' },
    'developer/v1/deals:write': { title: { en: 'Deals' }, access: 'change' },
  } as const;
  const before = await openConnected(t, 'copper', { scopes: 'developer/v1/all' });
  const after = await openTestServer(t, {
    config: testConfig({ copper: { scopes: later } }),
    directory: before.server.directory,
    clock: before.server.clock,
  });
  const answer = await checkBearer(after, 'copper', before.access);
  assert.deepEqual(answer['scope'], ['developer/v1/all']);
  assert.deepEqual(answer['permissions'], Object.keys(later));
});

test('R4 RFC 8594 RFC 9745 a key whose end was announced says so to guards, and to callers behind a proxy', async t => {
  const of = await open(t, 'fliki');
  const { core, provider } = of.server;
  assert.equal((await checkKey(of))['sunset'], undefined);
  const act = actOf(of.server);
  const endsAt = act.now + 30 * 86_400;
  await announceKeySunset(core, provider('fliki'), { endsAt, notice: 'Connect an app instead.' }, act);
  const link = `${provider('fliki').issuer}/console/settings/integrations`;
  assert.deepEqual((await checkKey(of))['sunset'], { announced_at: act.now, ends_at: endsAt, link });
  const scope = provider('fliki').scopeNames[0]!;
  const { headers } = await forwardAuth(of.server, 'fliki', scope, { authorization: `Bearer ${of.key}` });
  assert.partialDeepStrictEqual(headers, {
    deprecation: `@${act.now}`,
    sunset: new Date(endsAt * 1000).toUTCString(),
    link: `<${link}>; rel="sunset"; type="text/html"`,
  });
});
