/** omniauth-oauth2 in a Rack app: the browser is sent by the library, and the callback goes to its own redirect address. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, test, type TestContext } from 'node:test';
import { CLIENTS, waysOf } from './clients.ts';
import { findFreePort, openInterop, type Credentials, type Interop } from './fixture.ts';
import { completeJourney, type Library } from './journey.ts';
import { findRubyScript, type Command } from './machine.ts';
import { refresh, revoke } from './plain-rest.ts';
import { User } from './user.ts';

async function serve(t: TestContext, { file, args }: Command, app: Credentials): Promise<void> {
  const env = { ...process.env, VALETKEY_APP: JSON.stringify(app) };
  const child = spawn(file, args, { env, stdio: ['pipe', 'pipe', 'inherit'], timeout: 60_000 });
  const ended = once(child, 'close');
  t.after(async () => {
    child.stdin.end();
    await ended;
  });
  const [line] = (await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => assert.fail('the app ended')),
  ])) as [Buffer];
  assert.match(String(line), /listening/);
}

function libraryOf(interop: Interop, app: Credentials): Library {
  return {
    connect: async () => {
      const user = new User(interop);
      const url = await user.pressConnect(app.redirectUri.replace('/callback', ''));
      const page = await user.deliver(await user.approve(url));
      assert.equal(page.status, 200, page.body);
      const got = JSON.parse(page.body) as { credentials: { token: string }; refresh_token: string | null };
      return { accessToken: got.credentials.token, refreshToken: got.refresh_token ?? undefined };
    },
    // Connecting is all that the library is for: the rest is one request each.
    refresh: tokens => refresh(app, tokens),
    revoke: tokens => revoke(app, tokens),
  };
}

const ruby = findRubyScript('omniauth-oauth2', 'omniauth-oauth2', 'omniauth_app.rb');
if (ruby !== null) {
  const interop = await openInterop();
  after(() => interop.close());
  for (const slug of CLIENTS['omniauth-oauth2'])
    test(`R1 R6 R31 R58 omniauth-oauth2: ${waysOf(slug)} on ${slug}`, async t => {
      const origin = `http://localhost:${await findFreePort()}`;
      const app = await interop.register(slug, { redirectUris: [`${origin}/auth/valetkey/callback`] });
      await serve(t, ruby, app);
      await completeJourney(interop, app, libraryOf(interop, app));
    });
}
