/** A real Valetkey server and a real API behind the guard, both listening on loopback, with a user and apps on every profile. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profiles, type Profile, type ProfileName } from '@valetkey/protocol';
import { buildCrmApi } from '../../examples/crm-api/src/app.ts';
import type { CrmProvider } from '../../examples/crm-api/src/config.ts';
import { buildApp } from '../../packages/server/src/app.ts';
import { checkConfig } from '../../packages/server/src/config.ts';
import { quietLog } from '../../packages/server/src/cli/open.ts';
import { openCore, type Core } from '../../packages/server/src/domain/core.ts';
import { MasterKey } from '../../packages/server/src/domain/master-key.ts';
import type { Registration } from '../../packages/server/src/domain/registration.ts';
import {
  createApp,
  createPerson,
  GUARD_SECRET,
  testConfig,
  type TestApp,
  type TestPerson,
} from '../../packages/server/src/fixtures.ts';
import { openSqliteStore } from '../../packages/server/src/store/sqlite.ts';

/** Registered for apps that run no server of their own: nobody ever calls it, the driver reads it off the redirect. */
const CALLBACK = 'https://app.example/callback';

export interface Interop {
  core: Core;
  publicUrl: string;
  /** The company's API: `${apiUrl}/${slug}/people`. */
  apiUrl: string;
  people: Readonly<Record<ProfileName, TestPerson>>;
  /** Registers an app and says everything that its developer is told, as a client library wants it. */
  register(slug: ProfileName, registration?: Partial<Registration>): Promise<Credentials>;
  close(): Promise<void>;
}

/** What a developer knows: the credentials, and what the company's documentation says. Foreign scripts get it as JSON. */
export interface Credentials {
  slug: ProfileName;
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  tokenMethod: 'GET' | 'POST';
  revocationEndpoint: string;
  introspectionEndpoint: string;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  scope: string;
  pkce: boolean;
  refresh: boolean;
  /** Hard to guess, for libraries that leave `state` to the app. */
  state: string;
  /** GET each after connecting; the first one again after refreshing and after revoking. */
  calls: string[];
}

/** The scope each app asks for, and what the company's API wants for each of its addresses. `companies` is never asked for. */
const SCOPES: Record<ProfileName, CrmProvider['scopes']> = {
  standard: { read: 'people:read', write: 'people:write', companies: 'companies:read' },
  copyai: { read: 'content:read', write: 'content:write', companies: 'content:write' },
  copper: { read: 'developer/v1/all', write: 'developer/v1/all' },
  clipron: { read: 'read:analysis', write: 'write:project', companies: 'write:project' },
  fliki: { read: 'read', write: 'generate', companies: 'generate', generate: 'generate' },
  copernica: { read: 'all', write: 'all' },
};

export function hasScopes(slug: ProfileName): boolean {
  return SCOPES[slug].companies !== undefined;
}

/** @param lifetimeSeconds of access tokens, where the profile lets them expire */
export async function openInterop({ lifetimeSeconds }: { lifetimeSeconds?: number } = {}): Promise<Interop> {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-interop-'));
  const port = await findFreePort();
  const publicUrl = `http://localhost:${port}`;
  const core = await openCore({
    config: checkConfig({
      ...testConfig(lifetimes(lifetimeSeconds)),
      publicUrl,
      trustedProxies: ['127.0.0.1', '::1'],
    }),
    store: await openSqliteStore({ path: join(directory, 'valetkey.db') }),
    master: new MasterKey(randomBytes(32)),
    // As the clients of these tests: a machine that is stopped and set right in the middle shifts both or neither.
    clock: { nowMs: () => Math.floor(performance.timeOrigin + performance.now()) },
    log: quietLog,
  });
  const app = buildApp(core);
  await app.listen({ port, host: 'localhost' });
  const api = buildCrmApi({ port: 0, logLevel: 'error', providers: crmProviders(publicUrl) });
  const apiUrl = await api.listen({ port: 0, host: '127.0.0.1' });
  const server = { core, provider: (slug: string) => core.providers.get(slug)! };
  const people = {} as Record<ProfileName, TestPerson>;
  for (const slug of Object.keys(profiles) as ProfileName[])
    people[slug] = await createPerson(server, slug, {
      accounts: [{ name: 'Lovelace Ltd' }, { name: 'Byron & Daughters' }],
    });
  return {
    core,
    publicUrl,
    apiUrl,
    people,
    register: async (slug, registration) =>
      credentialsOf(
        await createApp(server, slug, {
          redirectUris: [CALLBACK],
          ...(slug === 'clipron' ? { refresh: true } : {}),
          ...registration,
        }),
        slug,
        publicUrl,
        apiUrl,
      ),
    close: async () => {
      await api.close();
      core.feed.stop();
      await app.close();
      await core.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function credentialsOf(
  { app, secret }: TestApp,
  slug: ProfileName,
  publicUrl: string,
  apiUrl: string,
): Credentials {
  const profile: Profile = profiles[slug];
  const issuer = `${publicUrl}/${slug}`;
  return {
    slug,
    issuer,
    authorizationEndpoint: issuer + profile.authorize.paths[0]!.path,
    tokenEndpoint: issuer + profile.token.path,
    tokenMethod: profile.token.method,
    revocationEndpoint: issuer + profile.revokePath,
    introspectionEndpoint: issuer + profile.introspectPath,
    clientId: app.id,
    clientSecret: secret,
    redirectUri: app.redirectUris[0]!,
    scope: SCOPES[slug].read,
    pkce: profile.authorize.pkce === 'required',
    refresh: profile.token.refresh !== 'none',
    state: randomBytes(24).toString('base64url'),
    calls: ['me', 'people', 'companies'].map(name => `${apiUrl}/${slug}/${name}`),
  };
}

function lifetimes(seconds: number | undefined): Parameters<typeof testConfig>[0] {
  if (seconds === undefined) return {};
  const expiring = Object.values(profiles).filter(({ token }) => token.access.lifetimeSeconds !== null);
  return Object.fromEntries(
    expiring.map(({ name }) => [name, { accessToken: { lifetimeSeconds: seconds } }]),
  );
}

function crmProviders(publicUrl: string): CrmProvider[] {
  return (Object.keys(profiles) as ProfileName[]).map(slug => ({
    slug,
    profile: slug,
    issuer: `${publicUrl}/${slug}`,
    guardSecret: GUARD_SECRET,
    scopes: SCOPES[slug],
  }));
}

/** The public address must be known before the server listens, so port 0 will not do. */
export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>(resolve => probe.listen(0, 'localhost', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise(resolve => probe.close(resolve));
  return port;
}
