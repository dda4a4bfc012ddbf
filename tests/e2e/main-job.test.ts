/** The main job on each of the six providers, in a real browser: an app asks, a person says yes, sees what it is for, and takes it back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerButton,
  beginAtApp,
  cardOf,
  openStage,
  openVisitor,
  reachConsent,
  readUntilTakenBack,
  revokeConnections,
  seeAnalysis,
  wordsOf,
} from './fixture.ts';

const stage = openStage();

const ENGLISH = {
  sentence:
    'Database Analyzer wants access to your account Acme to analyze your database. Do you want to give this access?',
  notYou: 'Not you?',
  allow: 'Allow',
};
/** What a person reads, and what there is to press. */
const JOBS = [
  { slug: 'standard', ...ENGLISH, scopes: ['Read your people', 'Read your companies'], refreshes: true },
  { slug: 'copyai', ...ENGLISH, scopes: ['Read your content'], refreshes: true },
  {
    slug: 'copper',
    ...ENGLISH,
    allow: 'Authorize',
    scopes: ['Read and modify user records'],
    refreshes: false,
  },
  { slug: 'clipron', ...ENGLISH, scopes: ['Read your analyses', 'Read your projects'], refreshes: true },
  { slug: 'fliki', ...ENGLISH, scopes: ['Read your media'], refreshes: true },
  {
    slug: 'copernica',
    sentence:
      'Database Analyzer wil toegang tot je account Acme om je database te analyseren. Wil je deze toegang geven?',
    notYou: 'Ben je dit niet?',
    allow: 'Toestaan',
    scopes: ['Alles in je account lezen en wijzigen'],
    refreshes: false,
  },
] as const;

for (const job of JOBS) {
  const { slug } = job;

  test(`R1 ${slug}: one person, from the question to the end of the access`, async t => {
    const { page } = await openVisitor(t, stage);
    const card = cardOf(page, slug);

    await t.test('R28 R29 R47 who asks, for what, where it leads, and how to take it back', async () => {
      await reachConsent(stage, page, slug);
      assert.equal(await wordsOf(page.getByRole('heading', { level: 1 })), job.sentence);
      assert.deepEqual(await page.locator('.scope .title').allInnerTexts(), job.scopes);
      const words = await wordsOf(page.getByRole('main'));
      const place = 'Settings → Integrations → Active Integrations';
      for (const part of [new URL(stage.world.analyzerUrl).host, place, 'Ada Lovelace'])
        assert.ok(words.includes(part), `${part} is not in: ${words}`);
      assert.ok(await page.getByRole('button', { name: job.notYou }).isVisible());
    });

    await t.test('R32 R40 R44 Allow leads back to the app, which reads that account', async () => {
      await page.getByRole('button', { name: job.allow, exact: true }).click();
      const facts = await wordsOf((await seeAnalysis(page, slug)).locator('.facts'));
      assert.match(facts, /^Account Acme People 120 .*Connected by Ada Lovelace$/);
      assert.equal(page.url(), `${stage.world.analyzerUrl}/#${slug}`);
    });

    await t.test('R41 R42 the token is refreshed, where the provider has refresh tokens', async () => {
      const refresh = card.getByRole('button', { name: 'Refresh token' });
      assert.equal(await refresh.isVisible(), job.refreshes);
      if (!job.refreshes) return;
      await refresh.click();
      await card.getByText('New access key.').waitFor();
      await card.getByText('✓ Connected').waitFor();
    });

    await t.test('R51 revoked by an operator: the next reading is refused, and the app says so', async () => {
      await revokeConnections(stage, slug);
      await readUntilTakenBack(page, slug);
      assert.equal(await card.locator('svg').count(), 0);
    });

    await t.test('R27 R49 connected again without signing in, then ended by the app', async () => {
      await beginAtApp(stage, page, slug);
      await answerButton(page, 'allow').click();
      await seeAnalysis(page, slug);
      await card.getByRole('button', { name: 'Disconnect' }).click();
      await card.getByText('Disconnected.').waitFor();
      const { core, apps } = stage.world;
      assert.deepEqual(await core.store.listConnections({ appId: apps[slug].app.id, limit: 10 }), []);
    });
  });
}
