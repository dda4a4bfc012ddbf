/** What an app's developer finds in the request log: every refusal, with its true reason, by the request id of the answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBearer, connect, exchange, refreshTokens, type TestResponse } from '../../fixtures.ts';
import {
  actOf,
  basic,
  clientCredentials,
  credentialsOf,
  forwardAuth,
  introspect,
  openConnected,
  revokeToken,
  type Connected,
} from '../../token-fixtures.ts';

async function entryOf(of: Connected, answer: TestResponse) {
  await of.server.core.requestLog.flush();
  const requestId = String(answer.headers['x-request-id']);
  const [entry] = await of.server.core.store.listRequestLog({ appId: of.app.app.id, requestId, limit: 10 });
  return (
    entry && { endpoint: entry.endpoint, outcome: entry.outcome, code: entry.code, reason: entry.reason }
  );
}

/** Each makes one refusal; the answer must tell less than the log. */
const REFUSALS: Record<
  string,
  [ask: (of: Connected) => Promise<TestResponse>, code: string, reason: RegExp]
> = {
  'wrong secret': [
    of =>
      of.server.post('/standard/oauth/token', {
        grant_type: 'refresh_token',
        client_id: of.app.app.id,
        client_secret: 'x',
      }),
    'invalid_client',
    /the secret is wrong, expired or revoked/,
  ],
  'no secret': [
    of => of.server.post('/standard/oauth/token', { grant_type: 'refresh_token', client_id: of.app.app.id }),
    'invalid_client',
    /a confidential app sent no secret/,
  ],
  suspended: [
    async of => {
      await of.server.core.store.setAppStatus(of.app.app.id, 'suspended', actOf(of.server));
      return await clientCredentials(of);
    },
    'invalid_client',
    /the app is suspended/,
  ],
  'grant it is not registered for': [
    clientCredentials,
    'unauthorized_client',
    /the app's grants are authorization_code, refresh_token/,
  ],
  'unknown grant': [
    of => clientCredentials(of, { grant_type: 'password' }),
    'unsupported_grant_type',
    /Offered: /,
  ],
  'code that is none': [
    of => exchange(of.server, 'standard', of.app, 'vkc_x'),
    'invalid_grant',
    /no authorization code of ours/,
  ],
  'expired code': [
    async of => {
      const { code = '' } = await connect(of.server, 'standard', of.app.app);
      of.server.clock.advanceSeconds(65);
      return await exchange(of.server, 'standard', of.app, code);
    },
    'invalid_grant',
    /the code expired 5 s ago; it lives 60 s/,
  ],
  'replayed code': [
    async of => {
      const { code = '' } = await connect(of.server, 'standard', of.app.app);
      await exchange(of.server, 'standard', of.app, code);
      return await exchange(of.server, 'standard', of.app, code);
    },
    'invalid_grant',
    /the code was used before; its tokens are revoked now/,
  ],
  'other redirect URI': [
    async of => {
      const { code = '' } = await connect(of.server, 'standard', of.app.app);
      return await exchange(of.server, 'standard', of.app, code, {
        redirect_uri: 'https://app.example/other',
      });
    },
    'invalid_grant',
    /redirect_uri is not the one of the authorization request/,
  ],
  'wrong verifier': [
    async of => {
      const { code = '' } = await connect(of.server, 'standard', of.app.app);
      return await exchange(of.server, 'standard', of.app, code, { code_verifier: 'a'.repeat(43) });
    },
    'invalid_grant',
    /code_verifier does not fit the code_challenge/,
  ],
  'used refresh token': [
    async of => {
      await refreshTokens(of.server, 'standard', of.app, of.refresh);
      of.server.clock.advanceSeconds(61);
      return await refreshTokens(of.server, 'standard', of.app, of.refresh);
    },
    'invalid_grant',
    /used before, outside the replay window/,
  ],
  'wider scope': [
    of => refreshTokens(of.server, 'standard', of.app, of.refresh, { scope: 'people:write' }),
    'invalid_scope',
    /never for more/,
  ],
};

for (const [name, [ask, code, reason]] of Object.entries(REFUSALS))
  test(`S-U4 R52 ${name}: the refusal is in the app's log with its reason, and not in the answer`, async t => {
    const of = await openConnected(t, 'standard');
    const answer = await ask(of);
    assert.equal(answer.json['error'], code);
    const entry = await entryOf(of, answer);
    assert.deepEqual([entry?.endpoint, entry?.outcome, entry?.code], ['token', 'refused', code]);
    assert.match(entry!.reason, reason);
    assert.ok(entry!.reason.split(answer.json['error_description'] as string).length < 3, 'said twice');
    if (code === 'invalid_client' || code === 'invalid_grant') assert.doesNotMatch(answer.body, reason);
  });

test('a refresh token of a consent that ended is refused with what ended it', async t => {
  const of = await openConnected(t, 'standard');
  await of.server.core.store.setUserStatus(of.person.user.id, 'disabled', actOf(of.server));
  const entry = await entryOf(of, await refreshTokens(of.server, 'standard', of.app, of.refresh));
  assert.equal(entry?.code, 'invalid_grant');
  assert.match(entry.reason, /user/);
});

test('success is logged too, and refused authentication at the neighbours; a stranger’s app gets no entry', async t => {
  const of = await openConnected(t, 'standard');
  const ok = await refreshTokens(of.server, 'standard', of.app, of.refresh);
  assert.deepEqual(await entryOf(of, ok), {
    endpoint: 'token',
    outcome: 'ok',
    code: null,
    reason: 'Tokens issued (refresh_token).',
  });
  for (const path of ['revoke', 'introspect'] as const) {
    const answer = await of.server.post(
      `/standard/oauth/${path}`,
      { token: 'x' },
      basic(of.app.app.id, 'wrong'),
    );
    assert.deepEqual(
      [(await entryOf(of, answer))?.endpoint, (await entryOf(of, answer))?.code],
      [path, 'invalid_client'],
    );
  }
  const elsewhere = await of.server.post('/fliki/oauth/token', {
    grant_type: 'refresh_token',
    ...credentialsOf(of.app),
  });
  assert.equal(elsewhere.status, 401);
  assert.equal(await entryOf(of, elsewhere), undefined, 'another provider’s strangers do not write here');
});

test('guesses cannot fill the log: past the limit nothing is written', async t => {
  const of = await openConnected(t, 'standard');
  for (let i = 0; i < 50; i++)
    await of.server.post('/standard/oauth/token', { client_id: of.app.app.id, client_secret: `guess-${i}` });
  await of.server.core.requestLog.flush();
  const entries = await of.server.core.store.listRequestLog({ appId: of.app.app.id, limit: 100 });
  assert.equal(entries.filter(e => e.code === 'invalid_client').length, 10);
});

test('R52 an API call with a dead token is found in its app’s log: through guard/check and through a proxy', async t => {
  const of = await openConnected(t, 'standard');
  await revokeToken(of, of.access);
  await checkBearer(of.server, 'standard', of.access);
  const refused = await forwardAuth(of.server, 'standard', 'people:read', {
    authorization: `Bearer ${of.access}`,
  });
  assert.equal(refused.status, 401);
  await of.server.core.requestLog.flush();
  const entries = await of.server.core.store.listRequestLog({ appId: of.app.app.id, limit: 100 });
  const calls = entries.filter(e => e.endpoint === 'api');
  assert.deepEqual(
    calls.map(e => [e.outcome, e.code]),
    [
      ['refused', 'invalid_token'],
      ['refused', 'invalid_token'],
    ],
  );
  assert.equal((await entryOf(of, refused))?.endpoint, 'api');
});

test('S-U1 no entry holds a secret, a code or a token', async t => {
  const of = await openConnected(t, 'standard');
  for (const [ask] of Object.values(REFUSALS)) await ask(of);
  await introspect(of, of.access);
  await of.server.core.requestLog.flush();
  const entries = JSON.stringify(
    await of.server.core.store.listRequestLog({ appId: of.app.app.id, limit: 500 }),
  );
  assert.ok(entries.length > 1000);
  for (const secret of [of.app.secret, of.access, of.refresh]) assert.equal(entries.includes(secret), false);
  assert.doesNotMatch(entries, /vk[acrs][_0-9A-Za-z]{30}/);
});
