/** passport-oauth2 in an Express app: the browser is sent by the library, and the callback goes to its own redirect address. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import express from 'express';
import session from 'express-session';
import passport from 'passport';
import OAuth2Strategy from 'passport-oauth2';
import { CLIENTS, waysOf } from './clients.ts';
import { findFreePort, openInterop, type Credentials } from './fixture.ts';
import { completeJourney, type Library, type Tokens } from './journey.ts';
import { revoke } from './plain-rest.ts';
import { User } from './user.ts';
import { serveWebApp } from './web-app.ts';

const interop = await openInterop();
after(() => interop.close());

/** The library has no refresh of its own; what passport-oauth2-refresh does is to call the strategy's OAuth2 object. */
class Strategy extends OAuth2Strategy {
  refresh(refreshToken: string): Promise<Tokens> {
    return new Promise((resolve, reject) =>
      this._oauth2.getOAuthAccessToken(
        refreshToken,
        { grant_type: 'refresh_token' },
        (error, accessToken, next) =>
          error
            ? reject(new Error(JSON.stringify(error)))
            : resolve({ accessToken: accessToken!, refreshToken: next }),
      ),
    );
  }
}

function strategyOf(app: Credentials): Strategy {
  return new Strategy(
    {
      authorizationURL: app.authorizationEndpoint,
      tokenURL: app.tokenEndpoint,
      clientID: app.clientId,
      clientSecret: app.clientSecret,
      callbackURL: app.redirectUri,
      scope: app.scope,
      // Kept in the session; so is the PKCE verifier.
      state: true,
      pkce: app.pkce,
    },
    (
      accessToken: string,
      refreshToken: string | undefined,
      _profile: unknown,
      done: OAuth2Strategy.VerifyCallback,
    ) => done(null, { accessToken, refreshToken }),
  );
}

async function serve(port: number, strategy: Strategy): Promise<void> {
  const web = express();
  web.use(session({ secret: 'only for this test', resave: false, saveUninitialized: false }));
  web.use(express.urlencoded({ extended: false }));
  const authenticate = new passport.Passport().use(strategy).authenticate('oauth2', { session: false });
  web.get('/connect', authenticate);
  // Copper posts its callback (response_mode=form_post); everybody else redirects.
  web.all('/callback', authenticate, (request, response) => void response.json(request.user));
  await serveWebApp(port, web);
}

function libraryOf(app: Credentials, strategy: Strategy): Library {
  return {
    connect: async () => {
      const user = new User(interop);
      const url = await user.pressConnect(new URL('/connect', app.redirectUri).href);
      const page = await user.deliver(await user.approve(url));
      assert.equal(page.status, 200, page.body);
      return JSON.parse(page.body) as Tokens;
    },
    refresh: ({ refreshToken }) => strategy.refresh(refreshToken!),
    revoke: tokens => revoke(app, tokens),
  };
}

for (const slug of CLIENTS['passport-oauth2'])
  test(`R1 R6 R31 R58 passport-oauth2: ${waysOf(slug)} on ${slug}`, async () => {
    const port = await findFreePort();
    const app = await interop.register(slug, { redirectUris: [`http://localhost:${port}/callback`] });
    const strategy = strategyOf(app);
    await serve(port, strategy);
    await completeJourney(interop, app, libraryOf(app, strategy));
  });
