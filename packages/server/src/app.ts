/** Every route of the product, one line each. What surrounds them: server.ts and route-table.ts. */
import { fileURLToPath } from 'node:url';
import { answerCall } from './console-api/answer-call.ts';
import { CONSOLE_ROUTES, readOpenApi } from './console-api/routes.ts';
import type { Core } from './domain/core.ts';
import type { Provider } from './domain/providers.ts';
import { authorize } from './endpoints/authorize/authorize.ts';
import { forwardAuth } from './endpoints/guard/forward-auth.ts';
import { check, readConfiguration, readFeed, reportUsage, takeQuota } from './endpoints/guard/guard-api.ts';
import { livez, metrics, readyz } from './endpoints/health/health.ts';
import { introspect } from './endpoints/introspect/introspect.ts';
import { jwks } from './endpoints/jwks/jwks.ts';
import { answerLoginRequest, readLoginRequest } from './endpoints/login-requests/login-requests.ts';
import { metadata } from './endpoints/metadata/metadata.ts';
import { revoke } from './endpoints/revoke/revoke.ts';
import { token } from './endpoints/token/token.ts';
import type { Incoming } from './http/incoming.ts';
import { StaticFiles } from './http/static-files.ts';
import { showConsole } from './pages/console/shell.ts';
import { signInToConsole } from './pages/console/sign-in.ts';
import { returnFromTryIt } from './pages/console/try-it-return.ts';
import { showErrorGuide } from './pages/error-guide.ts';
import { continueLogin } from './pages/interaction/continue-login.ts';
import { postAccount } from './pages/interaction/post-account.ts';
import { postApproval } from './pages/interaction/post-approval.ts';
import { postConsent } from './pages/interaction/post-consent.ts';
import { postLogin } from './pages/interaction/post-login.ts';
import { showInteraction } from './pages/interaction/show.ts';
import { METHODS, RouteTable, type Method, type Reply, type Speaks } from './route-table.ts';
import { WebServer } from './server.ts';

const READ: readonly Method[] = ['GET', 'HEAD'];
/** What `npm run build:console` writes. */
const CONSOLE_DIRECTORY = fileURLToPath(new URL('../../console/dist/', import.meta.url));

/** Builds the server; it does not listen yet. */
export function buildApp(core: Core): WebServer {
  const server = new WebServer(core);
  const routes = new RouteTable(server, core);
  routes.add(READ, '/livez', 'health', 'api', livez);
  routes.add(READ, '/readyz', 'health', 'api', () => readyz(core));
  routes.add(['GET'], '/metrics', 'metrics', 'api', incoming => metrics(core, incoming));
  for (const provider of core.providers.values()) {
    addProvider(routes, core, provider);
    addConsole(routes, core, provider);
  }
  return server;
}

type ProviderHandler = (core: Core, provider: Provider, incoming: Incoming) => Reply;

function addProvider(routes: RouteTable, core: Core, provider: Provider): void {
  const { profile, slug } = provider;
  const adder =
    (speaks: Speaks) =>
    (methods: readonly Method[], path: string, endpoint: string, handler: ProviderHandler): void =>
      routes.add(
        methods,
        `/${slug}${path}`,
        endpoint,
        speaks,
        incoming => handler(core, provider, incoming),
        provider,
      );
  const [page, api] = [adder('page'), adder('api')];

  for (const { path, locale = null } of profile.authorize.paths) {
    const handler = (incoming: Incoming): Reply => authorize(core, provider, incoming, locale);
    routes.add(
      profile.authorize.methods,
      `/${slug}${path}`,
      'authorize',
      'page',
      handler,
      provider,
      locale ?? undefined,
    );
  }
  api([profile.token.method], profile.token.path, 'token', token);
  api(['POST'], profile.revokePath, 'revoke', revoke);
  api(['POST'], profile.introspectPath, 'introspect', introspect);
  api(READ, profile.jwksPath, 'jwks', () => jwks(core));
  api(READ, '/.well-known/oauth-authorization-server', 'metadata', () => metadata(provider));
  api(READ, '/.well-known/openid-configuration', 'metadata', () => metadata(provider));
  routes.add(
    READ,
    `/.well-known/oauth-authorization-server/${slug}`,
    'metadata',
    'api',
    () => metadata(provider),
    provider,
  );

  page(['GET'], '/interactions/:id', 'interaction', showInteraction);
  page(['POST'], '/interactions/:id/login', 'login', postLogin);
  page(['POST'], '/interactions/:id/account', 'account', postAccount);
  page(['POST'], '/interactions/:id/consent', 'consent', postConsent);
  page(['POST'], '/interactions/:id/approval', 'approval', postApproval);
  page(['GET'], '/interactions/:id/continue', 'continue', continueLogin);
  page(['GET'], '/errors', 'errors', (_, own, incoming) => showErrorGuide(own, incoming));
  api(['GET'], '/login-requests/:id', 'login-requests', readLoginRequest);
  api(['POST'], '/login-requests/:id', 'login-requests', answerLoginRequest);

  api(['GET'], '/guard', 'guard', forwardAuth);
  api(METHODS, '/guard/envoy/*', 'guard', forwardAuth);
  api(['POST'], '/guard/check', 'guard', check);
  api(['POST'], '/guard/quota', 'guard', takeQuota);
  api(['POST'], '/guard/usage', 'guard', reportUsage);
  api(['GET'], '/guard/feed', 'feed', readFeed);
  api(['GET'], '/guard/configuration', 'guard', readConfiguration);
}

let consoleFiles: StaticFiles | null = null;

function addConsole(routes: RouteTable, core: Core, provider: Provider): void {
  const { slug } = provider;
  const show = (incoming: Incoming): Reply =>
    showConsole((consoleFiles ??= new StaticFiles(CONSOLE_DIRECTORY)), core, provider, incoming);
  routes.add(['GET'], `/${slug}/console`, 'console', 'page', show, provider);
  routes.add(['GET'], `/${slug}/console/*`, 'console', 'page', show, provider);
  const signIn = (incoming: Incoming): Reply => signInToConsole(core, provider, incoming);
  routes.add(['GET'], `/${slug}/console/sign-in`, 'console', 'page', signIn, provider);
  routes.add(['GET'], `/${slug}/console/try-it`, 'console', 'page', show, provider);
  const fromTryIt = (incoming: Incoming): Reply => returnFromTryIt(provider, incoming);
  routes.add(['POST'], `/${slug}/console/try-it`, 'console', 'page', fromTryIt, provider);
  const api = `/${slug}/console/api`;
  routes.add(READ, `${api}/openapi.json`, 'console-api', 'api', () => readOpenApi(provider), provider);
  for (const route of CONSOLE_ROUTES) {
    const { method, path } = route.operation;
    const answer = (incoming: Incoming): Reply => answerCall(core, provider, incoming, route);
    routes.add([method], api + path, 'console-api', 'api', answer, provider);
  }
}
