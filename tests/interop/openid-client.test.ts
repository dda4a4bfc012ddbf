/** openid-client 6, as an app that configures itself from the metadata alone. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import * as client from 'openid-client';
import { CLIENTS, waysOf } from './clients.ts';
import { openInterop, type Credentials } from './fixture.ts';
import { completeJourney, type Library, type Tokens } from './journey.ts';
import { User } from './user.ts';

const interop = await openInterop();
after(() => interop.close());

function tokensOf(response: client.TokenEndpointResponse): Tokens {
  return { accessToken: response.access_token, refreshToken: response.refresh_token };
}

async function libraryOf(app: Credentials, authentication?: client.ClientAuth): Promise<Library> {
  const config = await client.discovery(
    new URL(app.issuer),
    app.clientId,
    app.clientSecret === '' ? undefined : app.clientSecret,
    authentication,
    // The test's server listens on loopback without TLS.
    { algorithm: 'oauth2', execute: [client.allowInsecureRequests] },
  );
  return {
    connect: async () => {
      const pkceCodeVerifier = client.randomPKCECodeVerifier();
      const expectedState = client.randomState();
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: app.redirectUri,
        scope: app.scope,
        state: expectedState,
        code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
      });
      const callback = await new User(interop).approve(url.href);
      const request =
        callback.method === 'GET'
          ? new URL(callback.url)
          : new Request(callback.url, { method: 'POST', body: new URLSearchParams(callback.params) });
      return tokensOf(
        await client.authorizationCodeGrant(config, request, { pkceCodeVerifier, expectedState }),
      );
    },
    refresh: async ({ refreshToken }) => tokensOf(await client.refreshTokenGrant(config, refreshToken!)),
    revoke: async ({ refreshToken, accessToken }) => {
      await client.tokenRevocation(config, refreshToken ?? accessToken);
      return 200;
    },
  };
}

for (const slug of CLIENTS['openid-client'])
  test(`R1 R6 R31 R58 openid-client: ${waysOf(slug)} on ${slug}`, async () => {
    const app = await interop.register(slug);
    await completeJourney(interop, app, await libraryOf(app));
  });

test('R58 openid-client: client_secret_basic, and a public app with PKCE, on standard', async () => {
  const confidential = await interop.register('standard');
  const basic = client.ClientSecretBasic(confidential.clientSecret);
  await completeJourney(interop, confidential, await libraryOf(confidential, basic));
  const open = await interop.register('standard', { type: 'public' });
  await completeJourney(interop, open, await libraryOf(open, client.None()));
});

test('RFC 9207 §2.4 openid-client: an answer from another issuer is refused', async () => {
  const app = await interop.register('standard');
  const config = await client.discovery(new URL(app.issuer), app.clientId, app.clientSecret, undefined, {
    algorithm: 'oauth2',
    execute: [client.allowInsecureRequests],
  });
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: app.redirectUri,
    scope: app.scope,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const callback = new URL((await new User(interop).approve(url.href)).url);
  assert.equal(callback.searchParams.get('iss'), app.issuer);
  for (const iss of ['https://attacker.example', null]) {
    const forged = new URL(callback);
    if (iss === null) forged.searchParams.delete('iss');
    else forged.searchParams.set('iss', iss);
    await assert.rejects(client.authorizationCodeGrant(config, forged, { pkceCodeVerifier }), {
      code: 'OAUTH_INVALID_RESPONSE',
    });
  }
  await client.authorizationCodeGrant(config, callback, { pkceCodeVerifier });
});
