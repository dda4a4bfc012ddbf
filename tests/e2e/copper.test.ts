/** Copper answers by POST: a page that posts itself to the app's callback (S1). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerButton, openStage, openVisitor, reachConsent, seeAnalysis, wordsOf } from './fixture.ts';

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
