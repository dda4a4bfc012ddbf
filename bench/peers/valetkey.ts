/** Valetkey itself: `valetkey serve` as an operator runs it, on SQLite or PostgreSQL. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProcess, type Contender, type Facts, type ServerProcess } from '../harness/contender.ts';
import { CONNECTIONS } from '../load/run-load.ts';
import {
  CONFIG,
  MASTER_KEY,
  REDIRECT_URI,
  SCOPE,
  SLUG,
  newApp,
  newConnection,
  newFamily,
  newPerson,
  openWorld,
  signedIn,
  tokensOf,
} from './valetkey-world.ts';

const MAIN = fileURLToPath(new URL('../../packages/server/src/main.ts', import.meta.url));

export interface Site {
  directory: string;
  databaseUrl?: string | undefined;
  remove(): void;
}

export function newSite(databaseUrl?: string): Site {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-bench-'));
  writeFileSync(join(directory, 'valetkey.config.json'), JSON.stringify(CONFIG));
  return { directory, databaseUrl, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

export async function serve(
  site: Site,
  nodeOptions: readonly string[] = [],
): Promise<ServerProcess & { url: string }> {
  const { directory, databaseUrl } = site;
  const server = await startProcess(
    [
      process.execPath,
      ...nodeOptions,
      MAIN,
      'serve',
      '--config',
      join(directory, 'valetkey.config.json'),
      '--data',
      directory,
      '--json',
    ],
    {
      logFile: join(directory, 'server.log'),
      until: /"listening"/,
      environment: {
        VALETKEY_MASTER_KEY: MASTER_KEY,
        ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      },
    },
  );
  return { ...server, url: /http:[^"]+/.exec(server.firstLine)![0] };
}

/** @param prepare makes the database before the site is served. */
export function valetkey(
  engine: 'SQLite' | 'PostgreSQL',
  openSite: () => Promise<Site>,
  nodeOptions: readonly string[] = [],
): Contender {
  return {
    name: `Valetkey (${engine})`,
    operations: ['client-credentials', 'refresh', 'flow', 'introspect'],
    async start() {
      const site = await openSite();
      const facts = await prepare(site);
      const server = await serve(site, nodeOptions);
      return {
        facts: { ...facts, url: server.url },
        process: server,
        async stop() {
          await server.stop();
          site.remove();
        },
      };
    },
  };
}

export async function prepare({ directory, databaseUrl }: Site): Promise<Omit<Facts, 'url'>> {
  const core = await openWorld(directory, databaseUrl);
  const { app, clientSecret } = await newApp(core);
  const tokens: { access: string; refresh: string }[] = [];
  const cookies: string[] = [];
  // One more than connections: for the sample of the bare server.
  for (let i = 0; i <= CONNECTIONS; i++) {
    const person = await newPerson(core, `user${i}`);
    const connection = await newConnection(core, app.id, person);
    tokens.push(await tokensOf(core, await newFamily(core, connection)));
    cookies.push(await signedIn(core, person));
  }
  await core.close();
  return {
    paths: {
      token: `/${SLUG}/oauth/token`,
      authorize: `/${SLUG}/oauth/authorize`,
      introspect: `/${SLUG}/oauth/introspect`,
    },
    client: { id: app.id, secret: clientSecret },
    scope: SCOPE,
    redirectUri: REDIRECT_URI,
    refreshTokens: tokens.map(token => token.refresh),
    accessTokens: tokens.map(token => token.access),
    cookies,
    authorizeStatus: 303,
  };
}
