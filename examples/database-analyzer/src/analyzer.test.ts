/** The app against a small provider on loopback: what it sends, what it ignores, what it never shows. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { ProfileName } from '@valetkey/client';
import { clientSecret, createVisitor, startAnalyzer, startProvider } from './fixtures.ts';

async function start(
  t: TestContext,
  profile: ProfileName,
  tokenFields: object = {},
  clock?: { now: number },
) {
  const provider = await startProvider(profile, tokenFields);
  const analyzer = await startAnalyzer(provider, clock);
  t.after(analyzer.close);
  return { ...analyzer, ...provider };
}

const rotating = { token_type: 'Bearer', expires_in: 3600, scope: 'people:read' };

test('R23 the button leads to the authorization endpoint with code, state and PKCE S256', async t => {
  const { visitor, settings } = await start(t, 'standard', rotating);
  assert.match(
    (await visitor.visit('/')).text,
    /href="\/connect\/standard"[^>]*>Click here to analyze your own database</,
  );
  const url = await visitor.connect('standard');
  assert.equal(url.origin + url.pathname, `${settings.issuer}/oauth/authorize`);
  const { state, code_challenge, ...rest } = Object.fromEntries(url.searchParams);
  assert.deepEqual(rest, {
    response_type: 'code',
    client_id: 'fakeClient',
    redirect_uri: 'http://127.0.0.1:1/callback/standard',
    scope: 'people:read',
    code_challenge_method: 'S256',
  });
  assert.match(state ?? '', /^[\w-]{43}$/);
  assert.match(code_challenge ?? '', /^[\w-]{43}$/);
});

test('R36 the code is exchanged by POST with the secret in the body and the verifier of this attempt', async t => {
  const { visitor, requests } = await start(t, 'fliki', rotating);
  const answer = await visitor.answerTo('fliki');
  const { status, headers } = await visitor.deliver('fliki', answer);
  assert.deepEqual([status, headers.get('location')], [303, '/#fliki']);
  const { method, path, authorization, body } = requests[0]!;
  assert.deepEqual([method, path, authorization], ['POST', '/oauth/token', undefined]);
  const { code_verifier: verifier = '', ...fields } = Object.fromEntries(body);
  assert.match(verifier, /^[\w-]{43}$/);
  assert.deepEqual(fields, {
    grant_type: 'authorization_code',
    code: 'the-code',
    redirect_uri: 'http://127.0.0.1:1/callback/fliki',
    client_id: 'fakeClient',
    client_secret: clientSecret,
  });
});

test('R43 what was read stands on the page, escaped, with charts that have a table beneath', async t => {
  const { visitor, requests } = await start(t, 'standard', rotating);
  await visitor.arrive('standard');
  const { text } = await visitor.visit('/');
  assert.match(text, /Acme &#60;b&#62;/);
  assert.match(text, /<dt>People<\/dt>\s*<dd class="big">40<\/dd>/);
  assert.match(text, /<svg role="img" aria-label="Interests: bar chart with 4 bars. Most: cycling, 40."/);
  assert.match(text, /<td>cycling<\/td>\s*<td class="number">40<\/td>/);
  const calls = requests
    .filter(({ path }) => path.startsWith('/api/'))
    .map(({ path, authorization }) => `${path} ${authorization}`);
  const bearer = 'Bearer access-1-of-the-fake-provider';
  assert.deepEqual(calls.toSorted(), [
    `/api/companies ${bearer}`,
    `/api/me ${bearer}`,
    `/api/people ${bearer}`,
  ]);
});

test('R34 a callback whose state differs is ignored: explained, no code exchanged, nothing changed', async t => {
  const { visitor, requests } = await start(t, 'standard', rotating);
  await visitor.connect('standard');
  for (const query of [
    'code=x&state=another',
    'code=x',
    'code=x&state=',
    'error=access_denied&state=another',
  ]) {
    const { headers } = await visitor.visit(`/callback/standard?${query}`);
    assert.equal(headers.get('location'), '/ignored/standard');
  }
  const { status, text } = await visitor.visit('/ignored/standard');
  assert.equal(status, 400);
  assert.match(text, /We ignored this answer/);
  assert.deepEqual(requests, []);
  assert.doesNotMatch((await visitor.visit('/')).text, /Connected|You said no/);
});

test('R34 the state of one visitor is nothing in the browser of another, and works once, for ten minutes', async t => {
  const clock = { now: Date.now() };
  const { visitor, address, requests } = await start(t, 'standard', rotating, clock);
  const arriveAt = async (browser: typeof visitor, answer: Record<string, string>) =>
    (await browser.deliver('standard', answer)).headers.get('location');
  const other = createVisitor(address);
  await other.connect('standard');
  assert.equal(await arriveAt(other, await visitor.answerTo('standard')), '/ignored/standard');
  const late = await visitor.answerTo('standard');
  const answer = await visitor.answerTo('standard');
  assert.equal(await arriveAt(visitor, answer), '/#standard');
  assert.equal(await arriveAt(visitor, answer), '/ignored/standard');
  clock.now += 600_000;
  assert.equal(await arriveAt(visitor, late), '/ignored/standard');
  assert.equal(requests.filter(({ path }) => path === '/oauth/token').length, 1);
});

test('RFC 9207 §2.4: an answer in the name of another issuer is ignored', async t => {
  const { visitor, requests } = await start(t, 'standard', rotating);
  const answer = { ...(await visitor.answerTo('standard')), iss: 'https://evil.example' };
  const { headers } = await visitor.deliver('standard', answer);
  assert.equal(headers.get('location'), '/ignored/standard');
  assert.deepEqual(requests, []);
});

test('S1: the callback by form_post is taken as well as the one by query', async t => {
  const { visitor, requests } = await start(t, 'copper', { token_type: 'Bearer', scope: 'developer/v1/all' });
  const answer = await visitor.answerTo('copper', 'posted');
  const refused = await visitor.visit('/callback/copper', { ...answer, state: 'another' });
  assert.equal(refused.headers.get('location'), '/ignored/copper');
  assert.equal((await visitor.visit('/callback/copper', answer)).headers.get('location'), '/#copper');
  assert.equal(requests[0]?.body.get('code'), 'posted');
  const { text } = await visitor.visit('/');
  assert.match(text, /✓ Connected/);
  assert.doesNotMatch(text, /Refresh token/);
});

test('R37 Copernica: GET /v1/token without grant_type, no scope', async t => {
  const { visitor, requests } = await start(t, 'copernica');
  const url = await visitor.connect('copernica');
  assert.match(url.pathname, /\/nl\/authorize$/);
  assert.equal(url.searchParams.get('scope'), null);
  await visitor.arrive('copernica');
  const { method, path, query, body } = requests[0]!;
  assert.deepEqual([method, path, body.size], ['GET', '/v1/token', 0]);
  // S4 knows no PKCE: a server that does not, ignores the verifier (RFC 6749 §3.2).
  const { code_verifier: verifier, ...fields } = Object.fromEntries(query);
  assert.match(verifier ?? '', /^[\w-]{43}$/);
  assert.deepEqual(fields, {
    client_id: 'fakeClient',
    client_secret: clientSecret,
    redirect_uri: 'http://127.0.0.1:1/callback/copernica',
    code: 'the-code',
  });
  assert.match((await visitor.visit('/')).text, /✓ Connected/);
});

for (const profile of ['standard', 'copper', 'copernica'] as const) {
  test(`R22 R39 ${profile}: no secret, token, code or verifier in any page, header or redirect, even if the provider repeats it`, async t => {
    const { visitor, answers, requests } = await start(t, profile, profile === 'standard' ? rotating : {});
    await visitor.arrive(profile);
    await visitor.press('read', profile);
    const tokens = ['access-1-of-the-fake-provider'];
    if (profile === 'standard') tokens.push('refresh-1-of-the-fake-provider');
    const echo = (...secrets: string[]) => ({
      status: 400,
      body: { error: 'server_error', error_description: [clientSecret, ...secrets].join(' ') },
    });
    const assertHidden = async () =>
      assert.match((await visitor.visit('/')).text, /server_error.*\s+.*\[(?:hidden|redacted)\]/);
    answers.set('/api/people', echo(...tokens));
    await visitor.press('read', profile);
    await assertHidden();
    answers.set('/oauth/revoke', echo(...tokens));
    await visitor.press('disconnect', profile);
    await assertHidden();
    answers.set(profile === 'copernica' ? '/v1/token' : '/oauth/token', echo('the-code'));
    await visitor.arrive(profile);
    await assertHidden();
    const verifiers = requests
      .map(({ body, query }) => body.get('code_verifier') ?? query.get('code_verifier'))
      .filter(verifier => verifier !== null);
    const secrets = [clientSecret, 'the-code', ...tokens, ...verifiers];
    for (const secret of secrets)
      assert.equal(visitor.seen.filter(text => text.includes(secret)).length, 0, secret);
  });
}

test('R41 the refresh button exchanges the refresh token and the next call uses the new access token', async t => {
  const { visitor, requests } = await start(t, 'standard', rotating);
  await visitor.arrive('standard');
  await visitor.press('refresh', 'standard');
  const refresh = requests.filter(({ path }) => path === '/oauth/token')[1]!;
  assert.deepEqual(Object.fromEntries(refresh.body), {
    grant_type: 'refresh_token',
    refresh_token: 'refresh-1-of-the-fake-provider',
  });
  assert.equal(requests.at(-1)?.authorization, 'Bearer access-2-of-the-fake-provider');
  assert.match((await visitor.visit('/')).text, /New access key\./);
});

test('R41 an access token that has expired is refreshed before the call, without the user', async t => {
  const clock = { now: Date.now() };
  const { visitor, requests } = await start(t, 'standard', rotating, clock);
  await visitor.arrive('standard');
  clock.now += 3_600_000;
  await visitor.press('read', 'standard');
  const grants = requests.map(({ body }) => body.get('grant_type')).filter(grant => grant !== null);
  assert.deepEqual(grants, ['authorization_code', 'refresh_token']);
  assert.equal(requests.at(-1)?.authorization, 'Bearer access-2-of-the-fake-provider');
});

test('RFC 6749 §6: a refresh that brings no new refresh token keeps the old one', async t => {
  const { visitor, requests, answers } = await start(t, 'standard', rotating);
  await visitor.arrive('standard');
  answers.set('/oauth/token', { body: { access_token: 'without-another', token_type: 'Bearer' } });
  await visitor.press('refresh', 'standard');
  await visitor.press('refresh', 'standard');
  const used = requests.map(({ body }) => body.get('refresh_token')).filter(token => token !== null);
  assert.ok(used.length >= 2);
  assert.deepEqual([...new Set(used)], ['refresh-1-of-the-fake-provider']);
});

test('RFC 7009 §2.1: disconnecting revokes at the provider, says that it confirmed and forgets what was read', async t => {
  for (const [profile, fields, token] of [
    ['standard', rotating, 'refresh-1-of-the-fake-provider'],
    ['copernica', {}, 'access-1-of-the-fake-provider'],
  ] as const) {
    const { visitor, requests } = await start(t, profile, fields);
    await visitor.arrive(profile);
    await visitor.press('disconnect', profile);
    const { method, path, query, body, authorization } = requests.at(-1)!;
    assert.deepEqual([method, path, query.size, body.get('token')], ['POST', '/oauth/revoke', 0, token]);
    assert.ok(authorization ?? body.get('client_secret'));
    const { text } = await visitor.visit('/');
    assert.match(text, /class="state ended">Disconnected</);
    assert.match(text, /Disconnected\.<\/strong>\s+Fake \w+ confirmed the revocation/);
    assert.match(text, /Connect again/);
    assert.doesNotMatch(text, /Acme/);
  }
});

test('RFC 7009 §2.2.1: where the revocation is not confirmed we forget all the same, and say where to end it', async t => {
  const { visitor, answers, valetkey } = await start(t, 'standard', rotating);
  await visitor.arrive('standard');
  answers.set('/oauth/revoke', { status: 503, body: { error: 'temporarily_unavailable' } });
  await visitor.press('disconnect', 'standard');
  const { text } = await visitor.visit('/');
  assert.match(text, /Disconnected here only\./);
  assert.match(text, /temporarily_unavailable/);
  assert.match(text, /Active Integrations/);
  await assert.rejects(valetkey.connection({ owner: 'anybody', provider: 'standard' }));
});

test('R49 access that the user took back elsewhere is shown as such, with a way to connect again', async t => {
  for (const [profile, fields, status] of [
    ['standard', rotating, 401],
    ['copper', {}, 401],
    ['copernica', {}, 400],
  ] as const) {
    const { visitor, answers } = await start(t, profile, fields);
    await visitor.arrive(profile);
    for (const path of ['/api/me', '/api/people', '/api/companies']) {
      answers.set(path, { status, body: { error: { message: 'The token is not known.' } } });
    }
    answers.set('/oauth/token', { status: 400, body: { error: 'invalid_grant' } });
    answers.set('/oauth/introspect', { body: { active: false } });
    await visitor.press('read', profile);
    const { text } = await visitor.visit('/');
    assert.match(text, /Needs reconnecting/);
    assert.match(text, /Access was taken back\./);
    assert.match(text, /Connect again/);
    assert.doesNotMatch(text, /Acme/);
    // The whole life again, in the same place.
    answers.clear();
    await visitor.arrive(profile);
    assert.match((await visitor.visit('/')).text, /✓ Connected/);
    assert.match((await visitor.visit('/')).text, /Acme/);
  }
});

test('R30 a refusal is shown calmly, with code and description, escaped', async t => {
  const { visitor, requests } = await start(t, 'standard', rotating);
  const { code: _code, ...answer } = await visitor.answerTo('standard');
  const refusal = { ...answer, error: 'access_denied', error_description: '<i>No' };
  await visitor.deliver('standard', refusal);
  const { text } = await visitor.visit('/');
  assert.match(text, /You said no\./);
  assert.match(text, /<code>access_denied<\/code>\s+&#60;i&#62;No/);
  assert.deepEqual(requests, []);
});

test('R48 a scope that was not given: what works is shown, and the way to the rest', async t => {
  const { visitor, answers } = await start(t, 'standard', rotating);
  const challenge = 'Bearer error="insufficient_scope", scope="companies:read"';
  const body = { error: 'insufficient_scope', error_description: 'It needs companies:read.' };
  answers.set('/api/companies', { status: 403, body, challenge });
  await visitor.arrive('standard');
  const { text } = await visitor.visit('/');
  assert.match(text, /✓ Connected in part/);
  assert.match(text, /Acme/);
  assert.match(text, /Connected in part\.<\/strong>.*Connect again/);
});
