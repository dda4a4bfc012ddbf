/** Cookies that a neighbour sets for us: a site beside ours under one domain, and another port of our own host. By https, as people have it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { startSession } from '../../packages/server/src/domain/browsers.ts';
import {
  TestBrowser,
  type TestServer,
  authorizeUrl,
  createApp,
  createPerson,
  openTestServer,
  testConfig,
} from '../../packages/server/src/fixtures.ts';
import type { App } from '../../packages/server/src/store/rows.ts';
import { launchBrowser } from '../browser.ts';
import { newCertificate } from '../self-signed.ts';
import { ADA, GRACE } from '../world.ts';
import { answerButton, signIn, wordsOf } from './fixture.ts';

const DOMAIN = 'company.example';
const SESSION = '__Host-valetkey-session-standard';
const BINDING = '__Host-valetkey-browser-standard';

interface Neighbourhood {
  server: TestServer;
  app: App;
  /** `https://auth.company.example:<port>` */
  url: string;
  /** Another site of the same company; at each address it sets the cookies that are given as `cookie`. */
  sibling: string;
  /** Another port of our own host; the same. */
  otherPort: string;
  browser: Browser;
}

async function openNeighbourhood(t: TestContext): Promise<Neighbourhood> {
  const certificate = newCertificate(`*.${DOMAIN}`);
  const ours = createServer(certificate);
  const others = createServer(certificate, (request, response) => {
    const cookies = new URL(request.url!, 'https://x').searchParams.getAll('cookie');
    response.setHeader('set-cookie', cookies);
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><link rel="icon" href="data:,">');
  });
  const [port, otherPort] = await Promise.all(
    [ours, others].map(async each => {
      await once(each.listen(0, '127.0.0.1'), 'listening');
      return (each.address() as AddressInfo).port;
    }),
  );
  const url = `https://auth.${DOMAIN}:${port}`;
  const [browser, server] = await Promise.all([
    launchBrowser({ domain: DOMAIN }),
    openTestServer(t, { config: { ...testConfig(), publicUrl: url } }),
  ]);
  ours.on('request', (request, response) => server.app.handle(request, response));
  t.after(async () => {
    await browser.close();
    for (const each of [ours, others]) each.close().closeAllConnections();
  });
  await createPerson(server, 'standard', { email: ADA });
  await createPerson(server, 'standard', { email: GRACE, name: 'Grace Hopper' });
  const { app } = await createApp(server, 'standard');
  return {
    server,
    app,
    url,
    sibling: `https://shop.${DOMAIN}:${otherPort}`,
    otherPort: `https://auth.${DOMAIN}:${otherPort}`,
    browser,
  };
}

async function openVictim({ browser }: Neighbourhood): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-US' });
  context.setDefaultTimeout(10_000);
  return { context, page: await context.newPage() };
}

interface Attacker {
  /** Signed in as Grace, and begun with this: what a neighbour would plant in somebody else's browser. */
  session: string;
  binding: string;
  /** The path of a question that the attacker began. */
  question: string;
  browser: TestBrowser;
}

async function prepareAttack({ server, app }: Neighbourhood): Promise<Attacker> {
  const browser = new TestBrowser(server);
  await browser.goto(authorizeUrl(server, 'standard', app));
  const grace = (await server.core.store.findUserByEmail('standard', GRACE))!;
  const { value } = await startSession(server.core, server.provider('standard'), grace, null);
  return { session: value!, binding: browser.cookies.get(BINDING)!, question: browser.url, browser };
}

/** Every way known to plant a cookie in a neighbour, its `__Host-` notwithstanding. */
function tossed({ session, binding }: Attacker): string[] {
  return [
    [SESSION, session],
    [BINDING, binding],
  ].flatMap(([name, value]) => [
    `${name}=${value}; Domain=${DOMAIN}; Path=/; Secure`,
    `${name}=${value}; Domain=${DOMAIN}; Path=/standard; Secure`,
    `${name}=${value}; Domain=auth.${DOMAIN}; Path=/; Secure`,
    `${name!.toLowerCase()}=${value}; Domain=${DOMAIN}; Path=/; Secure`,
    `=${name}=${value}; Domain=${DOMAIN}; Path=/; Secure`,
    ` ${name}=${value}; Domain=${DOMAIN}; Path=/; Secure`,
    `x=y,${name}=${value}; Domain=${DOMAIN}; Path=/; Secure`,
    `${name!.slice('__Host-'.length)}=${value}; Domain=${DOMAIN}; Path=/; Secure`,
    `${name!.slice('__Host-'.length)}=${value}; Domain=${DOMAIN}; Path=/standard; Secure`,
  ]);
}

async function toss(page: Page, from: string, cookies: readonly string[]): Promise<void> {
  await page.goto(`${from}/?${new URLSearchParams(cookies.map(cookie => ['cookie', cookie])).toString()}`);
  await page.evaluate(`(cookies => { for (const cookie of cookies) document.cookie = cookie; })(
    ${JSON.stringify(cookies)})`);
}

function arrival(page: Page): Promise<Request> {
  return page.waitForRequest(/^https:\/\/app\.example\/callback\?/);
}

async function consents({ server, app }: Neighbourhood): Promise<string[]> {
  const listed = await server.core.store.listConnections({ appId: app.id, limit: 10 });
  return listed.map(({ user }) => user.email ?? '');
}

test('S-L10 S-L1 S-A29 a sister site plants a session and a binding: neither counts, before the sign-in and after it', async t => {
  const place = await openNeighbourhood(t);
  const attacker = await prepareAttack(place);
  const { page, context } = await openVictim(place);
  await toss(page, place.sibling, tossed(attacker));
  await page.goto(place.url + authorizeUrl(place.server, 'standard', place.app));
  // Nobody is signed in, Grace least of all.
  await signIn(page, ADA);
  await answerButton(page, 'allow').waitFor();
  await toss(await context.newPage(), place.sibling, tossed(attacker));
  const response = await page.reload();
  assert.equal(response?.status(), 200);
  assert.match(await wordsOf(page.getByRole('main')), /Signed in as Ada Lovelace/);
  const lost = await context.newPage();
  assert.equal((await lost.goto(place.url + attacker.question))?.status(), 400);
  assert.deepEqual(await consents(place), []);
  const [request] = await Promise.all([arrival(page), answerButton(page, 'allow').click()]);
  assert.match(request.url(), /[?&]code=/);
  assert.deepEqual(await consents(place), [ADA]);
});

test('S-L10 S-L8 another port of our own host replaces the binding: the question is lost calmly, and whoever planted it gets no code', async t => {
  const place = await openNeighbourhood(t);
  const attacker = await prepareAttack(place);
  const { page, context } = await openVictim(place);
  await page.goto(place.url + authorizeUrl(place.server, 'standard', place.app));
  await signIn(page, ADA);
  await answerButton(page, 'allow').waitFor();
  // A host's ports share its cookies: what nobody can prevent must do no harm.
  const planted = `${BINDING}=${attacker.binding}; Path=/; Secure; HttpOnly`;
  await toss(await context.newPage(), place.otherPort, [planted]);
  await answerButton(page, 'allow').click();
  await page.getByRole('heading', { name: 'We lost track of your request' }).waitFor();
  assert.deepEqual(await consents(place), []);
  // The attacker's own question, answered by the one who was lured to it: the answer goes to the app, from this browser.
  const lured = await context.newPage();
  await lured.goto(place.url + attacker.question);
  await Promise.all([arrival(lured), answerButton(lured, 'allow').click()]);
  const { browser } = attacker;
  await browser.goto(attacker.question);
  assert.equal(browser.page.status, 400);
  assert.doesNotMatch(browser.page.body + browser.page.location, /code=|vkc_|Ada/);
});
