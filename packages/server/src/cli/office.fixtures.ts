/** For tests of commands: a configuration and a database with somebody in it, and the command line in this process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkConfig } from '../config.ts';
import { nowSeconds } from '../domain/clock.ts';
import type { Core } from '../domain/core.ts';
import { newId } from '../domain/ids.ts';
import { createApp, createPerson, testConfig, type TestApp, type TestPerson } from '../fixtures.ts';
import { readEnvironment } from './environment.ts';
import { openFromConfig, quietLog } from './open.ts';
import { run } from './run.ts';

export const SLUG = 'copper';

/** What starts, moves or looks at a whole deployment: each has a test of its own with processes. */
export const OF_A_MACHINE = new Set([
  'serve',
  'demo',
  'tour',
  'config check',
  'doctor',
  'migrate',
  'migrate status',
  'migrate-store',
  'backup',
  'restore',
]);
export interface Ended {
  code: number;
  out: string;
  err: string;
  /** Of `--json`. */
  json(): Record<string, unknown>;
}

export interface Office {
  core: Core;
  ada: TestPerson;
  bob: TestPerson;
  /** Approved, Ada's, connected to her account; the other two are in review. */
  apps: readonly [TestApp, TestApp, TestApp];
  connectionId: string;
  directory: string;
  command(...words: string[]): Promise<Ended>;
  close(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-office-'));
  const config = testConfig();
  const configFile = join(directory, 'valetkey.config.json');
  writeFileSync(configFile, JSON.stringify(config));
  const common = ['--config', configFile, '--data', join(directory, 'data')];
  const environment = { ...readEnvironment({}), dataDirectory: join(directory, 'data') };
  const core = await openFromConfig(checkConfig(config), environment, quietLog);
  const at = { core, provider: (slug: string) => core.providers.get(slug)! };
  const ada = await createPerson(at, SLUG);
  const bob = await createPerson(at, SLUG, {
    email: 'bob@example.com',
    name: 'Bob',
    accounts: [{ name: 'Acme', account: ada.accounts[0]! }],
  });
  const ownerEmail = ada.user.email;
  const first = await createApp(at, SLUG, { ownerEmail, verified: true });
  const [second, third] = await Promise.all(
    ['Second', 'Third'].map(name => createApp(at, SLUG, { ownerEmail, name })),
  );
  const act = { now: nowSeconds(core.clock), actor: 'operator' };
  for (const { app } of [second!, third!]) await core.store.setAppStatus(app.id, 'in_review', act);
  await core.store.claimApps({ provider: SLUG, email: ownerEmail, userId: ada.user.id }, act);
  const connectionId = newId(core.clock.nowMs());
  const consent = {
    provider: SLUG,
    appId: first.app.id,
    userId: ada.user.id,
    accountId: ada.accounts[0]!.id,
  };
  await core.store.recordConsent(
    { ...consent, newId: connectionId, scopes: first.app.scopes, exact: false },
    act,
  );
  return {
    core,
    ada,
    bob,
    apps: [first, second!, third!],
    connectionId,
    directory,
    command: async (...words) => await runHere([...words, ...common]),
    close: async () => {
      await core.close();
      rmSync(directory, { recursive: true });
    },
  };
}

async function runHere(words: readonly string[]): Promise<Ended> {
  const texts = { out: '', err: '' };
  const code = await run(words, {
    out: text => void (texts.out += text),
    err: text => void (texts.err += text),
  });
  return { code, ...texts, json: () => JSON.parse(texts.out) as Record<string, unknown> };
}
