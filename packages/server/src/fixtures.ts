/** For tests: a whole server in this process on a real store, a clock that can be moved, and a browser made of cookies and forms. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import injectRequest, { type InjectOptions } from 'light-my-request';
import { searchDirectory, searchText } from '../../../tests/canaries/registry.ts';
import { buildApp } from './app.ts';
import type { WebServer } from './server.ts';
import { checkConfig } from './config.ts';
import type { ProviderConfig, ScopeConfig, ValetkeyConfig } from './config-types.ts';
import { nowSeconds, type Clock } from './domain/clock.ts';
import { openCore, type Core, type Log } from './domain/core.ts';
import { newId } from './domain/ids.ts';
import { MasterKey } from './domain/master-key.ts';
import type { Provider } from './domain/providers.ts';
import { registerApp, type Registration } from './domain/registration.ts';
import { approveApp, asSecret } from './domain/review/decide.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';
import type { Account, App, User } from './store/rows.ts';

export const PUBLIC_URL = 'https://auth.example';
export const GUARD_SECRET = 'guard-secret-0123456789-0123456789-abcd';
export const LOGIN_SECRET = 'login-secret-0123456789-0123456789-abcd';
export const PASSWORD = 'correct horse battery staple';
export const REDIRECT_URI = 'https://app.example/callback';
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

const read = (en: string, nl: string): ScopeConfig => ({ title: { en, nl }, access: 'read' });
const change = (en: string, nl: string): ScopeConfig => ({ title: { en, nl }, access: 'change' });

/** All six providers, each with its profile. */
export function testConfig(overrides: Partial<Record<string, Partial<ProviderConfig>>> = {}): ValetkeyConfig {
  const providers: ProviderConfig[] = [
    {
      slug: 'standard',
      name: 'Standard CRM',
      profile: 'standard',
      scopes: {
        'people:read': read('Read your people', 'Je personen lezen'),
        'people:write': change('Change your people', 'Je personen wijzigen'),
        'companies:read': { ...read('Read your companies', 'Je bedrijven lezen'), optional: true },
      },
      defaultScopes: ['people:read'],
      guardSecrets: [GUARD_SECRET],
    },
    {
      slug: 'copyai',
      name: 'Copy.ai',
      profile: 'copyai',
      scopes: {
        'content:read': read('Read your content', 'Je teksten lezen'),
        'content:write': change('Write content', 'Teksten schrijven'),
      },
      guardSecrets: [GUARD_SECRET],
    },
    {
      slug: 'copper',
      name: 'Copper',
      profile: 'copper',
      scopes: {
        'developer/v1/all': {
          ...change('Read and modify user records', 'Gegevens lezen en wijzigen'),
          includes: '*',
        },
        'developer/v1/people:read': read('Read people', 'Personen lezen'),
      },
      guardSecrets: [GUARD_SECRET],
    },
    {
      slug: 'clipron',
      name: 'Clipron AI',
      profile: 'clipron',
      scopes: {
        'read:analysis': read('Read your analyses', 'Je analyses lezen'),
        'read:project': read('Read your projects', 'Je projecten lezen'),
        'write:project': change('Change your projects', 'Je projecten wijzigen'),
        offline: read('Stay connected', 'Verbonden blijven'),
      },
      defaultScopes: ['read:analysis'],
      guardSecrets: [GUARD_SECRET],
    },
    {
      slug: 'fliki',
      name: 'Fliki',
      profile: 'fliki',
      scopes: {
        read: read('Read your media', 'Je media lezen'),
        generate: { ...change('Make media', 'Media maken'), dailyQuota: 5 },
      },
      guardSecrets: [GUARD_SECRET],
    },
    {
      slug: 'copernica',
      name: 'Copernica',
      profile: 'copernica',
      scopes: {
        all: change('Read and change everything in your account', 'Alles in je account lezen en wijzigen'),
      },
      guardSecrets: [GUARD_SECRET],
    },
  ];
  return {
    publicUrl: PUBLIC_URL,
    // Tests ask a thousand things at once on machines that are busy: nothing but its own tests is about overload.
    overload: { maxRequests: 100_000, maxDelayMs: 10_000 },
    providers: providers.map(p => ({ ...p, ...overrides[p.slug] })),
  };
}

export class TestClock implements Clock {
  #ms = Date.UTC(2026, 10, 20, 12);
  nowMs(): number {
    return this.#ms;
  }
  advanceSeconds(seconds: number): void {
    this.#ms += seconds * 1000;
  }
}

/** What registering people and apps needs of a server: this one, or one that really listens. */
export interface Directory {
  core: Core;
  provider(slug: string): Provider;
}

export interface TestServer extends Directory {
  app: WebServer;
  clock: TestClock;
  directory: string;
  /** Every line that was logged. */
  logLines: string[];
  inject(options: InjectOptions): Promise<TestResponse>;
  /** Called with each answer. */
  watchers: Set<(answer: TestResponse) => void>;
  /** POST of a form. */
  post(path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<TestResponse>;
}

export interface TestResponse {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  body: string;
  json: Record<string, unknown>;
  location: string;
}

const MASTER = new MasterKey(Buffer.alloc(32, 7));

export async function openTestServer(
  t: TestContext,
  options: {
    config?: ValetkeyConfig;
    directory?: string;
    clock?: TestClock;
    openStore?: () => Promise<Store>;
  } = {},
): Promise<TestServer> {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'valetkey-test-'));
  const clock = options.clock ?? new TestClock();
  const logLines: string[] = [];
  const write = (fields: object, message: string): void =>
    void logLines.push(`${message} ${JSON.stringify(fields)}`);
  const log: Log = { info: write, warn: write, error: write };
  const { openStore = () => openSqliteStore({ path: join(directory, 'valetkey.db') }) } = options;
  const store = await openStore();
  const core = await openCore({
    config: checkConfig(options.config ?? testConfig()),
    store,
    master: MASTER,
    clock,
    log,
  });
  const app = buildApp(core);
  t.after(async () => {
    core.feed.stop();
    await app.close();
    await core.requestLog.flush();
    searchText('the log', logLines.join('\n'), directory);
    searchText('the metrics', await core.metrics.registry.metrics());
    // While the write-ahead log is still there.
    searchDirectory(directory);
    await core.close();
    if (!options.directory) rmSync(directory, { recursive: true, force: true });
  });
  const watchers = new Set<(answer: TestResponse) => void>();
  const inject = async (request: InjectOptions): Promise<TestResponse> => {
    const answer = toResponse(await injectRequest((...message) => app.handle(...message), request));
    for (const watch of watchers) watch(answer);
    return answer;
  };
  return {
    core,
    app,
    clock,
    directory,
    logLines,
    provider: slug => core.providers.get(slug)!,
    inject,
    watchers,
    post: (path, form, headers = {}) =>
      inject({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: new URLSearchParams(form).toString(),
      }),
  };
}

function toResponse(response: { statusCode: number; headers: object; payload: string }): TestResponse {
  const headers = response.headers as TestResponse['headers'];
  if (response.statusCode >= 400) searchText('the answer of an error', response.payload);
  // A HEAD names the type and brings nothing.
  const isJson =
    response.payload !== '' && String(headers['content-type'] ?? '').startsWith('application/json');
  return {
    status: response.statusCode,
    headers,
    body: response.payload,
    json: isJson ? (JSON.parse(response.payload) as Record<string, unknown>) : {},
    location: String(headers['location'] ?? ''),
  };
}

export interface TestPerson {
  user: User;
  accounts: Account[];
}

/** A user with accounts (default: one, with the plan every profile takes). The password is {@link PASSWORD}. */
export async function createPerson(
  server: Directory,
  slug: string,
  person: {
    email?: string;
    name?: string;
    accounts?: readonly {
      name: string;
      plan?: string | null;
      role?: 'member' | 'administrator';
      account?: Account;
    }[];
  } = {},
): Promise<TestPerson> {
  const { core } = server;
  const act = { now: nowSeconds(core.clock), actor: 'operator' };
  const user = await core.store.createUser(
    {
      id: newId(core.clock.nowMs()),
      provider: slug,
      externalId: null,
      email: person.email ?? 'ada@example.com',
      name: person.name ?? 'Ada Lovelace',
      passwordHash: await core.passwords.hash(PASSWORD),
      createdAt: act.now,
    },
    act,
  );
  const accounts: Account[] = [];
  for (const a of person.accounts ?? [{ name: 'Acme' }]) {
    const account =
      a.account ??
      (await core.store.createAccount(
        {
          id: newId(core.clock.nowMs()),
          provider: slug,
          externalId: null,
          name: a.name,
          plan: a.plan === undefined ? 'enterprise' : a.plan,
          createdAt: act.now,
        },
        act,
      ));
    await core.store.putMember(account.id, user.id, a.role ?? 'member', act);
    accounts.push(account);
  }
  return { user, accounts };
}

export interface TestApp {
  app: App;
  secret: string;
}

/** A verified app with credentials, approved where the profile asks for it; `verified: false`: one its developer registered. */
export async function createApp(
  server: Directory,
  slug: string,
  registration: Partial<Registration> = {},
): Promise<TestApp> {
  const provider = server.provider(slug);
  const registered = await registerApp(
    server.core,
    provider,
    {
      name: 'Database Analyzer',
      description: 'analyze your database',
      publisher: 'Analytics Ltd',
      ownerEmail: 'dev@app.example',
      redirectUris: [REDIRECT_URI],
      scopes: provider.scopeNames,
      verified: true,
      ...registration,
    },
    registration.verified === false ? 'user:developer' : 'operator',
  );
  if (registered.app.status !== 'in_review')
    return { app: registered.app, secret: registered.clientSecret ?? '' };
  const approved = await approveAtOnce(server.core, registered.app);
  return { app: approved.app, secret: approved.credentials ?? '' };
}

/** The operator, who says no more than yes. */
export async function approveAtOnce(core: Core, app: App): ReturnType<typeof approveApp> {
  const act = { now: Math.floor(core.clock.nowMs() / 1000), actor: 'operator' };
  return await approveApp(core, app, { act, name: 'operator', text: '' }, asSecret(core, act));
}

/** Hard to guess, as Copernica's judge wants it. */
export function goodState(): string {
  return randomBytes(24).toString('base64url');
}

/** A browser: keeps cookies, follows our own redirects, fills in forms. Without JavaScript. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #server: TestServer;
  page: TestResponse = { status: 0, headers: {}, body: '', json: {}, location: '' };
  url = '';

  constructor(server: TestServer) {
    this.#server = server;
  }

  /** Goes to an address of ours and follows redirects that stay there; stops at the first that leads elsewhere. */
  async goto(url: string, request: InjectOptions = { method: 'GET' }): Promise<TestResponse> {
    // A server that is a process of its own has no core here.
    const publicUrl = this.#server.core?.config.publicUrl ?? PUBLIC_URL;
    let next: string | null = url;
    let options = request;
    for (let hop = 0; next !== null && hop < 10; hop++) {
      this.url = next.replace(publicUrl, '');
      this.page = await this.#server.inject({
        ...options,
        url: this.url,
        headers: { ...options.headers, cookie: this.#cookieHeader() },
      });
      this.#keepCookies(this.page.headers['set-cookie']);
      const { location } = this.page;
      next =
        this.page.status === 303 && (location.startsWith(publicUrl) || location.startsWith('/'))
          ? location
          : null;
      options = { method: 'GET' };
    }
    return this.page;
  }

  /** Submits the page's form with its hidden fields and these values. */
  async submit(
    fields: Record<string, string | string[]>,
    headers: Record<string, string> = {},
  ): Promise<TestResponse> {
    const form = readForm(this.page.body);
    const values = new URLSearchParams(form.hidden);
    for (const [name, value] of Object.entries(fields)) {
      values.delete(name);
      for (const one of Array.isArray(value) ? value : [value]) values.append(name, one);
    }
    return await this.goto(form.action, {
      method: 'POST',
      payload: values.toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
    });
  }

  async signIn(email = 'ada@example.com', password = PASSWORD): Promise<TestResponse> {
    return await this.submit({ email, password });
  }

  #cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keepCookies(header: string | string[] | number | undefined): void {
    for (const line of header === undefined ? [] : Array.isArray(header) ? header : [String(header)]) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/Max-Age=0/.test(line)) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }
}

/** The first POST form of a page. */
export function readForm(html: string): { action: string; hidden: Record<string, string> } {
  const form = /<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/i.exec(html)?.[0] ?? '';
  const attribute = (tag: string, name: string): string =>
    unescapeHtml(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
  const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/gi)].map(([tag]) => [
    attribute(tag, 'name'),
    attribute(tag, 'value'),
  ]);
  return {
    action: attribute(/<form[^>]*>/i.exec(form)?.[0] ?? '', 'action'),
    hidden: Object.fromEntries(hidden) as Record<string, string>,
  };
}

function unescapeHtml(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&amp;', '&');
}

/** What a reader sees: no markup, single spaces. */
export function wordsOf(page: TestResponse): string {
  const text = page.body.replace(/<(style|script)[^]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ');
  return unescapeHtml(text).replace(/\s+/g, ' ').trim();
}

/** A page without what is new in each answer (nonce, request id, form token): two that look alike are equal. */
export function withoutNonces(page: TestResponse): { status: number; headers: object; body: string } {
  const { 'x-request-id': _id, 'content-length': _length, date: _date, ...headers } = page.headers;
  const mask = (text: string): string =>
    text
      .replace(/nonce[=-]"?[A-Za-z0-9_-]{24}"?/g, 'nonce')
      .replace(/req_[0-9a-v]{26}/g, 'req')
      .replace(/name="csrf" value="[^"]*"/g, 'csrf');
  return {
    status: page.status,
    headers: JSON.parse(mask(JSON.stringify(headers))) as object,
    body: mask(page.body),
  };
}

export function authorizeUrl(
  server: Pick<TestServer, 'provider'>,
  slug: string,
  app: App,
  parameters: Record<string, string | undefined> = {},
): string {
  const provider = server.provider(slug);
  const all: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: app.id,
    redirect_uri: app.redirectUris[0],
    state: goodState(),
    ...(provider.profile.authorize.scope === 'ignored'
      ? {}
      : { scope: (provider.defaultScopes[0] ?? provider.scopeNames[0])! }),
    ...(provider.profile.authorize.pkce === 'required'
      ? { code_challenge: CHALLENGE, code_challenge_method: 'S256' }
      : {}),
    ...parameters,
  };
  const query = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `/${slug}${provider.profile.authorize.paths[0]!.path}?${new URLSearchParams(query).toString()}`;
}

/** Signs in where needed, picks the first account, allows; returns what the app gets at its callback. */
export async function connect(
  server: TestServer,
  slug: string,
  app: App,
  options: {
    browser?: TestBrowser;
    parameters?: Record<string, string | undefined>;
    scopes?: string[];
    email?: string;
    account?: string;
  } = {},
): Promise<Record<string, string>> {
  const browser = options.browser ?? new TestBrowser(server);
  await browser.goto(authorizeUrl(server, slug, app, options.parameters));
  if (browser.page.body.includes('type="password"')) await browser.signIn(options.email);
  if (/name="account"/.test(browser.page.body)) {
    const account =
      options.account ??
      /name="account"[^>]*value="([0-9a-v]{26})"/.exec(browser.page.body)?.[1] ??
      /value="([0-9a-v]{26})"[^>]*name="account"/.exec(browser.page.body)?.[1] ??
      '';
    await browser.submit({ account });
  }
  if (browser.page.status === 200 && browser.page.body.includes('decision')) {
    await browser.submit({ decision: 'allow', ...(options.scopes ? { scope: options.scopes } : {}) });
  }
  return callbackOf(browser.page);
}

/** Parameters of a callback: from the redirect's query, or from the page that posts itself. */
export function callbackOf(page: TestResponse): Record<string, string> {
  if (page.location) return Object.fromEntries(new URL(page.location).searchParams);
  return readForm(page.body).hidden;
}

/** Exchanges a code the way the profile's document does it. */
export async function exchange(
  server: TestServer,
  slug: string,
  { app, secret }: TestApp,
  code: string,
  changes: Record<string, string | undefined> = {},
): Promise<TestResponse> {
  const { profile } = server.provider(slug);
  const all: Record<string, string | undefined> = {
    ...(profile.token.grantTypeNamed ? { grant_type: 'authorization_code' } : {}),
    code,
    redirect_uri: app.redirectUris[0],
    client_id: app.id,
    ...(app.type === 'confidential' ? { client_secret: secret } : {}),
    ...(profile.authorize.pkce === 'required' ? { code_verifier: VERIFIER } : {}),
    ...changes,
  };
  const form = Object.fromEntries(
    Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const path = `/${slug}${profile.token.path}`;
  return profile.token.method === 'GET'
    ? await server.inject({ method: 'GET', url: `${path}?${new URLSearchParams(form).toString()}` })
    : await server.post(path, form);
}

/** The whole main job: authorize, consent, exchange. */
export async function obtainTokens(
  server: TestServer,
  slug: string,
  app: TestApp,
  options: Parameters<typeof connect>[3] = {},
): Promise<TestResponse> {
  const { code } = await connect(server, slug, app.app, options);
  return await exchange(server, slug, app, code ?? '');
}

export async function refreshTokens(
  server: TestServer,
  slug: string,
  { app, secret }: TestApp,
  refreshToken: string,
  extra: Record<string, string> = {},
): Promise<TestResponse> {
  return await server.post(`/${slug}/oauth/token`, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: app.id,
    ...(app.type === 'confidential' ? { client_secret: secret } : {}),
    ...extra,
  });
}

/** What a guard learns about a bearer token. */
export async function checkBearer(
  server: TestServer,
  slug: string,
  value: string,
): Promise<Record<string, unknown>> {
  const response = await server.inject({
    method: 'POST',
    url: `/${slug}/guard/check`,
    headers: { authorization: `Bearer ${GUARD_SECRET}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ credential: { type: 'bearer', value } }),
  });
  return response.json;
}
