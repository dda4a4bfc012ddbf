/** The callback believes only what this browser began, once, in time, at its own address, from the provider it was meant for. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { judgeState } from '@valetkey/protocol';
import { openInterop, type Interop } from '../../../../tests/interop/fixture.ts';
import { createClient } from '../client.ts';
import { goThroughConsent, openClient, toRequest, type Journey, type Setup } from '../fixtures.ts';

let interop: Interop;
before(async () => void (interop = await openInterop()));
after(() => interop.close());

/** Whose attempt it was is said only once the browser is proven. */
const BAD = { name: 'ClientError', code: 'bad_callback', attempt: undefined };

async function refused(setup: Setup, request: ReturnType<typeof toRequest>): Promise<void> {
  await assert.rejects(setup.client.finishConnect(request), BAD);
  assert.deepEqual(await setup.client.connections('ada'), []);
}

function withParameter(
  { callback, cookie }: Journey,
  name: string,
  value: string | null,
): ReturnType<typeof toRequest> {
  const url = new URL(callback.url);
  if (value === null) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  return { method: 'GET', url: url.href, cookie };
}

describe('state', () => {
  test('R34 S-R1 a callback whose state differs, is missing or stands there twice is ignored', async () => {
    const setup = await openClient(interop, 'standard');
    const journey = await goThroughConsent(setup);
    await refused(setup, withParameter(journey, 'state', 'x'.repeat(43)));
    await refused(setup, withParameter(journey, 'state', null));
    await refused(setup, { ...toRequest(journey), url: `${journey.callback.url}&state=${'y'.repeat(43)}` });
    assert.equal(
      (await setup.client.finishConnect(toRequest(journey))).isNew,
      true,
      'none of these harmed the true one',
    );
  });

  test('S-R1 another browser is refused, with the code and state of the first', async () => {
    const setup = await openClient(interop, 'standard');
    const journey = await goThroughConsent(setup);
    await refused(setup, { ...toRequest(journey), cookie: '' });
    const other = await goThroughConsent(setup);
    const name = other.cookie.split('=')[0]!;
    await refused(setup, { ...toRequest(other), cookie: `${name}=${'A'.repeat(43)}` });
  });

  test('S-R1 once: the same callback again is refused', async () => {
    const setup = await openClient(interop, 'standard');
    const journey = await goThroughConsent(setup);
    await setup.client.finishConnect(toRequest(journey));
    await assert.rejects(setup.client.finishConnect(toRequest(journey)), BAD);
  });

  test('S-R1 ten minutes and no longer', async () => {
    const setup = await openClient(interop, 'standard');
    const journey = await goThroughConsent(setup);
    setup.clock.advanceSeconds(601);
    await refused(setup, toRequest(journey));
  });

  test('S-R1 somebody else signed in meanwhile is refused', async () => {
    const setup = await openClient(interop, 'standard');
    const journey = await goThroughConsent(setup);
    await assert.rejects(setup.client.finishConnect({ ...toRequest(journey), owner: 'mallory' }), BAD);
  });

  test('R25 every state passes the judge of S4', async () => {
    const setup = await openClient(interop, 'copernica');
    for (let i = 0; i < 200; i++) {
      const { url } = await setup.client.beginConnect({ provider: 'copernica', owner: 'ada' });
      const state = new URL(url).searchParams.get('state')!;
      assert.equal(judgeState(state, { clientId: 'abc', nowSeconds: 1_700_000_000 }).ok, true, state);
    }
  });
});

describe('the cookie', () => {
  test('S-R1 a cross-site POST callback finds it: SameSite=None, Secure, __Host-, HttpOnly, ten minutes', async () => {
    const setup = await openClient(interop, 'copper');
    const { cookie } = await setup.client.beginConnect({ provider: 'copper', owner: 'ada' });
    assert.match(
      cookie,
      /^__Host-vk-copper-[\w-]{12}=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=None; Secure$/,
    );
  });

  test('S-R1 between two programs on this machine Lax is enough, and no browser leaves it out', async () => {
    const redirectUri = 'http://localhost:4002/callback/copper';
    const setup = await openClient(interop, 'copper', { provider: { redirectUri } });
    const { cookie } = await setup.client.beginConnect({ provider: 'copper', owner: 'ada' });
    assert.match(cookie, /^vk-copper-[\w-]{12}=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
  });

  test('a redirect is enough of a navigation for Lax', async () => {
    const setup = await openClient(interop, 'standard');
    const { cookie } = await setup.client.beginConnect({ provider: 'standard', owner: 'ada' });
    assert.match(
      cookie,
      /^__Host-vk-standard-[\w-]{12}=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  test('S-R3 the cookie of one attempt is none for another, at this or another provider', async () => {
    const setup = await openClient(interop, 'standard');
    const [first, second] = [await goThroughConsent(setup), await goThroughConsent(setup)];
    await refused(setup, { ...toRequest(first), cookie: second.cookie });
    const copper = await openClient(interop, 'copper');
    const third = await goThroughConsent(setup);
    const foreign = await copper.client.beginConnect({ provider: 'copper', owner: 'ada' });
    await refused(setup, { ...toRequest(third), cookie: foreign.cookie.split(';')[0]! });
  });

  test('two tabs at once both arrive', async () => {
    const setup = await openClient(interop, 'standard');
    const [first, second] = [await goThroughConsent(setup), await goThroughConsent(setup)];
    const cookie = `${first.cookie}; ${second.cookie}`;
    await setup.client.finishConnect({ ...toRequest(second), cookie });
    await setup.client.finishConnect({ ...toRequest(first), cookie });
  });
});

describe('iss and mix-up', () => {
  test('S-R2 RFC 9207 §2.4: a missing, foreign or almost equal iss is refused', async () => {
    const setup = await openClient(interop, 'standard');
    const issuer = `${interop.publicUrl}/standard`;
    for (const iss of [null, `${interop.publicUrl}/copper`, `${issuer}/`, issuer.toUpperCase()]) {
      await refused(setup, withParameter(await goThroughConsent(setup), 'iss', iss));
    }
  });

  test('S-R2 an error with a foreign iss is refused as a whole: nothing of it is shown', async () => {
    const setup = await openClient(interop, 'standard');
    const journey = await goThroughConsent(setup, 'ada', 'deny');
    const request = withParameter(journey, 'iss', 'https://evil.example');
    await assert.rejects(
      setup.client.finishConnect(request),
      (error: Error & { code: string; description?: string }) => {
        assert.equal(error.code, 'bad_callback');
        assert.equal(error.description, undefined);
        assert.doesNotMatch(error.message, /evil|access_denied/);
        return true;
      },
    );
  });

  test('S-R2 an iss from a provider that has none configured is refused', async () => {
    const setup = await openClient(interop, 'copernica');
    await refused(setup, withParameter(await goThroughConsent(setup), 'iss', 'https://evil.example'));
  });

  test('S-R12 RFC 9700 §4.4.2: a code of A at the callback of B is refused', async () => {
    const setup = await openClient(interop, 'copernica');
    const journey = await goThroughConsent(setup);
    const url = journey.callback.url.replace('/callback/copernica', '/callback/copper');
    assert.notEqual(url, journey.callback.url);
    await refused(setup, { ...toRequest(journey), url });
  });

  test('S-R12 a provider without iss may not share its redirect URI with another', async () => {
    const { options } = await openClient(interop, 'copernica');
    const providers = {
      ...options.providers,
      other: { issuer: 'https://other.example', clientId: 'x', clientSecret: 'y' },
    };
    const shared = { ...options, providers, redirectUri: 'https://app.example/callback' };
    assert.throws(() => createClient(shared), {
      code: 'config',
      message: /providers\.copernica.*\{provider\}/,
    });
  });
});

describe('the request', () => {
  test('R23 R24 R26 what the browser is sent away with: PKCE always, scope where there are scopes, the language in path or parameter', async () => {
    const standard = await openClient(interop, 'standard');
    const { url } = await standard.client.beginConnect({
      provider: 'standard',
      owner: 'ada',
      locale: 'nl',
      accountHint: 'ada@example.com',
    });
    const {
      code_challenge: challenge,
      state: _state,
      client_id: _id,
      ...rest
    } = Object.fromEntries(new URL(url).searchParams);
    assert.match(challenge!, /^[\w-]{43}$/);
    assert.deepEqual(rest, {
      response_type: 'code',
      redirect_uri: 'https://app.example/callback/standard',
      scope: 'people:read',
      code_challenge_method: 'S256',
      ui_locales: 'nl',
      login_hint: 'ada@example.com',
    });
    const copernica = await openClient(interop, 'copernica');
    const dutch = new URL(
      (await copernica.client.beginConnect({ provider: 'copernica', owner: 'ada', locale: 'nl' })).url,
    );
    assert.deepEqual([dutch.pathname, dutch.searchParams.get('scope')], ['/copernica/nl/authorize', null]);
  });

  for (const returnTo of ['//evil.example', '/\\evil.example', 'https://evil.example', 'settings', '/a\nb']) {
    test(`returnTo ${JSON.stringify(returnTo)} is no path of the app`, async () => {
      const setup = await openClient(interop, 'standard');
      await assert.rejects(setup.client.beginConnect({ provider: 'standard', owner: 'ada', returnTo }), {
        code: 'config',
      });
    });
  }

  test('S-S7 nothing of a request becomes part of an address: it picks among what is configured', async () => {
    const setup = await openClient(interop, 'copernica');
    for (const provider of ['{provider}', '../copper', '__proto__', 'https://evil.example'])
      await assert.rejects(setup.client.beginConnect({ provider, owner: 'ada' }), {
        code: 'unknown_provider',
      });
    for (const locale of ['../evil', '//evil.example', '{provider}', '__proto__']) {
      const { url } = await setup.client.beginConnect({ provider: 'copernica', owner: 'ada', locale });
      const { origin, pathname, searchParams } = new URL(url);
      assert.deepEqual([origin, pathname], [interop.publicUrl, '/copernica/nl/authorize']);
      assert.equal(searchParams.get('redirect_uri'), 'https://app.example/callback/copernica');
    }
  });

  test('S-U6 events carry the time of the client’s one clock, in epoch seconds', async () => {
    const setup = await openClient(interop, 'copper');
    setup.clock.advanceSeconds(300);
    await setup.client.finishConnect(toRequest(await goThroughConsent(setup)));
    const expected = setup.clock.nowMs() / 1000;
    assert.ok(Math.abs(setup.events[0]!.at - expected) < 30, `${setup.events[0]!.at} ${expected}`);
  });

  test('a connection of somebody else cannot be renewed', async () => {
    const setup = await openClient(interop, 'standard');
    const { connection } = await setup.client.finishConnect(
      toRequest(await goThroughConsent(setup, 'grace')),
    );
    const begin = setup.client.beginConnect({
      provider: 'standard',
      owner: 'mallory',
      connectionId: connection.id,
    });
    await assert.rejects(begin, { code: 'unknown_connection' });
  });
});
