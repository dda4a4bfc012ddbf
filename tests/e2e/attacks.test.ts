/** What another website, or another browser, can make of our pages in a real Chromium: nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { PASSWORD, createApp } from '../../packages/server/src/fixtures.ts';
import { ADA, GRACE } from '../world.ts';
import {
  answerButton,
  authorizeUrl,
  beginAtApp,
  openStage,
  openVisitor,
  reachConsent,
  signIn,
  wordsOf,
} from './fixture.ts';
import { attackPage, openOtherSite } from './other-site.ts';

const stage = openStage();

/** The page's form as an attacker would need it: where it goes, and its token. */
async function stealForm(page: Page, step: string): Promise<{ action: string; csrf: string }> {
  const form = page.locator(`form[action*="/${step}"]`).last();
  const action = new URL((await form.getAttribute('action'))!, page.url()).href;
  return { action, csrf: await form.locator('input[name=csrf]').inputValue() };
}

async function assertNothingGiven(): Promise<void> {
  const { core, apps } = stage.world;
  assert.deepEqual(await core.store.listConnections({ appId: apps.standard.app.id, limit: 10 }), []);
}

test("S-A29 the question's address in another browser: a calm 400 that says nothing about it", async t => {
  const { page } = await openVisitor(t, stage);
  await reachConsent(stage, page, 'standard');
  const stranger = await openVisitor(t, stage, { refusals: [400] });
  // Somebody with a visit of their own: the cookie is there, but it is another one.
  await beginAtApp(stage, stranger.page, 'standard');
  const response = await stranger.page.goto(page.url());
  assert.equal(response?.status(), 400);
  assert.equal(
    await wordsOf(stranger.page.getByRole('heading', { level: 1 })),
    'We lost track of your request',
  );
  const html = await stranger.page.content();
  for (const secret of ['Ada', ADA, 'Acme', 'Database Analyzer', stage.world.apps.standard.app.id])
    assert.ok(!html.includes(secret), secret);
  await answerButton(page, 'deny').click();
});

test('S-A29 the same address looks the same to a stranger after it was answered', async t => {
  const { page } = await openVisitor(t, stage);
  await reachConsent(stage, page, 'standard');
  const address = page.url();
  await answerButton(page, 'deny').click();
  const stranger = await openVisitor(t, stage, { refusals: [400] });
  await beginAtApp(stage, stranger.page, 'standard');
  await stranger.page.goto(address);
  assert.equal(
    await wordsOf(stranger.page.getByRole('heading', { level: 1 })),
    'We lost track of your request',
  );
});

test('S-M7 no page of ours stands in a frame, on another site or on another origin of this one', async t => {
  const { page, complaints } = await openVisitor(t, stage, { mayComplain: true });
  await reachConsent(stage, page, 'standard');
  const { app } = stage.world.apps.standard;
  const addresses = [
    page.url(),
    authorizeUrl(stage, 'standard', app, { prompt: 'login' }),
    authorizeUrl(stage, 'standard', app, { client_id: 'nobody' }),
    ...['/errors', '/console', '/console/developers'].map(path => `${stage.world.url}/standard${path}`),
  ];
  const frames = addresses.map(address => `<iframe src="${address.replaceAll('&', '&amp;')}"></iframe>`);
  const evil = await openOtherSite(t, {
    '/': `<!doctype html><link rel="icon" href="data:,">${frames.join('')}`,
  });
  for (const origin of [evil.crossSite, evil.sameSite]) {
    complaints.length = 0;
    await page.goto(origin);
    const [, ...framed] = page.frames();
    assert.equal(framed.length, addresses.length);
    // In place of the page: nothing to be seen, nothing to be clicked.
    for (const frame of framed) await frame.waitForURL('chrome-error://chromewebdata/');
    const refusals = complaints.filter(text => text.includes("frame-ancestors 'none'"));
    assert.ok(refusals.length >= addresses.length, complaints.join('\n'));
  }
});

/** Asks the console's API for everything that a page may ask without permission, and for what takes permission. */
function forgedCalls(api: string): string {
  const app = { name: 'Planted', description: 'do harm', publisher: 'X', redirectUris: [], scopes: [] };
  return `<!doctype html><link rel="icon" href="data:,"><title></title>
    <iframe name="nowhere"></iframe>
    <form method="post" target="nowhere" enctype="text/plain" action="${api}/session/end"><input name='{"a":"' value='"}'></form>
    <script>
      const ask = (path, how) => fetch('${api}' + path, { credentials: 'include', ...how }).then(
        answer => answer.type, () => 'refused');
      const body = ${JSON.stringify(JSON.stringify(app))};
      document.forms[0].submit();
      Promise.all([
        ask('/session/end', { method: 'POST', mode: 'no-cors' }),
        ask('/apps', { method: 'POST', mode: 'no-cors', body }),
        ask('/session/end', { method: 'POST', headers: { 'x-valetkey-console': '1' } }),
        ask('/session', {}),
        new Promise(done => document.querySelector('iframe').onload = () => done('sent')),
      ]).then(answers => document.title = answers.join());
    </script>`;
}

test("S-L5 S-L11 another site's page calls the console's API: it reads nothing, changes nothing and signs nobody out", async t => {
  const { page } = await openVisitor(t, stage, { mayComplain: true });
  const home = `${stage.world.url}/standard/console/developers`;
  await page.goto(home);
  await signIn(page);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const evil = await openOtherSite(t, { '/': forgedCalls(`${stage.world.url}/standard/console/api`) });
  for (const origin of [evil.crossSite, evil.sameSite]) {
    await page.goto(origin);
    await page.waitForFunction('document.title !== ""');
    // Sent blindly, and answered; asked for permission, and refused; answered, and not shown.
    assert.match(await page.title(), /^(?:opaque|refused),(?:opaque|refused),refused,refused,sent$/);
  }
  await page.goto(home);
  await page.getByRole('heading', { name: 'You have no app yet' }).waitFor();
});

test('S-L5 another site posts Allow, with the right token: no cookie comes along, nothing is given', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [400] });
  await reachConsent(stage, page, 'standard');
  const { action, csrf } = await stealForm(page, 'consent');
  const evil = await openOtherSite(t, { '/': attackPage(action, { csrf, decision: 'allow' }) });
  const [response] = await Promise.all([page.waitForResponse(action), page.goto(evil.crossSite)]);
  assert.equal(response.status(), 400);
  await assertNothingGiven();
});

test('S-L5 another origin of the same site posts Allow, cookies and token included: 403, nothing is given', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [403] });
  await reachConsent(stage, page, 'standard');
  const question = page.url();
  const { action, csrf } = await stealForm(page, 'consent');
  const evil = await openOtherSite(t, { '/': attackPage(action, { csrf, decision: 'allow' }) });
  const [response] = await Promise.all([page.waitForResponse(action), page.goto(evil.sameSite)]);
  assert.equal(response.status(), 403);
  await page.getByRole('heading', { name: 'This did not come from our page' }).waitFor();
  await assertNothingGiven();
  await page.goto(question);
  await answerButton(page, 'deny').click();
});

test("S-L6 login CSRF: the attacker's own sign-in form, posted from this browser, plants no session", async t => {
  const attacker = await openVisitor(t, stage);
  await beginAtApp(stage, attacker.page, 'standard');
  const { action, csrf } = await stealForm(attacker.page, 'login');
  const evil = await openOtherSite(t, {
    '/': attackPage(action, { csrf, email: GRACE, password: PASSWORD }),
  });
  const { page, context } = await openVisitor(t, stage, { refusals: [400, 403] });
  await beginAtApp(stage, page, 'standard');
  for (const origin of [evil.crossSite, evil.sameSite]) {
    const [response] = await Promise.all([page.waitForResponse(action), page.goto(origin)]);
    assert.equal(response.status(), 400);
  }
  const own = await page.goto(authorizeUrl(stage, 'standard', stage.world.apps.standard.app));
  assert.equal(own?.status(), 200);
  const mine = await stealForm(page, 'login');
  const again = await openOtherSite(t, {
    '/': attackPage(mine.action, { csrf: mine.csrf, email: GRACE, password: PASSWORD }),
  });
  const [refused] = await Promise.all([page.waitForResponse(mine.action), page.goto(again.sameSite)]);
  assert.equal(refused.status(), 403);
  const names = (await context.cookies(stage.world.url)).map(cookie => cookie.name);
  assert.ok(!names.includes('valetkey-session-standard'), names.join());
});

test('S-L2 S-L1 cookies: HttpOnly, SameSite=Lax, Path=/, no Domain; a new session at every sign-in', async t => {
  const { page, context } = await openVisitor(t, stage);
  await reachConsent(stage, page, 'standard');
  const ours = async () => {
    const all = await context.cookies(stage.world.url);
    return all.filter(cookie => cookie.name.startsWith('valetkey-'));
  };
  const first = await ours();
  assert.deepEqual(first.map(cookie => cookie.name).toSorted(), [
    'valetkey-browser-standard',
    'valetkey-session-standard',
  ]);
  for (const { httpOnly, sameSite, path, domain, value } of first) {
    assert.deepEqual([httpOnly, sameSite, path, domain], [true, 'Lax', '/', 'localhost']);
    assert.ok(value.length >= 43);
  }
  assert.equal(await page.evaluate('document.cookie.includes("valetkey")'), false);
  await page.goto(authorizeUrl(stage, 'standard', stage.world.apps.standard.app, { prompt: 'login' }));
  await signIn(page);
  const session = (cookies: typeof first) =>
    cookies.find(({ name }) => name === 'valetkey-session-standard')?.value;
  assert.notEqual(session(await ours()), session(first));
});

test('S-A20 an unverified app with a wrong scope: our page explains, and going back is a choice', async t => {
  const evil = await openOtherSite(t, {
    '/callback': '<!doctype html><link rel="icon" href="data:,">arrived',
  });
  const { app } = await createApp(stage.world, 'standard', {
    verified: false,
    redirectUris: [`${evil.sameSite}/callback`],
  });
  const { page } = await openVisitor(t, stage, { refusals: [400] });
  const response = await page.goto(authorizeUrl(stage, 'standard', app, { scope: 'people:read nonsense' }));
  assert.equal(response?.status(), 400);
  await page.getByRole('heading', { name: 'This app asks for something that does not exist' }).waitFor();
  assert.deepEqual(evil.visited, []);
  const back = page.getByRole('link', { name: /^Go back to / });
  assert.equal(await wordsOf(back), `Go back to ${new URL(evil.sameSite).host}`);
  await back.click();
  await page.getByText('arrived').waitFor();
  assert.match(evil.visited[0] ?? '', /^\/callback\?error=invalid_scope&/);
});

test('S-N2 an app whose callback goes on to another origin still works, under our form-action', async t => {
  const home = await openOtherSite(t, {
    '/welcome': '<!doctype html><link rel="icon" href="data:,">welcome',
  });
  const callback = await openOtherSite(t, { '/callback': `${home.crossSite}/welcome` });
  const { app } = await createApp(stage.world, 'standard', {
    redirectUris: [`${callback.sameSite}/callback`],
  });
  const { page } = await openVisitor(t, stage);
  await page.goto(authorizeUrl(stage, 'standard', app));
  await signIn(page);
  await answerButton(page, 'allow').click();
  await page.getByText('welcome').waitFor();
  assert.equal(page.url(), `${home.crossSite}/welcome`);
  assert.match(callback.visited[0] ?? '', /^\/callback\?code=/);
});
