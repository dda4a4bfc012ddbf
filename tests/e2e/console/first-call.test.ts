/** A developer who reads nothing: from the sign-in to the first call that the API answers, with what stands on the screen. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { TOOLCHAINS } from '../../quickstarts/machine.ts';
import { ADA } from '../../world.ts';
import { answerButton, openStage, openVisitor, signIn } from '../fixture.ts';

/** With the two of the sign-in. */
const MOST_FIELDS = 5;
const MOST_CLICKS = 7;

const stage = openStage();
const curl = TOOLCHAINS.curl!();

if (curl !== null)
  test(`R11 R57 R58 from the sign-in to the first call with an app of one’s own: at most ${MOST_CLICKS} clicks and ${MOST_FIELDS} fields`, async t => {
    const began = performance.now();
    const done = { clicks: 0, fields: 2 };
    const click = async (what: Locator): Promise<void> => {
      done.clicks += 1;
      await what.click();
    };
    const fill = async (what: Locator, words: string): Promise<void> => {
      done.fields += 1;
      await what.fill(words);
    };
    stage.world.provider('standard').config.firstCallUrl = `${stage.world.crmUrl}/standard/me`;
    const { page, context } = await openVisitor(t, stage);
    await page.goto(`${stage.world.url}/standard/console/developers`);
    await signIn(page, ADA);

    await click(page.getByRole('link', { name: 'New app' }));
    await click(page.getByRole('button', { name: 'Register an app' }));
    await fill(page.getByLabel('Name'), 'First');
    await fill(page.getByLabel('Purpose'), 'see whether it works');
    await fill(page.getByLabel('Publisher'), 'Ada');
    await click(page.getByRole('button', { name: 'Register app' }));
    await click(page.getByRole('button', { name: 'Copy Secret (client_secret)' }));
    const secret = await page.getByLabel('Secret (client_secret)').innerText();
    await click(page.getByRole('link', { name: 'To your first call' }));
    await click(page.getByRole('button', { name: 'Copy quickstart.sh' }));
    const program = startProgram(
      t,
      await page.getByLabel('quickstart.sh', { exact: true }).innerText(),
      secret,
    );

    // Nothing listens there, as on the developer's computer; the address bar is what counts.
    await context.route('http://localhost:3000/**', route => route.fulfill({ body: 'nobody' }));
    await page.goto(await program.address());
    await click(answerButton(page, 'allow'));
    await page.waitForURL('http://localhost:3000/**');
    assert.match(await program.goOn(page.url()), /"client_id"/);

    assert.ok(done.clicks <= MOST_CLICKS && done.fields <= MOST_FIELDS, JSON.stringify(done));
    t.diagnostic(
      `${done.clicks} clicks, ${done.fields} fields, ${((performance.now() - began) / 1000).toFixed(1)} s`,
    );
  });

function startProgram(t: TestContext, text: string, secret: string) {
  const folder = mkdtempSync(join(tmpdir(), 'valetkey-first-call-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'quickstart.sh'), text);
  const { file, args, env } = curl!({ folder, port: 0 });
  const child = spawn(file, args, { env: { ...process.env, ...env, CLIENT_SECRET: secret } });
  t.after(() => void child.kill());
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (printed += chunk.toString()));
  return {
    async address(): Promise<string> {
      const end = performance.now() + 30_000;
      while (!printed.includes('Paste') && performance.now() < end && child.exitCode === null)
        await pause(20);
      return /^http\S+$/m.exec(printed)![0];
    },
    async goOn(address: string): Promise<string> {
      child.stdin.end(`${address}\n`);
      await once(child, 'exit');
      assert.equal(child.exitCode, 0, printed);
      return printed;
    },
  };
}
