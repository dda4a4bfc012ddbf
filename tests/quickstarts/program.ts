/** A quickstart as its developer runs it: written to a folder, started with the secret in its environment, ended by its process id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { profiles, type ProfileName } from '@valetkey/protocol';
import { quickstarts, type QuickstartApp, type QuickstartLanguage } from '@valetkey/protocol/quickstart';
import { findFreePort, type Credentials, type Interop } from '../interop/fixture.ts';
import type { Command } from '../interop/machine.ts';
import type { Place } from './machine.ts';

/** Below the repository, so that Node.js finds the packages that a developer would install. */
const CACHE = fileURLToPath(new URL('../../.cache/quickstarts/', import.meta.url));

export interface Program {
  app: Credentials;
  origin: string;
  child: ChildProcess;
  /** What it printed. */
  printed(): string;
}

export async function startProgram(
  interop: Interop,
  language: QuickstartLanguage,
  slug: ProfileName,
  commandFor: (place: Place) => Command,
  after: (end: () => void) => void,
): Promise<Program> {
  const port = await findFreePort();
  const origin = `http://localhost:${port}`;
  const app = await interop.register(slug, { redirectUris: [`${origin}/callback/company`] });
  const files = quickstarts[language].files(quickstartApp(app));
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, `${language}-`));
  after(() => rmSync(folder, { recursive: true, force: true }));
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
  const { child, printed } = start(commandFor({ folder, port }), folder, app.clientSecret);
  after(() => void child.kill());
  return { app, origin, child, printed };
}

function quickstartApp(app: Credentials): QuickstartApp {
  return {
    profile: profiles[app.slug],
    issuer: app.issuer,
    clientId: app.clientId,
    redirectUri: app.redirectUri,
    scopes: [app.scope],
    isPublic: false,
    refreshes: app.refresh,
    callUrl: app.calls[0]!,
  };
}

function start(
  { file, args, env }: Command,
  cwd: string,
  clientSecret: string,
): Pick<Program, 'child' | 'printed'> {
  const child = spawn(file, args, {
    cwd,
    env: {
      ...process.env,
      ...env,
      CLIENT_SECRET: clientSecret,
      VAULT_KEY: Buffer.alloc(32, 7).toString('base64'),
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (printed += chunk.toString()));
  return { child, printed: () => printed };
}

/** The page at `/`, as soon as the program listens. */
export async function waitForPage({ origin, child, printed }: Program): Promise<string> {
  const end = performance.now() + 90_000;
  while (performance.now() < end && child.exitCode === null) {
    const answer = await fetch(origin).catch(() => null);
    if (answer !== null) return await answer.text();
    await pause(100);
  }
  throw new Error(`it does not listen at ${origin}:\n${printed()}`);
}
