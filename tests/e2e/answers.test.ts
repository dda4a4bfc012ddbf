/** The answers a person may give, and what is remembered of them: no, another account, not me, again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type TestApp, createApp } from '../../packages/server/src/fixtures.ts';
import { GRACE, TESS } from '../world.ts';
import {
  answerButton,
  authorizeUrl,
  beginAtApp,
  cardOf,
  connect,
  openStage,
  openVisitor,
  reachConsent,
  seeAnalysis,
  signIn,
  wordsOf,
} from './fixture.ts';

const stage = openStage();
const refused = (page: Page, slug: string) => wordsOf(cardOf(page, slug).getByRole('status'));
const SAID_NO = /You said no\. .* gave us nothing, and we keep nothing\. .* access_denied/;

test('R30 Deny: nothing opens, and the app says calmly that it was refused', async t => {
  const { page } = await openVisitor(t, stage);
  await reachConsent(stage, page, 'standard');
  await page.getByRole('button', { name: 'Deny' }).click();
  assert.match(await refused(page, 'standard'), SAID_NO);
  const appId = stage.world.apps.standard.app.id;
  assert.deepEqual(await stage.world.core.store.listConnections({ appId, limit: 10 }), []);
});

test('R30 Cancel at the sign-in and at the account picker is a no, too', async t => {
  const { page } = await openVisitor(t, stage);
  await beginAtApp(stage, page, 'clipron');
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.match(await refused(page, 'clipron'), SAID_NO);
  await beginAtApp(stage, page, 'clipron');
  await signIn(page, GRACE);
  await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.match(await refused(page, 'clipron'), SAID_NO);
});

test('R31 a person with two accounts picks one; another one can be picked at the question', async t => {
  const { page } = await openVisitor(t, stage);
  await beginAtApp(stage, page, 'fliki');
  await signIn(page, GRACE);
  await page.getByRole('button', { name: /Harbour Books/ }).click();
  assert.match(await wordsOf(page.getByRole('heading', { level: 1 })), /to your account Harbour Books to/);
  await page.getByRole('button', { name: 'Use another account' }).click();
  await page.getByRole('button', { name: /Navy Yard/ }).click();
  assert.match(await wordsOf(page.getByRole('heading', { level: 1 })), /to your account Navy Yard to/);
  await answerButton(page, 'allow').click();
  const card = await seeAnalysis(page, 'fliki');
  assert.match(await wordsOf(card.locator('.facts')), /^Account Navy Yard .* Connected by Grace Hopper$/);
});

test('S-M1 "Not you?" at the picker and at the question leads back to the sign-in, as somebody else', async t => {
  const { page } = await openVisitor(t, stage);
  await beginAtApp(stage, page, 'standard');
  await signIn(page, GRACE);
  await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
  await page.getByRole('button', { name: 'Not you?' }).click();
  await signIn(page);
  await answerButton(page, 'allow').waitFor();
  await page.getByRole('button', { name: 'Not you?' }).click();
  await signIn(page, GRACE);
  await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
});

test('R2 a trial account is shown with the reason, and cannot be picked', async t => {
  const { page } = await openVisitor(t, stage);
  await beginAtApp(stage, page, 'copyai');
  await signIn(page, GRACE);
  const blocked = page.locator('.choice.blocked');
  assert.match(await wordsOf(blocked), /^Navy Yard .*Not available: this needs the plan enterprise\.$/);
  assert.equal(await page.getByRole('button', { name: /Navy Yard/ }).count(), 0);
  await page.getByRole('button', { name: /Harbour Books/ }).click();
  await answerButton(page, 'allow').waitFor();
});

test('R2 who has a trial account only is told what to do, and goes back to the app without access', async t => {
  const { page } = await openVisitor(t, stage);
  await beginAtApp(stage, page, 'copyai');
  await signIn(page, TESS);
  const words = await wordsOf(page.getByRole('main'));
  assert.match(words, /None of your accounts can be connected\./);
  assert.match(words, /Corner Shop .*this needs the plan enterprise\./);
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.match(await refused(page, 'copyai'), SAID_NO);
});

test('S-M3 an app on this computer is asked about every time, though the person said yes before', async t => {
  const { page } = await openVisitor(t, stage);
  await connect(stage, page, 'clipron');
  await page.goto(`${stage.world.analyzerUrl}/connect/clipron`);
  await answerButton(page, 'allow').waitFor();
  assert.match(await wordsOf(page.getByRole('main')), /This leads to a program on this computer\./);
});

test('R27 S-M3 S-M4 an app with an https callback: the second time neither sign-in nor question, unless it wants more', async t => {
  const { app } = await createApp(stage.world, 'standard', { name: 'Remembered' });
  const { page, context } = await openVisitor(t, stage, { knownHosts: ['app.example'] });
  // A tab for each visit: where the app would be, the browser shows that it does not find it.
  const arrival = (tab: Page) => tab.waitForRequest(/^https:\/\/app\.example\/callback\?code=/);
  const policy = (await page.goto(authorizeUrl(stage, 'standard', app)))?.headers()[
    'content-security-policy'
  ];
  // docs/decisions/0007: the browser may go on from the callback to another address of the app.
  assert.match(policy ?? '', /form-action 'self' https:;/);
  await signIn(page);
  await answerButton(page, 'allow').waitFor();
  await untilNextSecond();
  await Promise.all([arrival(page), answerButton(page, 'allow').click()]);
  const second = await context.newPage();
  await Promise.all([arrival(second), second.goto(authorizeUrl(stage, 'standard', app)).catch(() => null)]);
  const third = await context.newPage();
  await third.goto(authorizeUrl(stage, 'standard', app, { scope: 'people:read people:write' }));
  assert.match(await wordsOf(third.getByRole('heading', { level: 1 })), /wants more access/);
});

/** A consent is relied on when it is younger than the app's last change, in whole seconds. */
function untilNextSecond(): Promise<void> {
  return sleep(1000 - (Date.now() % 1000) + 10);
}

test('S-M4 asked again, only what is new stands out; an optional scope is given only when ticked', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [400] });
  await allowLess(page, stage.world.apps.standard);
  await beginAtApp(stage, page, 'standard');
  assert.match(
    await wordsOf(page.getByRole('heading', { level: 1 })),
    /wants more access to your account Acme/,
  );
  assert.deepEqual(await page.locator('.new .scope .title').allInnerTexts(), ['Read your companies']);
  assert.ok(!(await page.getByText('Read your people').isVisible()));
  await page.getByText('What it can do already (1)').click();
  assert.ok(await page.getByText('Read your people').isVisible());
  const optional = page.getByRole('checkbox', { name: /Read your companies/ });
  assert.equal(await optional.isChecked(), false);
  await optional.check();
  await answerButton(page, 'allow').click();
  assert.match(await wordsOf((await seeAnalysis(page, 'standard')).locator('.facts')), /Companies 15/);
});

/** The same app asks for one scope only. The analyzer did not begin this itself, so it ignores the answer (R34). */
async function allowLess(page: Page, { app }: TestApp): Promise<void> {
  await page.goto(authorizeUrl(stage, 'standard', app, { scope: 'people:read' }));
  await signIn(page);
  await answerButton(page, 'allow').click();
  await page.getByRole('heading', { name: 'We ignored this answer' }).waitFor();
}
