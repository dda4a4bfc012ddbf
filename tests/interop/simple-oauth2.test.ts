/** simple-oauth2, the library that Copper’s documentation recommends for Node.js. It knows no PKCE: the app adds it. */
import { createHash, randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { AuthorizationCode, type AccessToken, type ModuleOptions } from 'simple-oauth2';
import { CLIENTS, waysOf } from './clients.ts';
import { openInterop, type Credentials } from './fixture.ts';
import { completeJourney, type Library, type Tokens } from './journey.ts';
import { User } from './user.ts';

const interop = await openInterop();
after(() => interop.close());

function optionsOf(app: Credentials, authorizationMethod: 'header' | 'body'): ModuleOptions {
  const { origin, pathname } = new URL(app.issuer);
  return {
    client: { id: app.clientId, secret: app.clientSecret },
    auth: {
      tokenHost: origin,
      tokenPath: app.tokenEndpoint.slice(origin.length),
      revokePath: app.revocationEndpoint.slice(origin.length),
      authorizeHost: origin,
      authorizePath: pathname + app.authorizationEndpoint.slice(app.issuer.length),
    },
    options: { authorizationMethod },
  };
}

function libraryOf(app: Credentials, authorizationMethod: 'header' | 'body'): Library {
  const client = new AuthorizationCode(optionsOf(app, authorizationMethod));
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  let token: AccessToken;
  const tokensOf = (): Tokens => ({
    accessToken: token.token['access_token'] as string,
    refreshToken: token.token['refresh_token'] as string | undefined,
  });
  return {
    connect: async () => {
      const url = client.authorizeURL({
        redirect_uri: app.redirectUri,
        scope: app.scope,
        state: app.state,
        ...(app.pkce ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
      });
      const { params } = await new User(interop).approve(url);
      token = await client.getToken({
        code: params['code']!,
        redirect_uri: app.redirectUri,
        ...(app.pkce ? { code_verifier: verifier } : {}),
      });
      return tokensOf();
    },
    refresh: async () => {
      token = await token.refresh();
      return tokensOf();
    },
    revoke: async () => {
      await token.revoke('access_token');
      return 200;
    },
  };
}

for (const slug of CLIENTS['simple-oauth2'])
  test(`R1 R6 R31 R58 simple-oauth2: ${waysOf(slug)} on ${slug}`, async () => {
    const app = await interop.register(slug);
    await completeJourney(interop, app, libraryOf(app, slug === 'standard' ? 'header' : 'body'));
  });
