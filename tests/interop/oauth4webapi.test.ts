/** oauth4webapi, the strictest client there is: discovery, PKCE, `iss`, each way of app authentication, introspection, public apps. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { SLUGS, CLIENTS, waysOf } from './clients.ts';
import { openInterop, type Credentials } from './fixture.ts';
import { callApi, completeJourney, type Library, type Tokens } from './journey.ts';
import { User } from './user.ts';

const interop = await openInterop();
after(() => interop.close());

/** The test's server listens on loopback without TLS. */
const http = { [oauth.allowInsecureRequests]: true } as const;

async function discover(app: Credentials): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(app.issuer);
  return await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...http }),
  );
}

function tokensOf(response: oauth.TokenEndpointResponse): Tokens {
  return { accessToken: response.access_token, refreshToken: response.refresh_token };
}

async function libraryOf(app: Credentials, authentication: oauth.ClientAuth): Promise<Library> {
  const server = await discover(app);
  const client: oauth.Client = { client_id: app.clientId };
  return {
    connect: async () => {
      const verifier = oauth.generateRandomCodeVerifier();
      const state = oauth.generateRandomState();
      const url = new URL(server.authorization_endpoint!);
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: app.clientId,
        redirect_uri: app.redirectUri,
        scope: app.scope,
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }).toString();
      const { params } = await new User(interop).approve(url.href);
      // Checks `state`, and `iss` because the metadata promises it (RFC 9207).
      const checked = oauth.validateAuthResponse(server, client, new URLSearchParams(params), state);
      const { redirectUri } = app;
      return tokensOf(
        await oauth.processAuthorizationCodeResponse(
          server,
          client,
          await oauth.authorizationCodeGrantRequest(
            server,
            client,
            authentication,
            checked,
            redirectUri,
            verifier,
            http,
          ),
        ),
      );
    },
    refresh: async ({ refreshToken }) =>
      tokensOf(
        await oauth.processRefreshTokenResponse(
          server,
          client,
          await oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken!, http),
        ),
      ),
    revoke: async ({ accessToken }) => {
      const response = await oauth.revocationRequest(server, client, authentication, accessToken, http);
      await oauth.processRevocationResponse(response);
      return response.status;
    },
    call: async (url, { accessToken }) => {
      try {
        const target = new URL(url);
        const response = await oauth.protectedResourceRequest(
          accessToken,
          'GET',
          target,
          undefined,
          undefined,
          http,
        );
        return { status: response.status, body: await response.json() };
      } catch (error) {
        if (!(error instanceof oauth.WWWAuthenticateChallengeError)) throw error;
        return { status: error.status, body: await error.response.json() };
      }
    },
  };
}

for (const slug of CLIENTS['oauth4webapi'])
  test(`R1 R6 R31 R58 oauth4webapi: ${waysOf(slug)} on ${slug}`, async () => {
    const app = await interop.register(slug);
    await completeJourney(interop, app, await libraryOf(app, oauth.ClientSecretPost(app.clientSecret)));
  });

test('R58 oauth4webapi: client_secret_basic on standard', async () => {
  const app = await interop.register('standard');
  await completeJourney(interop, app, await libraryOf(app, oauth.ClientSecretBasic(app.clientSecret)));
});

test('R58 RFC 9700 §2.1.1 oauth4webapi: a public app with PKCE and no secret on standard', async () => {
  const app = await interop.register('standard', { type: 'public' });
  assert.equal(app.clientSecret, '');
  await completeJourney(interop, app, await libraryOf(app, oauth.None()));
});

test('R58 RFC 7662 §2.2 oauth4webapi: introspection before and after revocation', async () => {
  const app = await interop.register('standard');
  const server = await discover(app);
  const client = { client_id: app.clientId };
  const authentication = oauth.ClientSecretBasic(app.clientSecret);
  const library = await libraryOf(app, authentication);
  const introspect = async (token: string): Promise<oauth.IntrospectionResponse> =>
    await oauth.processIntrospectionResponse(
      server,
      client,
      await oauth.introspectionRequest(server, client, authentication, token, http),
    );
  const tokens = await library.connect();
  const live = await introspect(tokens.accessToken);
  assert.deepEqual([live.active, live.scope, live.client_id], [true, app.scope, app.clientId]);
  await library.revoke(tokens);
  assert.deepEqual(await introspect(tokens.accessToken), { active: false });
  assert.deepEqual(await introspect(tokens.refreshToken!), { active: false });
});

test('R10 R58 oauth4webapi: client credentials, with no user present', async () => {
  const app = await interop.register('standard', { clientCredentials: true });
  const server = await discover(app);
  const client = { client_id: app.clientId };
  const authentication = oauth.ClientSecretBasic(app.clientSecret);
  const response = await oauth.processClientCredentialsResponse(
    server,
    client,
    await oauth.clientCredentialsGrantRequest(server, client, authentication, { scope: app.scope }, http),
  );
  assert.equal(response.refresh_token, undefined);
  const me = await callApi(app.calls[0]!, tokensOf(response));
  assert.equal(me.status, 200);
  assert.deepEqual((me.body as { user: unknown; account: unknown }).user, null);
  assert.equal((await callApi(app.calls[1]!, tokensOf(response))).status, 403);
});

test('R30 R58 oauth4webapi: a refusal reaches the app as access_denied', async () => {
  const app = await interop.register('standard');
  const server = await discover(app);
  const url = new URL(server.authorization_endpoint!);
  const verifier = oauth.generateRandomCodeVerifier();
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: app.redirectUri,
    scope: app.scope,
    state: app.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const { params } = await new User(interop).approve(url.href, 'deny');
  assert.throws(
    () =>
      oauth.validateAuthResponse(server, { client_id: app.clientId }, new URLSearchParams(params), app.state),
    (error: unknown) => error instanceof oauth.AuthorizationResponseError && error.error === 'access_denied',
  );
});

test('RFC 8414 §3 oauth4webapi: the metadata of every provider is found at both addresses', async () => {
  for (const slug of SLUGS) {
    const app = await interop.register(slug);
    const found = await discover(app);
    const issuer = new URL(app.issuer);
    const openid = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...http }),
    );
    assert.deepEqual(openid, found);
    assert.equal(found.authorization_endpoint, app.authorizationEndpoint);
    // D-9: an endpoint that takes secrets in its address is not advertised.
    assert.equal(found.token_endpoint, app.tokenMethod === 'GET' ? undefined : app.tokenEndpoint);
  }
});
