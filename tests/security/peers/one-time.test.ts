/** What peers let be used twice: codes, refresh tokens, tickets (RFC 6749 §4.1.2, RFC 9700 §4.14). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomToken } from '../../../packages/server/src/domain/secrets.ts';
import {
  LOGIN_SECRET,
  TestBrowser,
  authorizeUrl,
  checkBearer,
  connect,
  createApp,
  exchange,
  openTestServer,
  refreshTokens,
  testConfig,
  type TestResponse,
} from '../../../packages/server/src/fixtures.ts';
import {
  actOf,
  connectAgain,
  openConnected,
  revokeToken,
} from '../../../packages/server/src/token-fixtures.ts';

const STRICT = { refreshToken: { replayWindowSeconds: { confidential: 0, public: 0 } } };

const atOnce = (count: number, act: () => Promise<TestResponse>): Promise<TestResponse[]> =>
  Promise.all(Array.from({ length: count }, act));

const isRefused = ({ status, json }: TestResponse): void =>
  assert.deepEqual([status, json['error']], [400, 'invalid_grant']);

test('CVE-2026-1035 doorkeeper #1790 fosite #704: 50 parallel refreshes have one successor, and no 500', async t => {
  for (const config of [{}, STRICT]) {
    const of = await openConnected(t, 'standard', { config });
    const answers = await atOnce(50, () => refreshTokens(of.server, 'standard', of.app, of.refresh));
    const won = answers.filter(answer => answer.status === 200);
    assert.equal(new Set(won.map(answer => answer.json['refresh_token'])).size, 1);
    for (const lost of answers.filter(answer => answer.status !== 200)) isRefused(lost);
    if (config === STRICT) assert.equal(won.length, 1);
  }
});

test('GHSA-392p-2q2v-4372 GHSA-pw9m-5jxm-xr6h: a lineage does not fork: of two branches of one token, none lives', async t => {
  const of = await openConnected(t, 'standard');
  const refresh = (token: unknown) => refreshTokens(of.server, 'standard', of.app, String(token));
  const second = await refresh(of.refresh);
  const third = await refresh(second.json['refresh_token']);
  isRefused(await refresh(of.refresh));
  for (const { json } of [second, third]) {
    isRefused(await refresh(json['refresh_token']));
    assert.deepEqual(await checkBearer(of.server, 'standard', String(json['access_token'])), {
      active: false,
    });
  }
});

test('GHSA-392p-2q2v-4372: a refresh that races with a revocation does not bring the family back', async t => {
  const of = await openConnected(t, 'standard');
  const [revoked, ...refreshed] = await Promise.all([
    revokeToken(of, of.access),
    ...Array.from({ length: 20 }, () => refreshTokens(of.server, 'standard', of.app, of.refresh)),
  ]);
  assert.equal(revoked.status, 200);
  for (const { json } of refreshed.filter(answer => answer.status === 200)) {
    isRefused(await refreshTokens(of.server, 'standard', of.app, String(json['refresh_token'])));
    assert.deepEqual(await checkBearer(of.server, 'standard', String(json['access_token'])), {
      active: false,
    });
  }
});

test('GHSA-7w99-5wm4-3g79: 50 parallel redemptions of one code mint once', async t => {
  const of = await openConnected(t, 'standard');
  const { code = '' } = await connect(of.server, 'standard', of.app.app);
  const answers = await atOnce(50, () => exchange(of.server, 'standard', of.app, code));
  assert.equal(answers.filter(answer => answer.status === 200).length, 1);
  for (const lost of answers.filter(answer => answer.status !== 200)) isRefused(lost);
});

test('doorkeeper #1865: a replayed code ends the tokens it gave, and no others', async t => {
  const of = await openConnected(t, 'standard');
  const other = await connectAgain(of.server, 'standard', of.app);
  const { code = '' } = await connect(of.server, 'standard', of.app.app);
  const { json } = await exchange(of.server, 'standard', of.app, code);
  isRefused(await exchange(of.server, 'standard', of.app, code));
  assert.deepEqual(await checkBearer(of.server, 'standard', String(json['access_token'])), { active: false });
  for (const { access } of [of, other])
    assert.equal((await checkBearer(of.server, 'standard', access))['active'], true);
});

test('workers-oauth-provider #225: who knows the beginning of a used code, or lacks its verifier, revokes nothing', async t => {
  const of = await openConnected(t, 'standard');
  const { code = '' } = await connect(of.server, 'standard', of.app.app);
  const { json } = await exchange(of.server, 'standard', of.app, code);
  const forged = code.slice(0, -12) + 'A'.repeat(12);
  const thief = await createApp(of.server, 'standard');
  isRefused(await exchange(of.server, 'standard', of.app, forged));
  isRefused(await exchange(of.server, 'standard', of.app, code, { code_verifier: 'x'.repeat(43) }));
  isRefused(await exchange(of.server, 'standard', thief, code));
  assert.equal((await checkBearer(of.server, 'standard', String(json['access_token'])))['active'], true);
});

test('workers-oauth-provider #258: what a request is refused for is checked before its code or refresh token is used up', async t => {
  const of = await openConnected(t, 'standard');
  const wider = await refreshTokens(of.server, 'standard', of.app, of.refresh, { scope: 'companies:read' });
  assert.equal(wider.json['error'], 'invalid_scope');
  const { code = '' } = await connect(of.server, 'standard', of.app.app);
  for (const change of [{ redirect_uri: 'https://evil.example/' }, { code_verifier: 'x'.repeat(43) }])
    isRefused(await exchange(of.server, 'standard', of.app, code, change));
  assert.equal((await exchange(of.server, 'standard', of.app, code)).status, 200);
  assert.equal((await refreshTokens(of.server, 'standard', of.app, of.refresh)).status, 200);
});

test('CVE-2026-9802: after a restart a rotated and a revoked refresh token are still refused', async t => {
  const before = await openConnected(t, 'standard', { config: STRICT });
  const { server, app } = before;
  const revoked = await connectAgain(server, 'standard', app);
  await refreshTokens(server, 'standard', app, before.refresh);
  await revokeToken(before, revoked.access);
  await server.app.close();
  await server.core.close();
  const after = await openTestServer(t, {
    directory: server.directory,
    clock: server.clock,
    config: testConfig({ standard: STRICT }),
  });
  for (const token of [revoked.refresh, before.refresh])
    isRefused(await refreshTokens(after, 'standard', app, token));
});

test('CVE-2026-4282: a code is no refresh token, a refresh token no code, an access token neither', async t => {
  const of = await openConnected(t, 'standard');
  const { code = '' } = await connect(of.server, 'standard', of.app.app);
  const bodies = [code, of.refresh, of.access].map(token => token.slice(4));
  for (const body of bodies) {
    if (body !== code.slice(4)) isRefused(await exchange(of.server, 'standard', of.app, `vkc_${body}`));
    if (body !== of.refresh.slice(4))
      isRefused(await refreshTokens(of.server, 'standard', of.app, `vkr_${body}`));
    if (body !== of.access.slice(4))
      assert.deepEqual(await checkBearer(of.server, 'standard', `vka_${body}`), { active: false });
  }
  assert.equal((await exchange(of.server, 'standard', of.app, code)).status, 200);
});

test('CVE-2026-4325: a login ticket that was used signs nobody in again, also after cleaning up', async t => {
  const login = { type: 'handoff', url: 'https://www.crm.example/login', secret: LOGIN_SECRET } as const;
  const server = await openTestServer(t, { config: testConfig({ standard: { login } }) });
  const { app } = await createApp(server, 'standard');
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  const id = new URL(browser.page.location).searchParams.get('login_request') ?? '';
  const answer = await server.inject({
    method: 'POST',
    url: `/standard/login-requests/${id}`,
    headers: { authorization: `Bearer ${LOGIN_SECRET}`, 'content-type': 'application/json' },
    payload: JSON.stringify({
      user: { id: 'u-1', email: 'ada@example.com', name: 'Ada' },
      accounts: [{ id: 'a-1', name: 'Acme', role: 'member' }],
    }),
  });
  const ticket = String(answer.json['continue']);
  await browser.goto(ticket);
  assert.match(browser.page.body, /name="decision"/);
  const isSignedInAgain = async (): Promise<boolean> => {
    for (const name of browser.cookies.keys()) if (name.includes('session')) browser.cookies.delete(name);
    await browser.goto(ticket);
    return [...browser.cookies.keys()].some(name => name.includes('session'));
  };
  assert.equal(await isSignedInAgain(), false);
  const { now } = actOf(server);
  await server.core.store.cleanUp({
    now,
    limit: 500,
    familyRetentionSeconds: 3600,
  });
  assert.equal(await isSignedInAgain(), false);
});

test('workers-oauth-provider #78: codes and secrets have every character of their alphabet equally often', () => {
  const counts = new Map<string, number>();
  const text = Array.from({ length: 20_000 }, () => randomToken().slice(0, 32)).join('');
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const expected = text.length / 64;
  const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  // 63 degrees of freedom: above 130 once in a million times; a byte taken modulo 62 gives thousands.
  assert.ok(counts.size === 64 && chiSquare < 130, `${counts.size} characters, chi-square ${chiSquare}`);
});
