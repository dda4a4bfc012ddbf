/** grant in an Express app. Its way of speaking to Untappd (a GET without `grant_type`) is Copernica's, too. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { profiles, type ProfileName } from '@valetkey/protocol';
import express from 'express';
import session from 'express-session';
import grantModule from 'grant';
import { CLIENTS, waysOf } from './clients.ts';
import { findFreePort, openInterop, type Credentials } from './fixture.ts';
import { completeJourney, type Library } from './journey.ts';
import { refresh, revoke } from './plain-rest.ts';
import { User } from './user.ts';
import { serveWebApp } from './web-app.ts';

/** Its types speak of a default export; its CommonJS module is that export. */
const grant = grantModule as unknown as typeof grantModule.default;

const interop = await openInterop();
after(() => interop.close());

/** The library knows providers by name, and picks the form of the request by it. */
function nameOf(slug: ProfileName): string {
  return profiles[slug].token.method === 'GET' ? 'untappd' : slug;
}

async function serve(port: number, app: Credentials): Promise<void> {
  const web = express();
  web.use(session({ secret: 'only for this test', resave: false, saveUninitialized: false }));
  web.use(express.urlencoded({ extended: false }));
  web.use(
    grant.express({
      defaults: { origin: `http://localhost:${port}`, transport: 'state', state: true },
      [nameOf(app.slug)]: {
        oauth: 2,
        authorize_url: app.authorizationEndpoint,
        access_url: app.tokenEndpoint,
        client_id: app.clientId,
        client_secret: app.clientSecret,
        scope: [app.scope],
        pkce: app.pkce,
      },
    }),
  );
  web.use((_request, response) => void response.json(response.locals['grant'].response));
  await serveWebApp(port, web);
}

function libraryOf(app: Credentials): Library {
  return {
    connect: async () => {
      const user = new User(interop);
      const url = await user.pressConnect(app.redirectUri.replace('/callback', ''));
      const page = await user.deliver(await user.approve(url));
      const got = JSON.parse(page.body) as { access_token?: string; refresh_token?: string };
      assert.ok(got.access_token, page.body);
      return { accessToken: got.access_token, refreshToken: got.refresh_token };
    },
    // Connecting is all that the library is for: the rest is one request each.
    refresh: tokens => refresh(app, tokens),
    revoke: tokens => revoke(app, tokens),
  };
}

for (const slug of CLIENTS['grant'])
  test(`R1 R6 R31 R58 grant: ${waysOf(slug)} on ${slug}`, async () => {
    const port = await findFreePort();
    const app = await interop.register(slug, {
      redirectUris: [`http://localhost:${port}/connect/${nameOf(slug)}/callback`],
    });
    await serve(port, app);
    await completeJourney(interop, app, libraryOf(app));
  });
