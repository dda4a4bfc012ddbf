/** Two tabs, the back button, impatient clicks, a change of person in between: one answer counts, and every page stays calm. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { createPerson } from '../../packages/server/src/fixtures.ts';
import {
  answerButton,
  authorizeUrl,
  beginAtApp,
  cardOf,
  openStage,
  openVisitor,
  reachConsent,
  seeAnalysis,
  signIn,
  wordsOf,
} from './fixture.ts';

const stage = openStage();

async function assertAnsweredBefore(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'You have answered this already' }).waitFor();
  assert.match(await wordsOf(page.getByRole('main')), /That answer stands; nothing was done twice\./);
}

async function countConnections(slug: 'standard' | 'clipron' | 'fliki' | 'copyai'): Promise<number> {
  const { core, apps } = stage.world;
  return (await core.store.listConnections({ appId: apps[slug].app.id, limit: 10 })).length;
}

for (const [first, second] of [
  ['allow', 'deny'],
  ['deny', 'allow'],
] as const) {
  test(`S-E4 S-L8 two tabs with one question, ${first} in one and ${second} in the other: the first counts`, async t => {
    const slug = first === 'allow' ? 'standard' : 'clipron';
    const { page, context } = await openVisitor(t, stage, { refusals: [400] });
    await reachConsent(stage, page, slug);
    const other = await context.newPage();
    await other.goto(page.url());
    await answerButton(page, first).click();
    if (first === 'allow') await seeAnalysis(page, slug);
    else await cardOf(page, slug).getByText('You said no.').waitFor();
    await answerButton(other, second).click();
    await assertAnsweredBefore(other);
    assert.equal(await countConnections(slug), first === 'allow' ? 1 : 0);
  });
}

test('S-L8 the back button after Allow shows what happened, and the way forward is still there', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [400] });
  await reachConsent(stage, page, 'standard');
  await answerButton(page, 'allow').click();
  await seeAnalysis(page, 'standard');
  await page.goBack();
  await assertAnsweredBefore(page);
  await page.goForward();
  await seeAnalysis(page, 'standard');
});

test('S-L8 the back button from the question to the sign-in: the session is known, the question comes back', async t => {
  const { page } = await openVisitor(t, stage);
  await beginAtApp(stage, page, 'standard');
  await signIn(page);
  await answerButton(page, 'allow').waitFor();
  await page.goBack();
  await page.goForward();
  await answerButton(page, 'allow').click();
  await seeAnalysis(page, 'standard');
});

test('S-L8 a double click on Allow connects once', async t => {
  const { page } = await openVisitor(t, stage);
  await reachConsent(stage, page, 'fliki');
  await answerButton(page, 'allow').dblclick();
  await seeAnalysis(page, 'fliki');
  assert.equal(await countConnections('fliki'), 1);
});

test('S-L8 a second click while the first is being answered connects all the same, once', async t => {
  const { page } = await openVisitor(t, stage);
  await reachConsent(stage, page, 'copyai');
  slowDownConsent(400);
  await answerButton(page, 'allow').scrollIntoViewIfNeeded();
  const box = (await answerButton(page, 'allow').boundingBox())!;
  await page.mouse.click(box.x + 20, box.y + 20);
  await sleep(100);
  await page.mouse.click(box.x + 20, box.y + 20);
  await seeAnalysis(page, 'copyai');
  assert.equal(await countConnections('copyai'), 1);
});

/** The store answers the next consent late, as one under load does. */
function slowDownConsent(milliseconds: number): void {
  const { store } = stage.world.core;
  const recordConsent = store.recordConsent.bind(store);
  store.recordConsent = async (...parameters) => {
    store.recordConsent = recordConsent;
    await sleep(milliseconds);
    return await recordConsent(...parameters);
  };
}

test('S-M8 S-A30 signed out in another tab between question and answer: sign in first, nothing is given', async t => {
  const { page, context } = await openVisitor(t, stage);
  await reachConsent(stage, page, 'clipron');
  const other = await context.newPage();
  await other.goto(`${stage.world.analyzerUrl}/connect/clipron`);
  await other.getByRole('button', { name: 'Not you?' }).click();
  await other.getByLabel('Password').waitFor();
  await answerButton(page, 'allow').click();
  await page.getByLabel('Password').waitFor();
  assert.equal(await countConnections('clipron'), 0);
  await signIn(page);
  await answerButton(page, 'deny').click();
});

test('S-M8 S-A30 somebody else signed in in another tab: their own question is asked, nothing is given', async t => {
  const { page, context } = await openVisitor(t, stage);
  const bob = { email: 'bob@example.com', name: 'Bob Stone', accounts: [{ name: 'Bob Books' }] };
  await createPerson(stage.world, 'clipron', bob);
  await reachConsent(stage, page, 'clipron');
  const other = await context.newPage();
  const { app } = stage.world.apps.clipron;
  await other.goto(authorizeUrl(stage, 'clipron', app, { prompt: 'login' }));
  await signIn(other, bob.email);
  await answerButton(other, 'allow').waitFor();
  await answerButton(page, 'allow').click();
  await page.getByText('Signed in as').waitFor();
  assert.match(await wordsOf(page.getByRole('main')), /your account Bob Books .* Signed in as Bob Stone/);
  assert.equal(await countConnections('clipron'), 0);
});
