/** Every page people reach in the real flow: axe (WCAG 2.2 AA), light and wide, dark and narrow, nothing to scroll sideways, nothing foreign. */
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { createApp } from '../../packages/server/src/fixtures.ts';
import { GRACE } from '../world.ts';
import {
  answerButton,
  authorizeUrl,
  beginAtApp,
  cardOf,
  openStage,
  openVisitor,
  readUntilTakenBack,
  revokeConnections,
  seeAnalysis,
  signIn,
} from './fixture.ts';
import { look, WIDE } from './look.ts';

const stage = openStage();

test('R60 S-N4 the way to the analysis and back: axe finds nothing on any page', async t => {
  const { page } = await openVisitor(t, stage, { ...WIDE, refusals: [400] });
  await page.goto(stage.world.analyzerUrl);
  await look(page, 'the app, nothing connected');
  await beginAtApp(stage, page, 'standard');
  await look(page, 'sign-in');
  await page.getByLabel('E-mail address').fill(GRACE);
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await look(page, 'sign-in, wrong password');
  await signIn(page, GRACE);
  await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
  await look(page, 'account picker');
  await page.getByRole('button', { name: /Harbour Books/ }).click();
  await page.getByText('Show the full address').click();
  await look(page, 'question');
  await answerButton(page, 'allow').click();
  await openEverything(await seeAnalysis(page, 'standard'));
  await look(page, 'analysis');
  await revokeConnections(stage, 'standard');
  await readUntilTakenBack(page, 'standard');
  await look(page, 'taken back');
});

test('R60 S-N4 pages that refuse, ask again or post themselves: axe finds nothing', async t => {
  const { page } = await openVisitor(t, stage, { ...WIDE, refusals: [400, 404] });
  for (const [name, address] of Object.entries(await refusals())) {
    await page.goto(address);
    await look(page, name);
  }
  await lookAtMoreAccess(page);
  await lookAtFormPost(page);
});

async function openEverything(card: ReturnType<typeof cardOf>): Promise<void> {
  await card.evaluate(`element => element.querySelectorAll('details').forEach(one => (one.open = true))`);
}

async function refusals(): Promise<Record<string, string>> {
  const { world } = stage;
  const app = world.apps.standard.app;
  const unverified = await createApp(world, 'standard', { name: 'Nobody Knows Me', verified: false });
  return {
    'unknown app': `${world.url}/standard/oauth/authorize?client_id=nobody`,
    'foreign redirect URI': authorizeUrl(stage, 'standard', app, { redirect_uri: 'https://evil.example/' }),
    'wrong scope, with a way back': authorizeUrl(stage, 'standard', unverified.app, { scope: 'x' }),
    'state refused': authorizeUrl(stage, 'copernica', world.apps.copernica.app, { state: 'a' }),
    'request lost': `${world.url}/standard/interactions/06gvkodkohqjjcge9je6arh9vk`,
    'error guide': `${world.url}/standard/errors`,
    'the app ignores an answer': `${world.analyzerUrl}/callback/standard?code=x&state=y`,
    'the app has no such page': `${world.analyzerUrl}/nowhere`,
  };
}

async function lookAtMoreAccess(page: Page): Promise<void> {
  const { app } = stage.world.apps.clipron;
  await page.goto(authorizeUrl(stage, 'clipron', app, { scope: 'read:analysis' }));
  await signIn(page);
  await answerButton(page, 'allow').click();
  await page.getByRole('heading', { name: 'We ignored this answer' }).waitFor();
  await beginAtApp(stage, page, 'clipron');
  await page.getByText('What it can do already (1)').click();
  await look(page, 'question asked again');
  await answerButton(page, 'deny').click();
  await look(page, 'the app after a no');
  await revokeConnections(stage, 'clipron');
}

/** It would leave at once: here the app does not answer. */
async function lookAtFormPost(page: Page): Promise<void> {
  await page.route('**/callback/copper', route => route.fulfill({ status: 204 }));
  await beginAtApp(stage, page, 'copper');
  await signIn(page);
  await answerButton(page, 'allow').click();
  await page.getByRole('heading', { name: 'One moment' }).waitFor();
  await look(page, 'the answer that posts itself');
}
