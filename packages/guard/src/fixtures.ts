/** The counterpart of the guard for its tests: a server that speaks `guard-api.ts` on loopback, and can be slow, cut off or gone. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { profiles } from '@valetkey/protocol';
import type {
  ActiveCredential,
  ApiCredential,
  CheckAnswer,
  Ending,
  ProfileName,
  UsageReport,
} from '@valetkey/protocol';
import { createGuard } from './guard.ts';
import type { Guard, GuardLogEntry, GuardOptions, RouteRule, Verdict } from './guard-types.ts';

export const GUARD_SECRET = 'guard-secret-of-at-least-32-characters';

export function activeToken(changes: Partial<ActiveCredential> = {}): ActiveCredential {
  return {
    active: true,
    kind: 'token',
    family_id: 'family1',
    api_key_id: null,
    connection_id: 'connection1',
    app: { client_id: 'app1', name: 'database-analyzer' },
    user: { id: 'user1', external_id: 'u-77', email: 'ann@example.com', name: 'Ann' },
    account: { id: 'account1', external_id: null, name: 'Acme', plan: 'enterprise' },
    scope: ['people:read'],
    permissions: ['people:read'],
    expires_at: null,
    limit_key: 'app1',
    rate_limit: null,
    quotas: {},
    refusal: null,
    ...changes,
  };
}

export interface FakeServer {
  issuer: string;
  credentials: Map<string, unknown>;
  /** Credentials in the order they were asked about. */
  checks: ApiCredential[];
  /** Calls to the feed that were answered or are waiting. */
  polls: URL[];
  quota: { limit: number; used: number; resetAt: number };
  reports: UsageReport[];
  scopes: string[];
  profile: ProfileName;
  /** `gone`: connections break. `silent`: nothing is ever answered. Per path, or for all. */
  outage: { path: string | null; kind: 'gone' | 'silent' } | null;
  /** The feed answers at once instead of waiting for an ending. */
  hasty: boolean;
  /** Awaited after a check was decided and before it is answered. */
  beforeCheckAnswer: () => Promise<void> | void;
  end(...endings: Ending[]): void;
  loseCursors(): void;
}

interface Feed {
  log: Ending[];
  lost: boolean;
  waiting: Set<() => void>;
}

export async function startFakeServer(t: TestContext): Promise<FakeServer> {
  const feed: Feed = { log: [], lost: false, waiting: new Set() };
  const server: FakeServer = {
    issuer: '',
    credentials: new Map(),
    checks: [],
    polls: [],
    quota: { limit: 2, used: 0, resetAt: 0 },
    reports: [],
    scopes: ['people:read', 'people:write', 'generate'],
    profile: 'standard',
    outage: null,
    hasty: false,
    beforeCheckAnswer: () => undefined,
    end: (...endings) => {
      feed.log.push(...endings);
      wake(feed);
    },
    loseCursors: () => {
      feed.lost = true;
      wake(feed);
    },
  };
  const http = createServer((request, response) => void answer(server, feed, request, response));
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  server.issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}/crm`;
  t.after(() => {
    http.closeAllConnections();
    http.close();
  });
  return server;
}

function wake(feed: Feed): void {
  for (const resolve of feed.waiting) resolve();
  feed.waiting.clear();
}

async function answer(server: FakeServer, feed: Feed, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url!, 'http://fake');
  const path = url.pathname.replace('/crm/guard/', '');
  const isOut = () => server.outage !== null && (server.outage.path ?? path) === path;
  if (path === 'feed') server.polls.push(url);
  if (request.headers.authorization !== `Bearer ${GUARD_SECRET}`) return send(response, 401, {});
  const body = await readJson(request);
  if (!isOut()) {
    const made = await (path === 'feed' ? pollFeed(feed, url, server.hasty) : decide(server, path, body));
    if (path === 'check') await server.beforeCheckAnswer();
    if (!isOut()) return send(response, made === null ? 204 : 200, made);
  }
  if (server.outage?.kind === 'gone') request.socket.destroy();
}

function decide(server: FakeServer, path: string, body: unknown): unknown {
  if (path === 'configuration') {
    const { profile, scopes, issuer } = server;
    return { issuer, profile, api: profiles[profile].api, scopes };
  }
  if (path === 'check') {
    const { credential } = body as { credential: ApiCredential };
    server.checks.push(credential);
    return server.credentials.get(credential.value) ?? ({ active: false } satisfies CheckAnswer);
  }
  if (path === 'quota') {
    const { limit, resetAt } = server.quota;
    const allowed = server.quota.used < limit;
    if (allowed) server.quota.used += 1;
    return { allowed, limit, remaining: limit - server.quota.used, reset_at: resetAt };
  }
  server.reports.push(body as UsageReport);
  return null;
}

async function pollFeed(feed: Feed, url: URL, hasty: boolean): Promise<unknown> {
  const after = url.searchParams.get('after');
  if (after === null) return { cursor: String(feed.log.length), reset: false, endings: [] };
  const seen = Number(after);
  if (seen === feed.log.length && !feed.lost && !hasty) {
    const waking = Promise.withResolvers<void>();
    feed.waiting.add(waking.resolve);
    const timer = setTimeout(waking.resolve, Number(url.searchParams.get('wait')) * 1000).unref();
    await waking.promise;
    clearTimeout(timer);
  }
  const reset = feed.lost;
  feed.lost = false;
  return { cursor: String(feed.log.length), reset, endings: reset ? [] : feed.log.slice(seen) };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? null : JSON.parse(text);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === null ? undefined : JSON.stringify(body));
}

export interface TestClock {
  ms: number;
  nowMs(): number;
}

export function testClock(ms = 1_800_000_000_000): TestClock {
  return {
    ms,
    nowMs() {
      return this.ms;
    },
  };
}

export interface Stand {
  server: FakeServer;
  guard: Guard;
  log: GuardLogEntry[];
  /** One API call with `Authorization: Bearer <token>`; null: without. */
  call(token: string | null, rule?: RouteRule, headers?: Record<string, string>): Promise<Verdict>;
}

export const PEOPLE: RouteRule = { scope: 'people:read', route: 'GET /people' };

/** What holders of keys are told whose end was announced. */
export const SUNSET_HEADERS = {
  deprecation: '@1800000000',
  sunset: 'Thu, 15 Apr 2027 08:00:00 GMT',
  link: '<https://auth.example/crm/console>; rel="sunset"; type="text/html"',
};
const SUNSET = {
  announced_at: 1_800_000_000,
  ends_at: 1_807_776_000,
  link: 'https://auth.example/crm/console',
};

/** A server that knows the token `good` and the key `old`, whose end was announced, and a guard before it that is ready. */
export async function startGuard(
  t: TestContext,
  options: Partial<GuardOptions> = {},
  prepare: (server: FakeServer) => void = () => undefined,
): Promise<Stand> {
  const server = await startFakeServer(t);
  server.credentials.set('good', activeToken());
  const key = {
    kind: 'api_key',
    api_key_id: 'key1',
    family_id: null,
    connection_id: null,
    app: null,
  } as const;
  server.credentials.set('old', activeToken({ ...key, sunset: SUNSET }));
  prepare(server);
  const log: GuardLogEntry[] = [];
  const guard = createGuard({
    issuer: server.issuer,
    secret: GUARD_SECRET,
    onLog: entry => log.push(entry),
    ...options,
  });
  t.after(() => guard.close());
  await guard.ready();
  const call: Stand['call'] = (token, rule = PEOPLE, headers = {}) =>
    guard.check(
      {
        method: 'GET',
        url: '/people',
        headers: token === null ? headers : { authorization: `Bearer ${token}`, ...headers },
      },
      rule,
    );
  return { server, guard, log, call };
}

/** What a refused verdict comes to on the wire; fails on an allowed one. */
export function refused(verdict: Verdict) {
  if (verdict.allowed) throw new Error('the guard allowed the call');
  const { status, headers, body } = verdict.rendered;
  return { status, headers, body: body as Record<string, string>, reason: verdict.reason };
}

export async function until(condition: () => boolean, what: string, timeoutMs = 4000): Promise<void> {
  for (const start = performance.now(); !condition(); await sleep(5)) {
    if (performance.now() - start > timeoutMs) throw new Error(`waited in vain until ${what}`);
  }
}
