/** Copernica in a browser: Dutch from the first page to the last, another language on request, and a `state` that is judged aloud. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GRACE } from '../world.ts';
import {
  answerButton,
  authorizeUrl,
  beginAtApp,
  openStage,
  openVisitor,
  seeAnalysis,
  signIn,
  wordsOf,
} from './fixture.ts';

const stage = openStage();
const langOf = 'document.documentElement.lang';

test('R24 R31 R59 /nl/authorize: every page in Dutch, though the browser prefers English', async t => {
  const { page } = await openVisitor(t, stage);
  await beginAtApp(stage, page, 'copernica');
  assert.equal(await page.title(), 'Inloggen · Copernica');
  assert.match(await wordsOf(page.getByRole('complementary')), /Dit is de oude REST API/);
  await signIn(page, GRACE, 'nl');
  await page.getByRole('heading', { name: 'Kies een account' }).waitFor();
  assert.equal(await page.evaluate(langOf), 'nl');
  await page.getByRole('button', { name: /Navy Yard Lid/ }).click();
  const question = page.getByRole('heading', { level: 1 });
  assert.equal(
    await wordsOf(question),
    'Database Analyzer wil toegang tot je account Navy Yard om je database te analyseren. Wil je deze toegang geven?',
  );
  assert.match(await wordsOf(page.getByRole('main')), /Je kunt dit intrekken onder Settings → Integrations/);
  await page.getByRole('button', { name: 'Toestaan' }).click();
  await seeAnalysis(page, 'copernica');
});

test('R24 the language can be switched on every page, and the choice stays', async t => {
  const { page } = await openVisitor(t, stage);
  await beginAtApp(stage, page, 'copernica');
  await page.getByRole('link', { name: 'English' }).click();
  await signIn(page);
  await answerButton(page, 'allow').waitFor();
  assert.equal(await page.evaluate(langOf), 'en');
  await page.getByRole('link', { name: 'Nederlands' }).click();
  await page.getByRole('button', { name: 'Weigeren' }).waitFor();
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await seeAnalysis(page, 'copernica');
});

test('R31 a person with several accounts is asked which one at every connection', async t => {
  const { page } = await openVisitor(t, stage);
  await beginAtApp(stage, page, 'copernica');
  await signIn(page, GRACE, 'nl');
  await page.getByRole('button', { name: /Harbour Books/ }).click();
  await answerButton(page, 'allow').click();
  await seeAnalysis(page, 'copernica');
  await page.goto(`${stage.world.analyzerUrl}/connect/copernica`);
  await page.getByRole('heading', { name: 'Kies een account' }).waitFor();
  const first = page.locator('.choices > li').first();
  assert.match(await wordsOf(first), /^Harbour Books Laatst gebruikt/);
});

test('R25 a state that can be guessed is refused on our page: why, in Dutch, and the line that mends it', async t => {
  const { page } = await openVisitor(t, stage, { refusals: [400] });
  const { app } = stage.world.apps.copernica;
  const response = await page.goto(
    authorizeUrl(stage, 'copernica', app, { state: '12345678901234567890123456789012' }),
  );
  assert.equal(response?.status(), 400);
  assert.equal(await page.evaluate(langOf), 'nl');
  await page.getByRole('heading', { name: 'Deze link is niet veilig genoeg' }).waitFor();
  assert.match(await wordsOf(page.locator('.developer .callout')), /reeks|herhaalt/);
  assert.match(await wordsOf(page.locator('pre code')), /^const state = crypto\.random/);
});

test('R24 the question asked in English at /en/authorize', async t => {
  const { page } = await openVisitor(t, stage, { locale: 'nl-NL' });
  const { app } = stage.world.apps.copernica;
  await page.goto(authorizeUrl(stage, 'copernica', app).replace('/nl/', '/en/'));
  await signIn(page);
  await page.getByRole('button', { name: 'Allow' }).waitFor();
});
