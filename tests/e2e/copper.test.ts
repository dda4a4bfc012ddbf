/** Copper answers by POST: a page that posts itself to the app's callback (S1). */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { createClient, memoryVault } from '@valetkey/client';
import express from 'express';
import { createApp } from '../../packages/server/src/fixtures.ts';
import { listenAnywhere } from '../world.ts';
import {
  answerButton,
  openStage,
  openVisitor,
  reachConsent,
  seeAnalysis,
  signIn,
  wordsOf,
} from './fixture.ts';

const stage = openStage();

test('R32 S1 with JavaScript the answer posts itself: code and state in the body, none in an address', async t => {
  const { page } = await openVisitor(t, stage);
  await reachConsent(stage, page, 'copper');
  const callback = `${stage.world.analyzerUrl}/callback/copper`;
  const [request] = await Promise.all([
    page.waitForRequest(callback),
    page.getByRole('button', { name: 'Authorize' }).click(),
  ]);
  assert.equal(request.method(), 'POST');
  const body = new URLSearchParams(request.postData() ?? '');
  assert.deepEqual([...body.keys()].toSorted(), ['code', 'iss', 'state']);
  assert.equal(body.get('iss'), `${stage.world.url}/copper`);
  await seeAnalysis(page, 'copper');
});

test('R32 S1 S-N10 without JavaScript a page says where it leads, and Continue goes there', async t => {
  const { page } = await openVisitor(t, stage, { javaScriptEnabled: false });
  await reachConsent(stage, page, 'copper');
  await answerButton(page, 'allow').click();
  await page.getByRole('heading', { name: 'One moment' }).waitFor();
  const host = new URL(stage.world.analyzerUrl).host;
  assert.match(await wordsOf(page.getByRole('main')), new RegExp(`You are being taken back to ${host}\\.`));
  await page.getByRole('button', { name: 'Continue' }).click();
  await seeAnalysis(page, 'copper');
});

test('R30 S1 Deny comes back by POST, too', async t => {
  const { page } = await openVisitor(t, stage);
  await reachConsent(stage, page, 'copper');
  await answerButton(page, 'deny').click();
  await page.getByText('You said no.').waitFor();
});

test('R34 S-R1 an app on another site: the POST from there brings the cookie of its attempt along', async t => {
  const server = createServer();
  // 127.0.0.1 is another site than localhost, where the provider is.
  const appUrl = (await listenAnywhere(server)).replace('localhost', '127.0.0.1');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { app, secret } = await createApp(stage.world, 'copper', {
    redirectUris: [`${appUrl}/callback/copper`],
  });
  const provider = {
    profile: 'copper',
    issuer: `${stage.world.url}/copper`,
    clientId: app.id,
    clientSecret: secret,
  } as const;
  const valetkey = createClient({
    providers: { copper: provider },
    vault: memoryVault(),
    redirectUri: `${appUrl}/callback/{provider}`,
  });
  const routes = express();
  routes.get('/connect/:provider', valetkey.express.connect({ owner: () => 'ada' }));
  routes.all('/callback/:provider', valetkey.express.callback({ onConnected: () => '/done' }));
  routes.get('/done', (_request, response) => {
    response.send('<!doctype html><link rel="icon" href="data:,">done');
  });
  server.on('request', routes);
  const { page } = await openVisitor(t, stage);
  await page.goto(`${appUrl}/connect/copper`);
  await signIn(page);
  await answerButton(page, 'allow').click();
  await page.getByText('done').waitFor();
  assert.equal((await valetkey.connections('ada', 'copper')).length, 1);
});
