/** The quickstarts, run: from the button to the first call, and to the call after a refresh. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { profiles, type ProfileName } from '@valetkey/protocol';
import type { QuickstartLanguage } from '@valetkey/protocol/quickstart';
import { SLUGS } from '../interop/clients.ts';
import { openInterop } from '../interop/fixture.ts';
import { User } from '../interop/user.ts';
import { TOOLCHAINS } from './machine.ts';
import { startProgram, waitForPage, type Program } from './program.ts';

/** Short, so that a refresh comes due: all programs know when from `expires_in`. */
const interop = await openInterop({ lifetimeSeconds: 2 });
after(() => interop.close());

const PROFILES: Partial<Record<QuickstartLanguage, readonly ProfileName[]>> = {
  node: SLUGS,
  python: ['standard', 'copper', 'copernica'],
  'valetkey-client': ['standard', 'copper', 'copernica'],
  java: ['standard', 'copernica'],
  ruby: ['clipron', 'copper', 'copernica'],
  omniauth: ['standard', 'copper', 'copernica'],
  go: ['standard', 'copper', 'copernica'],
};

for (const [language, slugs] of Object.entries(PROFILES) as [QuickstartLanguage, ProfileName[]][]) {
  const commandFor = TOOLCHAINS[language]!();
  if (commandFor === null) continue;
  for (const slug of slugs)
    test(`R57 R58 R22 the quickstart ${language} on ${slug}: ${waysOf(slug)}`, async t => {
      const program = await startProgram(interop, language, slug, commandFor, end => t.after(end));
      assert.match(await waitForPage(program), /Connect/);
      const user = new User(interop);
      const start = language === 'omniauth' ? '/' : '/connect';
      const callback = await user.approve(await user.pressConnect(program.origin + start));
      await user.deliver(callback);
      await waitForAnswer(program, user);
      if (program.app.refresh) await waitForRefresh(program, user);
      await refusesForeignAnswer(program);
    });
}

function waysOf(slug: ProfileName): string {
  return profiles[slug].token.refresh === 'none' ? 'connect, call' : 'connect, call, refresh, call';
}

/** A token may expire on its way to the API: then the next call has a new one. */
async function waitForAnswer(program: Program, user: User): Promise<void> {
  const body = await visitUntil(program, user, page => page.includes('"client_id"'));
  const answer = JSON.parse(body) as { app: { client_id: string }; user: { id: string } };
  const person = interop.people[program.app.slug].user;
  assert.deepEqual([answer.app.client_id, answer.user.id], [program.app.clientId, person.id]);
  assert.ok(!program.printed().includes(program.app.clientSecret));
}

async function waitForRefresh(program: Program, user: User): Promise<void> {
  const { clientId } = program.app;
  const hasRefreshed = async (): Promise<boolean> => {
    await interop.core.requestLog.flush();
    const entries = await interop.core.store.listRequestLog({ appId: clientId, limit: 50 });
    return entries.some(({ reason }) => reason?.includes('(refresh_token)'));
  };
  await visitUntil(program, user, hasRefreshed);
  await waitForAnswer(program, user);
}

async function visitUntil(
  { origin, printed }: Program,
  user: User,
  isEnough: (body: string) => boolean | Promise<boolean>,
): Promise<string> {
  const end = performance.now() + 30_000;
  let body = '';
  while (performance.now() < end) {
    body = await user.visit(origin);
    if (await isEnough(body)) return body;
    await pause(200);
  }
  throw new Error(`not within 30 s; at last: ${body}\n${printed()}`);
}

/** What arrives in a browser that began nothing is not taken: the cookie and `state` are looked at. */
async function refusesForeignAnswer({ app, printed }: Program): Promise<void> {
  const foreign = new URLSearchParams({ code: 'vkc_x', state: 'somebody-elses-state' }).toString();
  const answer =
    app.slug === 'copper'
      ? await fetch(app.redirectUri, {
          method: 'POST',
          body: foreign,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          redirect: 'manual',
        })
      : await fetch(`${app.redirectUri}?${foreign}`, { redirect: 'manual' });
  const body = await answer.text();
  assert.ok(answer.status >= 300 && !body.includes('"client_id"'), `${answer.status} ${body}\n${printed()}`);
}

const curl = TOOLCHAINS.curl!();
if (curl !== null)
  for (const slug of SLUGS)
    test(`R57 R58 R22 the quickstart curl on ${slug}: ${waysOf(slug)}`, async t => {
      const program = await startProgram(interop, 'curl', slug, curl, end => t.after(end));
      const { child, printed } = program;
      const url = await waitForAddress(program);
      const callback = await new User(interop).approve(url);
      assert.equal(callback.method, 'GET');
      child.stdin!.end(`${callback.url}\n`);
      await once(child, 'exit');
      assert.equal(child.exitCode, 0, printed());
      const answers = [...printed().matchAll(/\{.*"client_id".*\}/g)];
      assert.equal(answers.length, program.app.refresh ? 2 : 1, printed());
    });

async function waitForAddress({ child, printed }: Program): Promise<string> {
  const end = performance.now() + 30_000;
  while (!printed().includes('Paste') && performance.now() < end && child.exitCode === null) await pause(20);
  const url = /^http\S+$/m.exec(printed())?.[0];
  assert.ok(url, printed());
  return url;
}
