/** What keeps strangers out: mix-up, redirected secrets, doubled parameters, foreign buttons, planted and old sessions. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { startAnalyzer, startProvider } from './fixtures.ts';
import { endOldVisits } from './visits.ts';

async function start(t: TestContext) {
  const provider = await startProvider('standard');
  const analyzer = await startAnalyzer(provider);
  t.after(analyzer.close);
  return { ...analyzer, requests: provider.requests };
}

test('RFC 9700 §4.4: a state that belongs to one provider is nothing at the callback of another', async t => {
  const [honest, other] = [await startProvider('standard'), await startProvider('fliki')];
  const { visitor, close } = await startAnalyzer(honest, undefined, [other]);
  t.after(close);
  const answer = new URLSearchParams(await visitor.answerTo('standard'));
  const { headers } = await visitor.deliver('fliki', answer);
  assert.equal(headers.get('location'), '/ignored/fliki');
  assert.deepEqual([honest.requests, other.requests], [[], []]);
});

for (const profile of ['standard', 'copernica'] as const) {
  test(`R39 ${profile}: a token endpoint that redirects does not get the secret carried elsewhere`, async t => {
    const [provider, thief] = [await startProvider(profile), await startProvider('fliki')];
    const { visitor, close } = await startAnalyzer(provider, undefined, [thief]);
    t.after(close);
    const location = `${new URL(thief.settings.issuer).origin}/stolen`;
    provider.answers.set(profile === 'copernica' ? '/v1/token' : '/oauth/token', { status: 307, location });
    await visitor.arrive(profile);
    assert.deepEqual(thief.requests, []);
    assert.match((await visitor.visit('/')).text, /Not connected\./);
  });
}

test('RFC 6749 §3.1: a callback with a doubled parameter counts as one without it', async t => {
  const provider = await startProvider('standard');
  const { visitor, close } = await startAnalyzer(provider);
  t.after(close);
  for (const name of ['state', 'code']) {
    const answer = new URLSearchParams(await visitor.answerTo('standard'));
    answer.append(name, answer.get(name)!);
    const { headers } = await visitor.deliver('standard', answer);
    assert.equal(headers.get('location'), '/ignored/standard');
  }
  assert.deepEqual(provider.requests, []);
});

test('a session ends after thirty days, and its connections end at the provider', async t => {
  const clock = { now: Date.now() };
  const provider = await startProvider('standard');
  const { visitor, close, sessions, valetkey } = await startAnalyzer(provider, clock);
  t.after(close);
  await visitor.arrive('standard');
  await endOldVisits(sessions, valetkey);
  assert.match((await visitor.visit('/')).text, /✓ Connected/);
  clock.now += 30 * 86_400_000;
  assert.doesNotMatch((await visitor.visit('/')).text, /✓ Connected|Acme/);
  await endOldVisits(sessions, valetkey);
  assert.equal(provider.requests.at(-1)?.path, '/oauth/revoke');
});

test('with https the session’s cookie is Secure; Lax is enough, since the client has one of its own for a form_post', async t => {
  const provider = await startProvider('copper');
  const { visitor, close } = await startAnalyzer(provider, undefined, [], 'https://analyzer.example');
  t.after(close);
  const [session, attempt] = (await visitor.visit('/connect/copper')).headers.getSetCookie();
  assert.match(
    session ?? '',
    /^analyzer_session=[\w-]{43}; Max-Age=2592000; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
  );
  assert.match(attempt ?? '', /^__Host-vk-copper-.*; SameSite=None; Secure$/);
});

test('RFC 9700 §4.7: a button pressed on a foreign page does nothing', async t => {
  const { visitor, requests } = await start(t);
  await visitor.arrive('standard');
  const before = requests.length;
  for (const form of [{}, { form: 'guessed' }] as Record<string, string>[]) {
    for (const button of ['read', 'refresh', 'disconnect']) {
      assert.equal((await visitor.visit(`/${button}/standard`, form)).status, 403);
    }
  }
  assert.equal(requests.length, before);
});

test('a session gets a new id when it connects, so that a planted one opens nothing', async t => {
  const { visitor, address } = await start(t);
  const [planted = ''] = (await visitor.visit('/connect/standard')).headers.getSetCookie();
  assert.match(planted, /^analyzer_session=[\w-]{43}; .*HttpOnly; SameSite=Lax$/);
  await visitor.arrive('standard');
  assert.match((await visitor.visit('/')).text, /✓ Connected/);
  const page = await (await fetch(address, { headers: { Cookie: planted.split(';')[0]! } })).text();
  assert.doesNotMatch(page, /✓ Connected/);
});

test('every page is private, frameless, scriptless and sends no referrer', async t => {
  const { visitor } = await start(t);
  for (const [path, expected] of [
    ['/', 200],
    ['/nothing', 404],
    ['/connect/nobody', 404],
    ['/ignored/standard', 400],
  ] as const) {
    const { status, headers } = await visitor.visit(path);
    assert.equal(status, expected);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('x-powered-by'), null);
    assert.match(
      headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src 'nonce-[\w+/=]{24}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
  }
});
