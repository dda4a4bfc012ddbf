/** What an app does and what it is told: usage, requests and webhooks, in both colour schemes, wide and narrow. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { quote } from '@valetkey/protocol';
import type { Page } from 'playwright-core';
import { newId } from '../../../packages/server/src/domain/ids.ts';
import { openReceiver } from '../../../packages/server/src/domain/webhooks/fixtures.ts';
import { createApp } from '../../../packages/server/src/fixtures.ts';
import { ADA, type World } from '../../world.ts';
import { openStage, openVisitor, signIn } from '../fixture.ts';
import { look, WIDE } from '../look.ts';

const HOUR = 3600;
let appId = '';
/** What a stranger may write into a request. */
const HOSTILE = '<img src=x onerror="document.title=\'taken\'">';
let requestId = '';
const stage = openStage({}, async world => {
  const { app } = await createApp(world, 'standard', { ownerEmail: ADA, name: 'Night Export' });
  appId = app.id;
  await call(world);
  await world.core.followUp.start();
  const query = new URLSearchParams({ client_id: appId, scope: HOSTILE, response_type: 'code' });
  const answer = await fetch(`${world.url}/standard/oauth/authorize?${query.toString()}`, {
    redirect: 'manual',
  });
  requestId = answer.headers.get('x-request-id') ?? '';
  const entry = {
    provider: 'standard',
    appId,
    requestId: 'req-hostile',
    at: Date.now(),
    code: 'invalid_grant',
  };
  const reason = quote(`The code was used before. ${HOSTILE}`);
  world.core.requestLog.add({ ...entry, endpoint: 'token', outcome: 'refused', reason });
  world.core.requestLog.add({
    ...entry,
    requestId: 'req-good',
    endpoint: 'token',
    outcome: 'ok',
    code: null,
    reason: quote(''),
  });
  await world.core.requestLog.flush();
});

/** Thirty days of calls of two routes. */
async function call({ core }: World): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const rows = Array.from({ length: 60 }, (_, n) => ({
    provider: 'standard',
    appId,
    connectionId: null,
    apiKeyId: null,
    route: n % 3 === 0 ? '=cmd()' : 'GET /people',
    calls: 40 + ((n * 17) % 60),
    errors: n % 5,
    denied: n % 7 === 0 ? 3 : 0,
    limited: n === 50 ? 20 : 0,
    bytes: 1000,
    hour: (Math.floor(now / HOUR) - n * 12) * HOUR,
    latency: [0, 30, 0, 0, 0, 0, 0, 0, 0, 0],
    networks: [],
    agents: [],
    scopes: [],
  }));
  await core.store.addUsage(newId(Date.now()), rows, now);
}

async function open(page: Page, screen: string, tab: string): Promise<void> {
  await page.goto(`${stage.world.url}/standard/console/developers/apps/${appId}/${screen}`);
  if (await page.getByLabel('Password').isVisible()) await signIn(page, ADA);
  await page.getByRole('link', { name: tab, exact: true }).waitFor();
}

test('R51 R60 usage: charts with the table beneath; axe finds nothing', async t => {
  const { page } = await openVisitor(t, stage, WIDE);
  await open(page, 'usage', 'Usage');
  await page.getByRole('region', { name: 'Calls, as a table' }).waitFor();
  await page.locator('svg[preserveAspectRatio="none"] polyline').first().waitFor({ state: 'attached' });
  await look(page, 'usage');
});

test('R51 R60 requests: each with its reason and what to do; axe finds nothing', async t => {
  const { page } = await openVisitor(t, stage, WIDE);
  await open(page, 'requests', 'Requests');
  await page.getByText('The code was used before.').waitFor();
  await look(page, 'requests');
});

test('R51 R60 webhooks: empty, made, tried, seen; axe finds nothing', async t => {
  const receiver = await openReceiver(t);
  const { page } = await openVisitor(t, stage, WIDE);
  await open(page, 'webhooks', 'Webhooks');
  await page.getByRole('heading', { name: 'Nobody is told yet' }).waitFor();
  await look(page, 'no webhooks');
  await page.getByRole('button', { name: 'Add webhook' }).click();
  await page.getByLabel('Address of your server').fill(receiver.url);
  await look(page, 'webhook form');
  await page.getByRole('dialog').getByRole('button', { name: 'Add webhook' }).click();
  const secret = page.getByLabel('Signing secret').locator('visible=true').last();
  assert.match((await secret.textContent()) ?? '', /^whsec_/);
  await look(page, 'secret');
  await page.getByRole('button', { name: 'I have copied it' }).click();
  receiver.answer = response => void response.writeHead(500).end(HOSTILE);
  await page.getByRole('button', { name: 'Send test' }).click();
  await page.getByText('Deliveries').click();
  await page.getByText('Under way').waitFor();
  await page.getByText(HOSTILE).waitFor();
  receiver.answer = 204;
  await page.getByText('Delivered').waitFor({ timeout: 30_000 });
  await page.getByText('Message', { exact: true }).click();
  await look(page, 'deliveries');
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.getByText('1 attempt').waitFor();
  await page.getByRole('button', { name: 'Delete webhook' }).click();
  await page.getByText('This cannot be taken back').waitFor();
  await look(page, 'delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete webhook' }).click();
  await page.getByRole('heading', { name: 'Nobody is told yet' }).waitFor();
  assert.notEqual(await page.title(), 'taken');
});

test('R51 S-N8 a request is found by its id; what a stranger wrote into it stays text', async t => {
  const { page } = await openVisitor(t, stage);
  await open(page, 'requests', 'Requests');
  await page.getByText(HOSTILE).first().waitFor();
  await page.getByLabel('Request id').fill(requestId);
  await page.keyboard.press('Enter');
  await page.getByText('req-hostile').waitFor({ state: 'detached' });
  await page.getByText(requestId).waitFor();
  await page.getByLabel('Request id').fill('');
  await page.getByText('req-good').waitFor();
  await page.getByLabel('Only problems').check();
  await page.getByText('req-good').waitFor({ state: 'detached' });
  await page.getByLabel('Request id').fill('nothing');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('heading', { name: 'None like that' }).waitFor();
  assert.notEqual(await page.title(), 'taken');
});

test('S-N7 usage is saved as a file in which a formula is text', async t => {
  const { page } = await openVisitor(t, stage);
  await open(page, 'usage', 'Usage');
  const routes = page.getByRole('figure').filter({ hasText: 'By route' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    routes.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
  assert.equal(lines[0], '\uFEFFRoute,Calls,Errors,Refused (403),Too many (429)');
  assert.ok(
    lines.some(line => line.startsWith("'=cmd(),")),
    lines.join('\n'),
  );
  await page.getByText('24 hours').click();
  await page.getByRole('cell', { name: '20', exact: true }).waitFor({ state: 'detached' });
});
