/** What keeps strangers out: mix-up, redirected secrets, doubled parameters, foreign buttons, planted and old sessions. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { startAnalyzer, startProvider } from './fixtures.ts';

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
  const state = (await visitor.connect('standard')).searchParams.get('state');
  assert.equal((await visitor.visit(`/callback/fliki?code=x&state=${state}`)).status, 400);
  assert.deepEqual([honest.requests, other.requests], [[], []]);
});

for (const profile of ['standard', 'copernica']) {
  test(`R39 ${profile}: a token endpoint that redirects does not get the secret carried elsewhere`, async t => {
    const [provider, thief] = [await startProvider(profile), await startProvider('fliki')];
    const { visitor, close } = await startAnalyzer(provider, undefined, [thief]);
    t.after(close);
    const location = `${new URL(thief.settings.issuer).origin}/stolen`;
    provider.answers.set(provider.settings.tokenPath, { status: 307, location });
    await visitor.arrive(profile);
    assert.deepEqual(thief.requests, []);
    assert.match((await visitor.visit('/')).text, /Not connected\./);
  });
}

test('RFC 6749 §3.1: a callback with a doubled parameter counts as one without it', async t => {
  const provider = await startProvider('standard');
  const { visitor, close } = await startAnalyzer(provider);
  t.after(close);
  const state = (await visitor.connect('standard')).searchParams.get('state');
  assert.equal((await visitor.visit(`/callback/standard?code=x&state=${state}&state=${state}`)).status, 400);
  assert.equal((await visitor.visit(`/callback/standard?code=x&code=y&state=${state}`)).status, 303);
  assert.deepEqual(provider.requests, []);
  assert.match((await visitor.visit('/')).text, /no_code/);
});

test('a session ends after eight hours, and what was read ends with it', async t => {
  const clock = { now: Date.now() };
  const { visitor, close } = await startAnalyzer(await startProvider('standard'), clock);
  t.after(close);
  await visitor.arrive('standard');
  assert.match((await visitor.visit('/')).text, /✓ Connected/);
  clock.now += 8 * 3_600_000;
  assert.doesNotMatch((await visitor.visit('/')).text, /✓ Connected|Acme/);
});

test('with https the cookie is Secure and comes along with a form_post from the provider’s own site', async t => {
  const provider = await startProvider('copper');
  const { visitor, close } = await startAnalyzer(provider, undefined, [], 'https://analyzer.example');
  t.after(close);
  const cookie = (await visitor.visit('/connect/copper')).headers.get('set-cookie') ?? '';
  assert.match(cookie, /^analyzer_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=None$/);
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
  const first = await visitor.visit('/connect/standard');
  const planted = first.headers.get('set-cookie')?.split(';')[0] ?? '';
  assert.match(
    first.headers.get('set-cookie') ?? '',
    /^analyzer_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const state = new URL(first.headers.get('location') ?? '').searchParams.get('state');
  await visitor.visit(`/callback/standard?code=x&state=${state}`);
  assert.match((await visitor.visit('/')).text, /✓ Connected/);
  const page = await (await fetch(address, { headers: { Cookie: planted } })).text();
  assert.doesNotMatch(page, /✓ Connected/);
});

test('every page is private, frameless, scriptless and sends no referrer', async t => {
  const { visitor } = await start(t);
  for (const [path, expected] of [
    ['/', 200],
    ['/nothing', 404],
    ['/connect/nobody', 404],
    ['/callback/standard', 400],
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
