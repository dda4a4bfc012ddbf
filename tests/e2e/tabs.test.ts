/** Two tabs, the back button, impatient clicks, a change of person in between: one answer counts, and every page stays calm. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { createApp, createPerson } from '../../packages/server/src/fixtures.ts';
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

for (const decision of ['allow', 'deny'] as const) {
  test(`S-L8 the back button after ${decision} shows what happened, and the way forward is still there`, async t => {
    const { page } = await openVisitor(t, stage, { refusals: [400] });
    await reachConsent(stage, page, 'standard');
    await answerButton(page, decision).click();
    const seeOutcome = async (): Promise<unknown> =>
      decision === 'allow'
        ? await seeAnalysis(page, 'standard')
        : await cardOf(page, 'standard').getByText('You said no.').waitFor();
    await seeOutcome();
    await page.goBack();
    await assertAnsweredBefore(page);
    await page.goForward();
    await seeOutcome();
  });
}

test('S-L8 S-A29 two questions at once, of two apps: each tab answers its own', async t => {
  const other = await createApp(stage.world, 'standard', { name: 'Chart Room' });
  const { page, context } = await openVisitor(t, stage, { knownHosts: ['app.example'] });
  await beginAtApp(stage, page, 'standard');
  const second = await context.newPage();
  const state = 'state-of-the-second-tab-0123456789';
  await second.goto(authorizeUrl(stage, 'standard', other.app, { state }));
  await signIn(page);
  await answerButton(page, 'allow').waitFor();
  await second.reload();
  assert.match(await wordsOf(second.getByRole('heading', { level: 1 })), /^Chart Room wants access/);
  const arrived = second.waitForRequest(/^https:\/\/app\.example\/callback\?/);
  await answerButton(second, 'deny').click();
  const answer = new URL((await arrived).url()).searchParams;
  assert.deepEqual([answer.get('error'), answer.get('state')], ['access_denied', state]);
  assert.match(await wordsOf(page.getByRole('heading', { level: 1 })), /^Database Analyzer wants /);
  await answerButton(page, 'allow').click();
  await seeAnalysis(page, 'standard');
  assert.deepEqual(await stage.world.core.store.listConnections({ appId: other.app.id, limit: 1 }), []);
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

test('S-L8 S-M8 two tabs, two providers, two people: each answer is of the person who is signed in there', async t => {
  const { page, context } = await openVisitor(t, stage);
  const eve = { email: 'eve@example.com', name: 'Eve Stone', accounts: [{ name: 'Eve Books' }] };
  await createPerson(stage.world, 'clipron', eve);
  await reachConsent(stage, page, 'standard');
  const other = await context.newPage();
  await reachConsent(stage, other, 'clipron', eve.email);
  await answerButton(page, 'allow').click();
  await answerButton(other, 'allow').click();
  assert.match(await wordsOf(await seeAnalysis(page, 'standard')), /Connected by Ada Lovelace/);
  assert.match(await wordsOf(await seeAnalysis(other, 'clipron')), /Connected by Eve Stone/);
});
