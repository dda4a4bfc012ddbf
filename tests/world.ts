/**
 * The whole world in this process, on ports of its own: the server on a real store, a company's API behind the guard, and a
 * third party's app. What the tests with a real browser and the tests with real client libraries both stand on.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteVault } from '@valetkey/client/sqlite';
import type { ProfileName } from '@valetkey/protocol';
import { searchText } from './canaries/registry.ts';
import { buildCrmApi } from '../examples/crm-api/src/app.ts';
import type { CrmProvider } from '../examples/crm-api/src/config.ts';
import { buildAnalyzer } from '../examples/database-analyzer/src/app.ts';
import type { ProviderSettings } from '../examples/database-analyzer/src/config.ts';
import { openSessions } from '../examples/database-analyzer/src/sessions.ts';
import { openClient } from '../examples/database-analyzer/src/valetkey.ts';
import { buildApp } from '../packages/server/src/app.ts';
import { checkConfig } from '../packages/server/src/config.ts';
import type { ProviderConfig } from '../packages/server/src/config-types.ts';
import { systemClock } from '../packages/server/src/domain/clock.ts';
import { openCore, type Core } from '../packages/server/src/domain/core.ts';
import { MasterKey } from '../packages/server/src/domain/master-key.ts';
import type { Provider } from '../packages/server/src/domain/providers.ts';
import {
  GUARD_SECRET,
  createApp,
  createPerson,
  testConfig,
  type TestApp,
} from '../packages/server/src/fixtures.ts';
import { openSqliteStore } from '../packages/server/src/store/sqlite.ts';

const SLUGS = ['standard', 'copyai', 'copper', 'clipron', 'fliki', 'copernica'] as const;

/** One account at every provider. */
export const ADA = 'ada@example.com';
/** Two accounts at every provider; at Copy.ai the second one is on trial. */
export const GRACE = 'grace@example.com';
/** At Copy.ai only: the one account is on trial. */
export const TESS = 'tess@example.com';

/** What opens what in the company's API, and what the analyzer asks for. */
const SCOPES: Record<ProfileName, { api: CrmProvider['scopes']; asked: readonly string[] }> = {
  standard: {
    api: { read: 'people:read', write: 'people:write', companies: 'companies:read' },
    asked: ['people:read', 'companies:read'],
  },
  copyai: { api: { read: 'content:read', write: 'content:write' }, asked: ['content:read'] },
  copper: {
    api: { read: 'developer/v1/all', write: 'developer/v1/all' },
    asked: ['developer/v1/all'],
  },
  clipron: {
    api: { read: 'read:analysis', write: 'write:project', companies: 'read:project' },
    asked: ['read:analysis', 'read:project'],
  },
  fliki: { api: { read: 'read', write: 'generate', generate: 'generate' }, asked: ['read'] },
  copernica: { api: { read: 'all', write: 'all' }, asked: [] },
};

export interface World {
  core: Core;
  provider(slug: string): Provider;
  /** `http://localhost:<port>`, as the three below. */
  url: string;
  crmUrl: string;
  analyzerUrl: string;
  /** The Database Analyzer, as registered at each provider. */
  apps: Readonly<Record<ProfileName, TestApp>>;
  /** Every line the server logged. */
  logLines: string[];
  close(): Promise<void>;
}

export async function openWorld(
  overrides: Partial<Record<string, Partial<ProviderConfig>>> = {},
): Promise<World> {
  const server = await openServer(overrides);
  const crm = buildCrmApi({
    port: 0,
    logLevel: 'error',
    providers: SLUGS.map(slug => crmProvider(slug, server.url)),
  });
  const crmUrl = toLocalhost(await crm.listen({ port: 0, host: '127.0.0.1' }));
  const analyzer = createServer();
  const analyzerUrl = await listenAnywhere(analyzer);
  await createPeople(server);
  const entries = SLUGS.map(
    async slug => [slug, await createApp(server, slug, registration(slug, analyzerUrl))] as const,
  );
  const apps = Object.fromEntries(await Promise.all(entries)) as unknown as World['apps'];
  const providers = SLUGS.map(slug => analyzerSettings(slug, apps[slug], server, crmUrl));
  const app = openAnalyzer(analyzerUrl, providers);
  analyzer.on('request', app.handle);
  return {
    ...server,
    crmUrl,
    analyzerUrl,
    apps,
    close: async () => {
      analyzer.close();
      analyzer.closeAllConnections();
      await app.close();
      await crm.close();
      await server.close();
    },
  };
}

/** As its own main.ts puts it together. */
function openAnalyzer(baseUrl: string, providers: ProviderSettings[]) {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-analyzer-'));
  const file = join(directory, 'analyzer.db');
  const key = randomBytes(32).toString('base64');
  const vault = sqliteVault(file, { key });
  const sessions = openSessions(file, false);
  const config = { port: 0, baseUrl, vault: { file, key }, providers };
  return {
    handle: buildAnalyzer(config, { valetkey: openClient(config, { vault }), sessions }),
    close: async () => {
      sessions.close();
      await vault.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

type OpenServer = Pick<World, 'core' | 'provider' | 'url' | 'logLines' | 'close'>;

async function openServer(overrides: Partial<Record<string, Partial<ProviderConfig>>>): Promise<OpenServer> {
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-world-'));
  const logLines: string[] = [];
  const write = (fields: object, message: string) =>
    void logLines.push(`${message} ${JSON.stringify(fields)}`);
  const core = await openCore({
    config: checkConfig({ ...testConfig(overrides), publicUrl: url }),
    store: await openSqliteStore({ path: join(directory, 'valetkey.db') }),
    master: new MasterKey(Buffer.alloc(32, 7)),
    clock: systemClock,
    log: { info: write, warn: write, error: write },
  });
  const app = buildApp(core);
  await app.listen({ port, host: '127.0.0.1' });
  return {
    core,
    provider: slug => core.providers.get(slug)!,
    url,
    logLines,
    close: async () => {
      core.feed.stop();
      await app.close();
      searchText('the log', logLines.join('\n'));
      searchText('the metrics', await core.metrics.registry.metrics());
      await core.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function createPeople(server: OpenServer): Promise<void> {
  const people = SLUGS.flatMap(slug => [
    createPerson(server, slug, { email: ADA }),
    createPerson(server, slug, {
      email: GRACE,
      name: 'Grace Hopper',
      accounts: [
        { name: 'Harbour Books', role: 'administrator' },
        { name: 'Navy Yard', plan: slug === 'copyai' ? 'trial' : 'enterprise' },
      ],
    }),
  ]);
  const trial = { email: TESS, name: 'Tess Trial', accounts: [{ name: 'Corner Shop', plan: 'trial' }] };
  await Promise.all([...people, createPerson(server, 'copyai', trial)]);
}

function registration(slug: ProfileName, analyzerUrl: string): Parameters<typeof createApp>[2] {
  const { asked } = SCOPES[slug];
  return {
    redirectUris: [`${analyzerUrl}/callback/${slug}`],
    ...(asked.length > 0 ? { scopes: asked } : {}),
    ...(slug === 'clipron' ? { refresh: true } : {}),
    // The purpose is the app's own text: where people read Dutch, it is written in Dutch (R14).
    ...(slug === 'copernica' ? { description: 'je database te analyseren' } : {}),
  };
}

function crmProvider(slug: ProfileName, url: string): CrmProvider {
  return {
    slug,
    profile: slug,
    issuer: `${url}/${slug}`,
    guardSecret: GUARD_SECRET,
    scopes: SCOPES[slug].api,
  };
}

function analyzerSettings(
  slug: ProfileName,
  { app, secret }: TestApp,
  server: OpenServer,
  crmUrl: string,
): ProviderSettings {
  return {
    slug,
    title: server.provider(slug).name,
    profile: slug,
    issuer: `${server.url}/${slug}`,
    apiBase: `${crmUrl}/${slug}`,
    clientId: app.id,
    clientSecret: secret,
    scopes: SCOPES[slug].asked,
  };
}

/** On a port that the system chooses. */
export async function listenAnywhere(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** The issuer stands in the configuration, so the server must know its port before it listens. */
async function findFreePort(): Promise<number> {
  const server = createServer();
  const url = await listenAnywhere(server);
  await new Promise(resolve => server.close(resolve));
  return Number(new URL(url).port);
}

function toLocalhost(address: string): string {
  return `http://localhost:${new URL(address).port}`;
}
