/** For tests of the token side: one call per endpoint, with the credentials a well-behaved app or guard sends. */
import type { TestContext } from 'node:test';
import type { ProviderConfig } from './config-types.ts';
import {
  GUARD_SECRET,
  createApp,
  createPerson,
  obtainTokens,
  openTestServer,
  testConfig,
  type TestApp,
  type TestPerson,
  type TestResponse,
  type TestServer,
} from './fixtures.ts';
import { nowSeconds } from './domain/clock.ts';
import type { Registration } from './domain/registration.ts';
import type { Act } from './store/store.ts';

export interface Connected {
  server: TestServer;
  slug: string;
  person: TestPerson;
  app: TestApp;
  access: string;
  /** Empty where the profile gives none. */
  refresh: string;
}

/** A server of its own, one user, one app, and the tokens of one connection. */
export async function openConnected(
  t: TestContext,
  slug: string,
  options: {
    config?: Partial<ProviderConfig>;
    registration?: Partial<Registration>;
    scopes?: string;
  } = {},
): Promise<Connected> {
  const server = await openTestServer(t, { config: testConfig({ [slug]: options.config ?? {} }) });
  const person = await createPerson(server, slug);
  const app = await createApp(server, slug, options.registration);
  return { server, slug, person, app, ...(await connectAgain(server, slug, app, options.scopes)) };
}

/** Tokens of one more code exchange. */
export async function connectAgain(
  server: TestServer,
  slug: string,
  app: TestApp,
  scopes?: string,
): Promise<{ access: string; refresh: string }> {
  const answer = await obtainTokens(server, slug, app, scopes ? { parameters: { scope: scopes } } : {});
  if (answer.status !== 200) throw new Error(`no tokens: ${answer.body}`);
  return {
    access: textOf(answer, 'access_token'),
    refresh: textOf(answer, 'refresh_token'),
  };
}

/** A member of the answer; empty where it has none. */
function textOf(answer: TestResponse, name: string): string {
  const value = answer.json[name];
  return typeof value === 'string' ? value : '';
}

export function basic(id: string, secret: string): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}

export async function revokeToken(
  { server, slug, app }: Pick<Connected, 'server' | 'slug' | 'app'>,
  token: string,
  extra: Record<string, string> = {},
): Promise<TestResponse> {
  return await server.post(`/${slug}/oauth/revoke`, { token, ...credentialsOf(app), ...extra });
}

export async function introspect(
  { server, slug, app }: Pick<Connected, 'server' | 'slug' | 'app'>,
  token: string,
  extra: Record<string, string> = {},
): Promise<TestResponse> {
  return await server.post(`/${slug}/oauth/introspect`, { token, ...credentialsOf(app), ...extra });
}

export async function clientCredentials(
  { server, slug, app }: Pick<Connected, 'server' | 'slug' | 'app'>,
  extra: Record<string, string> = {},
): Promise<TestResponse> {
  const form = { grant_type: 'client_credentials', ...credentialsOf(app), ...extra };
  return await server.post(`/${slug}/oauth/token`, form);
}

export function credentialsOf({ app, secret }: TestApp): Record<string, string> {
  return app.type === 'public' ? { client_id: app.id } : { client_id: app.id, client_secret: secret };
}

/** POST of JSON as a guard. */
export async function guardPost(
  server: TestServer,
  slug: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<TestResponse> {
  return await server.inject({
    method: 'POST',
    url: `/${slug}/guard/${path}`,
    headers: { authorization: `Bearer ${GUARD_SECRET}`, 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  });
}

export async function guardGet(server: TestServer, slug: string, path: string): Promise<TestResponse> {
  return await server.inject({
    method: 'GET',
    url: `/${slug}/guard/${path}`,
    headers: { authorization: `Bearer ${GUARD_SECRET}` },
  });
}

/** What a proxy asks before it lets a call through. */
export async function forwardAuth(
  server: TestServer,
  slug: string,
  scope: string,
  headers: Record<string, string>,
): Promise<TestResponse> {
  return await server.inject({
    method: 'GET',
    url: `/${slug}/guard?scope=${encodeURIComponent(scope)}`,
    headers: { 'x-valetkey-guard': GUARD_SECRET, ...headers },
  });
}

export function actOf(server: TestServer, actor = 'operator'): Act {
  return { now: nowSeconds(server.core.clock), actor };
}
