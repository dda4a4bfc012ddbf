/** What the tests share: a small provider on loopback that records what it is asked, and a browser without JavaScript. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { profiles, type ProfileName } from '@valetkey/client';
import { sqliteVault } from '@valetkey/client/sqlite';
import { buildAnalyzer } from './app.ts';
import type { ProviderSettings } from './config.ts';
import { openSessions } from './sessions.ts';
import { openClient } from './valetkey.ts';

interface Recorded {
  method: string;
  path: string;
  query: URLSearchParams;
  body: URLSearchParams;
  authorization: string | undefined;
}

interface Answer {
  status?: number;
  body?: unknown;
  location?: string;
  /** `WWW-Authenticate` */
  challenge?: string;
}

export const clientSecret = 'fakeSecretThatNobodyMayEverSee0123456789';

const people = Array.from({ length: 40 }, (_, i) => ({
  id: i,
  name: `Person ${i}`,
  age: 18 + ((i * 7) % 60),
  city: ['Amsterdam', 'Utrecht', 'Gent'][i % 3],
  interests: ['cycling', 'music', 'cooking', 'chess'].slice(0, 1 + (i % 4)),
}));

const api: Record<string, unknown> = {
  '/api/me': { account: { id: '1', name: 'Acme <b>' }, user: { name: 'Ada Example' } },
  '/api/people': { people, total: 40 },
  '/api/companies': { companies: [{ name: 'Acme' }], total: 12 },
};

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface FakeProvider {
  settings: ProviderSettings;
  requests: Recorded[];
  /** Takes precedence over what it answers by itself; by path below the issuer or `/api/…`. */
  answers: Map<string, Answer>;
  server: Server;
}

/** Tokens are `access-1`, `refresh-1`, `access-2`…; the API accepts the newest access token until it is revoked. */
export async function startProvider(profile: ProfileName, tokenFields: object = {}): Promise<FakeProvider> {
  const requests: Recorded[] = [];
  const answers = new Map<string, Answer>();
  let serial = 0;
  let live: string | null = null;
  const basics = profile === 'copernica' ? {} : { token_type: 'Bearer' };

  function answer({ path, body, authorization }: Recorded): Answer {
    const own = answers.get(path);
    if (own !== undefined) return own;
    if (path === '/oauth/token' || path === '/v1/token') {
      live = `access-${++serial}-of-the-fake-provider`;
      return {
        body: { access_token: live, ...basics, ...tokenFields, ...refreshToken(tokenFields, serial) },
      };
    }
    if (path === '/oauth/revoke' && body.has('token')) live = null;
    if (path === '/oauth/revoke') return {};
    const refused = {
      status: 401,
      body: { error: 'invalid_token', error_description: 'The token is not known.' },
      challenge: 'Bearer error="invalid_token"',
    };
    return authorization === `Bearer ${live}` ? { body: api[path] } : refused;
  }

  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const url = new URL(request.url ?? '/', 'http://provider.invalid');
    const recorded = {
      method: request.method ?? '',
      path: url.pathname.replace(/^\/fake/, ''),
      query: url.searchParams,
      body: new URLSearchParams(body),
      authorization: request.headers.authorization,
    };
    requests.push(recorded);
    const { status = 200, body: json, location, challenge } = answer(recorded);
    if (json !== undefined) response.setHeader('Content-Type', 'application/json');
    if (location !== undefined) response.setHeader('Location', location);
    if (challenge !== undefined) response.setHeader('WWW-Authenticate', challenge);
    response.writeHead(status);
    response.end(json === undefined ? '' : JSON.stringify(json));
  });
  const origin = await listen(server);
  const settings = {
    slug: profile,
    title: `Fake ${profile}`,
    profile,
    issuer: `${origin}/fake`,
    apiBase: `${origin}/api`,
    clientId: 'fakeClient',
    clientSecret,
    scopes: profile === 'copernica' ? [] : ['people:read'],
  };
  return { settings, requests, answers, server };
}

function refreshToken(tokenFields: object, serial: number): object {
  return 'expires_in' in tokenFields ? { refresh_token: `refresh-${serial}-of-the-fake-provider` } : {};
}

/** A visitor: keeps cookies, follows no redirect, and remembers every page and address it was ever shown. */
export function createVisitor(baseUrl: string) {
  const cookies = new Map<string, string>();
  const seen: string[] = [];

  async function visit(path: string, form?: Record<string, string>) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(baseUrl + path, {
      redirect: 'manual',
      headers: { cookie },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line)!;
      cookies.set(name, value);
    }
    const text = await response.text();
    // What the browser keeps for itself, the attempt and the session, is not shown to anybody.
    const shown = [...response.headers].filter(([name]) => name !== 'set-cookie');
    seen.push(text, ...shown.map(([name, value]) => `${name}: ${value}`));
    return { status: response.status, headers: response.headers, text };
  }

  /** Starts a flow and returns the address the provider would be visited at. */
  async function connect(slug: string): Promise<URL> {
    const { headers } = await visit(`/connect/${slug}`);
    return new URL(headers.get('location') ?? '');
  }

  /** What a provider that says yes sends the browser back with. */
  async function answerTo(slug: string, code = 'the-code'): Promise<Record<string, string>> {
    const url = await connect(slug);
    const hasIssuer = profiles[slug as ProfileName].authorize.iss;
    const issuer = url.href.slice(0, url.href.indexOf('/fake') + 5);
    return { code, state: url.searchParams.get('state') ?? '', ...(hasIssuer ? { iss: issuer } : {}) };
  }

  /** The answer by redirect. */
  const deliver = async (slug: string, answer: Record<string, string> | URLSearchParams) =>
    visit(`/callback/${slug}?${new URLSearchParams(answer).toString()}`);

  /** The whole flow with a provider that says yes. */
  async function arrive(slug: string) {
    const answer = await answerTo(slug);
    return slug === 'copper' ? visit(`/callback/${slug}`, answer) : deliver(slug, answer);
  }

  /** Presses a button of the home page, with the token that its form holds. */
  async function press(button: string, slug: string) {
    const { text } = await visit('/');
    const form = /name="form"\s+value="([^"]+)"/.exec(text)?.[1] ?? '';
    return visit(`/${button}/${slug}`, { form });
  }

  return { visit, connect, answerTo, deliver, arrive, press, seen };
}

/** The analyzer before the given provider, and maybe others; `close` ends them all. */
export async function startAnalyzer(
  provider: FakeProvider,
  clock: { now: number } = { now: Date.now() },
  others: readonly FakeProvider[] = [],
  baseUrl = 'http://127.0.0.1:1',
) {
  const providers = [provider, ...others];
  const nowMs = (): number => clock.now;
  const vault = sqliteVault(':memory:', { key: randomBytes(32), clock: { nowMs } });
  const config = {
    port: 0,
    baseUrl,
    vault: { file: '', key: '' },
    providers: providers.map(({ settings }) => settings),
  };
  const valetkey = openClient(config, { vault, clock: { nowMs } });
  const sessions = openSessions(':memory:', baseUrl.startsWith('https:'), nowMs);
  const server = createServer(buildAnalyzer(config, { valetkey, sessions }));
  const address = await listen(server);
  const close = () => {
    for (const one of [server, ...providers.map(fake => fake.server)]) {
      one.close();
      one.closeAllConnections();
    }
  };
  return { address, visitor: createVisitor(address), valetkey, sessions, close };
}
